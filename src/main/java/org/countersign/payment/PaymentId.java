package org.countersign.payment;

import java.util.UUID;
import org.countersign.kernel.Id;

/** One payment of a proposal. */
public record PaymentId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
