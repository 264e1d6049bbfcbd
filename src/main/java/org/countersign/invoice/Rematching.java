package org.countersign.invoice;

import java.util.Set;
import org.countersign.budget.BudgetEvent;
import org.countersign.fulfilment.FulfilmentEvent;
import org.countersign.kernel.Actor;
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

    private final Invoicing invoicing;

    Rematching(Invoicing invoicing) {
        this.invoicing = invoicing;
    }

    @Override
    public String name() {
        return "invoice-rematch";
    }

    @Override
    public void consume(JournalRow row) {
        var by = Actor.system(row.organization(), name());
        if (row.tells(FulfilmentEvent.GoodsReceived.class)) {
            again(row.as(FulfilmentEvent.GoodsReceived.class).order(), by);
        } else if (row.tells(FulfilmentEvent.GoodsReturned.class)) {
            again(row.as(FulfilmentEvent.GoodsReturned.class).order(), by);
        } else if (row.tells(FulfilmentEvent.ReceiptReversed.class)) {
            again(row.as(FulfilmentEvent.ReceiptReversed.class).order(), by);
        } else if (row.tells(OrderEvent.RevisionInForce.class)) {
            again(row.as(OrderEvent.RevisionInForce.class).order(), by);
        } else if (row.tells(InvoiceEvent.InvoiceRejected.class)) {
            again(row.as(InvoiceEvent.InvoiceRejected.class).bill(), by);
        } else if (row.tells(InvoiceEvent.InvoiceReversed.class)) {
            again(row.as(InvoiceEvent.InvoiceReversed.class).bill(), by);
        } else if (row.tells(InvoiceEvent.InvoicePosted.class)) {
            again(row.as(InvoiceEvent.InvoicePosted.class).bill(), by);
        } else if (row.tells(InvoiceEvent.CreditNotePosted.class)) {
            again(row.as(InvoiceEvent.CreditNotePosted.class).bill(), by);
        } else if (row.tells(ToleranceEvent.TolerancesEntered.class)
                || row.tells(BudgetEvent.GrantChanged.class)
                || row.tells(BudgetEvent.OverrunGranted.class)) {
            invoicing.rematchAll(by);
        }
    }

    /** It makes nothing of its own: what it frees is told and kept by the acts themselves. */
    @Override
    public void drop() {
        // Nothing to drop.
    }

    private void again(OrderId order, Actor by) {
        again(Set.of(order), by);
    }

    private void again(InvoiceEvent.Bill bill, Actor by) {
        again(bill.orders(), by);
    }

    private void again(Set<OrderId> orders, Actor by) {
        invoicing.rematchOf(orders, by);
    }
}
