package org.countersign.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/**
 * How an amount is divided: weights in a fixed order, part k being round(amount × S(k)) − round(amount × S(k−1)) with S the
 * running share, so that the parts always add up to the amount (100.00 in thirds is 33.33, 33.34, 33.33).
 */
public record Shares(List<BigDecimal> weights) {

    public Shares {
        weights = List.copyOf(weights);
        var sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Refusal.unless(
                weights.stream().noneMatch(weight -> weight.signum() < 0),
                "share-negative",
                "A share is never negative.");
        Refusal.unless(sum.signum() > 0, "shares-zero", "The shares must add up to more than zero.");
    }

    /** One part: the whole. */
    public static Shares whole() {
        return new Shares(List.of(BigDecimal.ONE));
    }

    /** The parts of an amount, in the order of the weights. */
    public List<Money> of(Money amount) {
        var total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var digits = amount.getCurrencyUnit().getDecimalPlaces();
        var parts = new ArrayList<Money>(weights.size());
        var running = BigDecimal.ZERO;
        var given = BigDecimal.ZERO;
        for (var weight : weights) {
            running = running.add(weight);
            var upTo = amount.getAmount()
                    .multiply(running)
                    .divide(total, MathContext.DECIMAL128)
                    .setScale(digits, RoundingMode.HALF_UP);
            parts.add(Money.of(amount.getCurrencyUnit(), upTo.subtract(given)));
            given = upTo;
        }
        return List.copyOf(parts);
    }
}
