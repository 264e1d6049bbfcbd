package org.countersign.fulfilment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Quantity;
import org.countersign.order.Disposition;
import org.countersign.order.Line;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.order.PurchaseOrder;

/**
 * A receipt, a return, or the reversal of one, as it is recorded for ever. A reversal has no lines of its own: they are
 * those of what it reverses.
 *
 * @param reference the delivery note, or the reference of the return; empty = none
 */
public record Receipt(
        ReceiptId id,
        String number,
        ReceiptKind kind,
        Ordered order,
        LocalDate on,
        Recording recorded,
        String reference,
        String note,
        Optional<ReceiptId> reverses,
        List<Item> lines) {

    public Receipt {
        lines = List.copyOf(lines);
    }

    /** The order, as it was in force when the goods came or went. */
    public record Ordered(OrderId id, String number, int revision, LocalDate on, String vendorName) {

        static Ordered of(PurchaseOrder order) {
            return new Ordered(
                    order.id(),
                    order.number(),
                    order.revisions().inForce(),
                    order.head().orderedOn(),
                    order.head().vendorName());
        }
    }

    /** Who recorded it, and when. */
    public record Recording(String by, Instant at) {}

    /** What the goods of a line are, as the order said it. */
    public record Goods(OrderLineId orderLine, int orderLineNumber, String description, String unit) {

        static Goods of(Line line) {
            var content = line.content();
            return new Goods(
                    line.id(),
                    content.number(),
                    content.goods().description(),
                    content.goods().unit());
        }
    }

    /** Where goods that go back had come with. */
    public record Origin(ReceiptId receipt, ReceiptLineId line) {}

    /**
     * What came or went back of one order line.
     *
     * @param quantity all that came, what was rejected at the dock included; of a return what went back
     * @param why why goods were rejected or went back; empty where all is good
     * @param disposition what becomes of goods that were rejected or went back; empty where all is good
     */
    public record Item(
            ReceiptLineId id,
            Goods goods,
            Quantity quantity,
            Quantity rejected,
            String why,
            Optional<Disposition> disposition,
            Optional<Origin> of) {}

    int linesRejected() {
        return (int) lines.stream().filter(line -> line.rejected().isPositive()).count();
    }

    int linesForCredit() {
        return (int) lines.stream()
                .filter(line ->
                        line.disposition().filter(Disposition.CREDIT::equals).isPresent())
                .count();
    }
}
