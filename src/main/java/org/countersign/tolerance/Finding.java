package org.countersign.tolerance;

import java.math.BigDecimal;
import org.countersign.kernel.Refusal;

/** What was found where a figure differs from the expected one: all that a refusal or a hold has to say. */
public record Finding(Measure measure, BigDecimal expected, BigDecimal actual, Allowance allowance) {

    /** Actual less expected, signed. */
    public BigDecimal difference() {
        return actual.subtract(expected);
    }

    public Side side() {
        return difference().signum() < 0 ? Side.UNDER : Side.OVER;
    }

    public String rule() {
        return allowance.rule();
    }

    /** Measure, expected, actual, allowed, rule and who may lift it; the line comes before them. */
    public Refusal.Facts facts(Refusal.Facts line) {
        return line.measured(measure.words(), expected, actual, allowance.words())
                .under(rule(), measure.liftedBy().code());
    }
}
