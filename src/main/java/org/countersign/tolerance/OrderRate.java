package org.countersign.tolerance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;

/**
 * The rate an order keeps for life.
 *
 * @param currency of the order and of the figures that are judged
 * @param home the organisation's currency
 * @param rate how much of the organisation's currency one of the order's is
 */
public record OrderRate(CurrencyUnit currency, CurrencyUnit home, BigDecimal rate) {

    public OrderRate {
        Refusal.unless(rate.signum() > 0, "rate-not-positive", "An exchange rate is above zero.");
    }

    /** An order in the organisation's own currency. */
    public static OrderRate home(CurrencyUnit currency) {
        return new OrderRate(currency, currency, BigDecimal.ONE);
    }

    /** The figure in the order's currency; empty when it is in neither currency that this rate knows. */
    Optional<BigDecimal> toOrder(BigDecimal figure, CurrencyUnit in) {
        if (in.equals(currency)) {
            return Optional.of(figure);
        }
        return in.equals(home) ? Optional.of(figure.divide(rate, MathContext.DECIMAL128)) : Optional.empty();
    }
}
