package org.countersign.invoice;

import java.util.UUID;
import org.countersign.kernel.Id;

/** An invoice or credit note, from its draft on. */
public record InvoiceId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
