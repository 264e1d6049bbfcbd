package org.countersign.order;

import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The four figures of goods: how many (base unit), the amount as a document says it (order's currency, net of tax), the
 * value of the same goods at the order's price, and that value in the organisation's books.
 */
public record Figures(Quantity quantity, Money amount, Money value, Money book) {

    public static Figures none(CurrencyUnit currency, CurrencyUnit bookCurrency) {
        var zero = Money.zero(currency);
        return new Figures(Quantity.ZERO, zero, zero, Money.zero(bookCurrency));
    }

    public Figures plus(Figures other) {
        return new Figures(
                quantity.plus(other.quantity),
                amount.plus(other.amount),
                value.plus(other.value),
                book.plus(other.book));
    }

    public Figures minus(Figures other) {
        return plus(other.negated());
    }

    public Figures negated() {
        return new Figures(quantity.negated(), amount.negated(), value.negated(), book.negated());
    }

    /** The same goods under another amount: what the document in hand says they cost. */
    Figures stating(Money said) {
        return new Figures(quantity, said, value, book);
    }

    /** The same value for a quantity as it was said, digits beyond the base unit's included. */
    Figures counting(Quantity said) {
        return new Figures(said, amount, value, book);
    }

    boolean isNone() {
        return quantity.isZero() && amount.isZero() && value.isZero() && book.isZero();
    }
}
