package org.countersign.order;

import java.util.Locale;

/** What is to become of goods that go back: the vendor sends others, or gives the money back. */
public enum Disposition {
    REPLACE,
    CREDIT;

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Disposition of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
