package org.countersign.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.Allocation;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The SQL of what the revisions of an order say. */
@Repository
class RevisionStore {

    static final String INSERT_REVISION = """
            insert into ordering.order_revision (organization_id, order_id, revision, kind, reason, base_revision, content_hash,
                   author_id, author_name, net, tax, created_at, plan_id, in_force_at)
            values (:organization, :order, :revision, :kind, :reason, :base, :hash, :author, :authorName, :net, :tax, :at, :plan,
                   :inForceAt)
            """;
    static final String PUT_IN_FORCE = """
            update ordering.order_revision set in_force_at = :at
             where organization_id = :organization and order_id = :order and revision = :revision
               and in_force_at is null and withdrawn_at is null
            """;
    static final String SET_PLAN = """
            update ordering.order_revision set plan_id = :plan
             where organization_id = :organization and order_id = :order and revision = :revision
            """;
    static final String WITHDRAW = """
            update ordering.order_revision set withdrawn_at = :at
             where organization_id = :organization and order_id = :order and revision = :revision
               and in_force_at is null and withdrawn_at is null
            """;
    static final String REVISION = """
            select revision, kind, reason, base_revision, content_hash, author_id, author_name, net, tax, created_at, plan_id,
                   in_force_at, withdrawn_at
              from ordering.order_revision
             where organization_id = :organization and order_id = :order
             order by revision
            """;
    static final String REVISION_LINES = """
            select r.line_id, r.line_number, r.item_id, r.sku, r.description, r.category, r.unit, l.base_scale, r.capital,
                   r.quantity, r.price, r.price_quantity, r.tax_category, r.tax_rate, r.unrecoverable_share, r.needed_by,
                   r.cost_centre_ids, r.account_ids, r.weights, o.currency
              from ordering.order_line_revision r
              join ordering.order_line l
                on (l.organization_id, l.order_id, l.line_id) = (r.organization_id, r.order_id, r.line_id)
              join ordering.purchase_order o on (o.organization_id, o.id) = (r.organization_id, r.order_id)
             where r.organization_id = :organization and r.order_id = :order and r.revision = :revision
             order by r.line_number
            """;
    static final String INSERT_LINE_REVISIONS = """
            insert into ordering.order_line_revision (organization_id, order_id, revision, line_id, line_number, item_id, sku,
                   description, category, unit, capital, quantity, price, price_quantity, tax_category, tax_rate,
                   unrecoverable_share, needed_by, cost_centre_ids, account_ids, weights)
            select :organization, u.order_id, u.revision, u.line_id, u.line_number, u.item_id, u.sku, u.description, u.category,
                   u.unit, u.capital, u.quantity, u.price, u.price_quantity, u.tax_category, u.tax_rate, u.unrecoverable_share,
                   u.needed_by, u.cost_centre_ids, u.account_ids, u.weights
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, revision int, line_id uuid, line_number int, item_id uuid,
                   sku text, description text, category text, unit text, capital boolean, quantity numeric, price numeric,
                   price_quantity numeric, tax_category text, tax_rate numeric, unrecoverable_share numeric, needed_by date,
                   cost_centre_ids uuid[], account_ids uuid[], weights numeric[])
            """;

    private final Pipeline jdbc;

    RevisionStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** A revision of an order as it is written; a change waits for its approval, the others are in force at once. */
    record NewRevision(
            PurchaseOrder order, RevisionContent content, RevisionView.Kind kind, String reason, Optional<UUID> plan) {

        private Optional<Integer> base() {
            return kind == RevisionView.Kind.ORIGINAL
                    ? Optional.empty()
                    : Optional.of(order.revisions().inForce());
        }
    }

    void insert(NewRevision revision, Instant now, Actor by) {
        var content = revision.content();
        jdbc.later(INSERT_REVISION)
                .param("organization", by.organization().value())
                .param("order", revision.order().id().value())
                .param("revision", content.revision())
                .param("kind", revision.kind().name())
                .param("reason", revision.reason())
                .param("base", revision.base().orElse(null))
                .param("hash", content.hash(revision.order()))
                .param("author", by.account().value())
                .param("authorName", by.name())
                .param("net", content.net().getAmount())
                .param("tax", content.tax().getAmount())
                .param("at", Params.column(now))
                .param("plan", revision.plan().orElse(null))
                .param("inForceAt", revision.kind() == RevisionView.Kind.CHANGE ? null : Params.column(now))
                .write();
    }

    private record ContentRow(
            OrderId orderId,
            int revision,
            OrderLineId lineId,
            int lineNumber,
            @Nullable ItemId itemId,
            String sku,
            String description,
            String category,
            String unit,
            boolean capital,
            Quantity quantity,
            BigMoney price,
            Quantity priceQuantity,
            String taxCategory,
            BigDecimal taxRate,
            BigDecimal unrecoverableShare,
            LocalDate neededBy,
            List<UUID> costCentreIds,
            List<UUID> accountIds,
            List<BigDecimal> weights) {

        static ContentRow of(OrderId order, int revision, Line.Content line) {
            var parts = line.allocation().parts();
            return new ContentRow(
                    order,
                    revision,
                    line.id(),
                    line.number(),
                    line.goods().item().orElse(null),
                    line.goods().sku(),
                    line.goods().description(),
                    line.goods().category(),
                    line.goods().unit(),
                    line.goods().capital(),
                    line.quantity(),
                    line.price().amount(),
                    line.price().per(),
                    line.tax().category(),
                    line.tax().ratePercent(),
                    line.tax().unrecoverableShare(),
                    line.neededBy(),
                    parts.stream().map(part -> part.costCentre().value()).toList(),
                    parts.stream().map(part -> part.account().value()).toList(),
                    parts.stream().map(Allocation.Part::weight).toList());
        }
    }

    void insertLines(OrderId order, RevisionContent content, Actor by) {
        jdbc.later(INSERT_LINE_REVISIONS)
                .param("organization", by.organization().value())
                .param(
                        "rows",
                        Params.rows(content.lines().stream()
                                .map(line -> ContentRow.of(order, content.revision(), line))
                                .toList()))
                .write();
    }

    void setPlan(OrderId order, int revision, UUID plan, Actor by) {
        jdbc.later(SET_PLAN)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("revision", revision)
                .param("plan", plan)
                .write();
    }

    boolean putInForce(OrderId order, int revision, Instant now, Actor by) {
        return jdbc.sql(PUT_IN_FORCE)
                        .param("organization", by.organization().value())
                        .param("order", order.value())
                        .param("revision", revision)
                        .param("at", Params.column(now))
                        .update()
                == 1;
    }

    boolean withdraw(OrderId order, int revision, Instant now, Actor by) {
        return jdbc.sql(WITHDRAW)
                        .param("organization", by.organization().value())
                        .param("order", order.value())
                        .param("revision", revision)
                        .param("at", Params.column(now))
                        .update()
                == 1;
    }

    List<RevisionView> of(OrderId order, CurrencyUnit currency, Actor by) {
        return jdbc.sql(REVISION)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .query((rows, _) -> new RevisionView(
                        rows.getInt("revision"),
                        RevisionView.Kind.valueOf(rows.getString("kind")),
                        rows.getString("reason"),
                        rows.getBytes("content_hash"),
                        new AccountId(rows.getObject("author_id", UUID.class)),
                        rows.getString("author_name"),
                        OrderRows.money(rows, "net", currency),
                        OrderRows.money(rows, "tax", currency),
                        OrderRows.instant(rows, "created_at").orElseThrow(),
                        Optional.ofNullable(rows.getObject("plan_id", UUID.class)),
                        OrderRows.instant(rows, "in_force_at"),
                        OrderRows.instant(rows, "withdrawn_at")))
                .list();
    }

    List<Line.Content> contents(OrderId order, int revision, Actor by) {
        return jdbc.sql(REVISION_LINES)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("revision", revision)
                .query((rows, _) -> OrderRows.content(rows, CurrencyUnit.of(rows.getString("currency"))))
                .list();
    }
}
