package org.countersign.order;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/**
 * What goods are worth at the order's price, by share of what remains. Received and billed are two levels; goods that lift
 * or lower one of them take their part of the value between the two first, and the last one takes the whole remainder, so
 * that the two values are equal whenever the two quantities are. Rounded half-up once per part.
 */
record Valuation(LineSums sums, Price price, int baseScale) {

    private static final Set<FactKind> RECEIVING = EnumSet.of(FactKind.RECEIVED, FactKind.RETURNED);
    private static final Set<FactKind> BILLING = EnumSet.of(FactKind.INVOICED, FactKind.CREDITED, FactKind.WAIVED);

    Figures received(Quantity quantity, Rate rate) {
        return lifted(sums.netReceived(), sums.billed(), quantity, rate);
    }

    Figures invoiced(Quantity quantity, Rate rate) {
        return lifted(sums.billed(), sums.netReceived(), quantity, rate);
    }

    Figures returned(Quantity quantity) {
        return lowered(sums.netReceived(), sums.billed(), quantity);
    }

    /** Billed goods that are credited, or whose credit is forgone. */
    Figures credited(Quantity quantity) {
        return lowered(sums.billed(), sums.netReceived(), quantity);
    }

    /** The order's value once so many are wanted at a price: only what nothing has covered is priced anew. */
    Money wanted(Quantity quantity, Price newPrice) {
        var covered = sums.covered();
        var uncovered = quantity.minus(covered.quantity());
        if (counts(uncovered)) {
            return covered.value().plus(newPrice.times(uncovered));
        }
        var unchanged = quantity.minus(sums.wanted().quantity()).at(baseScale).isZero();
        return unchanged && counts(uncovered.negated())
                ? sums.wanted().value()
                : part(covered.value(), quantity, covered.quantity());
    }

    /** The part of an open value that a quantity takes of the open quantity; the last one takes all of it. */
    Money part(Money open, Quantity quantity, Quantity openQuantity) {
        if (!counts(openQuantity.minus(quantity))) {
            return open;
        }
        var exact = open.getAmount().multiply(quantity.value());
        var digits = open.getCurrencyUnit().getDecimalPlaces();
        return Money.of(open.getCurrencyUnit(), exact.divide(openQuantity.value(), digits, RoundingMode.HALF_UP));
    }

    /**
     * The facts negated, as they were; only where others have meanwhile taken their share of the same goods is the value
     * kept within what is left, so that neither level falls below nothing nor passes the other in value alone.
     */
    List<LineFact> reversed(List<LineFact> facts) {
        var negated = facts.stream().map(LineFact::negated).toList();
        var settled = settled(
                negated,
                RECEIVING,
                sums.plus(negated).netReceived(),
                sums.plus(negated).billed());
        var after = sums.plus(settled);
        return settled(settled, BILLING, after.billed(), after.netReceived());
    }

    private Figures lifted(Figures level, Figures other, Quantity quantity, Rate rate) {
        var taken = nothing();
        var rest = quantity;
        var open = other.minus(level);
        if (counts(open.quantity())) {
            taken = share(open, rest);
            rest = rest.minus(open.quantity());
        }
        return counts(rest) ? taken.plus(uncovered(rest, rate)).counting(quantity) : taken.counting(quantity);
    }

    private Figures uncovered(Quantity quantity, Rate rate) {
        var open = sums.wanted().minus(sums.covered());
        var value = nothing().value();
        var beyond = quantity;
        if (counts(open.quantity())) {
            value = part(positive(open.value()), quantity, open.quantity());
            beyond = quantity.minus(open.quantity());
        }
        if (counts(beyond)) {
            value = value.plus(price.times(beyond));
        }
        return new Figures(quantity, nothing().amount(), value, rate.of(value));
    }

    private Figures lowered(Figures level, Figures other, Quantity quantity) {
        var open = level.minus(other);
        if (!counts(open.quantity())) {
            return share(level, quantity).counting(quantity);
        }
        var taken = share(open, quantity);
        var rest = quantity.minus(open.quantity());
        return (counts(rest) ? taken.plus(share(other, rest)) : taken).counting(quantity);
    }

    private Figures share(Figures open, Quantity quantity) {
        return new Figures(
                quantity,
                nothing().amount(),
                part(open.value(), quantity, open.quantity()),
                part(open.book(), quantity, open.quantity()));
    }

    private List<LineFact> settled(List<LineFact> facts, Set<FactKind> kinds, Figures level, Figures other) {
        var open = level.quantity().minus(other.quantity());
        var value = within(level.value(), other.value(), level.quantity(), open);
        var book = within(level.book(), other.book(), level.quantity(), open);
        var excess = new Figures(Quantity.ZERO, nothing().amount(), value, book)
                .minus(new Figures(Quantity.ZERO, nothing().amount(), level.value(), level.book()));
        var settled = new ArrayList<>(facts);
        for (int i = 0; i < facts.size() && !excess.isNone(); i++) {
            var fact = facts.get(i);
            if (kinds.contains(fact.kind())) {
                var lifts = fact.kind() == FactKind.RECEIVED || fact.kind() == FactKind.INVOICED;
                settled.set(i, LineFact.of(fact.kind(), fact.figures().plus(lifts ? excess : excess.negated())));
                break;
            }
        }
        return List.copyOf(settled);
    }

    private Money within(Money value, Money other, Quantity quantity, Quantity open) {
        if (!counts(quantity)) {
            return Money.zero(value.getCurrencyUnit());
        }
        if (counts(open)) {
            return value.isGreaterThan(other) ? value : other;
        }
        return counts(open.negated()) && value.isLessThan(other) ? positive(value) : other;
    }

    /** Whether there is anything of it in the digits of the base unit. */
    private boolean counts(Quantity quantity) {
        return quantity.at(baseScale).isPositive();
    }

    private Figures nothing() {
        var ordered = sums.of(FactKind.ORDERED);
        return Figures.none(ordered.value().getCurrencyUnit(), ordered.book().getCurrencyUnit());
    }

    private static Money positive(Money value) {
        return value.isNegative() ? Money.zero(value.getCurrencyUnit()) : value;
    }
}
