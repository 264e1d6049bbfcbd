package org.countersign.exchange.ubl;

import static org.countersign.exchange.ubl.Read.at;
import static org.countersign.exchange.ubl.Read.first;
import static org.countersign.exchange.ubl.Read.must;
import static org.countersign.exchange.ubl.Read.text;
import static org.countersign.exchange.ubl.Write.said;

import java.util.Map;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.LineItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_23.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_23.QuantityType;
import oasis.names.specification.ubl.schema.xsd.orderresponse_23.OrderResponseType;
import org.countersign.exchange.OrderResponseDocument;
import org.countersign.exchange.OrderResponseDocument.Answer;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.OrderResponseDocument.Heading;
import org.countersign.exchange.OrderResponseDocument.Line;
import org.countersign.exchange.OrderResponseDocument.LineAnswer;
import org.countersign.exchange.Period;
import org.countersign.exchange.TaxCategory;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** The seller's answer to an order, in plain ordering (T76) and in advanced ordering (T116). */
final class OrderResponseUbl {

    private static final Map<Answer, String> ANSWERS = Map.of(
            Answer.ACKNOWLEDGED, "AB",
            Answer.ACCEPTED, "AP",
            Answer.ACCEPTED_WITH_CHANGES, "CA",
            Answer.REJECTED, "RE");

    private static final Map<LineAnswer, String> LINE_ANSWERS = Map.of(
            LineAnswer.ADDED, "1",
            LineAnswer.CHANGED, "3",
            LineAnswer.ACCEPTED, "5",
            LineAnswer.REJECTED, "7",
            LineAnswer.ALREADY_DELIVERED, "42");

    private OrderResponseUbl() {}

    static OrderResponseType write(OrderResponseDocument response) {
        var heading = response.heading();
        var ubl = new OrderResponseType();
        switch (heading.form()) {
            case PLAIN -> {
                ubl.setCustomizationID(Peppol.ORDER_RESPONSE);
                ubl.setProfileID(Peppol.ORDERING);
            }
            case ADVANCED -> {
                ubl.setCustomizationID(Peppol.ORDER_RESPONSE_ADVANCED);
                ubl.setProfileID(Peppol.ADVANCED_ORDERING);
            }
        }
        ubl.setID(heading.number());
        ubl.setIssueDate(heading.issuedOn());
        ubl.setOrderResponseCode(ANSWERS.get(response.answer()));
        said(heading.note(), note -> ubl.addNote(new NoteType(note)));
        if (heading.currency() != null) {
            ubl.setDocumentCurrencyCode(heading.currency().getCode());
        }
        ubl.addOrderReference(OrderUbl.orderReference(heading.orderNumber()));
        said(heading.changeNumber(), number -> ubl.addOrderChangeDocumentReference(reference(number)));
        ubl.setSellerSupplierParty(WriteParty.answering(response.seller()));
        ubl.setBuyerCustomerParty(WriteParty.answered(response.buyer()));
        if (!response.promised().isNone()) {
            ubl.addDelivery(promised(response.promised()));
        }
        response.lines().forEach(line -> ubl.addOrderLine(line(line)));
        return ubl;
    }

    static OrderResponseDocument read(OrderResponseType ubl) {
        var code = ubl.getDocumentCurrencyCodeValue();
        var currency = code == null ? null : Read.currency(code);
        var advanced = Peppol.ORDER_RESPONSE_ADVANCED.equals(text(ubl, OrderResponseType::getCustomizationIDValue));
        return new OrderResponseDocument(
                new Heading(
                        advanced ? Form.ADVANCED : Form.PLAIN,
                        text(ubl, OrderResponseType::getIDValue),
                        must(ubl.getIssueDateValueLocal(), "issue date"),
                        currency,
                        text(first(ubl.getOrderReference()), OrderReferenceType::getIDValue),
                        text(first(ubl.getOrderChangeDocumentReference()), DocumentReferenceType::getIDValue),
                        Read.lines(ubl.getNote())),
                named(ANSWERS, text(ubl, OrderResponseType::getOrderResponseCodeValue)),
                Read.party(at(ubl.getSellerSupplierParty(), SupplierPartyType::getParty)),
                Read.party(at(ubl.getBuyerCustomerParty(), CustomerPartyType::getParty)),
                Read.period(at(first(ubl.getDelivery()), DeliveryType::getPromisedDeliveryPeriod)),
                ubl.getOrderLine().stream().map(line -> line(line, currency)).toList());
    }

    private static OrderLineType line(Line line) {
        var item = new LineItemType();
        item.setID(line.id());
        said(line.note(), note -> item.addNote(new NoteType(note)));
        item.setLineStatusCode(LINE_ANSWERS.get(line.answer()));
        if (line.quantity() != null) {
            item.setQuantity(Write.quantity(line.quantity(), line.unit(), new QuantityType()));
        }
        if (!line.promised().isNone()) {
            item.addDelivery(promised(line.promised()));
        }
        if (line.price() != null) {
            item.setPrice(Write.price(line.price(), line.unit()));
        }
        item.setItem(Write.item(line.item(), TaxCategory.NONE));
        var reference = new OrderLineReferenceType();
        reference.setLineID(line.orderLineId());
        var written = new OrderLineType();
        written.setLineItem(item);
        written.addOrderLineReference(reference);
        return written;
    }

    private static Line line(OrderLineType line, @Nullable CurrencyUnit currency) {
        var item = must(line.getLineItem(), "line item");
        var unit = Read.unit(item.getQuantity());
        return new Line(
                text(item, LineItemType::getIDValue),
                text(first(line.getOrderLineReference()), OrderLineReferenceType::getLineIDValue),
                named(LINE_ANSWERS, text(item, LineItemType::getLineStatusCodeValue)),
                Read.item(item.getItem()),
                Read.quantityIfSaid(item.getQuantity()),
                unit,
                Read.price(item.getPrice(), unit, currency),
                Read.period(at(first(item.getDelivery()), DeliveryType::getPromisedDeliveryPeriod)),
                Read.lines(item.getNote()));
    }

    private static DeliveryType promised(Period period) {
        var written = new DeliveryType();
        written.setPromisedDeliveryPeriod(Write.period(period));
        return written;
    }

    private static DocumentReferenceType reference(String number) {
        var written = new DocumentReferenceType();
        written.setID(number);
        return written;
    }

    private static <A> A named(Map<A, String> codes, String code) {
        return codes.entrySet().stream()
                .filter(one -> one.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Read.unreadable("The answer " + code + " is not known.", "response code"));
    }
}
