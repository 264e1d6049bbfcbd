package org.countersign.exchange.inbound;

import org.countersign.exchange.BillDocument;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.OrderResponseDocument;
import org.countersign.exchange.Party;
import org.countersign.exchange.ubl.UblReader;

/** What a valid document says, in our own words. */
public sealed interface Said {

    record Response(OrderResponseDocument document) implements Said {}

    record Despatch(DespatchDocument document) implements Said {}

    record Bill(BillDocument document) implements Said {}

    record Order(OrderDocument document) implements Said {}

    record Change(OrderChangeDocument document) implements Said {}

    record Cancellation(OrderCancellationDocument document) implements Said {}

    static Said in(DocumentKind kind, byte[] bytes) {
        return switch (kind) {
            case ORDER -> new Order(UblReader.order(bytes));
            case ORDER_CHANGE -> new Change(UblReader.orderChange(bytes));
            case ORDER_CANCELLATION -> new Cancellation(UblReader.orderCancellation(bytes));
            case ORDER_RESPONSE -> new Response(UblReader.orderResponse(bytes));
            case DESPATCH_ADVICE -> new Despatch(UblReader.despatchAdvice(bytes));
            case INVOICE -> new Bill(UblReader.invoice(bytes));
            case CREDIT_NOTE -> new Bill(UblReader.creditNote(bytes));
        };
    }

    default DocumentKind kind() {
        return switch (this) {
            case Response _ -> DocumentKind.ORDER_RESPONSE;
            case Despatch _ -> DocumentKind.DESPATCH_ADVICE;
            case Bill(var bill) ->
                switch (bill.heading().kind()) {
                    case INVOICE -> DocumentKind.INVOICE;
                    case CREDIT_NOTE -> DocumentKind.CREDIT_NOTE;
                };
            case Order _ -> DocumentKind.ORDER;
            case Change _ -> DocumentKind.ORDER_CHANGE;
            case Cancellation _ -> DocumentKind.ORDER_CANCELLATION;
        };
    }

    /** The number that its writer gave it. */
    default String number() {
        return switch (this) {
            case Response(var response) -> response.heading().number();
            case Despatch(var despatch) -> despatch.heading().number();
            case Bill(var bill) -> bill.heading().number();
            case Order(var order) -> order.heading().number();
            case Change(var change) -> change.number();
            case Cancellation(var cancellation) -> cancellation.number();
        };
    }

    /** Who wrote it: the supplier of what is sold, but of an order, its change and its cancellation the buyer. */
    default Party sender() {
        return switch (this) {
            case Response(var response) -> response.seller();
            case Despatch(var despatch) -> despatch.sender();
            case Bill(var bill) -> bill.seller();
            case Order(var order) -> order.buyer();
            case Change(var change) -> change.order().buyer();
            case Cancellation(var cancellation) -> cancellation.buyer();
        };
    }
}
