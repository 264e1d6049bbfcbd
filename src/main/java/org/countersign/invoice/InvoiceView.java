package org.countersign.invoice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.invoice.match.HoldReason;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.OrderId;
import org.joda.money.Money;

/**
 * A document beside its orders and receipts.
 *
 * @param holds open and lifted, the oldest first
 * @param actions what this reader may do now
 */
public record InvoiceView(
        Invoice invoice,
        State state,
        List<Line> lines,
        List<Hold> holds,
        Optional<Run> run,
        List<Difference> differences,
        List<Order> orders,
        Set<InvoicePhase.Act> actions) {

    public InvoiceView {
        lines = List.copyOf(lines);
        holds = List.copyOf(holds);
        differences = List.copyOf(differences);
        orders = List.copyOf(orders);
    }

    /** What people call where a document stands. */
    public enum State {
        HELD("Held"),
        READY("Ready to pay"),
        PARTLY_PAID("Partly paid"),
        PAID("Paid"),
        REJECTED("Rejected"),
        REVERSED("Reversed");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        static State of(Invoice.Standing standing) {
            if (standing.ended().isPresent()) {
                return switch (standing.ended().orElseThrow()) {
                    case SETTLED -> PAID;
                    case REJECTED -> REJECTED;
                    case REVERSED -> REVERSED;
                };
            }
            if (!standing.posted()) {
                return HELD;
            }
            return standing.settled().isZero() ? READY : PARTLY_PAID;
        }
    }

    /** What a comparison came to: nothing differed, what differed was let through, or something holds the document. */
    public enum Result {
        MATCHED,
        WITHIN,
        HELD
    }

    /** What a difference came to. */
    public enum Outcome {
        NOTICE,
        HELD,
        LIFTED
    }

    /** The last comparison: under which tolerances, and how many lines matched. */
    public record Run(int number, Instant at, String tolerances, Result result, int compared, int matched) {}

    /** A measure that differs. */
    public record Difference(
            String line,
            HoldReason reason,
            Optional<Hold.Figures> figures,
            String rule,
            Outcome outcome,
            String words) {}

    /** A line as printed, and what it bills. */
    public record Line(Invoice.Line line, Optional<Ordered> ordered, List<Difference> differences) {

        public Line {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The order line beside it.
     *
     * @param name as people quote it
     * @param invoicedBefore net, by other documents that were accepted
     * @param claimedBeside by other lines that are held
     * @param net of the line at the order's price, as far as it is wanted
     */
    public record Ordered(
            String name,
            String description,
            String unit,
            Quantity wanted,
            Price price,
            Quantity received,
            Quantity returned,
            Quantity invoicedBefore,
            Quantity claimedBeside,
            Money net) {}

    /** An order that the document bills or names. */
    public record Order(OrderId id, String number, String title) {}
}
