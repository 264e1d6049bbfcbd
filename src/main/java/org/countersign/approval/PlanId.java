package org.countersign.approval;

import java.util.UUID;
import org.countersign.kernel.Id;

/** An approval plan, made once for one revision of a document. */
public record PlanId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
