package org.countersign.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a buyer notes of the vendor's answer when it came by telephone or letter; it answers the revision in force.
 *
 * @param reference the vendor's own number of the answer; empty where there is none
 */
public record NotedAnswer(
        VendorAnswer.Kind kind, String reference, String note, LocalDate on, List<VendorAnswer.Line> lines) {

    public NotedAnswer {
        lines = List.copyOf(lines);
    }

    VendorAnswer to(int revision) {
        return new VendorAnswer(kind, revision, reference, note, on, Optional.empty(), lines);
    }
}
