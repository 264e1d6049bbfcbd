package org.countersign.requisition;

import java.time.Instant;
import java.util.Optional;

/** A draft in its author's list; it has a number when it was sent back. */
public record DraftRow(RequisitionId id, Optional<String> number, String title, int version, Instant updatedAt)
        implements ListedRequisition {}
