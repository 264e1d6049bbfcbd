package org.countersign.order;

import java.util.UUID;
import org.countersign.kernel.Id;

/** One answer of the vendor to an order. */
public record AnswerId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
