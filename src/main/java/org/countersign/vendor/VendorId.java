package org.countersign.vendor;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A vendor: this organisation's record of a seller. */
public record VendorId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
