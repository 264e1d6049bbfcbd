package org.countersign.order;

import java.time.LocalDate;
import java.util.UUID;
import org.countersign.kernel.DocumentRef;

/**
 * Where a fact comes from: the document, and the day it happened.
 *
 * @param kind the document's kind in the words of the address
 */
public record Source(String kind, UUID id, LocalDate occurredOn) {

    DocumentRef document() {
        return new DocumentRef(kind, id);
    }
}
