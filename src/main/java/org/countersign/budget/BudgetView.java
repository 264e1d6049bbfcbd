package org.countersign.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** One budget with its newest transfers. */
public record BudgetView(BudgetRow budget, List<BudgetView.Moved> newest) {

    public BudgetView {
        newest = List.copyOf(newest);
    }

    /** A transfer as it was recorded. */
    public record Moved(
            UUID id,
            Cause cause,
            String sourceKind,
            UUID sourceId,
            UUID sourceLineId,
            Buckets delta,
            LocalDate effectiveOn,
            Instant recordedAt) {}
}
