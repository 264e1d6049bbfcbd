package org.countersign.approval;

import java.time.Instant;
import org.countersign.approval.Decision.Verdict;
import org.joda.money.Money;

/** A decision that a person took, and how the plan stands since. */
public record DecidedRow(
        PlanId id,
        String number,
        int revision,
        String title,
        String requester,
        Money total,
        Verdict verdict,
        String comment,
        Instant decidedAt,
        ApprovalPhase outcome) {}
