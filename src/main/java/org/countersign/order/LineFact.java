package org.countersign.order;

import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/**
 * One thing that happened to a line; never changed. A reversal is the same kind with the opposite sign, since what it
 * reverses never happened; a return did happen and is a fact of its own.
 */
public record LineFact(FactKind kind, Quantity quantity, Money amount, Money value, Money book) {

    static LineFact of(FactKind kind, Figures figures) {
        return new LineFact(kind, figures.quantity(), figures.amount(), figures.value(), figures.book());
    }

    public Figures figures() {
        return new Figures(quantity, amount, value, book);
    }

    LineFact negated() {
        return of(kind, figures().negated());
    }
}
