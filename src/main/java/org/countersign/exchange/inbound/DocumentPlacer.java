package org.countersign.exchange.inbound;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.order.OrderEvent;
import org.countersign.platform.JournalRow;
import org.countersign.platform.SlowConsumer;
import org.countersign.platform.Transactions;
import org.springframework.stereotype.Component;

/** Tries documents again when what they waited for appears: an order, a revision of it, an invoice. */
@Component
class DocumentPlacer implements SlowConsumer {

    private static final String NAME = "document-placer";

    private final DocumentDoor door;
    private final Transactions transactions;

    DocumentPlacer(DocumentDoor door, Transactions transactions) {
        this.door = door;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Runnable prepare(JournalRow row) {
        var numbers = appeared(row);
        if (numbers.isEmpty()) {
            return () -> {};
        }
        var by = Actor.system(row.organization(), NAME);
        var readable = transactions.read(by, () -> door.awaiting(numbers, by)).stream()
                .map(id -> door.reread(id, by))
                .toList();
        return () -> readable.forEach(document -> door.tryAgain(document, by));
    }

    /** What it placed is an effect on orders and invoices, which a replay finds done. */
    @Override
    public void drop() {
        // Nothing of its own.
    }

    private static List<String> appeared(JournalRow row) {
        if (row.tells(OrderEvent.OrderIssued.class) || row.tells(OrderEvent.RevisionInForce.class)) {
            return List.of(Placing.awaited(row.facts().path("number").asString()));
        }
        return BillPlacing.appeared(row);
    }
}
