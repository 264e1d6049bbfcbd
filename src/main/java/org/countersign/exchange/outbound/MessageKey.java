package org.countersign.exchange.outbound;

import java.util.Locale;
import java.util.regex.Pattern;
import org.countersign.exchange.DocumentKind;
import org.countersign.kernel.NotFound;

/**
 * Which document of an order a message is; as a word of the address {@code order-change-2-ubl}. It stays the same when the
 * document is made again.
 */
public record MessageKey(DocumentKind kind, int revision, Format format) {

    private static final Pattern WORD =
            Pattern.compile("(order|order-change|order-cancellation)-([1-9][0-9]{0,5})-(pdf|ubl)");

    public static MessageKey of(String word) {
        var parts = WORD.matcher(word);
        if (!parts.matches()) {
            throw new NotFound("document", word);
        }
        return new MessageKey(
                DocumentKind.valueOf(parts.group(1).replace('-', '_').toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts.group(2)),
                Format.valueOf(parts.group(3).toUpperCase(Locale.ROOT)));
    }

    public String word() {
        return (kind.name().replace('_', '-') + "-" + revision + "-" + format).toLowerCase(Locale.ROOT);
    }
}
