package org.countersign.order;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What an order's header keeps of its lines, so that lists need not read them: how many wait for what, and progress as
 * money at the order's price. Changed by the difference of the touched lines only.
 */
public record Kept(
        int lines,
        int toReceive,
        int toInvoice,
        int creditExpected,
        int cancelled,
        int open,
        Money wanted,
        Money received,
        Money due,
        Money billed,
        Money invoiced,
        Money paid) {

    static Kept none(CurrencyUnit currency) {
        var zero = Money.zero(currency);
        return new Kept(0, 0, 0, 0, 0, 0, zero, zero, zero, zero, zero, zero);
    }

    /** What one line adds; a line that wants nothing and has nothing counts as none. */
    static Kept of(OrderLine line) {
        var standing = line.standing();
        var sums = line.sums();
        var counts = line.sums().of(FactKind.ORDERED).quantity().isPositive();
        return new Kept(
                counts ? 1 : 0,
                standing.openToReceive().isPositive() ? 1 : 0,
                standing.openToInvoice().isPositive() ? 1 : 0,
                standing.creditExpected().isPositive() ? 1 : 0,
                sums.of(FactKind.CANCELLED).quantity().at(line.baseScale()).isPositive() ? 1 : 0,
                standing.complete() ? 0 : 1,
                sums.wanted().value(),
                standing.receivedValue(),
                standing.dueValue(),
                standing.billedValue(),
                sums.netInvoiced().amount(),
                sums.of(FactKind.PAID).amount());
    }

    Kept plus(Kept other) {
        return new Kept(
                lines + other.lines,
                toReceive + other.toReceive,
                toInvoice + other.toInvoice,
                creditExpected + other.creditExpected,
                cancelled + other.cancelled,
                open + other.open,
                wanted.plus(other.wanted),
                received.plus(other.received),
                due.plus(other.due),
                billed.plus(other.billed),
                invoiced.plus(other.invoiced),
                paid.plus(other.paid));
    }

    Kept minus(Kept other) {
        return new Kept(
                lines - other.lines,
                toReceive - other.toReceive,
                toInvoice - other.toInvoice,
                creditExpected - other.creditExpected,
                cancelled - other.cancelled,
                open - other.open,
                wanted.minus(other.wanted),
                received.minus(other.received),
                due.minus(other.due),
                billed.minus(other.billed),
                invoiced.minus(other.invoiced),
                paid.minus(other.paid));
    }

    /** Received so far in percent, by value; by finished lines where the order is worth nothing. */
    public BigDecimal receivedPercent() {
        return percent(received, wanted, lines - toReceive);
    }

    public BigDecimal billedPercent() {
        return percent(billed, due, lines - toInvoice);
    }

    public BigDecimal paidPercent() {
        return percent(paid, due, lines - open);
    }

    public boolean complete() {
        return open == 0;
    }

    private BigDecimal percent(Money done, Money whole, int finished) {
        if (whole.isPositive()) {
            return Percent.of(done.getAmount().min(whole.getAmount()), whole.getAmount());
        }
        return lines == 0 ? Percent.ALL : Percent.of(BigDecimal.valueOf(finished), BigDecimal.valueOf(lines));
    }
}
