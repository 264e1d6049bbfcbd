package org.countersign.fulfilment;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.Disposition;
import org.countersign.order.OrderLineId;

/**
 * What a receiver says came, each order line once.
 *
 * @param deliveryNote the vendor's number of it; empty = none
 */
public record ReceiptContent(LocalDate receivedOn, String deliveryNote, String note, List<Line> lines) {

    /** No delivery has more lines than this. */
    public static final int MOST_LINES = 10_000;

    public ReceiptContent {
        deliveryNote = deliveryNote.strip();
        note = note.strip();
        lines = List.copyOf(lines);
        requireTexts(deliveryNote, note);
        requireLines(lines.size());
        requireOnce(lines.stream().map(Line::line).toList());
    }

    /**
     * What came of one order line.
     *
     * @param quantity all that came, rejected goods included, in the line's base unit
     */
    public record Line(OrderLineId line, Quantity quantity, Optional<Rejection> rejected) {

        public Line {
            unless(
                    rejected.isEmpty() || !rejected.orElseThrow().quantity().exceeds(quantity),
                    () -> Refusal.rule(
                            "rejected-beyond-received",
                            "More is rejected than came.",
                            Facts.of("field", "rejectedQuantity")
                                    .and("expected", quantity)
                                    .and("actual", rejected.orElseThrow().quantity())));
        }

        /** All of it is good. */
        public static Line good(OrderLineId line, Quantity quantity) {
            return new Line(line, quantity, Optional.empty());
        }

        Quantity accepted() {
            return rejected.map(part -> quantity.minus(part.quantity())).orElse(quantity);
        }
    }

    /** What is damaged or wrong and stays with the carrier. */
    public record Rejection(Quantity quantity, String why, Disposition disposition) {

        public Rejection {
            why = why.strip();
            requireWhy(why);
            unless(quantity.isPositive(), "quantity-zero", "Say how much is rejected, or leave the rejection out.");
        }
    }

    static void requireTexts(String reference, String note) {
        unless(reference.length() <= 200, "reference-length", "The reference has at most 200 characters.");
        unless(note.length() <= 2_000, "note-length", "The note has at most 2,000 characters.");
    }

    static void requireLines(int lines) {
        unless(lines > 0, "no-lines", "Say of which line how much came or goes back.");
        unless(lines <= MOST_LINES, "too-many-lines", "At most 10,000 lines are recorded at once.");
    }

    static void requireOnce(List<?> named) {
        unless(
                named.stream().distinct().count() == named.size(),
                "line-twice",
                "A line stands twice in it: say the whole quantity once.");
    }

    static void requireWhy(String why) {
        unless(!why.isEmpty() && why.length() <= 500, "reason-missing", "Say in at most 500 characters what is wrong.");
    }
}
