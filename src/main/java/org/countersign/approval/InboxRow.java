package org.countersign.approval;

import java.time.Instant;
import org.countersign.kernel.DocumentRef;
import org.joda.money.Money;

/** A document that waits for a person's decision, and why it does. */
public record InboxRow(
        PlanId id,
        DocumentRef subject,
        int revision,
        String number,
        String title,
        String requester,
        Money total,
        int stage,
        String rule,
        String explanation,
        Instant waitingSince) {}
