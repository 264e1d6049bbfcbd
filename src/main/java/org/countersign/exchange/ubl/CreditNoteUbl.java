package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Read.at;
import static org.countersign.exchange.ubl.Read.first;
import static org.countersign.exchange.ubl.Read.must;
import static org.countersign.exchange.ubl.Read.text;
import static org.countersign.exchange.ubl.Write.said;

import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CreditNoteLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.CreditedQuantityType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.NoteType;
import oasis.names.specification.ubl.schema.xsd.creditnote_23.CreditNoteType;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.BillDocument.Heading;
import org.countersign.exchange.BillDocument.Kind;
import org.countersign.exchange.BillDocument.Line;
import org.joda.money.CurrencyUnit;

/** A credit note of Peppol BIS Billing 3, or of any other specification of EN 16931 when read. */
final class CreditNoteUbl {

    private CreditNoteUbl() {}

    static CreditNoteType write(BillDocument bill) {
        var heading = bill.heading();
        var references = bill.references();
        var ubl = new CreditNoteType();
        ubl.setCustomizationID(Peppol.BILL);
        ubl.setProfileID(Peppol.BILLING);
        ubl.setID(heading.number());
        ubl.setIssueDate(heading.issuedOn());
        ubl.setCreditNoteTypeCode(heading.typeCode());
        said(heading.note(), note -> ubl.addNote(new NoteType(note)));
        ubl.setDocumentCurrencyCode(heading.currency().getCode());
        said(references.buyerReference(), ubl::setBuyerReference);
        if (BillUbl.namesAnOrder(references)) {
            ubl.setOrderReference(BillUbl.orderReference(references));
        }
        references.preceding().forEach(one -> ubl.addBillingReference(BillUbl.preceding(one)));
        said(references.despatch(), number -> ubl.addDespatchDocumentReference(BillUbl.reference(number)));
        said(references.contract(), number -> ubl.addContractDocumentReference(BillUbl.reference(number)));
        ubl.setAccountingSupplierParty(WriteParty.billing(bill.seller()));
        ubl.setAccountingCustomerParty(WriteParty.billed(bill.buyer()));
        if (heading.deliveredOn() != null) {
            ubl.addDelivery(BillUbl.delivered(heading.deliveredOn()));
        }
        if (!bill.payment().meansCode().isEmpty()) {
            ubl.addPaymentMeans(means(bill));
        }
        said(bill.payment().terms(), terms -> ubl.addPaymentTerms(BillUbl.terms(terms)));
        bill.adjustments().forEach(one -> ubl.addAllowanceCharge(Write.adjustment(one)));
        ubl.addTaxTotal(BillUbl.taxes(bill.tax(), bill.taxes()));
        ubl.setLegalMonetaryTotal(Write.totals(bill.totals()));
        bill.lines().forEach(line -> ubl.addCreditNoteLine(line(line)));
        return ubl;
    }

    static BillDocument read(CreditNoteType ubl) {
        var currency = Read.currency(ubl.getDocumentCurrencyCodeValue());
        return new BillDocument(
                new Heading(
                        Kind.CREDIT_NOTE,
                        text(ubl, CreditNoteType::getCreditNoteTypeCodeValue),
                        text(ubl, CreditNoteType::getIDValue),
                        must(ubl.getIssueDateValueLocal(), "issue date"),
                        Read.at(first(ubl.getPaymentMeans()), PaymentMeansType::getPaymentDueDateValueLocal),
                        currency,
                        BillUbl.deliveredOn(ubl.getDelivery()),
                        Read.lines(ubl.getNote())),
                BillUbl.references(
                        ubl.getOrderReference(),
                        text(ubl, CreditNoteType::getBuyerReferenceValue),
                        ubl.getContractDocumentReference(),
                        ubl.getDespatchDocumentReference(),
                        ubl.getBillingReference()),
                Read.party(at(ubl.getAccountingSupplierParty(), SupplierPartyType::getParty)),
                Read.party(at(ubl.getAccountingCustomerParty(), CustomerPartyType::getParty)),
                ubl.getCreditNoteLine().stream()
                        .map(line -> line(line, currency))
                        .toList(),
                Read.adjustments(ubl.getAllowanceCharge(), currency),
                BillUbl.subtotals(ubl.getTaxTotal(), currency),
                BillUbl.totals(must(ubl.getLegalMonetaryTotal(), "totals"), ubl.getTaxTotal(), currency),
                BillUbl.payment(ubl.getPaymentMeans(), ubl.getPaymentTerms()));
    }

    private static CreditNoteLineType line(Line line) {
        var written = new CreditNoteLineType();
        written.setID(line.id());
        said(line.note(), note -> written.addNote(new NoteType(note)));
        written.setCreditedQuantity(Write.quantity(line.quantity(), line.unit(), new CreditedQuantityType()));
        Write.money(line.net(), written::setLineExtensionAmount);
        said(line.orderLineId(), id -> written.addOrderLineReference(BillUbl.orderLine(id)));
        line.adjustments().forEach(one -> written.addAllowanceCharge(Write.adjustment(one)));
        written.setItem(Write.item(line.item(), line.tax()));
        written.setPrice(Write.price(line.price(), line.unit()));
        return written;
    }

    private static Line line(CreditNoteLineType line, CurrencyUnit currency) {
        var unit = Read.unit(line.getCreditedQuantity());
        var item = must(line.getItem(), "item");
        return new Line(
                text(line, CreditNoteLineType::getIDValue),
                text(first(line.getOrderLineReference()), OrderLineReferenceType::getLineIDValue),
                Read.item(item),
                Read.quantity(line.getCreditedQuantity()),
                unit,
                must(Read.price(line.getPrice(), unit, currency), "price"),
                Read.money(line.getLineExtensionAmount(), currency),
                Read.tax(item.getClassifiedTaxCategory()),
                Read.adjustments(line.getAllowanceCharge(), currency),
                Read.lines(line.getNote()));
    }

    /** A credit note has its due date here, and so has none without a means of payment. */
    private static PaymentMeansType means(BillDocument bill) {
        var written = BillUbl.means(bill.payment());
        if (bill.heading().dueOn() != null) {
            written.setPaymentDueDate(bill.heading().dueOn());
        }
        return written;
    }
}
