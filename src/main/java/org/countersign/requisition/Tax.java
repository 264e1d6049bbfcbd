package org.countersign.requisition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.countersign.kernel.Refusal;
import org.joda.money.Money;

/**
 * The tax of a line: category (UNCL5305, as EN 16931 BT-151), rate in percent, and which share of it cannot be recovered,
 * from 0 (all of it is) to 1 (none is). Budgets and rules count net plus what cannot be recovered.
 */
public record Tax(String category, BigDecimal ratePercent, BigDecimal unrecoverableShare) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Tax {
        Refusal.unless(
                ratePercent.signum() >= 0 && ratePercent.compareTo(HUNDRED) <= 0 && ratePercent.scale() <= 4,
                "tax-rate",
                "A tax rate is from 0 to 100 percent, with at most four digits after the point.");
        Refusal.unless(
                unrecoverableShare.signum() >= 0
                        && unrecoverableShare.compareTo(BigDecimal.ONE) <= 0
                        && unrecoverableShare.scale() <= 8,
                "tax-share",
                "The share of tax that cannot be recovered is from 0 to 1.");
    }

    /** The tax on a net amount, rounded half-up once. */
    public Money on(Money net) {
        return net.multipliedBy(ratePercent.divide(HUNDRED), RoundingMode.HALF_UP);
    }

    /** What a net amount of 1 costs on top because its tax cannot be recovered. */
    public BigDecimal unrecoverableRate() {
        return ratePercent.multiply(unrecoverableShare).divide(HUNDRED);
    }
}
