package org.countersign.budget;

/** Why money moves. */
public enum Cause {
    REQUEST,
    COMMIT,
    ACCRUE,
    INVOICE,
    PAY,
    RELEASE
}
