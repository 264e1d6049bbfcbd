package org.countersign.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a form with its label, its help and what was wrong with it. Empty words are not shown.
 *
 * @param error what to mend, as a sentence
 * @param options to choose from; only where the kind is {@link Kind#CHOICE}
 */
public record Field(
        String name,
        String label,
        Kind kind,
        String value,
        boolean required,
        String help,
        String error,
        List<Option> options) {

    /** What kind of input the browser shows. */
    public enum Kind {
        TEXT("text"),
        LONG_TEXT("text"),
        DECIMAL("text"),
        DATE("date"),
        EMAIL("email"),
        PASSWORD("password"),
        FILE("file"),
        CHOICE("text"),
        YES("checkbox");

        private final String html;

        Kind(String html) {
            this.html = html;
        }

        /** The {@code type} of the input element. */
        public String html() {
            return html;
        }
    }

    /** One of the choices. */
    public record Option(String value, String words) {}

    public Field {
        options = List.copyOf(options);
    }

    public static Field of(Kind kind, String name, String label) {
        return new Field(name, label, kind, "", false, "", "", List.of());
    }

    public static Field text(String name, String label) {
        return of(Kind.TEXT, name, label);
    }

    /** A figure with a point; shown right-aligned, brings the number keys on a phone. */
    public static Field decimal(String name, String label) {
        return of(Kind.DECIMAL, name, label);
    }

    public static Field date(String name, String label) {
        return of(Kind.DATE, name, label);
    }

    public static Field choice(String name, String label, List<Option> options) {
        return new Field(name, label, Kind.CHOICE, "", false, "", "", options);
    }

    public Field value(Object given) {
        return new Field(name, label, kind, given.toString(), required, help, error, options);
    }

    /** Must be filled in. */
    public Field needed() {
        return new Field(name, label, kind, value, true, help, error, options);
    }

    public Field help(String sentence) {
        return new Field(name, label, kind, value, required, sentence, error, options);
    }

    public Field error(String sentence) {
        return new Field(name, label, kind, value, required, help, sentence, options);
    }

    public boolean wrong() {
        return !error.isEmpty();
    }

    /** The ids of help and error, for {@code aria-describedby}; null leaves the attribute out. */
    public @Nullable String describedBy() {
        var ids = (help.isEmpty() ? "" : name + "-help ") + (wrong() ? name + "-error" : "");
        return ids.isEmpty() ? null : ids.strip();
    }
}
