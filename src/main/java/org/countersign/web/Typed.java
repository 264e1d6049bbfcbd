package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What was typed into a form, as it was typed: read into values by the act, shown again where the act is refused. What
 * cannot be read is refused with the field's name.
 */
public record Typed(Map<String, String> values) {

    public Typed {
        values = Map.copyOf(values);
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

    public BigDecimal decimal(String name) {
        return read(name, "figure-needed", "a figure such as 1200.50", BigDecimal::new);
    }

    public LocalDate date(String name) {
        return read(name, "date-needed", "a day", LocalDate::parse);
    }

    /** The day, or nothing where the field was left empty. */
    public Optional<LocalDate> findDate(String name) {
        return text(name).isEmpty() ? Optional.empty() : Optional.of(date(name));
    }

    public CurrencyUnit currency(String name) {
        return read(
                name,
                "currency-needed",
                "a currency of three letters",
                code -> CurrencyUnit.of(code.toUpperCase(java.util.Locale.ROOT)));
    }

    public Money money(String name, CurrencyUnit currency) {
        return read(
                name,
                "amount-needed",
                "an amount with at most " + currency.getDecimalPlaces() + " digits after the point",
                text -> Money.of(currency, new BigDecimal(text)));
    }

    public UUID id(String name) {
        return read(name, "choice-needed", "one of the choices", UUID::fromString);
    }

    public <E extends Enum<E>> E choice(String name, Class<E> choices) {
        return read(
                name,
                "choice-needed",
                "one of the choices",
                code -> Enum.valueOf(choices, code.toUpperCase(java.util.Locale.ROOT)));
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
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Refusal.rule(
                    code,
                    "Enter " + expected + ".",
                    Refusal.Facts.of("field", name).and("expected", expected).and("actual", text(name)));
        }
    }
}
