package org.countersign.order;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.kernel.OrganizationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proves that what an order line keeps is what its facts add up to. */
@Component
public class OrderCheck {

    static final String DIFFERENCES = """
            with folded as (
                select f.order_id, f.line_id, f.kind, sum(f.quantity) as quantity, sum(f.amount) as amount,
                       sum(f.value) as value, sum(f.book) as book
                  from ordering.line_fact f
                 where f.organization_id = :organization
                 group by f.order_id, f.line_id, f.kind),
            kept as (
                select l.order_id, l.line_id, k.kind, k.quantity, k.amount, k.value, k.book
                  from ordering.order_line l
                 cross join lateral (values
                       ('ORDERED', l.ordered_quantity, l.ordered_amount, l.ordered_value, l.ordered_book),
                       ('CANCELLED', l.cancelled_quantity, l.cancelled_amount, l.cancelled_value, l.cancelled_book),
                       ('RECEIVED', l.received_quantity, l.received_amount, l.received_value, l.received_book),
                       ('RETURNED', l.returned_quantity, l.returned_amount, l.returned_value, l.returned_book),
                       ('INVOICED', l.invoiced_quantity, l.invoiced_amount, l.invoiced_value, l.invoiced_book),
                       ('CREDITED', l.credited_quantity, l.credited_amount, l.credited_value, l.credited_book),
                       ('WAIVED', l.waived_quantity, l.waived_amount, l.waived_value, l.waived_book),
                       ('ACKNOWLEDGED', l.acknowledged_quantity, 0, 0, 0),
                       ('SHIPPED', l.shipped_quantity, 0, 0, 0),
                       ('RETURNED_FOR_CREDIT', l.returned_for_credit_quantity, 0, 0, 0),
                       ('CLAIMED', l.claimed_quantity, l.claimed_amount, 0, 0),
                       ('PAID', 0, l.paid_amount, 0, 0)) k (kind, quantity, amount, value, book)
                 where l.organization_id = :organization)
            select order_id, line_id, kind,
                   concat_ws(' ', k.quantity, k.amount, k.value, k.book) as kept,
                   concat_ws(' ', f.quantity, f.amount, f.value, f.book) as folded
              from kept k
              full join folded f using (order_id, line_id, kind)
             where (coalesce(k.quantity, 0), coalesce(k.amount, 0), coalesce(k.value, 0), coalesce(k.book, 0))
                <> (coalesce(f.quantity, 0), coalesce(f.amount, 0), coalesce(f.value, 0), coalesce(f.book, 0))
             order by order_id, line_id, kind
            """;
    static final String COUNTERS = """
            select o.id as order_id, o.lines_to_receive, o.lines_credit_expected, o.lines_cancelled, s.to_receive,
                   s.credit_expected, s.cancelled
              from ordering.purchase_order o
              join lateral (
                   select count(*) filter (where round(l.ordered_quantity - l.cancelled_quantity - l.received_quantity
                              + l.returned_quantity, l.base_scale) > 0) as to_receive,
                          count(*) filter (where round(l.invoiced_quantity - l.credited_quantity - l.waived_quantity
                              - greatest(l.ordered_quantity - l.cancelled_quantity,
                                         l.received_quantity - l.returned_quantity), l.base_scale) > 0) as credit_expected,
                          count(*) filter (where round(l.cancelled_quantity, l.base_scale) > 0) as cancelled
                     from ordering.order_line l
                    where (l.organization_id, l.order_id) = (o.organization_id, o.id)) s on true
             where o.organization_id = :organization
               and (o.lines_to_receive, o.lines_credit_expected, o.lines_cancelled)
                <> (s.to_receive, s.credit_expected, s.cancelled)
             order by o.id
            """;

    private final JdbcClient jdbc;

    public OrderCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is kept and what the facts or lines say, where they differ. */
    public record Difference(UUID order, String what, String kept, String folded) {}

    /** The lines whose sums are not the fold of their facts, and the orders whose counters are not those of their lines. */
    public List<Difference> differences(OrganizationId organization) {
        var sums = jdbc
                .sql(DIFFERENCES)
                .param("organization", organization.value())
                .query((rows, _) -> new Difference(
                        rows.getObject("order_id", UUID.class),
                        rows.getString("line_id") + " " + rows.getString("kind"),
                        rows.getString("kept"),
                        rows.getString("folded")))
                .stream();
        var counters = jdbc
                .sql(COUNTERS)
                .param("organization", organization.value())
                .query((rows, _) -> new Difference(
                        rows.getObject("order_id", UUID.class),
                        "to receive, credit expected, cancelled",
                        rows.getInt("lines_to_receive") + ", " + rows.getInt("lines_credit_expected") + ", "
                                + rows.getInt("lines_cancelled"),
                        rows.getInt("to_receive") + ", " + rows.getInt("credit_expected") + ", "
                                + rows.getInt("cancelled")))
                .stream();
        return Stream.concat(sums, counters).toList();
    }
}
