package org.countersign.invoice;

import java.util.UUID;
import org.countersign.kernel.Id;

/** One reason why an invoice is held. */
public record HoldId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
