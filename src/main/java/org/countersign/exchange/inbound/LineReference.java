package org.countersign.exchange.inbound;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.countersign.order.Line;
import org.countersign.order.OrderLineId;
import org.countersign.order.PurchaseOrder;

/**
 * Which line of an order a document means: by our id of it, by its number, or as people quote it,
 * {@code PO-2026-000123/3}. Empty = it does not say.
 */
record LineReference(String text) {

    private static final Pattern QUOTED = Pattern.compile("(.+)/(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static LineReference of(String text) {
        return new LineReference(text.strip());
    }

    /** What was looked for, or why it is not there. */
    sealed interface Found<T> {

        record It<T>(T value) implements Found<T> {}

        /**
         * It is not there.
         *
         * @param awaits the number whose appearance would help; empty if none
         */
        record Not<T>(String reason, String awaits) implements Found<T> {}

        static <T> Found<T> of(T value) {
            return new It<>(value);
        }

        static <T> Found<T> not(String reason, String awaits) {
            return new Not<>(reason, awaits);
        }
    }

    /** The order that the reference itself names. */
    Optional<String> orderNumber() {
        var quoted = QUOTED.matcher(text);
        return quoted.matches() ? Optional.of(quoted.group(1).strip()) : Optional.empty();
    }

    Found<Line> in(PurchaseOrder order) {
        return line(order)
                .map(Found::of)
                .orElseGet(() -> Found.not("order " + order.number() + " has no line \"" + text + "\".", ""));
    }

    /** The same; where it does not say, the only line that has the seller's article number. */
    Found<Line> in(PurchaseOrder order, String sku) {
        if (!text.isEmpty()) {
            return in(order);
        }
        var same = order.lines().values().stream()
                .filter(line -> !sku.isEmpty() && line.content().goods().sku().equals(sku))
                .toList();
        return same.size() == 1
                ? Found.of(same.getFirst())
                : Found.not("it does not say which line of order " + order.number() + " it is.", "");
    }

    private Optional<Line> line(PurchaseOrder order) {
        var quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1).strip().equals(order.number())
                    ? order.lineNumbered(Integer.parseInt(quoted.group(2)))
                    : Optional.empty();
        }
        if (NUMBER.matcher(text).matches()) {
            return order.lineNumbered(Integer.parseInt(text));
        }
        try {
            return Optional.ofNullable(order.lines().get(new OrderLineId(UUID.fromString(text))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
