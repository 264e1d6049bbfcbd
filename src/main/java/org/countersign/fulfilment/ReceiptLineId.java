package org.countersign.fulfilment;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A line of a receipt or a return. */
public record ReceiptLineId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
