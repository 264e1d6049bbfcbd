package org.countersign.kernel;

import java.util.UUID;

/** A person's or program's account; of the installation, member of one or more organisations. */
public record AccountId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
