package org.countersign.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.countersign.budget.Buckets;
import org.countersign.budget.Transfer;

/**
 * What a proposed revision asks of the budgets beyond the one in force. It is held as requested until the revision is
 * decided, and then all that was asked is given back: what was received in between would make another sum of it.
 */
final class Growth {

    private Growth() {}

    static List<Transfer> asked(PurchaseOrder order, RevisionContent proposed, Collection<Line> added) {
        var lines = new LinkedHashMap<>(order.lines());
        added.forEach(line -> lines.put(line.id(), line));
        var transfers = new ArrayList<Transfer>();
        for (var content : proposed.lines()) {
            var line = Objects.requireNonNull(lines.get(content.id()));
            transfers.addAll(OrderLedger.transfers(order, line, asked(line, content)));
        }
        return transfers;
    }

    private static List<Buckets> asked(Line line, Line.Content content) {
        var cancelled = line.ledger().sums().of(FactKind.CANCELLED).quantity();
        var revised = line.ledger().revise(content.quantity().plus(cancelled), content.price());
        return line.encumbrance().of(line.ledger().withoutFacts(), Encumbrance.growth(line.ledger(), revised.after()));
    }
}
