package org.countersign.tolerance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;

/** What is told about tolerances. */
public sealed interface ToleranceEvent extends Event {

    /** A new set of rules was entered. */
    record TolerancesEntered(UUID id, int version, LocalDate from, List<RuleEntry> rules) implements ToleranceEvent {

        @Override
        public DocumentRef document() {
            return new DocumentRef("tolerances", id);
        }

        @Override
        public int revision() {
            return version;
        }
    }
}
