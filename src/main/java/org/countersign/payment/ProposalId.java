package org.countersign.payment;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A payment proposal. */
public record ProposalId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
