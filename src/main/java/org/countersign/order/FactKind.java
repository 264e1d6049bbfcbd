package org.countersign.order;

import java.util.Locale;

/**
 * What can happen to an order line. Each kind has one kept sum, gross: what went back later is a kind of its own.
 * {@code RETURNED_FOR_CREDIT} marks the part of {@code RETURNED} that a credit note is expected for; it has no money.
 */
public enum FactKind {
    ORDERED,
    CANCELLED,
    ACKNOWLEDGED,
    SHIPPED,
    RECEIVED,
    RETURNED,
    RETURNED_FOR_CREDIT,
    CLAIMED,
    INVOICED,
    CREDITED,
    WAIVED,
    PAID;

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FactKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
