package org.countersign.tolerance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * One sentence about what passes: for this scope, this measure may be off on this side by so much.
 *
 * @param currency of the absolute figure and the caps; null where they are quantities or rates, or none is said. It is
 *     converted at the order's rate; a figure in a currency that the order's rate does not know allows nothing
 */
public record ToleranceRule(
        String id,
        Scope scope,
        Measure measure,
        Side side,
        Limit limit,
        Caps caps,
        @Nullable CurrencyUnit currency) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public ToleranceRule {
        var saysAnAmount = !caps.isNone() || (limit instanceof Limit.Bounded bounded && bounded.absolute() != null);
        Refusal.unless(
                measure.kind() != Measure.Kind.MONEY || !saysAnAmount || currency != null,
                "tolerance-currency",
                "A tolerance that is an amount of money names its currency.");
    }

    /** How much passes of a difference from the expected figure; half-up to 12 digits, what a cap leaves cut there. */
    Allowance allowance(BigDecimal expected, Optional<OrderRate> rate, Drawn drawn) {
        var bound = Stream.concat(
                        limited(expected, rate).stream(),
                        Stream.concat(
                                left(caps.perDocument(), drawn.onDocument(), rate, drawn).stream(),
                                left(caps.perLife(), drawn.onOrder(), rate, drawn).stream()))
                .min(BigDecimal::compareTo);
        return bound.<Allowance>map(figure -> new Allowance.UpTo(figure, id))
                .orElseGet(() -> new Allowance.NoLimit(id));
    }

    private Optional<BigDecimal> limited(BigDecimal expected, Optional<OrderRate> rate) {
        return switch (limit) {
            case Limit.NoLimit _ -> Optional.empty();
            case Limit.Bounded(var percent, var absolute, var combine) -> {
                // Of nothing there is no percent: where zero is expected only the absolute counts.
                var byPercent = percent == null || expected.signum() == 0
                        ? Optional.<BigDecimal>empty()
                        : Optional.of(expected.abs().multiply(percent).divide(HUNDRED, MathContext.DECIMAL128));
                var byAbsolute =
                        absolute == null ? Optional.<BigDecimal>empty() : Optional.of(inOrderCurrency(absolute, rate));
                var said = Stream.concat(byPercent.stream(), byAbsolute.stream());
                var chosen = switch (combine) {
                    case BOTH -> said.min(BigDecimal::compareTo);
                    case EITHER -> said.max(BigDecimal::compareTo);
                };
                yield Optional.of(chosen.orElse(BigDecimal.ZERO).setScale(Quantity.SCALE, RoundingMode.HALF_UP));
            }
        };
    }

    private Optional<BigDecimal> left(
            @Nullable BigDecimal cap, BigDecimal drawn, Optional<OrderRate> rate, Drawn whole) {
        if (cap == null || whole.extent().signum() == 0) {
            return Optional.empty();
        }
        var room = inOrderCurrency(cap, rate).subtract(drawn).max(BigDecimal.ZERO);
        return Optional.of(room.divide(whole.extent().abs(), Quantity.SCALE, RoundingMode.DOWN));
    }

    private BigDecimal inOrderCurrency(BigDecimal figure, Optional<OrderRate> rate) {
        if (measure.kind() != Measure.Kind.MONEY || currency == null) {
            return figure;
        }
        return rate.flatMap(known -> known.toOrder(figure, currency)).orElse(BigDecimal.ZERO);
    }
}
