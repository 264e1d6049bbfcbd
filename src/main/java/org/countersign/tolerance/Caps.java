package org.countersign.tolerance;

import java.math.BigDecimal;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the differences let through under one rule may add up to, so that a run of small overages is caught: in the rule's
 * currency (a price difference times its quantity), or the line's base unit.
 *
 * @param perDocument null is not said: the limit of the rule alone binds
 * @param perLife over the life of an order, pending and approved documents and this one, net of credits; null is not said
 */
public record Caps(
        @Nullable BigDecimal perDocument, @Nullable BigDecimal perLife) {

    public Caps {
        Refusal.unless(
                (perDocument == null || perDocument.signum() >= 0) && (perLife == null || perLife.signum() >= 0),
                "tolerance-negative",
                "A cap is zero or more.");
    }

    public static Caps none() {
        return new Caps(null, null);
    }

    boolean isNone() {
        return perDocument == null && perLife == null;
    }
}
