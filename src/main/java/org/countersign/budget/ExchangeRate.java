package org.countersign.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * How much of one currency one unit of another is worth from a day on, and who says so; at most 12 digits after the point.
 */
public record ExchangeRate(CurrencyUnit from, CurrencyUnit to, LocalDate validOn, BigDecimal rate, String source) {

    /** The source of the rate of a currency to itself. */
    public static final String SAME_CURRENCY = "same currency";

    public ExchangeRate {
        source = source.strip();
        Refusal.unless(rate.signum() > 0, "rate-not-positive", "An exchange rate is above zero.");
        Refusal.unless(
                rate.stripTrailingZeros().scale() <= 12,
                "rate-digits",
                "An exchange rate has at most 12 digits after the point.");
        Refusal.unless(
                !source.isEmpty() && source.length() <= 200,
                "rate-source",
                "Say where the rate comes from, in at most 200 characters.");
    }

    public static ExchangeRate same(CurrencyUnit currency, LocalDate on) {
        return new ExchangeRate(currency, currency, on, BigDecimal.ONE, SAME_CURRENCY);
    }

    /** The amount in the other currency, rounded half-up once. */
    public Money of(Money amount) {
        if (!amount.getCurrencyUnit().equals(from)) {
            throw new IllegalArgumentException(amount + " is not in " + from);
        }
        return Money.of(to, amount.getAmount().multiply(rate).setScale(to.getDecimalPlaces(), RoundingMode.HALF_UP));
    }
}
