package org.countersign.requisition;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A line of a requisition, the same through all its revisions. */
public record RequisitionLineId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
