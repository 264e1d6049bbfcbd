package org.countersign.web;

import java.util.Locale;

/** Light or dark, as the reader chose by the cookie {@link #COOKIE}; {@link #SYSTEM} follows the machine. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    public static final String COOKIE = "theme";

    /** The theme that a cookie's value names; anything else follows the machine. */
    public static Theme of(String word) {
        return switch (word) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> SYSTEM;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
