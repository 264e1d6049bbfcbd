package org.countersign.kernel;

import java.util.UUID;

/** A cost centre: what spending is charged to. */
public record CostCentreId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
