package org.countersign.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** How many units of the organisation's currency one unit of the document's currency is worth. */
public record Rate(CurrencyUnit into, BigDecimal factor) {

    public Rate {
        Refusal.unless(factor.signum() > 0, "rate-zero", "An exchange rate must be above zero.");
    }

    /** The document is in the organisation's own currency. */
    public static Rate same(CurrencyUnit currency) {
        return new Rate(currency, BigDecimal.ONE);
    }

    /** The amount in the organisation's currency, rounded half-up once. */
    public Money of(Money amount) {
        return of(amount, BigDecimal.ONE);
    }

    /** The amount times a further factor in the organisation's currency, rounded half-up once. */
    Money of(Money amount, BigDecimal further) {
        var exact = amount.getAmount().multiply(factor).multiply(further);
        return Money.of(into, exact.setScale(into.getDecimalPlaces(), RoundingMode.HALF_UP));
    }
}
