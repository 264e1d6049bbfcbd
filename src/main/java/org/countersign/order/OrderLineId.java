package org.countersign.order;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A line of an order for life: every fact names it, never an item or a position. */
public record OrderLineId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
