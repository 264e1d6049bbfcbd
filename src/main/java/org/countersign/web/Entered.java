package org.countersign.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/** What was typed into the fields of a form, by their names; a field that is left empty is nothing. */
public record Entered(Map<String, String> fields) {

    /** Digits with or without commas between the thousands: a comma that stands elsewhere could mean two figures. */
    private static final Pattern FIGURE = Pattern.compile("-?(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d+)?");

    public Entered {
        fields = Map.copyOf(fields);
    }

    public static Entered nothing() {
        return new Entered(Map.of());
    }

    public String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /** The text, or what is proposed where the form was not sent yet. */
    public String text(String name, String proposed) {
        return fields.containsKey(name) ? text(name) : proposed;
    }

    /** Refuses {@code figure-unreadable}. */
    public Optional<BigDecimal> figure(String name) {
        return figure(name, text(name));
    }

    /** Reads one typed figure; a comma only stands between thousands. Refuses {@code figure-unreadable}, naming the field. */
    public static Optional<BigDecimal> figure(String name, String typed) {
        var text = typed.replace(" ", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var digits = text.chars().anyMatch(Character::isDigit);
        Refusal.unless(
                digits && text.length() <= 30 && FIGURE.matcher(text).matches(),
                () -> Refusal.rule(
                        "figure-unreadable",
                        "\"" + text + "\" is no figure; write 1250.50.",
                        Facts.of("field", name).and("actual", text)));
        return Optional.of(new BigDecimal(text.replace(",", "")));
    }

    /** Refuses {@code date-unreadable}. */
    public Optional<LocalDate> date(String name) {
        var text = text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            throw Refusal.rule(
                    "date-unreadable",
                    "\"" + text + "\" is no date; write 2026-11-30.",
                    Facts.of("field", name).and("actual", text));
        }
    }

    /** The keys of the lines that were sent: what stands behind the prefix in the names of fields that are not empty. */
    public List<String> keys(String prefix) {
        return fields.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(prefix) && !field.getValue().isBlank())
                .map(field -> field.getKey().substring(prefix.length()))
                .sorted((one, other) -> one.length() == other.length()
                        ? one.compareTo(other)
                        : Integer.compare(one.length(), other.length()))
                .toList();
    }
}
