package org.countersign.tolerance;

import java.math.BigDecimal;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** How far a figure may be off. "Without limit" has to be written; nothing said means exact. */
public sealed interface Limit {

    /** How a percent and an absolute figure go together: the stricter of the two, or the looser. */
    enum Combine {
        BOTH,
        EITHER
    }

    /** The word {@code no-limit}: any difference passes, up to the caps. */
    record NoLimit() implements Limit {}

    /**
     * A percent of the expected figure, an absolute figure, or the two combined.
     *
     * @param percent of the expected figure's size; null is not said, which is not zero
     * @param absolute in the rule's currency or the line's base unit; null is not said, which is not zero
     */
    record Bounded(@Nullable BigDecimal percent, @Nullable BigDecimal absolute, Combine combine) implements Limit {

        public Bounded {
            Refusal.unless(
                    isNotNegative(percent) && isNotNegative(absolute),
                    "tolerance-negative",
                    "A tolerance is zero or more; which side it is for is said by the rule's side.");
        }

        private static boolean isNotNegative(@Nullable BigDecimal figure) {
            return figure == null || figure.signum() >= 0;
        }
    }

    static Limit noLimit() {
        return new NoLimit();
    }

    static Limit percent(String percent) {
        return new Bounded(new BigDecimal(percent), null, Combine.BOTH);
    }

    static Limit absolute(String absolute) {
        return new Bounded(null, new BigDecimal(absolute), Combine.BOTH);
    }

    /** Nothing said: exact. */
    static Limit empty() {
        return new Bounded(null, null, Combine.BOTH);
    }
}
