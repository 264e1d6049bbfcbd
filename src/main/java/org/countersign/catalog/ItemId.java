package org.countersign.catalog;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A catalogue item. */
public record ItemId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
