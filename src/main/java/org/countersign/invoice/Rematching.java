package org.countersign.invoice;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.budget.BudgetEvent;
import org.countersign.fulfilment.FulfilmentEvent;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Event;
import org.countersign.order.OrderEvent;
import org.countersign.order.OrderId;
import org.countersign.platform.Consumer;
import org.countersign.platform.JournalRow;
import org.countersign.tolerance.ToleranceEvent;
import org.springframework.stereotype.Component;

/**
 * Compares held documents again when something happened that may free them: goods came or went back, an order was revised,
 * tolerances or budgets changed, another document of the order was accepted or rejected. A match that finds the same holds
 * writes nothing, so a repeat does nothing.
 */
@Component
class Rematching implements Consumer {

    /** Of which orders the held documents are compared again. */
    private static final Map<Class<? extends Event>, Function<JournalRow, Set<OrderId>>> TOUCHED = Map.of(
            FulfilmentEvent.GoodsReceived.class,
            row -> Set.of(row.as(FulfilmentEvent.GoodsReceived.class).order()),
            FulfilmentEvent.GoodsReturned.class,
            row -> Set.of(row.as(FulfilmentEvent.GoodsReturned.class).order()),
            FulfilmentEvent.ReceiptReversed.class,
            row -> Set.of(row.as(FulfilmentEvent.ReceiptReversed.class).order()),
            OrderEvent.RevisionInForce.class,
            row -> Set.of(row.as(OrderEvent.RevisionInForce.class).order()),
            InvoiceEvent.InvoiceRejected.class,
            row -> row.as(InvoiceEvent.InvoiceRejected.class).bill().orders(),
            InvoiceEvent.InvoiceReversed.class,
            row -> row.as(InvoiceEvent.InvoiceReversed.class).bill().orders(),
            InvoiceEvent.InvoicePosted.class,
            row -> row.as(InvoiceEvent.InvoicePosted.class).bill().orders(),
            InvoiceEvent.CreditNotePosted.class,
            row -> row.as(InvoiceEvent.CreditNotePosted.class).bill().orders());

    /** After these, all held documents are. */
    private static final Set<Class<? extends Event>> CHANGING_ALL = Set.of(
            ToleranceEvent.TolerancesEntered.class, BudgetEvent.GrantChanged.class, BudgetEvent.OverrunGranted.class);

    private static final Set<Class<? extends Event>> HEARD =
            Stream.of(TOUCHED.keySet(), CHANGING_ALL).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private final Invoicing invoicing;

    Rematching(Invoicing invoicing) {
        this.invoicing = invoicing;
    }

    @Override
    public String name() {
        return "invoice-rematch";
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        return HEARD;
    }

    @Override
    public void consume(JournalRow row) {
        var by = Actor.system(row.organization(), name());
        row.told(TOUCHED.keySet())
                .map(TOUCHED::get)
                .ifPresentOrElse(
                        touched -> invoicing.rematchOf(touched.apply(row), by), () -> invoicing.rematchAll(by));
    }

    /** It makes nothing of its own: what it frees is told and kept by the acts themselves. */
    @Override
    public void drop() {
        // Nothing to drop.
    }
}
