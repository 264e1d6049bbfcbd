package org.countersign.budget;

import java.time.LocalDate;
import java.util.UUID;

/** Days whose books are closed, or were and are open again. */
public record PeriodRow(UUID id, LocalDate from, LocalDate to, PeriodRow.State state) {

    /** Whether facts may be dated in it. */
    public enum State {
        CLOSED,
        OPEN
    }
}
