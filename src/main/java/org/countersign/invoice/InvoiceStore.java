package org.countersign.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.budget.BudgetAccountId;
import org.countersign.invoice.Comparison.Claim;
import org.countersign.invoice.Invoice.Link;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Columns;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of invoices and credit notes. Whatever the number of lines, an act is one statement a table. */
class InvoiceStore {

    static final String LOCK = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.id = any(:ids)
             order by i.id
               for no key update
            """;
    static final String FIND = """
            select i.* from invoice.invoice i where i.organization_id = :organization and i.id = any(:ids) order by i.id
            """;
    static final String LINES = """
            select l.*, i.currency
              from invoice.invoice_line l
              join invoice.invoice i on (i.organization_id, i.id) = (l.organization_id, l.invoice_id)
             where l.organization_id = :organization and l.invoice_id = any(:ids) and i.id = any(:ids)
             order by l.invoice_id, l.place
            """;
    static final String ORDERS = """
            select invoice_id, order_id from invoice.invoice_order
             where organization_id = :organization and invoice_id = any(:ids)
             order by invoice_id, order_id
            """;
    static final String BILLED_LINES = """
            select distinct order_id, order_line_id from invoice.invoice_line
             where organization_id = :organization and invoice_id = any(:ids) and order_line_id is not null
            """;
    static final String FIRST = """
            select i.id, i.number from invoice.invoice i
             where i.organization_id = :organization and i.vendor_legal_key = :legalKey and i.kind = :kind
               and i.number_key = :key and i.number_scope = '' and (i.end_reason is null or i.end_reason = 'SETTLED')
             order by i.duplicate_no
             limit 1
            """;
    static final String NEXT_DUPLICATE = """
            select coalesce(max(i.duplicate_no), -1) + 1 from invoice.invoice i
             where i.organization_id = :organization and i.vendor_legal_key = :legalKey and i.kind = :kind
               and i.number_key = :key and i.number_scope = ''
            """;
    static final String OF_VENDOR_NUMBERED = """
            select i.id from invoice.invoice i
             where i.organization_id = :organization and i.vendor_id = :vendor and i.number_key = :key
               and i.kind = 'INVOICE' and (i.end_reason is null or i.end_reason = 'SETTLED')
             order by i.duplicate_no
             limit 1
            """;
    static final String HELD_OF_ORDER = """
            select i.id from invoice.invoice_order o
              join invoice.invoice i on (i.organization_id, i.id) = (o.organization_id, o.invoice_id)
             where o.organization_id = :organization and o.order_id = any(:orders)
               and i.phase = 'OPEN' and i.posted_at is null
             group by i.id, i.position
             order by i.position
            """;
    static final String HELD = """
            select i.id from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is null
             order by i.position
             limit 1000
            """;
    static final String POSITION = """
            select position from invoice.invoice where organization_id = :organization and id = :id
            """;
    static final String EARLIER_CLAIMS = """
            select l.order_line_id, o.measure, i.currency, sum(l.quantity) as quantity, sum(l.net) as amount
              from invoice.invoice_line l
              join invoice.invoice i on (i.organization_id, i.id) = (l.organization_id, l.invoice_id)
              join ordering.order_line o
                on (o.organization_id, o.order_id, o.line_id) = (l.organization_id, l.order_id, l.order_line_id)
             where l.organization_id = :organization and l.order_id = any(:orders) and l.claimed and i.position < :position
               and o.order_id = any(:orders)
               and i.id = any(array(select b.invoice_id from invoice.invoice_order b
                                     where b.organization_id = :organization and b.order_id = any(:orders)))
             group by l.order_line_id, o.measure, i.currency
            """;
    static final String INSERT = """
            insert into invoice.invoice (organization_id, id, number, kind, vendor_id, vendor_name, vendor_legal_key,
                   document_number, number_key, duplicate_no, duplicate_entered_by, issued_on, due_on, currency, book_currency,
                   stated_rate, net, tax, prepaid, rounding, payable, order_number, billed_id, origin, document_id,
                   captured_on, captured_at, captured_by, captured_by_name, phase, end_reason, end_note, posted_at, settled,
                   match_run, version)
            values (:organization, :id, :number, :kind, :vendor, :vendorName, :legalKey,
                   :documentNumber, :key, :duplicateNo, :duplicateBy, :issuedOn, :dueOn, :currency, :bookCurrency,
                   :rate, :net, :tax, :prepaid, :rounding, :payable, :orderNumber, :billed, :origin, :document,
                   :capturedOn, :at, :by, :byName, :phase, :ending, :endNote, :postedAt, :settled, 0, :version)
            on conflict do nothing
            """;
    static final String INSERT_LINES = """
            insert into invoice.invoice_line (organization_id, invoice_id, id, place, kind, printed_number, description, sku,
                   quantity, unit, price, price_quantity, net, tax_category, tax_rate, order_reference, billed_line, order_id,
                   order_line_id, order_line_name, claimed)
            select :organization, :invoice, u.id, u.place, u.kind, u.printed_number, u.description, u.sku, u.quantity, u.unit,
                   u.price, u.price_quantity, u.net, u.tax_category, u.tax_rate, u.order_reference, u.billed_line, u.order_id,
                   u.order_line_id, u.order_line_name, u.claimed
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, place int, kind text, printed_number text, description text,
                   sku text, quantity numeric, unit text, price numeric, price_quantity numeric, net numeric,
                   tax_category text, tax_rate numeric, order_reference text, billed_line text, order_id uuid,
                   order_line_id uuid, order_line_name text, claimed boolean)
            """;
    static final String INSERT_ORDERS = """
            insert into invoice.invoice_order (organization_id, invoice_id, order_id)
            select :organization, :invoice, order_id from unnest(:orders::uuid[]) order_id
            on conflict do nothing
            """;
    static final String UPDATE = """
            update invoice.invoice i
               set phase = u.phase, end_reason = u.end_reason, end_note = u.end_note, settled = u.settled, version = u.version,
                   posted_at = case when u.posted then coalesce(i.posted_at, :at) end
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, phase text, end_reason text, end_note text, settled numeric,
                   version int, posted boolean)
             where i.organization_id = :organization and i.id = any(:ids) and i.id = u.id
            """;
    static final String UPDATE_LINES = """
            update invoice.invoice_line l
               set order_id = u.order_id, order_line_id = u.order_line_id, order_line_name = u.order_line_name,
                   claimed = u.claimed
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, order_id uuid, order_line_id uuid, order_line_name text,
                   claimed boolean)
             where l.organization_id = :organization and l.invoice_id = :invoice and l.id = u.id
            """;
    static final String INSERT_CHARGE_SHARES = """
            insert into invoice.charge_share (organization_id, invoice_id, place, account_id, amount)
            select :organization, :invoice, u.place, u.account, u.amount
              from jsonb_to_recordset(:rows::jsonb) as u (place int, account uuid, amount numeric)
            """;
    static final String CHARGE_SHARES = """
            select s.invoice_id, s.account_id, s.amount, i.book_currency
              from invoice.charge_share s
              join invoice.invoice i on (i.organization_id, i.id) = (s.organization_id, s.invoice_id)
             where s.organization_id = :organization and s.invoice_id = any(:invoices) and i.id = any(:invoices)
             order by s.invoice_id, s.place
            """;

    private final Pipeline jdbc;

    InvoiceStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the headers in ascending id, then reads the lines in a statement that sees what the wait was for. */
    List<Invoice> lock(Collection<InvoiceId> ids, Actor by) {
        return load(LOCK, ids, by);
    }

    List<Invoice> find(Collection<InvoiceId> ids, Actor by) {
        return load(FIND, ids, by);
    }

    /** Locks the headers in ascending id and answers them alone, for who looks at the documents and not at their lines. */
    List<Invoice> lockHeads(Collection<InvoiceId> ids, Actor by) {
        return heads(LOCK, ids, by);
    }

    private List<Invoice> heads(String headers, Collection<InvoiceId> ids, Actor by) {
        return ids.isEmpty()
                ? List.of()
                : among(headers, ids, by)
                        .query((rows, _) -> InvoiceRows.header(rows))
                        .list();
    }

    private List<Invoice> load(String headers, Collection<InvoiceId> ids, Actor by) {
        var found = heads(headers, ids, by);
        if (found.isEmpty()) {
            return found;
        }
        var lines = new LinkedHashMap<InvoiceId, List<Invoice.Line>>();
        among(LINES, ids, by).query(rows -> {
            lines.computeIfAbsent(new InvoiceId(rows.getObject("invoice_id", UUID.class)), _ -> new ArrayList<>())
                    .add(InvoiceRows.line(rows));
        });
        return found.stream()
                .map(invoice -> new Invoice(
                        invoice.id(),
                        invoice.number(),
                        invoice.head(),
                        invoice.totals(),
                        lines.getOrDefault(invoice.id(), List.of()),
                        invoice.standing(),
                        invoice.version()))
                .toList();
    }

    List<OrderId> orders(InvoiceId id, Actor by) {
        return List.copyOf(orders(List.of(id), by).getOrDefault(id, Set.of()));
    }

    /** A document that has the number already. */
    record First(InvoiceId id, String number) {}

    /** The orders that each of the documents bills or names; one without orders is missing from the answer. */
    Map<InvoiceId, Set<OrderId>> orders(Collection<InvoiceId> ids, Actor by) {
        var orders = new LinkedHashMap<InvoiceId, Set<OrderId>>();
        among(ORDERS, ids, by).query(rows -> {
            orders.computeIfAbsent(new InvoiceId(rows.getObject("invoice_id", UUID.class)), _ -> new LinkedHashSet<>())
                    .add(new OrderId(rows.getObject("order_id", UUID.class)));
        });
        return orders;
    }

    /** The order lines that the documents' lines bill, each with its order. */
    Map<OrderLineId, OrderId> billedLines(Collection<InvoiceId> ids, Actor by) {
        var lines = new LinkedHashMap<OrderLineId, OrderId>();
        among(BILLED_LINES, ids, by).query(rows -> {
            lines.put(
                    new OrderLineId(rows.getObject("order_line_id", UUID.class)),
                    new OrderId(rows.getObject("order_id", UUID.class)));
        });
        return lines;
    }

    private JdbcClient.StatementSpec among(String sql, Collection<InvoiceId> ids, Actor by) {
        return jdbc.sql(sql)
                .param("organization", by.organization().value())
                .param("ids", ids.stream().map(InvoiceId::value).distinct().toArray(UUID[]::new));
    }

    Optional<First> first(String legalKey, Kind kind, DocumentNumber number, Actor by) {
        return keyed(FIRST, legalKey, kind, number, by)
                .query((rows, _) ->
                        new First(new InvoiceId(rows.getObject("id", UUID.class)), rows.getString("number")))
                .optional();
    }

    int nextDuplicate(String legalKey, Kind kind, DocumentNumber number, Actor by) {
        return keyed(NEXT_DUPLICATE, legalKey, kind, number, by)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec keyed(String sql, String legalKey, Kind kind, DocumentNumber number, Actor by) {
        return jdbc.sql(sql)
                .param("organization", by.organization().value())
                .param("legalKey", legalKey)
                .param("kind", kind.name())
                .param("key", number.key());
    }

    Optional<InvoiceId> invoiceOf(VendorId vendor, DocumentNumber number, Actor by) {
        return jdbc.sql(OF_VENDOR_NUMBERED)
                .param("organization", by.organization().value())
                .param("vendor", vendor.value())
                .param("key", number.key())
                .query((rows, _) -> new InvoiceId(rows.getObject("id", UUID.class)))
                .optional();
    }

    /** The held documents of these orders, the earliest captured first. */
    List<InvoiceId> held(Collection<OrderId> orders, Actor by) {
        return jdbc.sql(HELD_OF_ORDER)
                .param("organization", by.organization().value())
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query((rows, _) -> new InvoiceId(rows.getObject("id", UUID.class)))
                .list();
    }

    /** The held documents of the organisation, the earliest captured first, at most 1,000. */
    List<InvoiceId> held(Actor by) {
        return jdbc.sql(HELD)
                .param("organization", by.organization().value())
                .query((rows, _) -> new InvoiceId(rows.getObject("id", UUID.class)))
                .list();
    }

    long position(InvoiceId id, Actor by) {
        return jdbc.sql(POSITION)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    /** What documents captured before the position claim on lines of these orders. */
    Map<OrderLineId, Claim> claimsBefore(long position, Collection<OrderId> orders, Actor by) {
        var claims = new LinkedHashMap<OrderLineId, Claim>();
        jdbc.sql(EARLIER_CLAIMS)
                .param("organization", by.organization().value())
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .param("position", position)
                .query(rows -> {
                    var amount = Columns.money(rows, "amount", CurrencyUnit.of(rows.getString("currency")));
                    var counted = rows.getString("measure").equals("AMOUNT")
                            ? amount.getAmount()
                            : rows.getBigDecimal("quantity");
                    claims.put(
                            new OrderLineId(rows.getObject("order_line_id", UUID.class)),
                            new Claim(new Quantity(counted), amount));
                });
        return claims;
    }

    /** Writes a captured document; false if another has its number already. */
    boolean insert(
            Invoice invoice, Collection<OrderId> orders, @Nullable AccountId duplicateBy, Instant now, Actor by) {
        var head = invoice.head();
        var totals = invoice.totals();
        var inserted = jdbc.sql(INSERT)
                .param("organization", by.organization().value())
                .param("id", invoice.id().value())
                .param("number", invoice.number())
                .param("kind", head.kind().name())
                .param("vendor", head.vendor().value())
                .param("vendorName", head.vendorName())
                .param("legalKey", head.vendorLegalKey())
                .param("documentNumber", head.documentNumber().printed())
                .param("key", head.documentNumber().key())
                .param("duplicateNo", head.duplicateOf())
                .param("duplicateBy", duplicateBy == null ? null : duplicateBy.value())
                .param("issuedOn", head.issuedOn())
                .param("dueOn", head.dueOn())
                .param("currency", invoice.currency().getCode())
                .param("bookCurrency", head.bookCurrency().getCode())
                .param("rate", head.rate().orElse(null))
                .param("net", totals.net().getAmount())
                .param("tax", totals.tax().getAmount())
                .param("prepaid", totals.prepaid().getAmount())
                .param("rounding", totals.rounding().getAmount())
                .param("payable", totals.payable().getAmount())
                .param("orderNumber", head.orderNumber())
                .param("billed", head.billed().map(InvoiceId::value).orElse(null))
                .param("origin", head.origin().code())
                .param("document", head.origin().document().orElse(null))
                .param("capturedOn", head.captured().on())
                .param("at", Params.column(now))
                .param("by", head.captured().by().value())
                .param("byName", head.captured().byName())
                .param("phase", invoice.standing().phase().name())
                .param("ending", invoice.standing().ended().map(Enum::name).orElse(null))
                .param("endNote", invoice.standing().endNote())
                .param("postedAt", invoice.standing().posted() ? Params.column(now) : null)
                .param("settled", invoice.standing().settled().getAmount())
                .param("version", invoice.version())
                .update();
        if (inserted == 0) {
            return false;
        }
        jdbc.later(INSERT_LINES)
                .param("organization", by.organization().value())
                .param("invoice", invoice.id().value())
                .param(
                        "rows",
                        Params.rows(invoice.lines().stream().map(LineRow::of).toList()))
                .write();
        keepOrders(invoice.id(), orders, by);
        return true;
    }

    void keepOrders(InvoiceId id, Collection<OrderId> orders, Actor by) {
        jdbc.later(INSERT_ORDERS)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .write();
    }

    private record LineRow(
            InvoiceLineId id,
            int place,
            BillContent.LineKind kind,
            String printedNumber,
            String description,
            String sku,
            Quantity quantity,
            String unit,
            BigMoney price,
            Quantity priceQuantity,
            Money net,
            String taxCategory,
            BigDecimal taxRate,
            String orderReference,
            String billedLine,
            @Nullable OrderId orderId,
            @Nullable OrderLineId orderLineId,
            String orderLineName,
            boolean claimed) {

        static LineRow of(Invoice.Line line) {
            var said = line.said();
            return new LineRow(
                    line.id(),
                    line.place(),
                    said.kind(),
                    said.number(),
                    said.description(),
                    said.sku(),
                    said.quantity(),
                    said.unit(),
                    said.price().amount(),
                    said.price().per(),
                    said.net(),
                    said.taxCategory(),
                    said.taxRate(),
                    said.order(),
                    said.billedLine(),
                    line.link().map(Link::order).orElse(null),
                    line.link().map(Link::line).orElse(null),
                    line.link().map(Link::name).orElse(""),
                    line.claimed());
        }
    }

    private record StandingRow(
            InvoiceId id,
            InvoicePhase phase,
            Invoice.@Nullable Ending endReason,
            String endNote,
            Money settled,
            int version,
            boolean posted) {

        static StandingRow of(Invoice invoice) {
            var standing = invoice.standing();
            return new StandingRow(
                    invoice.id(),
                    standing.phase(),
                    standing.ended().orElse(null),
                    standing.endNote(),
                    standing.settled(),
                    invoice.version(),
                    standing.posted());
        }
    }

    void update(List<Invoice> changed, Instant now, Actor by) {
        jdbc.later(UPDATE)
                .param("organization", by.organization().value())
                .param(
                        "ids",
                        changed.stream().map(invoice -> invoice.id().value()).toArray(UUID[]::new))
                .param("rows", Params.rows(changed.stream().map(StandingRow::of).toList()))
                .param("at", Params.column(now))
                .write();
    }

    private record LinkRow(
            InvoiceLineId id,
            @Nullable OrderId orderId,
            @Nullable OrderLineId orderLineId,
            String orderLineName,
            boolean claimed) {}

    void updateLines(Invoice invoice, Actor by) {
        var rows = invoice.lines().stream()
                .map(line -> new LinkRow(
                        line.id(),
                        line.link().map(Link::order).orElse(null),
                        line.link().map(Link::line).orElse(null),
                        line.link().map(Link::name).orElse(""),
                        line.claimed()))
                .toList();
        jdbc.later(UPDATE_LINES)
                .param("organization", by.organization().value())
                .param("invoice", invoice.id().value())
                .param("rows", Params.rows(rows))
                .write();
    }

    private record ShareRow(int place, BudgetAccountId account, Money amount) {}

    void insertChargeShares(InvoiceId id, List<Charges.Share> shares, Actor by) {
        if (!shares.isEmpty()) {
            var rows = new ArrayList<ShareRow>();
            shares.forEach(share -> rows.add(new ShareRow(rows.size() + 1, share.account(), share.amount())));
            jdbc.later(INSERT_CHARGE_SHARES)
                    .param("organization", by.organization().value())
                    .param("invoice", id.value())
                    .param("rows", Params.rows(rows))
                    .write();
        }
    }

    /** The kept parts of the documents' charges; a document without charges is missing. */
    Map<InvoiceId, List<Charges.Share>> chargeShares(Collection<InvoiceId> ids, Actor by) {
        var shares = new LinkedHashMap<InvoiceId, List<Charges.Share>>();
        jdbc.sql(CHARGE_SHARES)
                .param("organization", by.organization().value())
                .param("invoices", ids.stream().map(InvoiceId::value).toArray(UUID[]::new))
                .query(rows -> {
                    shares.computeIfAbsent(
                                    new InvoiceId(rows.getObject("invoice_id", UUID.class)), _ -> new ArrayList<>())
                            .add(new Charges.Share(
                                    new BudgetAccountId(rows.getObject("account_id", UUID.class)),
                                    Columns.money(rows, "amount", CurrencyUnit.of(rows.getString("book_currency")))));
                });
        return shares;
    }
}
