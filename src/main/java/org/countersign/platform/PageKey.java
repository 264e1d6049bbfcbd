package org.countersign.platform;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Id;
import org.countersign.kernel.Refusal;

/**
 * Where a page of a list begins: the values of its order, one after the other, as one word for the address. A key that
 * does not read is refused as {@code key-unreadable}.
 */
public record PageKey(List<String> parts) {

    /** Before every id. */
    public static final UUID LOWEST = new UUID(0, 0);
    /** After every id. */
    public static final UUID HIGHEST = new UUID(-1, -1);

    private static final String BETWEEN = "\u001f";

    public PageKey {
        parts = List.copyOf(parts);
    }

    public static PageKey of(Object... parts) {
        return new PageKey(Arrays.stream(parts).map(PageKey::text).toList());
    }

    /** The key in the address, or where it is empty the one that the list begins at. */
    public static PageKey read(String text, Object... beginning) {
        if (text.isEmpty()) {
            return of(beginning);
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var key = new PageKey(List.of(decoded.split(BETWEEN, -1)));
            if (key.parts.size() == beginning.length) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    /** As it stands in the address. */
    public String text() {
        var joined = String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    public String word(int index) {
        return parts.get(index);
    }

    public UUID id(int index) {
        try {
            return UUID.fromString(word(index));
        } catch (IllegalArgumentException e) {
            throw unreadable(text());
        }
    }

    public int number(int index) {
        try {
            return Integer.parseInt(word(index));
        } catch (NumberFormatException e) {
            throw unreadable(text());
        }
    }

    public LocalDate date(int index) {
        try {
            return LocalDate.parse(word(index));
        } catch (DateTimeException e) {
            throw unreadable(text());
        }
    }

    public OffsetDateTime time(int index) {
        try {
            return OffsetDateTime.parse(word(index));
        } catch (DateTimeException e) {
            throw unreadable(text());
        }
    }

    private static String text(Object part) {
        return part instanceof Id id ? id.value().toString() : part.toString();
    }

    private static Refusal unreadable(String text) {
        return Refusal.unreadable(
                "key-unreadable",
                "This list cannot go on from there; begin it again.",
                Refusal.Facts.of("field", "after").and("actual", text));
    }
}
