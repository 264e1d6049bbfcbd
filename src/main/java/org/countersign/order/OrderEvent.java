package org.countersign.order;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/** Everything that orders tell the journal. What documents do to lines is told by the documents: receipts, invoices, payments. */
public sealed interface OrderEvent extends Event {

    OrderId order();

    @Override
    default DocumentRef document() {
        return ordered(order());
    }

    /** How other documents name an order they concern. */
    static DocumentRef ordered(OrderId order) {
        return DocumentRef.of("order", order);
    }

    /** An approved requisition became an order. */
    record OrderIssued(
            OrderId order,
            String number,
            String vendor,
            Money total,
            int lines,
            UUID requisition,
            String requisitionNumber)
            implements OrderEvent {

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public List<DocumentRef> concerning() {
            return List.of(new DocumentRef("requisition", requisition));
        }
    }

    /** A revision was written and waits for its approval; the one before stays in force. */
    record RevisionProposed(OrderId order, String number, int revision, String reason, Money before, Money after)
            implements OrderEvent {}

    /** An approved revision, or a short close, came into force. */
    record RevisionInForce(
            OrderId order, String number, int revision, String kind, String reason, Money before, Money after)
            implements OrderEvent {}

    /** A proposed revision was rejected or taken back. */
    record RevisionWithdrawn(OrderId order, String number, int revision, String why) implements OrderEvent {}

    record OrderCancelled(OrderId order, String number, int revision, String reason) implements OrderEvent {}

    /** Everything is received, billed and paid. */
    record OrderCompleted(OrderId order, String number, String ending) implements OrderEvent {}

    /** Something came after the end, so that the order is open again. */
    record OrderReopened(OrderId order, String number, String because) implements OrderEvent {}

    record OrderHeld(OrderId order, String number, String why) implements OrderEvent {}

    record OrderReleased(OrderId order, String number, String why) implements OrderEvent {}

    /** A credit that was expected for a line was forgone. */
    record CreditWaived(OrderId order, String number, String line, Quantity quantity, String reason)
            implements OrderEvent {}

    /** The vendor answered. */
    record OrderAnswered(
            OrderId order, String number, int revision, UUID answer, String said, String reference, String note)
            implements OrderEvent {}

    /** The buyer declined what the vendor proposed; the revision in force stands. */
    record AnswerDeclined(OrderId order, String number, UUID answer, String reason) implements OrderEvent {}

    /** The vendor says that goods are on their way. */
    record GoodsShipped(OrderId order, String number, String reference, LocalDate expectedOn, int lines)
            implements OrderEvent {}

    /** A document of the order was sent, stands ready to be handed over, was handed over, or could not be sent. */
    record OrderTransmitted(OrderId order, String number, int revision, String how, String note)
            implements OrderEvent {}
}
