package org.countersign.exchange.inbound;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A document that was handed in. */
public record InboundId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
