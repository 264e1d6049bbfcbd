package org.countersign.order;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A purchase order, whatever its revision. */
public record OrderId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
