package org.countersign.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of something, in the base unit of its line; exact, at most 12 digits after the point (half-up beyond).
 * Signed: a reversing fact carries a negative one.
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {

    /** Digits after the point that are kept and compared. */
    public static final int SCALE = 12;

    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        value = plain(value);
    }

    public static Quantity of(String value) {
        return new Quantity(new BigDecimal(value));
    }

    public static Quantity of(long value) {
        return new Quantity(BigDecimal.valueOf(value));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(value.subtract(other.value));
    }

    public Quantity negated() {
        return new Quantity(value.negate());
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** This, or zero where this is negative. */
    public Quantity orZero() {
        return max(ZERO);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    public boolean exceeds(Quantity other) {
        return compareTo(other) > 0;
    }

    /** Rounded half-up to the digits of its base unit: what two sums are compared at. */
    public Quantity at(int baseScale) {
        return new Quantity(value.setScale(baseScale, RoundingMode.HALF_UP));
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }

    /** One form per amount, so that equal quantities are equal records: no trailing zeros, no exponent. */
    private static BigDecimal plain(BigDecimal value) {
        var rounded = value.scale() > SCALE ? value.setScale(SCALE, RoundingMode.HALF_UP) : value;
        if (rounded.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
