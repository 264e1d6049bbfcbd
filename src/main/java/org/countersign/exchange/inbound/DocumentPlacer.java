package org.countersign.exchange.inbound;

import java.util.List;
import java.util.Set;
import org.countersign.invoice.InvoiceEvent;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Event;
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
    public Set<Class<? extends Event>> hears() {
        return Set.of(
                OrderEvent.OrderIssued.class, OrderEvent.RevisionInForce.class, InvoiceEvent.InvoiceCaptured.class);
    }

    @Override
    public Runnable prepare(JournalRow row) {
        var numbers = List.of(appeared(row));
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

    /** Orders and invoices, as documents wait for them. */
    private static String appeared(JournalRow row) {
        return row.tells(InvoiceEvent.InvoiceCaptured.class)
                ? BillPlacing.awaited(row.as(InvoiceEvent.InvoiceCaptured.class))
                : Placing.awaited(row.facts().path("number").asString());
    }
}
