package org.countersign.identity;

import java.util.UUID;
import org.countersign.kernel.Id;

/** An API key, without its secret. */
public record KeyId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
