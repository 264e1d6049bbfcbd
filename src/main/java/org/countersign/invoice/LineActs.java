package org.countersign.invoice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.countersign.kernel.Quantity;
import org.countersign.order.Allowances;
import org.countersign.order.FactKind;
import org.countersign.order.LineAct;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLine;
import org.countersign.order.Posting;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Rate;

/** What a document's lines do to the order lines they bill, by order in ascending id. */
final class LineActs {

    private LineActs() {}

    /** The claims that a held document makes, and which of its lines make them. */
    record Claims(Map<OrderId, List<LineAct>> acts, Set<InvoiceLineId> lines) {}

    /** The document is accepted: claims end, goods are invoiced or credited; all is paid at once where nothing is payable. */
    static Map<OrderId, List<LineAct>> posting(Invoice invoice) {
        var acts = byOrder();
        for (var line : invoice.lines()) {
            if (says(line)) {
                add(acts, line, posting(invoice, line));
            }
        }
        return acts;
    }

    private static Function<OrderLine, Posting> posting(Invoice invoice, Invoice.Line line) {
        var net = line.said().net();
        var free = invoice.totals().payable().isZero() && !net.isZero();
        return ordered -> {
            var goods = ordered.counted(line.said().quantity(), net);
            var unclaimed = line.claimed() ? ordered.unclaim(goods, net) : new Posting(List.of(), ordered);
            var posted = unclaimed.then(open -> invoice.isCredit()
                    ? open.credit(goods, net)
                    : roomFor(goods, open).invoice(goods, net, rate(invoice, open)));
            return free ? posted.then(open -> open.pay(invoice.isCredit() ? net.negated() : net)) : posted;
        };
    }

    /** An invoice at its own rate where it states one; the order's otherwise. */
    private static Rate rate(Invoice invoice, OrderLine ordered) {
        return invoice.head()
                .rate()
                .map(stated -> new Rate(ordered.rate().into(), stated))
                .orElse(ordered.rate());
    }

    /** The match, or a person, has let through what is billed beyond the order: the line is told so in the same act. */
    private static OrderLine roomFor(Quantity goods, OrderLine ordered) {
        var sums = ordered.sums();
        var most = sums.of(FactKind.ORDERED)
                .quantity()
                .max(sums.of(FactKind.RECEIVED).quantity());
        var needed = sums.netInvoiced().quantity().plus(goods).minus(most);
        var allowances = ordered.allowances();
        return needed.exceeds(allowances.overInvoice())
                ? ordered.allowing(new Allowances(allowances.overReceipt(), needed))
                : ordered;
    }

    /** The document is held: lines that can be counted and do not claim yet do so now; a credit note asks for nothing. */
    static Claims claiming(Invoice invoice, Map<OrderId, PurchaseOrder> orders) {
        var acts = byOrder();
        var claiming = new HashSet<InvoiceLineId>();
        for (var line : invoice.lines()) {
            if (!invoice.isCredit() && !line.claimed() && says(line) && countable(line, orders)) {
                claiming.add(line.id());
                var net = line.said().net();
                add(
                        acts,
                        line,
                        ordered -> ordered.claim(ordered.counted(line.said().quantity(), net), net));
            }
        }
        return new Claims(acts, claiming);
    }

    /** The claims of a held document end. */
    static Map<OrderId, List<LineAct>> releasing(Invoice invoice) {
        var acts = byOrder();
        for (var line : invoice.lines()) {
            if (line.claimed()) {
                var net = line.said().net();
                add(
                        acts,
                        line,
                        ordered -> ordered.unclaim(ordered.counted(line.said().quantity(), net), net));
            }
        }
        return acts;
    }

    private static boolean countable(Invoice.Line line, Map<OrderId, PurchaseOrder> orders) {
        var link = line.link().orElseThrow();
        var order = Objects.requireNonNull(orders.get(link.order()));
        return order.head().currency().equals(line.said().net().getCurrencyUnit())
                && Linking.obstacle(line.said(), order.line(link.line())).isEmpty();
    }

    private static boolean says(Invoice.Line line) {
        return line.link().isPresent()
                && !(line.said().quantity().isZero() && line.said().net().isZero());
    }

    private static void add(Map<OrderId, List<LineAct>> acts, Invoice.Line line, Function<OrderLine, Posting> act) {
        var link = line.link().orElseThrow();
        acts.computeIfAbsent(link.order(), _ -> new ArrayList<>())
                .add(new LineAct(link.line(), line.id().value(), act));
    }

    private static Map<OrderId, List<LineAct>> byOrder() {
        return new TreeMap<>(Comparator.comparing(OrderId::value));
    }
}
