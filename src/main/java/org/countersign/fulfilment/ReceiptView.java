package org.countersign.fulfilment;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Quantity;
import org.countersign.order.Disposition;

/** One receipt, return or reversal, with its lines and what this actor may do to it now. */
public record ReceiptView(ReceiptRow receipt, Optional<Named> reverses, List<Line> lines, Set<Act> actions) {

    /** What may be done to what is recorded. */
    public enum Act {
        RETURN,
        REVERSE
    }

    /** Another receipt or return, as it is named on a page. */
    public record Named(ReceiptId id, String number) {}

    /**
     * A line with what is still here of it.
     *
     * @param left accepted and not gone back since; zero on a return
     * @param of the receipt that goods that go back had come with
     */
    public record Line(
            ReceiptLineId id,
            Receipt.Goods goods,
            Quantity quantity,
            Quantity rejected,
            Quantity left,
            String why,
            Optional<Disposition> disposition,
            Optional<Named> of) {}

    /** A receipt that was recorded just now: all that was accepted is here, and nothing has gone back. */
    static ReceiptView of(Receipt came, Actor by) {
        var order = came.order();
        var row = new ReceiptRow(
                came.id(),
                came.number(),
                came.kind(),
                new ReceiptRow.Order(order.id(), order.number(), order.revision(), order.vendorName()),
                came.on(),
                came.recorded(),
                came.reference(),
                came.note(),
                new ReceiptRow.Counts(came.lines().size(), came.linesRejected(), came.linesForCredit()),
                Optional.empty());
        var lines = came.lines().stream()
                .sorted(Comparator.comparingInt(
                                (Receipt.Item item) -> item.goods().orderLineNumber())
                        .thenComparing(item -> item.id().value()))
                .map(item -> new Line(
                        item.id(),
                        item.goods(),
                        item.quantity(),
                        item.rejected(),
                        item.quantity().minus(item.rejected()),
                        item.why(),
                        item.disposition(),
                        Optional.empty()))
                .toList();
        return of(row, Optional.empty(), lines, by);
    }

    static ReceiptView of(ReceiptRow receipt, Optional<Named> reverses, List<Line> lines, Actor by) {
        return new ReceiptView(receipt, reverses, List.copyOf(lines), actions(receipt, lines, by));
    }

    private static Set<Act> actions(ReceiptRow receipt, List<Line> lines, Actor by) {
        var open = EnumSet.noneOf(Act.class);
        if (!by.may(Authority.RECEIVE_GOODS) || receipt.reversedBy().isPresent()) {
            return open;
        }
        var somethingLeft = lines.stream().anyMatch(line -> line.left().isPositive());
        var nothingGone = lines.stream()
                .allMatch(line -> line.left().equals(line.quantity().minus(line.rejected())));
        switch (receipt.kind()) {
            case RECEIPT -> {
                if (somethingLeft) {
                    open.add(Act.RETURN);
                }
                if (nothingGone) {
                    open.add(Act.REVERSE);
                }
            }
            case RETURN -> open.add(Act.REVERSE);
            case REVERSAL -> {}
        }
        return open;
    }
}
