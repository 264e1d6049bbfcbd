package org.countersign.invoice;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A line of an invoice or credit note. */
public record InvoiceLineId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
