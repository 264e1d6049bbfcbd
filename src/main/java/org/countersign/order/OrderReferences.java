package org.countersign.order;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which order other documents mean: by its number, or by a line that they name. */
@Component
public class OrderReferences {

    static final String BY_NUMBER = """
            select o.id, o.number from ordering.purchase_order o
             where o.organization_id = :organization and o.number = any(:numbers)
            """;
    static final String BY_LINE = """
            select l.line_id, l.order_id from ordering.order_line l
             where l.organization_id = :organization and l.line_id = any(:lines)
            """;

    private final JdbcClient jdbc;

    public OrderReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The orders of these numbers; unknown ones are missing from the answer. */
    public Map<String, OrderId> numbered(Collection<String> numbers, Actor by) {
        var found = new LinkedHashMap<String, OrderId>();
        jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("numbers", numbers.stream().distinct().toArray(String[]::new))
                .query(rows -> {
                    found.put(rows.getString("number"), new OrderId(rows.getObject("id", UUID.class)));
                });
        return found;
    }

    /** The orders that have these lines; unknown ones are missing from the answer. */
    public Map<OrderLineId, OrderId> ofLines(Collection<OrderLineId> lines, Actor by) {
        var found = new LinkedHashMap<OrderLineId, OrderId>();
        jdbc.sql(BY_LINE)
                .param("organization", by.organization().value())
                .param(
                        "lines",
                        lines.stream().map(OrderLineId::value).distinct().toArray(UUID[]::new))
                .query(rows -> {
                    found.put(
                            new OrderLineId(rows.getObject("line_id", UUID.class)),
                            new OrderId(rows.getObject("order_id", UUID.class)));
                });
        return found;
    }
}
