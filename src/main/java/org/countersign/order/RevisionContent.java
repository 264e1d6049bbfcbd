package org.countersign.order;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.platform.Hash;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a revision of an order says: its lines, and what they come to net and in tax, each line rounded by itself. */
record RevisionContent(int revision, List<Line.Content> lines, Money net, Money tax) {

    RevisionContent {
        lines = List.copyOf(lines);
    }

    static RevisionContent of(int revision, List<Line.Content> lines, CurrencyUnit currency) {
        var net = Money.zero(currency);
        var tax = Money.zero(currency);
        for (var line : lines) {
            var lineNet = line.net();
            net = net.plus(lineNet);
            tax = tax.plus(line.tax(lineNet));
        }
        return new RevisionContent(revision, lines, net, tax);
    }

    Money gross() {
        return net.plus(tax);
    }

    PurchaseOrder.Revisions inForce() {
        return PurchaseOrder.Revisions.inForce(revision, net, tax);
    }

    /** The earliest day that a line is needed by. */
    LocalDate neededBy() {
        return lines.stream()
                .map(Line.Content::neededBy)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    /** The order with this content in force; refused where a line has received or billed more meanwhile. */
    PurchaseOrder.Outcome comingIntoForce(PurchaseOrder order) {
        var wanted = lines.stream().collect(Collectors.toMap(Line.Content::id, Function.identity()));
        var all = new LinkedHashMap<>(order.lines());
        for (var line : lines) {
            var known = all.get(line.id());
            all.put(line.id(), known == null ? line.unordered(order.head().rate()) : new Line(known.ledger(), line));
        }
        var acts = all.values().stream()
                .filter(line -> changes(line, Optional.ofNullable(wanted.get(line.id()))))
                .map(line -> OrderLedger.on(
                        line.id(), current -> changed(current, Optional.ofNullable(wanted.get(current.id())))))
                .toList();
        return order.withLines(all)
                .neededBy(neededBy())
                .revised(inForce())
                .exchanging(PurchaseOrder.Exchange.beginning())
                .act(OrderPhase.Act.REVISE, acts);
    }

    private static boolean changes(Line line, Optional<Line.Content> wanted) {
        var ordered = line.ledger().standing().wanted();
        return wanted.map(content -> !ordered.equals(content.quantity())
                        || !line.ledger().price().equals(content.price()))
                .orElseGet(ordered::isPositive);
    }

    private static Posting changed(OrderLine line, Optional<Line.Content> wanted) {
        var cancelled = line.sums().of(FactKind.CANCELLED).quantity();
        return wanted.map(content -> line.revise(content.quantity().plus(cancelled), content.price()))
                .orElseGet(line::omit);
    }

    /** What an approval of this content is bound to. */
    byte[] hash(PurchaseOrder order) {
        var content = new LinkedHashMap<String, Object>();
        content.put("order", order.id());
        content.put("revision", revision);
        content.put("vendor", order.head().vendor());
        content.put("currency", order.head().currency());
        content.put("deliver_to", order.head().deliverTo());
        content.put("lines", lines);
        return Hash.ofContent(content);
    }
}
