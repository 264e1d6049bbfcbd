package org.countersign.invoice;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.invoice.BillContent.LineKind;
import org.countersign.invoice.Invoice.Link;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;

/**
 * Which order line each line of a document bills: the one it names, by id, by number of the named order or as
 * {@code PO-2026-000123/3}; a credit note's line also by the invoice's line that it is about; else the only open line of the
 * named order with its article number. Never by item alone, and never a guess between two.
 */
final class Linking {

    private static final Pattern QUOTED = Pattern.compile("(.+)/(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> PIECES = Set.of("EA", "C62", "H87", "PCE", "XPP");

    private final BillContent content;
    private final List<PurchaseOrder> orders;
    private final Map<OrderId, Lines> lines = new HashMap<>();
    private final Map<String, List<Invoice.Line>> billedByNumber;
    private final Map<String, List<Invoice.Line>> billedByArticle;

    /**
     * @param orders all that the document names, locked
     * @param billed the invoice that a credit note is about
     */
    Linking(BillContent content, Collection<PurchaseOrder> orders, Optional<Invoice> billed) {
        this.content = content;
        this.orders = orders.stream()
                .filter(order -> order.head().vendor().equals(content.vendor()))
                .filter(order -> content.kind() == Kind.CREDIT_NOTE || order.phase() == OrderPhase.OPEN)
                .toList();
        this.billedByNumber = billedBy(billed, line -> line.said().number());
        this.billedByArticle = billedBy(billed, line -> line.said().sku());
    }

    /** What a line says about its order. */
    private sealed interface Said {
        record Nothing() implements Said {}

        record ById(OrderLineId line) implements Said {}

        record ByNumber(int line) implements Said {}

        record Quoted(String order, int line) implements Said {}

        record OrderOnly(String order) implements Said {}
    }

    private static Said said(String reference) {
        if (reference.isEmpty()) {
            return new Said.Nothing();
        }
        var quoted = QUOTED.matcher(reference);
        if (quoted.matches()) {
            return new Said.Quoted(quoted.group(1).strip(), Integer.parseInt(quoted.group(2)));
        }
        if (NUMBER.matcher(reference).matches()) {
            return new Said.ByNumber(Integer.parseInt(reference));
        }
        try {
            return new Said.ById(new OrderLineId(UUID.fromString(reference)));
        } catch (IllegalArgumentException notAnId) {
            return new Said.OrderOnly(reference);
        }
    }

    /** The order numbers that a document names, its header's first. */
    static List<String> orderNumbers(BillContent content) {
        var named = new LinkedHashSet<String>();
        Stream.concat(
                        Stream.of(content.references().orderNumber()),
                        content.lines().stream().flatMap(line -> switch (said(line.order())) {
                            case Said.Quoted quoted -> Stream.of(quoted.order());
                            case Said.OrderOnly(var order) -> Stream.of(order);
                            case Said.Nothing _, Said.ById _, Said.ByNumber _ -> Stream.<String>empty();
                        }))
                .filter(number -> !number.isEmpty())
                .forEach(named::add);
        return List.copyOf(named);
    }

    /** The order lines that a document names by id. */
    static Set<OrderLineId> orderLines(BillContent content) {
        var named = new LinkedHashSet<OrderLineId>();
        content.lines().forEach(line -> {
            if (said(line.order()) instanceof Said.ById(var id)) {
                named.add(id);
            }
        });
        return named;
    }

    /** The order line that the line bills; empty where that is not certain. */
    Optional<Link> link(BillContent.Line line) {
        if (line.kind() != LineKind.LINE) {
            return Optional.empty();
        }
        return switch (said(line.order())) {
            case Said.ById(var id) ->
                orders.stream()
                        .filter(order -> order.lines().containsKey(id))
                        .findFirst()
                        .map(order -> link(order, order.line(id)));
            case Said.Quoted(var order, var number) -> named(order).flatMap(found -> numbered(found, number));
            case Said.ByNumber(var number) ->
                named(content.references().orderNumber()).flatMap(found -> numbered(found, number));
            case Said.OrderOnly(var order) -> named(order).flatMap(found -> byArticle(found, line));
            case Said.Nothing _ ->
                byBilledLine(line)
                        .or(() -> named(content.references().orderNumber()).flatMap(found -> byArticle(found, line)));
        };
    }

    /** Why a linked line cannot be compared with its order line, as a way out; empty if it can. */
    static Optional<String> obstacle(BillContent.Line line, org.countersign.order.Line ordered) {
        if (line.quantity().isNegative() || line.net().isNegative()) {
            return Optional.of("Line " + line.number()
                    + " takes something back: ask the vendor for a credit note instead, or reject the document.");
        }
        var unit = ordered.content().goods().unit();
        var same = line.unit().isEmpty()
                || line.unit().equals(unit)
                || (PIECES.contains(line.unit()) && PIECES.contains(unit));
        return same
                ? Optional.empty()
                : Optional.of("Line " + line.number() + " is billed in " + line.unit() + " and was ordered in " + unit
                        + ": link it to another order line, or ask the vendor for an invoice in the order's unit.");
    }

    static Link link(PurchaseOrder order, org.countersign.order.Line line) {
        return new Link(
                order.id(), line.id(), order.number() + "/" + line.content().number());
    }

    private Optional<PurchaseOrder> named(String number) {
        return orders.stream().filter(order -> order.number().equals(number)).findFirst();
    }

    private Optional<Link> numbered(PurchaseOrder order, int number) {
        return Optional.ofNullable(linesOf(order).byNumber().get(number)).map(line -> link(order, line));
    }

    private Optional<Link> byArticle(PurchaseOrder order, BillContent.Line line) {
        var open = (line.sku().isEmpty()
                        ? List.<org.countersign.order.Line>of()
                        : linesOf(order).byArticle().getOrDefault(line.sku(), List.of()))
                .stream()
                        .filter(candidate -> content.kind() == Kind.CREDIT_NOTE
                                || candidate.ledger().standing().openToInvoice().isPositive())
                        .toList();
        return open.size() == 1 ? Optional.of(link(order, open.getFirst())) : Optional.empty();
    }

    private Optional<Link> byBilledLine(BillContent.Line line) {
        var candidates = line.billedLine().isEmpty()
                ? line.sku().isEmpty() ? List.<Invoice.Line>of() : billedByArticle.getOrDefault(line.sku(), List.of())
                : billedByNumber.getOrDefault(line.billedLine(), List.of());
        return candidates.size() == 1 ? candidates.getFirst().link() : Optional.empty();
    }

    /** The lines of an order by what documents call them by. */
    private record Lines(
            Map<Integer, org.countersign.order.Line> byNumber,
            Map<String, List<org.countersign.order.Line>> byArticle) {

        static Lines of(PurchaseOrder order) {
            return new Lines(
                    order.lines().values().stream()
                            .collect(Collectors.toMap(line -> line.content().number(), Function.identity())),
                    order.lines().values().stream()
                            .collect(Collectors.groupingBy(
                                    line -> line.content().goods().sku())));
        }
    }

    private Lines linesOf(PurchaseOrder order) {
        return lines.computeIfAbsent(order.id(), _ -> Lines.of(order));
    }

    private static Map<String, List<Invoice.Line>> billedBy(
            Optional<Invoice> billed, Function<Invoice.Line, String> called) {
        return billed.stream()
                .flatMap(invoice -> invoice.lines().stream())
                .filter(Invoice.Line::isGoods)
                .collect(Collectors.groupingBy(called));
    }
}
