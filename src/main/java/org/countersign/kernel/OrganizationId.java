package org.countersign.kernel;

import java.util.UUID;

/** An organisation of this installation: the tenant. */
public record OrganizationId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
