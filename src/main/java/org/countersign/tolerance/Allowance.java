package org.countersign.tolerance;

import java.math.BigDecimal;
import org.countersign.kernel.Quantity;

/** How much difference passes for one expected figure, and which rule says so. */
public sealed interface Allowance {

    /** What is named as the rule where none applies: exact. */
    String EXACT = "exact";

    /** The id of the rule, or {@link #EXACT}. */
    String rule();

    /** Up to and with this figure, in the unit of the measure. */
    record UpTo(BigDecimal figure, String rule) implements Allowance {}

    /** The rule says in so many words that there is no limit. */
    record NoLimit(String rule) implements Allowance {}

    static Allowance exact() {
        return new UpTo(BigDecimal.ZERO, EXACT);
    }

    /** Whether a difference of this size passes; the boundary does. */
    default boolean covers(BigDecimal difference) {
        return switch (this) {
            case UpTo upTo -> difference.abs().compareTo(upTo.figure()) <= 0;
            case NoLimit _ -> true;
        };
    }

    /**
     * The figure that the act writes beside the line for the database to stand behind: the allowance, or where there is no
     * limit just what this act needs.
     */
    default Quantity figureFor(Quantity excess) {
        return switch (this) {
            case UpTo upTo -> new Quantity(upTo.figure());
            case NoLimit _ -> excess.orZero();
        };
    }

    /** The figure, or the word. */
    default String words() {
        return switch (this) {
            case UpTo upTo -> new Quantity(upTo.figure()).toString();
            case NoLimit _ -> "no limit";
        };
    }
}
