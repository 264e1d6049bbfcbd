package org.countersign.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;

/**
 * What the vendor says to a revision of an order, whole or line by line.
 *
 * @param reference the vendor's own number of the answer; empty where there is none
 * @param document the inbound document it came as; empty where a buyer noted it
 */
public record VendorAnswer(
        Kind kind,
        int revision,
        String reference,
        String note,
        LocalDate on,
        Optional<UUID> document,
        List<Line> lines) {

    public VendorAnswer {
        lines = List.copyOf(lines);
    }

    /** UBL: accepted (AP), accepted with changes (CA), rejected (RE). */
    public enum Kind {
        ACCEPTED("Accepted"),
        CHANGES_PROPOSED("Changes proposed"),
        REJECTED("Rejected");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The answer to one line; what is empty stays as ordered. A line that is not accepted has quantity 0. */
    public record Line(
            OrderLineId line, Optional<Quantity> quantity, Optional<Price> price, Optional<LocalDate> delivery) {}
}
