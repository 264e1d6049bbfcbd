package org.countersign.tolerance;

import java.math.BigDecimal;
import java.util.Optional;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An expected and an actual figure of one measure, and where they stand.
 *
 * @param rate the order's; null where the figures are not money
 */
public record Question(
        Measure measure,
        Scope at,
        BigDecimal expected,
        BigDecimal actual,
        @Nullable OrderRate rate,
        Drawn drawn) {

    public Question {
        if (measure.kind() == Measure.Kind.MONEY && rate == null) {
            throw new IllegalArgumentException(measure + " is judged at the order's rate");
        }
    }

    public static Question money(Measure measure, Scope at, Money expected, Money actual, OrderRate rate) {
        return new Question(measure, at, expected.getAmount(), actual.getAmount(), rate, Drawn.nothing());
    }

    /** Two prices, each for one unit. */
    public static Question price(Scope at, Price expected, BigDecimal actual, OrderRate rate) {
        return new Question(Measure.UNIT_PRICE, at, expected.each(), actual, rate, Drawn.nothing());
    }

    /** Two quantities, compared at the digits of their base unit. */
    public static Question quantity(Measure measure, Scope at, Quantity expected, Quantity actual, int baseScale) {
        return new Question(
                measure,
                at,
                expected.at(baseScale).value(),
                actual.at(baseScale).value(),
                null,
                Drawn.nothing());
    }

    public static Question rate(Scope at, BigDecimal expected, BigDecimal actual) {
        return new Question(Measure.FX_RATE, at, expected, actual, null, Drawn.nothing());
    }

    /** The same, with what the caps have let through already. */
    public Question drawing(Drawn drawn) {
        return new Question(measure, at, expected, actual, rate, drawn);
    }

    /** Actual less expected, signed. */
    public BigDecimal difference() {
        return actual.subtract(expected);
    }

    public Side side() {
        return difference().signum() < 0 ? Side.UNDER : Side.OVER;
    }

    Optional<OrderRate> knownRate() {
        return Optional.ofNullable(rate);
    }
}
