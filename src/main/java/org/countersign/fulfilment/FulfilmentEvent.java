package org.countersign.fulfilment;

import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.order.OrderId;

/** Everything that fulfilment tells the journal; each row concerns the order too. */
public sealed interface FulfilmentEvent extends Event {

    ReceiptId receipt();

    OrderId order();

    @Override
    default DocumentRef document() {
        return DocumentRef.of("receipt", receipt());
    }

    @Override
    default List<DocumentRef> concerning() {
        return List.of(DocumentRef.of("order", order()));
    }

    /**
     * Goods came.
     *
     * @param ruleVersion the tolerances that let more come than was wanted; empty where none did
     */
    record GoodsReceived(
            ReceiptId receipt,
            String number,
            OrderId order,
            String orderNumber,
            int revision,
            LocalDate receivedOn,
            String deliveryNote,
            int lines,
            int linesRejected,
            String ruleVersion)
            implements FulfilmentEvent {}

    /** Goods went back, on some lines for credit. */
    record GoodsReturned(
            ReceiptId receipt,
            String number,
            OrderId order,
            String orderNumber,
            int revision,
            LocalDate returnedOn,
            String reference,
            int lines,
            int linesForCredit)
            implements FulfilmentEvent {}

    /** A receipt or a return never happened; the row concerns it as well. */
    record ReceiptReversed(
            ReceiptId receipt,
            String number,
            OrderId order,
            String orderNumber,
            int revision,
            ReceiptId reversed,
            String reversedNumber,
            String reason)
            implements FulfilmentEvent {

        @Override
        public List<DocumentRef> concerning() {
            return List.of(DocumentRef.of("order", order), DocumentRef.of("receipt", reversed));
        }
    }
}
