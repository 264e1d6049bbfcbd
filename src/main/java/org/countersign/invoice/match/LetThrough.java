package org.countersign.invoice.match;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.countersign.invoice.match.MatchInput.OrderLine;
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
}
