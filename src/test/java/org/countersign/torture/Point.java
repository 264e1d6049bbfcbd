package org.countersign.torture;

import java.util.List;

/** When something is killed. */
enum Point {
    /** Whatever is going on. */
    AT_RANDOM(),
    /** An act has committed, and its answer never reaches who asked. */
    AFTER_COMMIT_BEFORE_ANSWER(),
    /** An act was answered, and the next one of the same person has not begun. */
    BETWEEN_TWO_ACTS(),
    /** Everything of the last approval is written, the order with it, and not committed. */
    WHILE_APPROVING("requisition-approved", "revision-in-force"),
    /** A document that came in is being placed. */
    WHILE_IMPORTING("document-placed"),
    /** A proposal becomes a bank file, or a payment is noted as executed. */
    WHILE_PAYING("payment-approved", "payment-executed"),
    /** A consumer keeps the documents that it made, or notes that one was sent; then its cursor moves. */
    WHILE_SENDING("documents-made", "order-transmitted");

    private final List<String> events;

    Point(String... events) {
        this.events = List.of(events);
    }

    /** What the act that is met in the middle tells the journal; none for points of another kind. */
    List<String> events() {
        return events;
    }
}
