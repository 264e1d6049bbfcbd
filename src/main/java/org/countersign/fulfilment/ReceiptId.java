package org.countersign.fulfilment;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A receipt, a return or the reversal of one. */
public record ReceiptId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
