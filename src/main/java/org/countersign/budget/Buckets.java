package org.countersign.budget;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * How far money is on its way, in the organisation's currency: asked for, ordered, received but not billed, billed but not
 * paid, paid. A transfer is the signed difference of two of these; what its five figures add up to comes from what is
 * available.
 */
public record Buckets(Money requested, Money committed, Money accrued, Money invoiced, Money paid) {

    public static Buckets none(CurrencyUnit currency) {
        var zero = Money.zero(currency);
        return new Buckets(zero, zero, zero, zero, zero);
    }

    public Buckets plus(Buckets other) {
        return new Buckets(
                requested.plus(other.requested),
                committed.plus(other.committed),
                accrued.plus(other.accrued),
                invoiced.plus(other.invoiced),
                paid.plus(other.paid));
    }

    public Buckets minus(Buckets other) {
        return plus(other.negated());
    }

    public Buckets negated() {
        return new Buckets(
                requested.negated(), committed.negated(), accrued.negated(), invoiced.negated(), paid.negated());
    }

    /** All five together: what is used of a budget. */
    public Money total() {
        return requested.plus(committed).plus(accrued).plus(invoiced).plus(paid);
    }

    /** Whether each of the five is zero, so that there is nothing to move. */
    public boolean isZero() {
        return requested.isZero() && committed.isZero() && accrued.isZero() && invoiced.isZero() && paid.isZero();
    }
}
