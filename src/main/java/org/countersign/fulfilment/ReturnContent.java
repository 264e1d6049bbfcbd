package org.countersign.fulfilment;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Quantity;
import org.countersign.order.Disposition;
import org.countersign.order.OrderLineId;

/**
 * What goes back to the vendor.
 *
 * @param reference the vendor's number for the return, or the carrier's; empty = none
 */
public record ReturnContent(LocalDate returnedOn, String reference, String note, List<Line> lines) {

    public ReturnContent {
        reference = reference.strip();
        note = note.strip();
        lines = List.copyOf(lines);
        ReceiptContent.requireTexts(reference, note);
        ReceiptContent.requireLines(lines.size());
        ReceiptContent.requireOnce(
                lines.stream().map(line -> List.of(line.line(), line.of())).toList());
    }

    /**
     * What goes back of one order line.
     *
     * @param of the received line that the goods came with; without it the goods received last go back first
     */
    public record Line(
            OrderLineId line, Optional<ReceiptLineId> of, Quantity quantity, Disposition disposition, String why) {

        public Line {
            why = why.strip();
            ReceiptContent.requireWhy(why);
            unless(quantity.isPositive(), "quantity-zero", "Say how much goes back.");
        }
    }
}
