package org.countersign.invoice;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.OrderId;
import org.countersign.platform.Pipeline;
import org.springframework.stereotype.Component;

/** Which orders several documents bill or name, in one look. */
@Component
public class BilledOrders {

    private final InvoiceStore invoices;

    public BilledOrders(Pipeline jdbc) {
        this.invoices = new InvoiceStore(jdbc);
    }

    /** The orders of each document; one without orders is missing from the answer. */
    public Map<InvoiceId, Set<OrderId>> of(Collection<InvoiceId> documents, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return invoices.orders(documents, by);
    }
}
