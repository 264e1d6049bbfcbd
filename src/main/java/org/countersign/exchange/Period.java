package org.countersign.exchange;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When something is asked for, promised or expected.
 *
 * @param from the first day, null if open
 * @param until the last day, null if open
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate until) {

    public static final Period NONE = new Period(null, null);

    public static Period on(LocalDate day) {
        return new Period(day, day);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** The last day, or the first if only that was said; null if nothing was. */
    public @Nullable LocalDate latest() {
        return until == null ? from : until;
    }
}
