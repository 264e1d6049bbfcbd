package org.countersign.tolerance;

import java.util.Locale;

/** Whether the actual figure is above or below the expected one. */
public enum Side {
    OVER,
    UNDER;

    /** The code in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
