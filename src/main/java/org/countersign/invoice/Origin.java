package org.countersign.invoice;

import java.util.Optional;
import java.util.UUID;

/** How a document came in; what is made of it does not depend on that. */
public sealed interface Origin {

    /** Read from a raw document that is kept. */
    record Document(UUID id) implements Origin {}

    /** Posted as JSON. */
    record Json() implements Origin {}

    /** Typed in by a person. */
    record ByHand() implements Origin {}

    /** The code in the database. */
    default String code() {
        return switch (this) {
            case Document _ -> "DOCUMENT";
            case Json _ -> "JSON";
            case ByHand _ -> "BY_HAND";
        };
    }

    default Optional<UUID> document() {
        return this instanceof Document(var id) ? Optional.of(id) : Optional.empty();
    }
}
