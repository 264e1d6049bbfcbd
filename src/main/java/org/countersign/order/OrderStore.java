package org.countersign.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.kernel.Actor;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Ids;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
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
                   l.ordered_quantity, l.ordered_amount, l.ordered_value, l.ordered_book, l.cancelled_quantity,
                   l.cancelled_amount,
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
                   rate, rate_date, rate_source, phase, revision_in_force, latest_revision, in_preparation, net, tax,
                   gross, lines,
                   lines_to_receive, lines_to_invoice, lines_credit_expected, lines_cancelled, lines_open, wanted_value,
                   received_value, due_value, billed_value, invoiced_amount, paid_amount, answer, transmission, duty,
                   duty_due_on, version)
            select :organization, u.id, u.number, 'STANDARD', u.title, u.vendor_id, u.vendor_name, u.requisition_id,
                   u.requisition_number, u.requester_id, u.requester_name, u.ordered_on, u.needed_by, u.deliver_to, u.currency,
                   u.book_currency, u.rate, u.rate_date, u.rate_source, u.phase, u.revision_in_force, u.latest_revision,
                   u.in_preparation, u.net, u.tax, u.gross, u.lines, u.lines_to_receive, u.lines_to_invoice,
                   u.lines_credit_expected, u.lines_cancelled, u.lines_open, u.wanted_value, u.received_value, u.due_value,
                   u.billed_value,
                   u.invoiced_amount, u.paid_amount, u.answer, u.transmission, u.duty, u.duty_due_on, u.version
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, number text, title text, vendor_id uuid, vendor_name text,
                   requisition_id uuid, requisition_number text, requester_id uuid, requester_name text, ordered_on date,
                   needed_by date, deliver_to text, currency text, book_currency text, rate numeric, rate_date date,
                   rate_source text, phase text, revision_in_force int, latest_revision int, in_preparation boolean, net numeric,
                   tax numeric, gross numeric, lines int, lines_to_receive int, lines_to_invoice int, lines_credit_expected int,
                   lines_cancelled int, lines_open int, wanted_value numeric, received_value numeric, due_value numeric,
                   billed_value numeric,
                   invoiced_amount numeric, paid_amount numeric, answer text, transmission text, duty text, duty_due_on date,
                   version int)
            """;
    static final String UPDATE_ORDERS = """
            update ordering.purchase_order o
               set phase = u.phase, end_reason = u.end_reason,
                   held_at = case when u.held_why is not null then coalesce(o.held_at, :at) end,
                   held_by = u.held_by, held_why = u.held_why, needed_by = u.needed_by,
                   revision_in_force = u.revision_in_force, latest_revision = u.latest_revision,
                   in_preparation = u.in_preparation, net = u.net, tax = u.tax, gross = u.gross, lines = u.lines,
                   lines_to_receive = u.lines_to_receive, lines_to_invoice = u.lines_to_invoice,
                   lines_credit_expected = u.lines_credit_expected, lines_cancelled = u.lines_cancelled,
                   lines_open = u.lines_open, wanted_value = u.wanted_value,
                   received_value = u.received_value, due_value = u.due_value, billed_value = u.billed_value,
                   invoiced_amount = u.invoiced_amount, paid_amount = u.paid_amount, answer = u.answer,
                   transmission = u.transmission, transmission_note = u.transmission_note, duty = u.duty,
                   duty_due_on = u.duty_due_on, version = u.version
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, phase text, end_reason text, held_by text, held_why text,
                   needed_by date, revision_in_force int, latest_revision int, in_preparation boolean, net numeric, tax numeric,
                   gross numeric, lines int, lines_to_receive int, lines_to_invoice int, lines_credit_expected int,
                   lines_cancelled int, lines_open int, wanted_value numeric, received_value numeric, due_value numeric,
                   billed_value numeric,
                   invoiced_amount numeric, paid_amount numeric, answer text, transmission text, transmission_note text,
                   duty text, duty_due_on date, version int)
             where o.organization_id = :organization and o.id = any(:ids) and o.id = u.id
            """;
    static final String INSERT_LINES = """
            insert into ordering.order_line (organization_id, order_id, line_id, line_number, measure, base_scale, price,
                   price_quantity, over_receipt_allowed, over_invoice_allowed, ordered_quantity, ordered_amount, ordered_value,
                   ordered_book)
            select :organization, :order, u.line_id, u.line_number, u.measure, u.base_scale, u.price, u.price_quantity,
                   u.over_receipt_allowed, u.over_invoice_allowed, u.ordered_quantity, u.ordered_amount, u.ordered_value,
                   u.ordered_book
              from jsonb_to_recordset(:rows::jsonb) as u (line_id uuid, line_number int, measure text, base_scale int,
                   price numeric, price_quantity numeric, over_receipt_allowed numeric, over_invoice_allowed numeric,
                   ordered_quantity numeric, ordered_amount numeric, ordered_value numeric, ordered_book numeric)
            """;
    static final String UPDATE_RECEIVED = """
            update ordering.order_line l
               set over_receipt_allowed = u.over_receipt_allowed, over_invoice_allowed = u.over_invoice_allowed,
                   received_quantity = u.received_quantity, received_amount = u.received_amount,
                   received_value = u.received_value, received_book = u.received_book
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, line_id uuid, over_receipt_allowed numeric,
                   over_invoice_allowed numeric, received_quantity numeric, received_amount numeric, received_value numeric,
                   received_book numeric)
             where l.organization_id = :organization and l.order_id = any(:orders)
               and l.order_id = u.order_id and l.line_id = u.line_id
            """;
    static final String UPDATE_INVOICED = """
            update ordering.order_line l
               set over_receipt_allowed = u.over_receipt_allowed, over_invoice_allowed = u.over_invoice_allowed,
                   invoiced_quantity = u.invoiced_quantity, invoiced_amount = u.invoiced_amount,
                   invoiced_value = u.invoiced_value, invoiced_book = u.invoiced_book
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, line_id uuid, over_receipt_allowed numeric,
                   over_invoice_allowed numeric, invoiced_quantity numeric, invoiced_amount numeric, invoiced_value numeric,
                   invoiced_book numeric)
             where l.organization_id = :organization and l.order_id = any(:orders)
               and l.order_id = u.order_id and l.line_id = u.line_id
            """;
    static final String UPDATE_PAID = """
            update ordering.order_line l set paid_amount = u.paid_amount
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, line_id uuid, paid_amount numeric)
             where l.organization_id = :organization and l.order_id = any(:orders)
               and l.order_id = u.order_id and l.line_id = u.line_id
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
             where l.organization_id = :organization and l.order_id = any(:orders)
               and l.order_id = u.order_id and l.line_id = u.line_id
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
             where f.organization_id = :organization and f.source_id = :source and f.reverses is null
               and o.id = any(array(select s.order_id from ordering.line_fact s
                                     where s.organization_id = :organization and s.source_id = :source))
             order by f.line_id, f.recorded_at, f.fact_id
            """;
    // Of the order's lines, all of them: the index of line numbers would be searched from the end for one of this
    // order.
    static final String HIGHEST_LINE_NUMBER = """
            select coalesce(max(l.line_number), 0)
              from (select line_number from ordering.order_line
                     where organization_id = :organization and order_id = :order offset 0) l
            """;
    static final String INSERT_WORDS = """
            insert into ordering.order_words (organization_id, order_id, words, ordered_on)
            select :organization, u.order_id, to_tsvector('simple', u.words), u.ordered_on
              from jsonb_to_recordset(:rows::jsonb) as u (order_id uuid, words text, ordered_on date)
            """;
    private final Pipeline jdbc;
    private final Ids ids;

    OrderStore(Pipeline jdbc, Ids ids) {
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
                .query((rows, _) -> OrderRows.header(rows))
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
                        var line = OrderRows.line(rows, order.head());
                        lines.computeIfAbsent(order.id(), _ -> new LinkedHashMap<>())
                                .put(line.id(), line);
                    }
                });
        return found.stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), Map.of())))
                .toList();
    }

    void insert(PurchaseOrder order, Actor by) {
        jdbc.later(INSERT_ORDER)
                .param("organization", by.organization().value())
                .param("rows", Params.maps(List.of(OrderRows.whole(order))))
                .write();
    }

    void update(List<PurchaseOrder> changed, Instant now, Actor by) {
        jdbc.later(UPDATE_ORDERS)
                .param("organization", by.organization().value())
                .param("ids", changed.stream().map(order -> order.id().value()).toArray(UUID[]::new))
                .param("at", Params.column(now))
                .param(
                        "rows",
                        Params.maps(changed.stream().map(OrderRows::header).toList()))
                .write();
    }

    /** Writes lines on which nothing has happened but that they were ordered, or not even that. */
    void insertLines(OrderId order, List<Line> lines, Actor by) {
        jdbc.later(INSERT_LINES)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("rows", Params.maps(lines.stream().map(OrderRows::line).toList()))
                .write();
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
            @Nullable UUID reverses) {

        static FactRow of(
                UUID id,
                PurchaseOrder order,
                PurchaseOrder.Posted line,
                LineFact fact,
                Source source,
                LocalDate effectiveOn,
                @Nullable UUID reverses) {
            return new FactRow(
                    id,
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
                    reverses);
        }
    }

    /** A fact that was written, as a later act finds it. */
    record WrittenFact(UUID id, OrderLineId line, @Nullable UUID sourceLine, LineFact fact, boolean reversed) {}

    /**
     * Writes the facts of an act and the sums after it.
     *
     * @param reverses the fact that each of the posted ones takes back, in their order; empty where they take back none
     */
    void post(
            List<PurchaseOrder.Outcome> outcomes,
            List<UUID> reverses,
            Source source,
            LocalDate effectiveOn,
            Instant now,
            Actor by) {
        insertFacts(outcomes, reverses, source, effectiveOn, now, by);
        var update = Update.after(outcomes.stream()
                .flatMap(outcome -> outcome.posted().stream())
                .flatMap(line -> line.facts().stream())
                .map(LineFact::kind)
                .collect(Collectors.toSet()));
        // A document may touch a line more than once; the sums after the last of them are the line's.
        var last = new LinkedHashMap<OrderLineId, Map<String, Object>>();
        for (var outcome : outcomes) {
            outcome.posted()
                    .forEach(line -> last.put(
                            line.after().id(),
                            OrderRows.sums(outcome.after().id(), line.after().ledger(), update.kinds())));
        }
        if (!last.isEmpty()) {
            jdbc.later(update.sql())
                    .param("organization", by.organization().value())
                    .param(
                            "orders",
                            outcomes.stream()
                                    .map(outcome -> outcome.after().id().value())
                                    .distinct()
                                    .toArray(UUID[]::new))
                    .param("rows", Params.maps(last.values()))
                    .write();
        }
    }

    /** Which sums of a line a statement writes, besides its price and allowances. */
    private record Update(String sql, Set<FactKind> kinds) {

        private static final Map<Set<FactKind>, String> OF_ONE_KIND = Map.of(
                Set.of(FactKind.RECEIVED), UPDATE_RECEIVED,
                Set.of(FactKind.INVOICED), UPDATE_INVOICED,
                Set.of(FactKind.PAID), UPDATE_PAID);

        /** What most acts record is of one kind, and changes no price; all else goes with all columns. */
        static Update after(Set<FactKind> recorded) {
            var narrow = OF_ONE_KIND.get(recorded);
            return narrow == null
                    ? new Update(UPDATE_SUMS, EnumSet.allOf(FactKind.class))
                    : new Update(narrow, recorded);
        }
    }

    /** Writes the facts alone, of lines that are written with their sums. */
    void insertFacts(
            List<PurchaseOrder.Outcome> outcomes,
            List<UUID> reverses,
            Source source,
            LocalDate effectiveOn,
            Instant now,
            Actor by) {
        var facts = new ArrayList<FactRow>();
        for (var outcome : outcomes) {
            for (var line : outcome.posted()) {
                for (var fact : line.facts()) {
                    var reversed = reverses.isEmpty() ? null : reverses.get(facts.size());
                    facts.add(FactRow.of(ids.next(), outcome.after(), line, fact, source, effectiveOn, reversed));
                }
            }
        }
        if (!facts.isEmpty()) {
            jdbc.later(INSERT_FACTS)
                    .param("organization", by.organization().value())
                    .param("rows", Params.rows(facts))
                    .param("at", Params.column(now))
                    .write();
        }
    }

    List<WrittenFact> factsOf(UUID source, Actor by) {
        return jdbc.sql(FACTS_OF_SOURCE)
                .param("organization", by.organization().value())
                .param("source", source)
                .query((rows, _) -> {
                    var currency = CurrencyUnit.of(rows.getString("currency"));
                    return new WrittenFact(
                            rows.getObject("fact_id", UUID.class),
                            new OrderLineId(rows.getObject("line_id", UUID.class)),
                            rows.getObject("source_line_id", UUID.class),
                            new LineFact(
                                    FactKind.valueOf(rows.getString("kind")),
                                    new Quantity(rows.getBigDecimal("quantity")),
                                    OrderRows.money(rows, "amount", currency),
                                    OrderRows.money(rows, "value", currency),
                                    OrderRows.money(rows, "book", CurrencyUnit.of(rows.getString("book_currency")))),
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
        jdbc.later(INSERT_WORDS)
                .param("organization", by.organization().value())
                .param(
                        "rows",
                        Params.rows(List.of(
                                new WordsRow(order.id(), words, order.head().orderedOn()))))
                .write();
    }
}
