package org.countersign.invoice;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which orders several documents bill or name, in one look. */
@Component
public class BilledOrders {

    static final String OF = """
            select o.invoice_id, o.order_id from invoice.invoice_order o
             where o.organization_id = :organization and o.invoice_id = any(:ids)
             order by o.invoice_id, o.order_id
            """;

    private final JdbcClient jdbc;

    public BilledOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The orders of each document; one without orders is missing from the answer. */
    public Map<InvoiceId, Set<OrderId>> of(Collection<InvoiceId> documents, Actor by) {
        by.require(Authority.SEE_INVOICES);
        var orders = new LinkedHashMap<InvoiceId, Set<OrderId>>();
        jdbc.sql(OF)
                .param("organization", by.organization().value())
                .param(
                        "ids",
                        documents.stream().map(InvoiceId::value).distinct().toArray(UUID[]::new))
                .query(rows -> {
                    orders.computeIfAbsent(
                                    new InvoiceId(rows.getObject("invoice_id", UUID.class)), _ -> new LinkedHashSet<>())
                            .add(new OrderId(rows.getObject("order_id", UUID.class)));
                });
        return orders;
    }
}
