package org.countersign.catalog;

import java.time.LocalDate;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * From which day to which something holds, both included.
 *
 * @param to null is not said: without end
 */
public record Validity(LocalDate from, @Nullable LocalDate to) {

    public Validity {
        Refusal.unless(
                to == null || !to.isBefore(from), "period-backwards", "What is valid ends on its first day or later.");
    }

    public static Validity from(LocalDate day) {
        return new Validity(day, null);
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** To be read after "valid". */
    public String words() {
        return to == null ? "from " + from : "from " + from + " to " + to;
    }
}
