package org.countersign.exchange.inbound;

import org.countersign.kernel.Refusal;

/** What keeping and checking a document came to. */
public sealed interface Reading {

    /** It can be placed. */
    record Taken(ValidDocument readable) implements Reading {}

    /** It is refused, or not supported; kept all the same. */
    record Rejected(DocumentView document) implements Reading {}

    /** It was handed in before; the refusal names the first. */
    record Repeated(Refusal refusal) implements Reading {}
}
