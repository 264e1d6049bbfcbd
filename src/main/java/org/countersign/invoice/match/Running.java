package org.countersign.invoice.match;

import org.countersign.invoice.match.MatchInput.Counted;
import org.countersign.invoice.match.MatchInput.Line;
import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/** What the lines of one document so far take of one order line. */
final class Running {

    private Quantity counted = Quantity.ZERO;
    private Quantity last = Quantity.ZERO;
    private Money amount;

    Running(Money zero) {
        this.amount = zero;
    }

    void add(Line line, OrderLine order) {
        last = order.counted() == Counted.BY_AMOUNT ? new Quantity(line.net().getAmount()) : line.quantity();
        counted = counted.plus(last);
        amount = amount.plus(line.net());
    }

    /** In the order line's measure, this document's lines together. */
    Quantity counted() {
        return counted;
    }

    /** In the order line's measure, the line added last. */
    Quantity last() {
        return last;
    }

    Money amount() {
        return amount;
    }

    /** The credit that is expected once this is billed: never more than what was returned for credit. */
    Quantity creditDue(OrderLine order) {
        return creditDue(order, counted);
    }

    Quantity creditDueBefore(OrderLine order) {
        return creditDue(order, counted.minus(last));
    }

    private static Quantity creditDue(OrderLine order, Quantity billedHere) {
        var counts = order.counts();
        return counts.billed()
                .plus(billedHere)
                .minus(counts.wanted().max(counts.netReceived()))
                .orZero()
                .min(counts.returnedForCredit());
    }
}
