package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Read.first;
import static org.countersign.exchange.ubl.Read.must;
import static org.countersign.exchange.ubl.Read.text;
import static org.countersign.exchange.ubl.Write.said;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.BillingReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.BranchType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.FinancialAccountType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.PaymentIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.TaxExemptionReasonType;
import org.countersign.exchange.BillDocument.Payment;
import org.countersign.exchange.BillDocument.Preceding;
import org.countersign.exchange.BillDocument.References;
import org.countersign.exchange.BillDocument.TaxSubtotal;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What invoice and credit note write and read alike. */
final class BillUbl {

    /** Peppol wants an order number beside the seller's, and this where there is none. */
    private static final String NO_ORDER = "NA";

    private BillUbl() {}

    static OrderReferenceType orderReference(References references) {
        var written = OrderUbl.orderReference(references.orderNumber().isEmpty() ? NO_ORDER : references.orderNumber());
        said(references.salesOrder(), written::setSalesOrderID);
        return written;
    }

    static boolean namesAnOrder(References references) {
        return !references.orderNumber().isEmpty() || !references.salesOrder().isEmpty();
    }

    static References references(
            @Nullable OrderReferenceType order,
            String buyerReference,
            List<DocumentReferenceType> contracts,
            List<DocumentReferenceType> despatches,
            List<BillingReferenceType> billings) {
        var number = text(order, OrderReferenceType::getIDValue);
        var sales = text(order, OrderReferenceType::getSalesOrderIDValue);
        return new References(
                number.equals(NO_ORDER) && !sales.isEmpty() ? "" : number,
                sales,
                buyerReference,
                text(first(contracts), DocumentReferenceType::getIDValue),
                text(first(despatches), DocumentReferenceType::getIDValue),
                billings.stream()
                        .map(billing -> must(billing.getInvoiceDocumentReference(), "preceding invoice"))
                        .map(BillUbl::preceding)
                        .toList());
    }

    private static Preceding preceding(DocumentReferenceType invoice) {
        return new Preceding(text(invoice, DocumentReferenceType::getIDValue), invoice.getIssueDateValueLocal());
    }

    static BillingReferenceType preceding(Preceding preceding) {
        var invoice = reference(preceding.number());
        if (preceding.issuedOn() != null) {
            invoice.setIssueDate(preceding.issuedOn());
        }
        var written = new BillingReferenceType();
        written.setInvoiceDocumentReference(invoice);
        return written;
    }

    static DocumentReferenceType reference(String number) {
        var written = new DocumentReferenceType();
        written.setID(number);
        return written;
    }

    static OrderLineReferenceType orderLine(String id) {
        var written = new OrderLineReferenceType();
        written.setLineID(id);
        return written;
    }

    static DeliveryType delivered(LocalDate on) {
        var written = new DeliveryType();
        written.setActualDeliveryDate(on);
        return written;
    }

    static @Nullable LocalDate deliveredOn(List<DeliveryType> stated) {
        return Read.at(first(stated), DeliveryType::getActualDeliveryDateValueLocal);
    }

    static PaymentMeansType means(Payment payment) {
        var written = new PaymentMeansType();
        written.setPaymentMeansCode(payment.meansCode());
        said(payment.reference(), reference -> written.addPaymentID(new PaymentIDType(reference)));
        said(payment.account(), number -> {
            var account = new FinancialAccountType();
            account.setID(number);
            said(payment.accountName(), account::setName);
            said(payment.bank(), bic -> {
                var branch = new BranchType();
                branch.setID(bic);
                account.setFinancialInstitutionBranch(branch);
            });
            written.setPayeeFinancialAccount(account);
        });
        return written;
    }

    static PaymentTermsType terms(String terms) {
        var written = new PaymentTermsType();
        written.addNote(new NoteType(terms));
        return written;
    }

    /** The first way to pay; a bill that offers several accounts leaves the choice to the payer. */
    static Payment payment(List<PaymentMeansType> means, List<PaymentTermsType> terms) {
        var stated = first(means);
        var account = Read.at(stated, PaymentMeansType::getPayeeFinancialAccount);
        var branch = Read.at(account, FinancialAccountType::getFinancialInstitutionBranch);
        return new Payment(
                text(stated, PaymentMeansType::getPaymentMeansCodeValue),
                stated == null ? "" : text(first(stated.getPaymentID()), PaymentIDType::getValue),
                text(account, FinancialAccountType::getIDValue),
                text(account, FinancialAccountType::getNameValue),
                text(branch, BranchType::getIDValue),
                terms.stream().map(one -> Read.lines(one.getNote())).collect(Collectors.joining("\n")));
    }

    static TaxTotalType taxes(Money total, List<TaxSubtotal> subtotals) {
        var written = new TaxTotalType();
        Write.money(total, written::setTaxAmount);
        subtotals.forEach(subtotal -> written.addTaxSubtotal(subtotal(subtotal)));
        return written;
    }

    private static TaxSubtotalType subtotal(TaxSubtotal subtotal) {
        var category = Write.tax(subtotal.category());
        said(subtotal.exemptionCode(), category::setTaxExemptionReasonCode);
        said(subtotal.exemption(), why -> category.addTaxExemptionReason(new TaxExemptionReasonType(why)));
        var written = new TaxSubtotalType();
        Write.money(subtotal.taxable(), written::setTaxableAmount);
        Write.money(subtotal.tax(), written::setTaxAmount);
        written.setTaxCategory(category);
        return written;
    }

    /** A bill without its totals before and after tax could not be booked (BR-13, BR-14). */
    static Totals totals(MonetaryTotalType stated, List<TaxTotalType> taxes, CurrencyUnit currency) {
        must(stated.getTaxExclusiveAmount(), "total without tax");
        must(stated.getTaxInclusiveAmount(), "total with tax");
        return Read.totals(stated, taxes, currency);
    }

    static List<TaxSubtotal> subtotals(List<TaxTotalType> totals, CurrencyUnit currency) {
        var total = Read.taxTotal(totals, currency);
        return total == null
                ? List.of()
                : total.getTaxSubtotal().stream()
                        .map(stated -> subtotal(stated, currency))
                        .toList();
    }

    private static TaxSubtotal subtotal(TaxSubtotalType stated, CurrencyUnit currency) {
        var category = must(stated.getTaxCategory(), "tax category");
        return new TaxSubtotal(
                new TaxCategory(text(category, TaxCategoryType::getIDValue), category.getPercentValue()),
                Read.money(stated.getTaxableAmount(), currency),
                Read.money(stated.getTaxAmount(), currency),
                Read.lines(category.getTaxExemptionReason()),
                text(category, TaxCategoryType::getTaxExemptionReasonCodeValue));
    }
}
