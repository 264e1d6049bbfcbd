package org.countersign.tolerance;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.countersign.tolerance.Limit.Combine;

/** Limits written as in the tables of the tests: {@code 2 %}, {@code 5}, {@code 2 % and 5}, {@code 2 % or 5}. */
public final class Limits {

    private static final Pattern SAID = Pattern.compile("(?:(\\S+) %)?(?: ?(and|or) )?(\\S+)?");

    private Limits() {}

    /** Reads a limit; {@code empty} is a field left empty, {@code no limit} the word. */
    public static Limit limit(String text) {
        return switch (text) {
            case "empty" -> Limit.empty();
            case "no limit" -> Limit.noLimit();
            default -> said(text);
        };
    }

    private static Limit said(String text) {
        var parts = SAID.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        var percent = parts.group(1) == null ? null : new BigDecimal(parts.group(1));
        var absolute = parts.group(3) == null ? null : new BigDecimal(parts.group(3));
        return new Limit.Bounded(percent, absolute, "or".equals(parts.group(2)) ? Combine.EITHER : Combine.BOTH);
    }
}
