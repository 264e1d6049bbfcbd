package org.countersign.exchange.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.exchange.DocumentKind;
import org.countersign.kernel.OrganizationId;
import org.countersign.order.OrderId;
import org.countersign.platform.ContentId;
import org.countersign.platform.Params;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of documents that go out: what was made is one consumer's, where it got to another's. */
@Repository
class OutboundStore {

    static final String INSERT = """
            insert into exchange.outbound_message (organization_id, order_id, kind, revision, format, number, content_id,
                   failure, rule_set, made_at)
            values (:organization, :order, :kind, :revision, :format, :number, :content, :failure, :ruleSet, :madeAt)
            """;
    static final String OF_ORDER = """
            select m.order_id, m.kind, m.revision, m.format, m.number, m.content_id, m.failure, m.rule_set, m.made_at,
                   coalesce(d.state, 'WAITING') as state, coalesce(d.note, m.failure) as note, d.settled_at
              from exchange.outbound_message m
              left join exchange.outbound_delivery d
                on (d.organization_id, d.order_id, d.kind, d.revision, d.format)
                 = (m.organization_id, m.order_id, m.kind, m.revision, m.format)
             where m.organization_id = :organization and m.order_id = :order
             order by m.revision desc, m.kind desc, m.format
             limit 500
            """;
    static final String SETTLE = """
            insert into exchange.outbound_delivery (organization_id, order_id, kind, revision, format, state, note, settled_at)
            values (:organization, :order, :kind, :revision, :format, :state, :note, :at)
            on conflict do nothing
            """;
    static final String HAND_OVER = """
            update exchange.outbound_delivery set state = 'HANDED_OVER', note = :note, settled_at = :at
             where organization_id = :organization and order_id = :order and revision = :revision and state = 'TO_HAND_OVER'
            """;
    static final String CONTENTS = """
            select content_id from exchange.outbound_message where organization_id = platform.current_organization()
            """;
    static final String DROP_MADE = """
            delete from exchange.outbound_message where organization_id = platform.current_organization()
            """;
    static final String DROP_DELIVERED = """
            delete from exchange.outbound_delivery where organization_id = platform.current_organization()
            """;

    private final JdbcClient jdbc;

    OutboundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OrganizationId organization, OrderId order, Made made, ContentId content, Instant at) {
        keyed(INSERT, organization, order, made.key())
                .param("number", made.number())
                .param("content", content.value())
                .param("failure", made.failure())
                .param("ruleSet", made.ruleSet())
                .param("madeAt", Params.column(at))
                .update();
    }

    /** The documents of an order, the latest revision first; at most 500. */
    List<OutboundMessage> ofOrder(OrganizationId organization, OrderId order) {
        return jdbc.sql(OF_ORDER)
                .param("organization", organization.value())
                .param("order", order.value())
                .query((rows, _) -> message(rows))
                .list();
    }

    void settle(
            OrganizationId organization, OrderId order, MessageKey key, MessageState state, String note, Instant at) {
        keyed(SETTLE, organization, order, key)
                .param("state", state.name())
                .param("note", note)
                .param("at", Params.column(at))
                .update();
    }

    void handOver(OrganizationId organization, OrderId order, int revision, String note, Instant at) {
        jdbc.sql(HAND_OVER)
                .param("organization", organization.value())
                .param("order", order.value())
                .param("revision", revision)
                .param("note", note)
                .param("at", Params.column(at))
                .update();
    }

    /** Drops what was made for the organisation of the transaction; answers the files that nothing names any more. */
    List<ContentId> dropMade() {
        var contents = jdbc.sql(CONTENTS)
                .query((rows, _) -> new ContentId(rows.getObject(1, UUID.class)))
                .list();
        jdbc.sql(DROP_MADE).update();
        return contents;
    }

    /** Drops where documents got to, for the organisation of the transaction. */
    void dropDelivered() {
        jdbc.sql(DROP_DELIVERED).update();
    }

    private JdbcClient.StatementSpec keyed(String sql, OrganizationId organization, OrderId order, MessageKey key) {
        return jdbc.sql(sql)
                .param("organization", organization.value())
                .param("order", order.value())
                .param("kind", key.kind().name())
                .param("revision", key.revision())
                .param("format", key.format().name());
    }

    private static OutboundMessage message(ResultSet rows) throws SQLException {
        return new OutboundMessage(
                new OrderId(rows.getObject("order_id", UUID.class)),
                new MessageKey(
                        DocumentKind.valueOf(rows.getString("kind")),
                        rows.getInt("revision"),
                        Format.valueOf(rows.getString("format"))),
                rows.getString("number"),
                MessageState.valueOf(rows.getString("state")),
                rows.getString("note"),
                new ContentId(rows.getObject("content_id", UUID.class)),
                rows.getString("rule_set"),
                rows.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rows.getObject("settled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
