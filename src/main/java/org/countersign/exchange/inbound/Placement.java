package org.countersign.exchange.inbound;

import java.util.List;

/** What placing a document came to. */
sealed interface Placement {

    record Placed(List<Became> became) implements Placement {

        public Placed {
            became = List.copyOf(became);
        }
    }

    /**
     * It waits.
     *
     * @param awaits the number whose appearance would place it; empty if only a person can
     */
    record Unplaced(String reason, String awaits) implements Placement {}

    /**
     * It goes back.
     *
     * @param reason for the sender
     */
    record Returned(String reason) implements Placement {}
}
