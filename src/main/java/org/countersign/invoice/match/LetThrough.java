package org.countersign.invoice.match;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.kernel.Quantity;
import org.countersign.tolerance.Drawn;
import org.joda.money.Money;

/** What this document's lines were let through above the orders' prices so far: the caps count it. */
final class LetThrough {

    private BigDecimal onDocument = BigDecimal.ZERO;
    private final Map<String, BigDecimal> byOrder = new HashMap<>();

    void add(OrderLine order, Money over) {
        if (over.isPositive()) {
            onDocument = onDocument.add(over.getAmount());
            byOrder.merge(order.orderNumber(), over.getAmount(), BigDecimal::add);
        }
    }

    Drawn of(OrderLine order, BigDecimal extent) {
        var before = order.amounts().orderOverPrice().getAmount();
        return new Drawn(extent, onDocument, before.add(byOrder.getOrDefault(order.orderNumber(), BigDecimal.ZERO)));
    }

    /** For quantities: what the order line was billed above what it wants or has received. */
    static Drawn ofQuantity(OrderLine order) {
        var counts = order.counts();
        Quantity over =
                counts.billed().minus(counts.wanted().max(counts.netReceived())).orZero();
        return new Drawn(BigDecimal.ONE, BigDecimal.ZERO, over.value());
    }
}
