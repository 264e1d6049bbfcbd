package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What was typed into a form, as it was typed: read into values by the act, shown again where the act is refused. What
 * cannot be read is refused with the field's name.
 */
public record Typed(Map<String, String> values) {

    /** Digits with or without commas between the thousands: a comma that stands elsewhere could mean two figures. */
    private static final Pattern FIGURE = Pattern.compile("-?(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d+)?");

    public Typed {
        values = Map.copyOf(values);
    }

    /** A form that nobody filled in yet. */
    public static Typed nothing() {
        return new Typed(Map.of());
    }

    /** A form that nobody filled in yet, with what it proposes. */
    public static Typed proposing(Map<String, String> proposed) {
        return new Typed(proposed);
    }

    /** Everything the form sent; where a name was sent several times, with a comma between. */
    public static Typed of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, sent) -> values.put(name, String.join(",", sent)));
        return new Typed(values);
    }

    /** The text without spaces around it; empty where the form did not send it. */
    public String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** The text, or what is proposed where the form did not send the field. */
    public String text(String name, String proposed) {
        return values.containsKey(name) ? text(name) : proposed;
    }

    /** The values of a name that may be sent several times. */
    public List<String> each(String name) {
        return Arrays.stream(text(name).split(","))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    public boolean yes(String name) {
        return text(name).equals("true");
    }

    public int whole(String name) {
        return read(name, "whole-number-needed", "a whole number", Integer::valueOf);
    }

    /** The figure, or nothing where the field was left empty. Refuses {@code figure-unreadable}. */
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

    public BigDecimal decimal(String name) {
        return figure(name).orElseThrow(() -> missing(name, "figure-needed", "a figure such as 1200.50"));
    }

    public LocalDate date(String name) {
        return findDate(name).orElseThrow(() -> missing(name, "date-needed", "a day"));
    }

    /** The day, or nothing where the field was left empty. Refuses {@code date-unreadable}. */
    public Optional<LocalDate> findDate(String name) {
        return findDate(name, text(name));
    }

    /** Reads one typed day. Refuses {@code date-unreadable}, naming the field. */
    public static Optional<LocalDate> findDate(String name, String typed) {
        var text = typed.strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            throw Refusal.rule(
                    "date-unreadable",
                    "\"" + text + "\" is no date; write 2026-11-30.",
                    Facts.of("field", name).and("actual", text));
        }
    }

    public CurrencyUnit currency(String name) {
        return read(
                name,
                "currency-needed",
                "a currency of three letters",
                code -> CurrencyUnit.of(code.toUpperCase(Locale.ROOT)));
    }

    public Money money(String name, CurrencyUnit currency) {
        var figure = decimal(name);
        return read(
                name,
                "amount-needed",
                "an amount with at most " + currency.getDecimalPlaces() + " digits after the point",
                _ -> Money.of(currency, figure));
    }

    public UUID id(String name) {
        return read(name, "choice-needed", "one of the choices", UUID::fromString);
    }

    public <E extends Enum<E>> E choice(String name, Class<E> choices) {
        return read(
                name,
                "choice-needed",
                "one of the choices",
                code -> Enum.valueOf(choices, code.toUpperCase(Locale.ROOT)));
    }

    /** The keys of the lines that were sent: what stands behind the prefix in the names of fields that are not empty. */
    public List<String> keys(String prefix) {
        return values.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(prefix) && !field.getValue().isBlank())
                .map(field -> field.getKey().substring(prefix.length()))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The fields with what was typed in them, and the refusal at the field it speaks of. */
    public List<Field> in(Optional<Flash> flash, Field... fields) {
        return Arrays.stream(fields)
                .map(field -> field.value(text(field.name())))
                .map(field -> flash.filter(
                                said -> field.name().equals(said.facts().get("field")))
                        .map(said -> field.error(said.sentence()))
                        .orElse(field))
                .toList();
    }

    private <T> T read(String name, String code, String expected, Function<String, T> reading) {
        try {
            return reading.apply(text(name));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw missing(name, code, expected);
        }
    }

    private Refusal missing(String name, String code, String expected) {
        return Refusal.rule(
                code,
                "Enter " + expected + ".",
                Facts.of("field", name).and("expected", expected).and("actual", text(name)));
    }
}
