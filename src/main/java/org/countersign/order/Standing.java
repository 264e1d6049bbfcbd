package org.countersign.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.joda.money.Money;

/** Where a whole order stands: its lines' axes put together. Progress is money at the order's price, capped per line. */
public record Standing(List<LineStanding> lines) {

    public Standing {
        lines = List.copyOf(lines);
    }

    public static Standing of(List<OrderLine> lines) {
        return new Standing(lines.stream().map(OrderLine::standing).toList());
    }

    public int linesToReceive() {
        return count(line -> line.openToReceive().isPositive());
    }

    public int linesToInvoice() {
        return count(line -> line.openToInvoice().isPositive());
    }

    public int linesCreditExpected() {
        return count(line -> line.creditExpected().isPositive());
    }

    public boolean complete() {
        return lines.stream().allMatch(LineStanding::complete);
    }

    /** Received so far, by value; by finished lines where the order is worth nothing. */
    public BigDecimal receivedPercent() {
        return percent(
                LineStanding::receivedValue,
                line -> line.line().sums().wanted().value(),
                line -> line.openToReceive().isZero());
    }

    /** Billed so far, by value; by finished lines where the order is worth nothing. */
    public BigDecimal billedPercent() {
        return percent(
                LineStanding::billedValue,
                LineStanding::dueValue,
                line -> line.openToInvoice().isZero());
    }

    private BigDecimal percent(
            Function<LineStanding, Money> done, Function<LineStanding, Money> whole, Predicate<LineStanding> finished) {
        var all = sum(whole);
        if (all.signum() > 0) {
            return Percent.of(sum(done), all);
        }
        return lines.isEmpty()
                ? Percent.ALL
                : Percent.of(BigDecimal.valueOf(count(finished)), BigDecimal.valueOf(lines.size()));
    }

    private BigDecimal sum(Function<LineStanding, Money> value) {
        return lines.stream().map(line -> value.apply(line).getAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private int count(Predicate<LineStanding> holds) {
        return (int) lines.stream().filter(holds).count();
    }
}
