package org.countersign.kernel;

import java.util.UUID;

/** A document named by its kind (in the words of the address: {@code order}, {@code invoice}) and its id. */
public record DocumentRef(String kind, UUID id) {

    public static DocumentRef of(String kind, Id id) {
        return new DocumentRef(kind, id.value());
    }
}
