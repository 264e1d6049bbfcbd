package org.countersign.exchange.outbound;

/** Where a document of ours got to. */
public enum MessageState {
    /** Made, and not sent yet. */
    WAITING,
    /** Made; it is not sent, since another form of the same document was delivered. */
    READY,
    DELIVERED,
    FAILED,
    TO_HAND_OVER,
    HANDED_OVER
}
