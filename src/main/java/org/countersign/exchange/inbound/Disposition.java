package org.countersign.exchange.inbound;

/** What became of a document that was handed in. */
public enum Disposition {
    /** Kept; nothing is decided yet. */
    RECEIVED("Received"),
    /** It became something of ours, or told of an order. */
    PLACED("Placed"),
    /** Valid, and its counterpart is not there, or not certain. */
    UNPLACED("Unplaced"),
    /** An invoice that names no open order of its sender; a notice says why. */
    RETURNED("Returned"),
    /** It breaks the rules of its kind, or repeats another. */
    REFUSED("Refused"),
    /** Of a kind or format that is not taken in. */
    UNSUPPORTED("Unsupported");

    private final String words;

    Disposition(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
