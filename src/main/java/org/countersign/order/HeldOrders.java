package org.countersign.order;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of several orders are held: nothing is paid on them until the hold is lifted. */
@Component
public class HeldOrders {

    static final String AMONG = """
            select o.id, o.number, o.held_by, o.held_why from ordering.purchase_order o
             where o.organization_id = :organization and o.id = any(:ids) and o.held_why is not null
            """;

    private final JdbcClient jdbc;

    public HeldOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A held order by its number, who holds it and why. */
    public record Held(String number, String by, String why) {}

    /** Those of these orders that are held. */
    static Map<OrderId, Held> of(List<PurchaseOrder> orders) {
        var held = new LinkedHashMap<OrderId, Held>();
        orders.forEach(order ->
                order.hold().ifPresent(hold -> held.put(order.id(), new Held(order.number(), hold.by(), hold.why()))));
        return held;
    }

    /** Those of the orders that are held; in the state that this statement sees. */
    public Map<OrderId, Held> among(Collection<OrderId> ids, Actor by) {
        var held = new LinkedHashMap<OrderId, Held>();
        jdbc.sql(AMONG)
                .param("organization", by.organization().value())
                .param("ids", ids.stream().map(OrderId::value).distinct().toArray(UUID[]::new))
                .query(rows -> {
                    held.put(
                            new OrderId(rows.getObject("id", UUID.class)),
                            new Held(rows.getString("number"), rows.getString("held_by"), rows.getString("held_why")));
                });
        return held;
    }
}
