package org.countersign.torture;

/** What can be planted into the application, to see whether it is caught. */
enum Bug {
    /** The answer goes out while the transaction is still open. */
    ANSWER_BEFORE_COMMIT,
    /** Every third journal row is not written. */
    DROPPED_JOURNAL_ROW,
    /** A key that was used is not recognised. */
    REUSED_KEY,
    /** A hard budget is not asked whether there is enough. */
    SKIPPED_BUDGET_CHECK,
    /** An order is not locked while its lines are read and written. */
    LOST_UPDATE_ON_A_LINE,
    /** A series does not advance. */
    DUPLICATE_NUMBER,
    /** Consumers read on by the position alone. */
    CURSOR_THAT_SKIPS,
    /** A document is sent again under another number. */
    DOCUMENT_SENT_TWICE_AS_TWO
}
