package org.countersign.order;

import java.util.Locale;

/** What a line is counted in: goods, or money alone (its quantity is then its value, at a price of 1 per 1). */
public enum Measure {
    QUANTITY,
    AMOUNT;

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Measure of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
