package org.countersign.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A net unit price: an amount for a base quantity of the line's unit (EN 16931 BT-146 and BT-149), up to 12 digits after
 * the point. Extended to a line amount once, rounded half-up to the currency's digits.
 */
public record Price(BigMoney amount, Quantity per) {

    public Price {
        Refusal.unless(per.isPositive(), "price-base", "The quantity a price is for must be above zero.");
        Refusal.unless(
                !amount.isNegative(),
                "price-negative",
                "A unit price is never negative; a reduction is an allowance or a credit.");
        Refusal.unless(amount.getScale() <= 12, "price-digits", "A unit price has at most 12 digits after the point.");
    }

    public static Price of(Money amount) {
        return new Price(amount.toBigMoney(), Quantity.of(1));
    }

    public static Price of(String currency, String amount) {
        return new Price(BigMoney.of(CurrencyUnit.of(currency), new BigDecimal(amount)), Quantity.of(1));
    }

    public CurrencyUnit currency() {
        return amount.getCurrencyUnit();
    }

    /** The price of so many: amount × quantity / per, rounded half-up once. */
    public Money times(Quantity quantity) {
        var exact = amount.getAmount().multiply(quantity.value());
        var digits = currency().getDecimalPlaces();
        return Money.of(currency(), exact.divide(per.value(), digits, RoundingMode.HALF_UP));
    }

    /** The price of one unit, to 12 digits: what two prices are compared by. */
    public BigDecimal each() {
        return amount.getAmount()
                .divide(per.value(), MathContext.DECIMAL128)
                .setScale(Quantity.SCALE, RoundingMode.HALF_UP);
    }
}
