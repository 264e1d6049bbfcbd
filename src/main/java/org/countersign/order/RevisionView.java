package org.countersign.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.joda.money.Money;

/** One version of an order: who wrote it and why, what it comes to, and whether it came into force. */
@SuppressWarnings("ArrayRecordComponent") // the content hash, compared by its bytes where it matters
public record RevisionView(
        int revision,
        Kind kind,
        String reason,
        byte[] contentHash,
        AccountId author,
        String authorName,
        Money net,
        Money tax,
        Instant createdAt,
        Optional<UUID> plan,
        Optional<Instant> inForceAt,
        Optional<Instant> withdrawnAt) {

    /** What a revision is: the order as first issued, a change that was approved, or a remainder given up. */
    public enum Kind {
        ORIGINAL,
        CHANGE,
        SHORT_CLOSE
    }

    public boolean inPreparation() {
        return inForceAt.isEmpty() && withdrawnAt.isEmpty();
    }
}
