package org.countersign.platform;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A file that the organisation keeps. */
public record ContentId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
