package org.countersign.order;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.budget.BudgetAccountId;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.PurchaseOrder.Exchange;
import org.countersign.order.PurchaseOrder.Head;
import org.countersign.order.PurchaseOrder.Hold;
import org.countersign.order.PurchaseOrder.Revisions;
import org.countersign.platform.Ids;
import org.countersign.platform.Params;
import org.countersign.requisition.Allocation;
import org.countersign.requisition.RequisitionId;
import org.countersign.requisition.RequisitionLine.Goods;
import org.countersign.requisition.Tax;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of orders. Whatever the number of lines, an act is one statement a table. */
@Repository
class OrderStore {

    static final String LOCK = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.id = any(:ids)
             order by o.id
               for no key update
            """;
    static final String FIND = """
            select o.* from ordering.purchase_order o where o.organization_id = :organization and o.id = any(:ids) order by o.id
            """;
    static final String LINES = """
            select l.order_id, l.line_id, l.measure, l.base_scale, l.price as price_in_force,
                   l.price_quantity as price_quantity_in_force, l.over_receipt_allowed, l.over_invoice_allowed,
                   l.ordered_quantity, l.ordered_amount, l.ordered_value, l.ordered_book, l.cancelled_quantity, l.cancelled_amount,
                   l.cancelled_value, l.cancelled_book, l.received_quantity, l.received_amount, l.received_value, l.received_book,
                   l.returned_quantity, l.returned_amount, l.returned_value, l.returned_book, l.invoiced_quantity,
                   l.invoiced_amount, l.invoiced_value, l.invoiced_book, l.credited_quantity, l.credited_amount, l.credited_value,
                   l.credited_book, l.waived_quantity, l.waived_amount, l.waived_value, l.waived_book, l.acknowledged_quantity,
                   l.shipped_quantity, l.returned_for_credit_quantity, l.claimed_quantity, l.claimed_amount, l.paid_amount,
                   r.line_number, r.item_id, r.sku, r.description, r.category, r.unit, r.capital, r.quantity, r.price,
                   r.price_quantity, r.tax_category, r.tax_rate, r.unrecoverable_share, r.needed_by, r.cost_centre_ids,
                   r.account_ids, r.weights
              from ordering.order_line l
              join lateral (
                   select c.* from ordering.order_line_revision c
                    join ordering.order_revision v
                      on (v.organization_id, v.order_id, v.revision) = (c.organization_id, c.order_id, c.revision)
                     and v.in_force_at is not null
                    where (c.organization_id, c.order_id, c.line_id) = (l.organization_id, l.order_id, l.line_id)
                    order by c.revision desc limit 1) r on true
             where l.organization_id = :organization and l.order_id = any(:orders)
               and (:everyLine or l.line_id = any(:lines))
             order by l.order_id, l.line_number
            """;
    static final String INSERT_ORDER = """
            insert into ordering.purchase_order (organization_id, id, number, kind, title, vendor_id, vendor_name, requisition_id,
                   requisition_number, requester_id, requester_name, ordered_on, needed_by, deliver_to, currency, book_currency,
                   rate, rate_date, rate_source, phase, revision_in_force, latest_revision, in_preparation, net, tax, gross, lines,
                   lines_to_receive, lines_to_invoice, lines_credit_expected, lines_open, wanted_value, received_value, due_value,
                   billed_value, invoiced_amount, paid_amount, answer, transmission, duty, duty_due_on, version)
            values (:organization, :id, :number, 'STANDARD', :title, :vendor, :vendorName, :requisition,
                   :requisitionNumber, :requester, :requesterName, :orderedOn, :neededBy, :deliverTo, :currency, :bookCurrency,
                   :rate, :rateDate, :rateSource, :phase, :inForce, :latest, :inPreparation, :net, :tax, :gross, :lines,
                   :toReceive, :toInvoice, :creditExpected, :open, :wanted, :received, :due,
                   :billed, :invoiced, :paid, :answer, :transmission, :duty, :dutyDueOn, :version)
            """;
    static final String UPDATE_ORDER = """
            update ordering.purchase_order
               set phase = :phase, end_reason = :ending, held_at = :heldAt, held_by = :heldBy, held_why = :heldWhy,
                   needed_by = :neededBy, revision_in_force = :inForce, latest_revision = :latest,
                   in_preparation = :inPreparation, net = :net, tax = :tax,
                   gross = :gross, lines = :lines, lines_to_receive = :toReceive, lines_to_invoice = :toInvoice,
                   lines_credit_expected = :creditExpected, lines_open = :open, wanted_value = :wanted,
                   received_value = :received, due_value = :due, billed_value = :billed, invoiced_amount = :invoiced,
                   paid_amount = :paid, answer = :answer, transmission = :transmission, transmission_note = :note, duty = :duty,
                   duty_due_on = :dutyDueOn, version = :version
             where organization_id = :organization and id = :id
            """;
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
    static final String INSERT_LINES = """
            insert into ordering.order_line (organization_id, order_id, line_id, line_number, measure, base_scale, price,
                   price_quantity)
            select :organization, u.order_id, u.line_id, u.line_number, u.measure, u.base_scale, u.price, u.price_quantity
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, line_id uuid, line_number int, measure text,
                   base_scale int, price numeric, price_quantity numeric)
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
    static final String UPDATE_SUMS = """
            update ordering.order_line l
               set price = u.price, price_quantity = u.price_quantity, over_receipt_allowed = u.over_receipt_allowed,
                   over_invoice_allowed = u.over_invoice_allowed,
                   ordered_quantity = u.ordered_quantity, ordered_amount = u.ordered_amount, ordered_value = u.ordered_value,
                   ordered_book = u.ordered_book, cancelled_quantity = u.cancelled_quantity, cancelled_amount =
                   u.cancelled_amount, cancelled_value = u.cancelled_value, cancelled_book = u.cancelled_book,
                   received_quantity = u.received_quantity, received_amount = u.received_amount, received_value =
                   u.received_value, received_book = u.received_book, returned_quantity = u.returned_quantity, returned_amount
                   = u.returned_amount, returned_value = u.returned_value, returned_book = u.returned_book, invoiced_quantity =
                   u.invoiced_quantity, invoiced_amount = u.invoiced_amount, invoiced_value = u.invoiced_value, invoiced_book =
                   u.invoiced_book, credited_quantity = u.credited_quantity, credited_amount = u.credited_amount,
                   credited_value = u.credited_value, credited_book = u.credited_book, waived_quantity = u.waived_quantity,
                   waived_amount = u.waived_amount, waived_value = u.waived_value, waived_book = u.waived_book,
                   acknowledged_quantity = u.acknowledged_quantity, shipped_quantity = u.shipped_quantity,
                   returned_for_credit_quantity = u.returned_for_credit_quantity, claimed_quantity = u.claimed_quantity,
                   claimed_amount = u.claimed_amount, paid_amount = u.paid_amount
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, line_id uuid, price numeric, price_quantity numeric,
                   over_receipt_allowed numeric, over_invoice_allowed numeric,
                   ordered_quantity numeric, ordered_amount numeric, ordered_value numeric, ordered_book numeric,
                   cancelled_quantity numeric, cancelled_amount numeric, cancelled_value numeric, cancelled_book numeric,
                   received_quantity numeric, received_amount numeric, received_value numeric, received_book numeric,
                   returned_quantity numeric, returned_amount numeric, returned_value numeric, returned_book numeric,
                   invoiced_quantity numeric, invoiced_amount numeric, invoiced_value numeric, invoiced_book numeric,
                   credited_quantity numeric, credited_amount numeric, credited_value numeric, credited_book numeric,
                   waived_quantity numeric, waived_amount numeric, waived_value numeric, waived_book numeric,
                   acknowledged_quantity numeric, shipped_quantity numeric, returned_for_credit_quantity numeric,
                   claimed_quantity numeric, claimed_amount numeric, paid_amount numeric)
             where l.organization_id = :organization and l.order_id = u.order_id and l.line_id = u.line_id
            """;
    static final String INSERT_FACTS = """
            insert into ordering.line_fact (organization_id, fact_id, order_id, line_id, kind, revision, source_kind, source_id,
                   source_line_id, quantity, amount, value, book, occurred_on, effective_on, recorded_at, reverses)
            select :organization, u.fact_id, u.order_id, u.line_id, u.kind, u.revision, u.source_kind, u.source_id,
                   u.source_line_id, u.quantity, u.amount, u.value, u.book, u.occurred_on, u.effective_on, :at, u.reverses
              from jsonb_to_recordset(:rows::jsonb) as u (fact_id uuid, order_id uuid, line_id uuid, kind text, revision int,
                   source_kind text, source_id uuid, source_line_id uuid, quantity numeric, amount numeric, value numeric,
                   book numeric, occurred_on date, effective_on date, reverses uuid)
            """;
    static final String FACTS_OF_SOURCE = """
            select f.fact_id, f.line_id, f.kind, f.source_line_id, f.quantity, f.amount, f.value, f.book, o.currency,
                   o.book_currency,
                   exists (select 1 from ordering.line_fact r
                            where (r.organization_id, r.order_id, r.line_id, r.reverses)
                                = (f.organization_id, f.order_id, f.line_id, f.fact_id)) as reversed
              from ordering.line_fact f
              join ordering.purchase_order o on (o.organization_id, o.id) = (f.organization_id, f.order_id)
             where f.organization_id = :organization and f.source_id = :source and f.order_id = :order and f.reverses is null
             order by f.line_id, f.recorded_at, f.fact_id
            """;
    static final String HIGHEST_LINE_NUMBER = """
            select coalesce(max(line_number), 0) from ordering.order_line where organization_id = :organization and order_id = :order
            """;
    static final String INSERT_WORDS = """
            insert into ordering.order_words (organization_id, order_id, words, ordered_on)
            select :organization, u.order_id, to_tsvector('simple', u.words), u.ordered_on
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, words text, ordered_on date)
            """;
    static final String INSERT_ANSWER = """
            insert into ordering.order_answer (organization_id, order_id, id, revision, answer, vendor_reference, note, document_id,
                   answered_on, recorded_at, lines)
            values (:organization, :order, :id, :revision, :answer, :reference, :note, :document, :on, :at, :lines::jsonb)
            """;
    static final String DECIDE_ANSWER = """
            update ordering.order_answer set decided = :decided, decided_at = :at
             where organization_id = :organization and order_id = :order and id = :id and decided is null
            """;
    static final String ANSWERS = """
            select id, revision, answer, vendor_reference, note, document_id, answered_on, recorded_at, lines, decided
              from ordering.order_answer
             where organization_id = :organization and order_id = :order
             order by recorded_at
            """;

    private final JdbcClient jdbc;
    private final Ids ids;

    OrderStore(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Locks the headers in ascending id, then reads the lines in a statement that sees what the wait was for. */
    List<PurchaseOrder> lock(Collection<OrderId> orders, Lines wanted, Actor by) {
        return load(LOCK, orders, wanted, by.organization());
    }

    List<PurchaseOrder> find(Collection<OrderId> orders, Lines wanted, Actor by) {
        return load(FIND, orders, wanted, by.organization());
    }

    /** Which lines to load with the headers. */
    sealed interface Lines {
        record All() implements Lines {}

        record None() implements Lines {}

        record These(Collection<OrderLineId> ids) implements Lines {}
    }

    private List<PurchaseOrder> load(
            String headers, Collection<OrderId> orders, Lines wanted, OrganizationId organization) {
        var orderIds = orders.stream().map(OrderId::value).distinct().sorted().toArray(UUID[]::new);
        var found = jdbc.sql(headers)
                .param("organization", organization.value())
                .param("ids", orderIds)
                .query((rows, _) -> header(rows))
                .list();
        if (found.isEmpty() || wanted instanceof Lines.None) {
            return found;
        }
        var these = wanted instanceof Lines.These(var lineIds) ? lineIds : List.<OrderLineId>of();
        var lines = new LinkedHashMap<OrderId, Map<OrderLineId, Line>>();
        var byId = new LinkedHashMap<OrderId, PurchaseOrder>();
        found.forEach(order -> byId.put(order.id(), order));
        jdbc.sql(LINES)
                .param("organization", organization.value())
                .param("orders", orderIds)
                .param("everyLine", wanted instanceof Lines.All)
                .param("lines", these.stream().map(OrderLineId::value).toArray(UUID[]::new))
                .query(rows -> {
                    var order = byId.get(new OrderId(rows.getObject("order_id", UUID.class)));
                    if (order != null) {
                        var line = line(rows, order.head());
                        lines.computeIfAbsent(order.id(), _ -> new LinkedHashMap<>())
                                .put(line.id(), line);
                    }
                });
        return found.stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), Map.of())))
                .toList();
    }

    void insert(PurchaseOrder order, Actor by) {
        figures(jdbc.sql(INSERT_ORDER), order, by)
                .param("number", order.number())
                .param("title", order.head().title())
                .param("vendor", order.head().vendor().value())
                .param("vendorName", order.head().vendorName())
                .param("requisition", order.head().requisition().value())
                .param("requisitionNumber", order.head().requisitionNumber())
                .param("requester", order.head().requester().value())
                .param("requesterName", order.head().requesterName())
                .param("orderedOn", order.head().orderedOn())
                .param("deliverTo", order.head().deliverTo())
                .param("currency", order.head().currency().getCode())
                .param("bookCurrency", order.head().rate().into().getCode())
                .param("rate", order.head().rate().factor())
                .param("rateDate", order.head().rateDate())
                .param("rateSource", order.head().rateSource())
                .update();
    }

    void update(PurchaseOrder order, Instant now, Actor by) {
        figures(jdbc.sql(UPDATE_ORDER), order, by)
                .param("ending", order.ended().map(Enum::name).orElse(null))
                .param("heldAt", order.hold().isPresent() ? Params.column(now) : null)
                .param("heldBy", order.hold().map(Hold::by).orElse(null))
                .param("heldWhy", order.hold().map(Hold::why).orElse(null))
                .param("note", order.exchange().note())
                .update();
    }

    private static JdbcClient.StatementSpec figures(JdbcClient.StatementSpec sql, PurchaseOrder order, Actor by) {
        var kept = order.kept();
        return sql.param("organization", by.organization().value())
                .param("id", order.id().value())
                .param("phase", order.phase().name())
                .param("neededBy", order.head().neededBy())
                .param("inForce", order.revisions().inForce())
                .param("latest", order.revisions().latest())
                .param("inPreparation", order.revisions().inPreparation())
                .param("net", order.revisions().net().getAmount())
                .param("tax", order.revisions().tax().getAmount())
                .param("gross", order.revisions().gross().getAmount())
                .param("lines", kept.lines())
                .param("toReceive", kept.toReceive())
                .param("toInvoice", kept.toInvoice())
                .param("creditExpected", kept.creditExpected())
                .param("open", kept.open())
                .param("wanted", kept.wanted().getAmount())
                .param("received", kept.received().getAmount())
                .param("due", kept.due().getAmount())
                .param("billed", kept.billed().getAmount())
                .param("invoiced", kept.invoiced().getAmount())
                .param("paid", kept.paid().getAmount())
                .param("answer", order.exchange().answer().name())
                .param("transmission", order.exchange().transmission().name())
                .param("duty", order.duty().name())
                .param("dutyDueOn", order.dutyDueOn().orElse(null))
                .param("version", order.version());
    }

    /** A revision as it is written: content, hash, author, and whether it is in force at once. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, compared by its bytes where it matters
    record NewRevision(
            OrderId order,
            int revision,
            RevisionView.Kind kind,
            String reason,
            @Nullable Integer base,
            byte[] hash,
            Money net,
            Money tax,
            @Nullable UUID plan,
            boolean inForce,
            List<Line.Content> lines) {}

    void insertRevision(NewRevision revision, Instant now, Actor by) {
        jdbc.sql(INSERT_REVISION)
                .param("organization", by.organization().value())
                .param("order", revision.order().value())
                .param("revision", revision.revision())
                .param("kind", revision.kind().name())
                .param("reason", revision.reason())
                .param("base", revision.base())
                .param("hash", revision.hash())
                .param("author", by.account().value())
                .param("authorName", by.name())
                .param("net", revision.net().getAmount())
                .param("tax", revision.tax().getAmount())
                .param("at", Params.column(now))
                .param("plan", revision.plan())
                .param("inForceAt", revision.inForce() ? Params.column(now) : null)
                .update();
    }

    private record LineRow(
            OrderId orderId,
            OrderLineId lineId,
            int lineNumber,
            Measure measure,
            int baseScale,
            BigMoney price,
            Quantity priceQuantity) {}

    void insertLines(OrderId order, List<Line> lines, Actor by) {
        jdbc.sql(INSERT_LINES)
                .param("organization", by.organization().value())
                .param(
                        "rows",
                        Params.rows(lines.stream()
                                .map(line -> new LineRow(
                                        order,
                                        line.id(),
                                        line.content().number(),
                                        line.ledger().measure(),
                                        line.ledger().baseScale(),
                                        line.content().price().amount(),
                                        line.content().price().per()))
                                .toList()))
                .update();
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

    void insertContents(OrderId order, int revision, List<Line.Content> lines, Actor by) {
        jdbc.sql(INSERT_LINE_REVISIONS)
                .param("organization", by.organization().value())
                .param(
                        "rows",
                        Params.rows(lines.stream()
                                .map(line -> ContentRow.of(order, revision, line))
                                .toList()))
                .update();
    }

    void setPlan(OrderId order, int revision, UUID plan, Actor by) {
        jdbc.sql(SET_PLAN)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("revision", revision)
                .param("plan", plan)
                .update();
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

    List<RevisionView> revisions(OrderId order, CurrencyUnit currency, Actor by) {
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
                        money(rows, "net", currency),
                        money(rows, "tax", currency),
                        instant(rows, "created_at").orElseThrow(),
                        Optional.ofNullable(rows.getObject("plan_id", UUID.class)),
                        instant(rows, "in_force_at"),
                        instant(rows, "withdrawn_at")))
                .list();
    }

    List<Line.Content> contents(OrderId order, int revision, Actor by) {
        return jdbc.sql(REVISION_LINES)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("revision", revision)
                .query((rows, _) -> content(rows, CurrencyUnit.of(rows.getString("currency"))))
                .list();
    }

    private record FactRow(
            UUID factId,
            OrderId orderId,
            OrderLineId lineId,
            FactKind kind,
            int revision,
            String sourceKind,
            UUID sourceId,
            @Nullable UUID sourceLineId,
            Quantity quantity,
            Money amount,
            Money value,
            Money book,
            LocalDate occurredOn,
            LocalDate effectiveOn,
            @Nullable UUID reverses) {}

    /** A fact that was written, as a later act finds it. */
    record WrittenFact(UUID id, OrderLineId line, @Nullable UUID sourceLine, LineFact fact, boolean reversed) {}

    /**
     * Writes the facts of an act and the sums after it.
     *
     * @param reverses the fact that each of the posted ones takes back, in their order; empty where they take back none
     */
    void post(
            PurchaseOrder order,
            List<PurchaseOrder.Posted> posted,
            List<UUID> reverses,
            Source source,
            LocalDate effectiveOn,
            Instant now,
            Actor by) {
        var facts = new ArrayList<FactRow>();
        for (var line : posted) {
            for (var fact : line.facts()) {
                facts.add(new FactRow(
                        ids.next(),
                        order.id(),
                        line.after().id(),
                        fact.kind(),
                        order.revisions().inForce(),
                        source.kind(),
                        source.id(),
                        line.sourceLine(),
                        fact.quantity(),
                        fact.amount(),
                        fact.value(),
                        fact.book(),
                        source.occurredOn(),
                        effectiveOn,
                        reverses.isEmpty() ? null : reverses.get(facts.size())));
            }
        }
        if (!facts.isEmpty()) {
            jdbc.sql(INSERT_FACTS)
                    .param("organization", by.organization().value())
                    .param("rows", Params.rows(facts))
                    .param("at", Params.column(now))
                    .update();
        }
        if (!posted.isEmpty()) {
            // A document may touch a line more than once; the sums after the last of them are the line's.
            var last = new LinkedHashMap<OrderLineId, OrderLine>();
            posted.forEach(line -> last.put(line.after().id(), line.after().ledger()));
            jdbc.sql(UPDATE_SUMS)
                    .param("organization", by.organization().value())
                    .param(
                            "rows",
                            org.countersign.platform.Json.text(last.values().stream()
                                    .map(line -> sums(order.id(), line))
                                    .toList()))
                    .update();
        }
    }

    List<WrittenFact> factsOf(UUID source, OrderId order, Actor by) {
        return jdbc.sql(FACTS_OF_SOURCE)
                .param("organization", by.organization().value())
                .param("source", source)
                .param("order", order.value())
                .query((rows, _) -> {
                    var currency = CurrencyUnit.of(rows.getString("currency"));
                    return new WrittenFact(
                            rows.getObject("fact_id", UUID.class),
                            new OrderLineId(rows.getObject("line_id", UUID.class)),
                            rows.getObject("source_line_id", UUID.class),
                            new LineFact(
                                    FactKind.valueOf(rows.getString("kind")),
                                    new Quantity(rows.getBigDecimal("quantity")),
                                    money(rows, "amount", currency),
                                    money(rows, "value", currency),
                                    money(rows, "book", CurrencyUnit.of(rows.getString("book_currency")))),
                            rows.getBoolean("reversed"));
                })
                .list();
    }

    /** The highest line number ever used on the order, by a withdrawn revision too: a number is never given twice. */
    int highestLineNumber(OrderId order, Actor by) {
        return jdbc.sql(HIGHEST_LINE_NUMBER)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .query(Integer.class)
                .single();
    }

    private record WordsRow(OrderId orderId, String words, LocalDate orderedOn) {}

    void insertWords(PurchaseOrder order, String words, Actor by) {
        jdbc.sql(INSERT_WORDS)
                .param("organization", by.organization().value())
                .param(
                        "rows",
                        Params.rows(List.of(
                                new WordsRow(order.id(), words, order.head().orderedOn()))))
                .update();
    }

    void insertAnswer(OrderId order, AnswerId id, VendorAnswer answer, String lines, Instant now, Actor by) {
        jdbc.sql(INSERT_ANSWER)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("id", id.value())
                .param("revision", answer.revision())
                .param("answer", answer.kind().name())
                .param("reference", answer.reference())
                .param("note", answer.note())
                .param("document", answer.document().orElse(null))
                .param("on", answer.on())
                .param("at", Params.column(now))
                .param("lines", lines)
                .update();
    }

    boolean decideAnswer(OrderId order, AnswerId id, String decided, Instant now, Actor by) {
        return jdbc.sql(DECIDE_ANSWER)
                        .param("organization", by.organization().value())
                        .param("order", order.value())
                        .param("id", id.value())
                        .param("decided", decided)
                        .param("at", Params.column(now))
                        .update()
                == 1;
    }

    List<AnswerView> answers(OrderId order, Actor by) {
        return jdbc.sql(ANSWERS)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .query((rows, _) -> new AnswerView(
                        new AnswerId(rows.getObject("id", UUID.class)),
                        rows.getInt("revision"),
                        VendorAnswer.Kind.valueOf(rows.getString("answer")),
                        rows.getString("vendor_reference"),
                        rows.getString("note"),
                        Optional.ofNullable(rows.getObject("document_id", UUID.class)),
                        rows.getObject("answered_on", LocalDate.class),
                        List.of(org.countersign.platform.Json.read(rows.getString("lines"), VendorAnswer.Line[].class)),
                        Optional.ofNullable(rows.getString("decided"))))
                .list();
    }

    static PurchaseOrder header(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new PurchaseOrder(
                new OrderId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                head(rows, currency),
                OrderPhase.valueOf(rows.getString("phase")),
                Optional.ofNullable(rows.getString("end_reason")).map(PurchaseOrder.Ending::valueOf),
                Optional.ofNullable(rows.getString("held_why")).map(why -> new Hold(heldBy(rows), why)),
                new Revisions(
                        rows.getInt("revision_in_force"),
                        rows.getInt("latest_revision"),
                        rows.getBoolean("in_preparation"),
                        money(rows, "net", currency),
                        money(rows, "tax", currency)),
                kept(rows, currency),
                new Exchange(
                        PurchaseOrder.Answer.valueOf(rows.getString("answer")),
                        PurchaseOrder.Transmission.valueOf(rows.getString("transmission")),
                        rows.getString("transmission_note")),
                Map.of(),
                rows.getInt("version"));
    }

    private static String heldBy(ResultSet rows) {
        try {
            return rows.getString("held_by");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Head head(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Head(
                new VendorId(rows.getObject("vendor_id", UUID.class)),
                rows.getString("vendor_name"),
                rows.getString("title"),
                new RequisitionId(rows.getObject("requisition_id", UUID.class)),
                rows.getString("requisition_number"),
                new AccountId(rows.getObject("requester_id", UUID.class)),
                rows.getString("requester_name"),
                rows.getObject("ordered_on", LocalDate.class),
                rows.getObject("needed_by", LocalDate.class),
                rows.getString("deliver_to"),
                currency,
                new Rate(
                        CurrencyUnit.of(rows.getString("book_currency")),
                        rows.getBigDecimal("rate").stripTrailingZeros()),
                rows.getObject("rate_date", LocalDate.class),
                rows.getString("rate_source"));
    }

    private static Kept kept(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Kept(
                rows.getInt("lines"),
                rows.getInt("lines_to_receive"),
                rows.getInt("lines_to_invoice"),
                rows.getInt("lines_credit_expected"),
                rows.getInt("lines_open"),
                money(rows, "wanted_value", currency),
                money(rows, "received_value", currency),
                money(rows, "due_value", currency),
                money(rows, "billed_value", currency),
                money(rows, "invoiced_amount", currency),
                money(rows, "paid_amount", currency));
    }

    private static Line line(ResultSet rows, Head head) throws SQLException {
        var content = content(rows, head.currency());
        var inForce = new Price(
                BigMoney.of(head.currency(), plain(rows.getBigDecimal("price_in_force"))),
                new Quantity(rows.getBigDecimal("price_quantity_in_force")));
        var ledger = new OrderLine(
                content.id(),
                content.number(),
                Measure.valueOf(rows.getString("measure")),
                rows.getInt("base_scale"),
                inForce,
                head.rate(),
                sums(rows, head),
                new Allowances(
                        new Quantity(rows.getBigDecimal("over_receipt_allowed")),
                        new Quantity(rows.getBigDecimal("over_invoice_allowed"))));
        return new Line(ledger, content);
    }

    private static Line.Content content(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Line.Content(
                new OrderLineId(rows.getObject("line_id", UUID.class)),
                rows.getInt("line_number"),
                new Goods(
                        Optional.ofNullable(rows.getObject("item_id", UUID.class))
                                .map(ItemId::new),
                        rows.getString("sku"),
                        rows.getString("description"),
                        rows.getString("category"),
                        rows.getString("unit"),
                        rows.getInt("base_scale"),
                        rows.getBoolean("capital")),
                new Quantity(rows.getBigDecimal("quantity")),
                new Price(
                        BigMoney.of(currency, plain(rows.getBigDecimal("price"))),
                        new Quantity(rows.getBigDecimal("price_quantity"))),
                new Tax(
                        rows.getString("tax_category"),
                        plain(rows.getBigDecimal("tax_rate")),
                        plain(rows.getBigDecimal("unrecoverable_share"))),
                rows.getObject("needed_by", LocalDate.class),
                allocation(rows));
    }

    private static Allocation allocation(ResultSet rows) throws SQLException {
        var centres = elements(rows.getArray("cost_centre_ids"), UUID.class);
        var accounts = elements(rows.getArray("account_ids"), UUID.class);
        var weights = elements(rows.getArray("weights"), BigDecimal.class);
        var parts = new ArrayList<Allocation.Part>();
        for (var k = 0; k < centres.size(); k++) {
            parts.add(new Allocation.Part(
                    new CostCentreId(centres.get(k)), new BudgetAccountId(accounts.get(k)), plain(weights.get(k))));
        }
        return new Allocation(parts);
    }

    private static <T> List<T> elements(Array array, Class<T> type) throws SQLException {
        return java.util.Arrays.stream((Object[]) array.getArray())
                .map(type::cast)
                .toList();
    }

    /** The columns a kind keeps besides its quantity; the others are always zero for it. */
    private static final List<FactKind> WITH_ALL_FIGURES = List.of(
            FactKind.ORDERED,
            FactKind.CANCELLED,
            FactKind.RECEIVED,
            FactKind.RETURNED,
            FactKind.INVOICED,
            FactKind.CREDITED,
            FactKind.WAIVED);

    private static LineSums sums(ResultSet rows, Head head) throws SQLException {
        var currency = head.currency();
        var nothing = Figures.none(currency, head.rate().into());
        var all = new EnumMap<FactKind, Figures>(FactKind.class);
        for (var kind : WITH_ALL_FIGURES) {
            all.put(
                    kind,
                    new Figures(
                            new Quantity(rows.getBigDecimal(kind.code() + "_quantity")),
                            money(rows, kind.code() + "_amount", currency),
                            money(rows, kind.code() + "_value", currency),
                            money(rows, kind.code() + "_book", head.rate().into())));
        }
        for (var kind : List.of(FactKind.ACKNOWLEDGED, FactKind.SHIPPED, FactKind.RETURNED_FOR_CREDIT)) {
            all.put(kind, nothing.counting(new Quantity(rows.getBigDecimal(kind.code() + "_quantity"))));
        }
        all.put(
                FactKind.CLAIMED,
                nothing.counting(new Quantity(rows.getBigDecimal("claimed_quantity")))
                        .stating(money(rows, "claimed_amount", currency)));
        all.put(FactKind.PAID, nothing.stating(money(rows, "paid_amount", currency)));
        return new LineSums(all);
    }

    private static Map<String, Object> sums(OrderId order, OrderLine line) {
        var row = new LinkedHashMap<String, Object>();
        row.put("order_id", order);
        row.put("line_id", line.id());
        row.put("price", line.price().amount().getAmount());
        row.put("price_quantity", line.price().per());
        row.put("over_receipt_allowed", line.allowances().overReceipt());
        row.put("over_invoice_allowed", line.allowances().overInvoice());
        for (var kind : WITH_ALL_FIGURES) {
            var figures = line.sums().of(kind);
            row.put(kind.code() + "_quantity", figures.quantity());
            row.put(kind.code() + "_amount", figures.amount().getAmount());
            row.put(kind.code() + "_value", figures.value().getAmount());
            row.put(kind.code() + "_book", figures.book().getAmount());
        }
        for (var kind :
                List.of(FactKind.ACKNOWLEDGED, FactKind.SHIPPED, FactKind.RETURNED_FOR_CREDIT, FactKind.CLAIMED)) {
            row.put(kind.code() + "_quantity", line.sums().of(kind).quantity());
        }
        row.put("claimed_amount", line.sums().of(FactKind.CLAIMED).amount().getAmount());
        row.put("paid_amount", line.sums().of(FactKind.PAID).amount().getAmount());
        return row;
    }

    static Money money(ResultSet rows, String column, CurrencyUnit currency) throws SQLException {
        return Money.of(currency, rows.getBigDecimal(column).setScale(currency.getDecimalPlaces()));
    }

    static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
