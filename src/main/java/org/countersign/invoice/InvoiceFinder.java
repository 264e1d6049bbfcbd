package org.countersign.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.order.FactKind;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Columns;
import org.countersign.platform.PageKey;
import org.countersign.platform.Pipeline;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists invoices and credit notes and shows one beside its orders, to those who see every invoice. */
@Component
public class InvoiceFinder {

    static final String PAGE_HELD = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is null
               and (:kind = '' or i.kind = :kind) and (i.hold_due_on, i.id) > (:day, :id)
             order by i.hold_due_on, i.id
             limit :size
            """;
    static final String PAGE_READY = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is not null
               and (:kind = '' or i.kind = :kind) and (i.due_on, i.id) > (:day, :id)
             order by i.due_on, i.id
             limit :size
            """;
    static final String PAGE_ALL = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization
               and (:kind = '' or i.kind = :kind) and (i.captured_on, i.id) < (:day, :id)
             order by i.captured_on desc, i.id desc
             limit :size
            """;
    static final String PAGE_ENDED = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'ENDED' and i.end_reason = :ending
               and (:kind = '' or i.kind = :kind) and (i.captured_on, i.id) < (:day, :id)
             order by i.captured_on desc, i.id desc
             limit :size
            """;
    // Credit notes are few among invoices and have indexes of their own, which only a statement that names the kind is
    // planned with.
    static final String PAGE_HELD_CREDIT_NOTES = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is null
               and i.kind = 'CREDIT_NOTE' and (i.hold_due_on, i.id) > (:day, :id)
             order by i.hold_due_on, i.id
             limit :size
            """;
    static final String PAGE_READY_CREDIT_NOTES = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is not null
               and i.kind = 'CREDIT_NOTE' and (i.due_on, i.id) > (:day, :id)
             order by i.due_on, i.id
             limit :size
            """;
    static final String PAGE_ALL_CREDIT_NOTES = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization
               and i.kind = 'CREDIT_NOTE' and (i.captured_on, i.id) < (:day, :id)
             order by i.captured_on desc, i.id desc
             limit :size
            """;
    static final String PAGE_ENDED_CREDIT_NOTES = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization and i.phase = 'ENDED' and i.end_reason = :ending
               and i.kind = 'CREDIT_NOTE' and (i.captured_on, i.id) < (:day, :id)
             order by i.captured_on desc, i.id desc
             limit :size
            """;
    static final String BY_NUMBER = """
            select i.id from invoice.invoice i where i.organization_id = :organization and i.number = :number
            """;
    static final String OF_ORDER = """
            select i.* from invoice.invoice i
             where i.organization_id = :organization
               and i.id = any(array(select o.invoice_id from invoice.invoice_order o
                                     where o.organization_id = :organization and o.order_id = :order))
             order by i.captured_on desc, i.id desc
             limit 200
            """;
    static final String COUNT_HELD = """
            select count(*) from (
                select 1 from invoice.invoice i
                 where i.organization_id = :organization and i.phase = 'OPEN' and i.posted_at is null
                 limit 1000) held
            """;
    static final String ORDERS_OF = """
            select order_id from invoice.invoice_order where organization_id = :organization and invoice_id = :id order by order_id
            """;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Which documents a list shows; held ones by the hold that is due first, those ready to pay by their due date. */
    public enum Listing {
        HELD("Held"),
        READY("Ready to pay"),
        ALL("All"),
        PAID("Paid"),
        REJECTED("Rejected");

        private final String words;

        Listing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        private boolean forward() {
            return this == HELD || this == READY;
        }
    }

    private final Pipeline jdbc;
    private final InvoiceStore invoices;
    private final MatchStore matches;
    private final OrderFinder orders;

    public InvoiceFinder(Pipeline jdbc, OrderFinder orders) {
        this.jdbc = jdbc;
        this.invoices = new InvoiceStore(jdbc);
        this.matches = new MatchStore(jdbc);
        this.orders = orders;
    }

    /** A page of documents of one kind, or of both. */
    public Page<InvoiceRow> page(Listing listing, Optional<Kind> kind, String after, int size, Actor by) {
        by.require(Authority.SEE_INVOICES);
        var key = listing.forward()
                ? PageKey.read(after, FIRST_DAY, PageKey.LOWEST)
                : PageKey.read(after, LAST_DAY, PageKey.HIGHEST);
        var creditNotes = kind.filter(Kind.CREDIT_NOTE::equals).isPresent();
        var statement = switch (listing) {
            case HELD -> jdbc.sql(creditNotes ? PAGE_HELD_CREDIT_NOTES : PAGE_HELD);
            case READY -> jdbc.sql(creditNotes ? PAGE_READY_CREDIT_NOTES : PAGE_READY);
            case ALL -> jdbc.sql(creditNotes ? PAGE_ALL_CREDIT_NOTES : PAGE_ALL);
            case PAID -> ended(creditNotes, Invoice.Ending.SETTLED);
            case REJECTED -> ended(creditNotes, Invoice.Ending.REJECTED);
        };
        var rows = statement
                .param("organization", by.organization().value())
                .param("kind", kind.map(Enum::name).orElse(""))
                .param("day", key.date(0))
                .param("id", key.id(1))
                .param("size", size + 1)
                .query((found, _) -> row(found))
                .list();
        return Page.of(
                rows, size, row -> PageKey.of(day(listing, row), row.id()).text());
    }

    private JdbcClient.StatementSpec ended(boolean creditNotes, Invoice.Ending ending) {
        return jdbc.sql(creditNotes ? PAGE_ENDED_CREDIT_NOTES : PAGE_ENDED).param("ending", ending.name());
    }

    private static LocalDate day(Listing listing, InvoiceRow row) {
        return switch (listing) {
            case HELD -> row.holdDueOn().orElse(LAST_DAY);
            case READY -> row.dueOn();
            case ALL, PAID, REJECTED -> row.capturedOn();
        };
    }

    /** How many are held, counted to 1,000. */
    public int held(Actor by) {
        by.require(Authority.SEE_INVOICES);
        return jdbc.sql(COUNT_HELD)
                .param("organization", by.organization().value())
                .query(Integer.class)
                .single();
    }

    /** One document that bills an order, without what holds it: that is for those who see every invoice. */
    public record Billed(
            InvoiceId id,
            Kind kind,
            String number,
            String documentNumber,
            InvoiceView.State state,
            LocalDate capturedOn,
            Money payable) {

        private static Billed of(InvoiceRow row) {
            return new Billed(
                    row.id(),
                    row.kind(),
                    row.number(),
                    row.documentNumber(),
                    row.state(),
                    row.capturedOn(),
                    row.payable());
        }
    }

    /** What billed an order, the newest first, at most 200; who was shown the order may know that it was billed. */
    public List<Billed> billing(PurchaseOrder shown, Actor by) {
        return rowsOf(shown.id(), by).stream().map(Billed::of).toList();
    }

    /** The documents that bill or name the order, the newest first, at most 200. */
    public List<InvoiceRow> ofOrder(OrderId order, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return rowsOf(order, by);
    }

    private List<InvoiceRow> rowsOf(OrderId order, Actor by) {
        return jdbc.sql(OF_ORDER)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .query((rows, _) -> row(rows))
                .list();
    }

    /** A document by our number. */
    public InvoiceView byNumber(String number, Actor by) {
        return invoice(findByNumber(number, by).orElseThrow(() -> new NotFound("invoice", number)), by);
    }

    public Optional<InvoiceId> findByNumber(String number, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query((rows, _) -> new InvoiceId(rows.getObject("id", UUID.class)))
                .optional();
    }

    /** A document beside its order lines, with what differs, what holds it and how each hold ends. */
    public InvoiceView invoice(InvoiceId id, Actor by) {
        by.require(Authority.SEE_INVOICES);
        var invoice =
                invoices.find(List.of(id), by).stream().findFirst().orElseThrow(() -> new NotFound("invoice", id));
        var run = matches.run(id, by);
        var differences =
                run.map(last -> matches.results(id, last.number(), by)).orElse(List.of());
        var linked = invoice.lines().stream()
                .flatMap(line -> line.link().stream())
                .map(Invoice.Link::line)
                .toList();
        var named = new LinkedHashMap<OrderId, PurchaseOrder>();
        orders.orders(orderIds(id, by), linked, by).forEach(order -> named.put(order.id(), order));
        return view(invoice, matches.holds(id, by), run, differences, named, by);
    }

    /** A document, what its last comparison came to, and its orders with at least those lines that it bills. */
    static InvoiceView view(
            Invoice invoice,
            List<Hold> holds,
            Optional<InvoiceView.Run> run,
            List<InvoiceView.Difference> differences,
            Map<OrderId, PurchaseOrder> orders,
            Actor by) {
        return new InvoiceView(
                invoice,
                InvoiceView.State.of(invoice.standing()),
                lines(invoice, orders, differences),
                holds,
                run,
                differences,
                orders.values().stream()
                        .map(order -> new InvoiceView.Order(
                                order.id(), order.number(), order.head().title()))
                        .toList(),
                actions(invoice, by));
    }

    private List<OrderId> orderIds(InvoiceId id, Actor by) {
        return jdbc.sql(ORDERS_OF)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> new OrderId(rows.getObject("order_id", UUID.class)))
                .list();
    }

    private static List<InvoiceView.Line> lines(
            Invoice invoice, Map<OrderId, PurchaseOrder> orders, List<InvoiceView.Difference> differences) {
        var byLine = differences.stream().collect(Collectors.groupingBy(InvoiceView.Difference::line));
        var lines = new ArrayList<InvoiceView.Line>();
        for (var line : invoice.lines()) {
            var ofLine = line.isGoods()
                    ? byLine.getOrDefault(line.said().number(), List.of())
                    : List.<InvoiceView.Difference>of();
            lines.add(
                    new InvoiceView.Line(line, line.link().map(link -> ordered(invoice, line, link, orders)), ofLine));
        }
        return lines;
    }

    private static InvoiceView.Ordered ordered(
            Invoice invoice, Invoice.Line line, Invoice.Link link, Map<OrderId, PurchaseOrder> orders) {
        var ordered = Objects.requireNonNull(orders.get(link.order())).line(link.line());
        var ledger = ordered.ledger();
        var standing = ledger.standing();
        var counts = invoice.standing().posted() && !invoice.isCredit();
        var invoiced = ledger.sums().netInvoiced().quantity();
        var own = ledger.counted(line.said().quantity(), line.said().net());
        var claimed = ledger.sums().of(FactKind.CLAIMED).quantity();
        return new InvoiceView.Ordered(
                link.name(),
                ordered.content().goods().description(),
                ordered.content().goods().unit(),
                standing.wanted(),
                ledger.price(),
                ledger.sums().of(FactKind.RECEIVED).quantity(),
                ledger.sums().of(FactKind.RETURNED).quantity(),
                counts ? invoiced.minus(own).orZero() : invoiced,
                line.claimed() ? claimed.minus(own).orZero() : claimed,
                ledger.sums().wanted().value());
    }

    /** What the reader may do now, by the life's table, the roles and how far the document has come. */
    static Set<InvoicePhase.Act> actions(Invoice invoice, Actor by) {
        var acts = EnumSet.noneOf(InvoicePhase.Act.class);
        for (var act : InvoicePhase.LIFE.open(invoice.standing().phase())) {
            var may = switch (act) {
                case LINK, REJECT, MATCH -> invoice.isHeld() && by.may(Authority.ENTER_INVOICES);
                case LIFT -> invoice.isHeld() && by.may(Authority.LIFT_HOLDS);
                case REVERSE ->
                    invoice.standing().posted()
                            && invoice.standing().settled().isZero()
                            && by.may(Authority.LIFT_HOLDS);
                case CHANGE, CAPTURE, DISCARD, PAY_IN_PART, SETTLE -> false;
            };
            if (may) {
                acts.add(act);
            }
        }
        return acts;
    }

    static InvoiceRow row(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        var standing = InvoiceRows.header(rows).standing();
        var reasons = rows.getString("hold_reasons");
        return new InvoiceRow(
                new InvoiceId(rows.getObject("id", UUID.class)),
                Kind.valueOf(rows.getString("kind")),
                rows.getString("number"),
                rows.getString("document_number"),
                new VendorId(rows.getObject("vendor_id", UUID.class)),
                rows.getString("vendor_name"),
                rows.getString("order_number"),
                rows.getObject("issued_on", LocalDate.class),
                rows.getObject("due_on", LocalDate.class),
                rows.getObject("captured_on", LocalDate.class),
                Columns.money(rows, "payable", currency),
                Columns.money(rows, "settled", currency),
                InvoiceView.State.of(standing),
                rows.getInt("holds"),
                reasons.isEmpty()
                        ? List.of()
                        : Arrays.stream(reasons.split(","))
                                .map(HoldReason::valueOf)
                                .toList(),
                rows.getString("hold_owner"),
                Optional.ofNullable(rows.getObject("hold_due_on", LocalDate.class)));
    }
}
