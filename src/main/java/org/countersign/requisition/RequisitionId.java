package org.countersign.requisition;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A requisition, draft or submitted; kept from the first draft on. */
public record RequisitionId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
