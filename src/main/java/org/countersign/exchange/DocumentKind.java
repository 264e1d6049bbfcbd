package org.countersign.exchange;

/** The kinds of document that are understood, whatever the format they came in. */
public enum DocumentKind {
    ORDER,
    ORDER_CHANGE,
    ORDER_CANCELLATION,
    ORDER_RESPONSE,
    DESPATCH_ADVICE,
    INVOICE,
    CREDIT_NOTE
}
