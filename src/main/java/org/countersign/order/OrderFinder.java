package org.countersign.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.countersign.identity.DocumentAccess;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.platform.PageKey;
import org.countersign.vendor.VendorId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads orders. Those who see the whole organisation ask the orders; the others ask through what they may see. Both go on
 * by key, newest first, one index range a page.
 */
@Component
public class OrderFinder {

    /** The answers a list of orders can give. */
    public enum Listing {
        OPEN("Open"),
        TO_SEND("To send"),
        UNANSWERED("Not acknowledged"),
        TO_RECEIVE("To receive"),
        LATE("Late"),
        CREDIT_EXPECTED("Credit expected"),
        ENDED("Closed"),
        ALL("All");

        private final String words;

        Listing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static final String PAGE_OPEN = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_ALL = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_ENDED = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'ENDED' and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_TO_SEND = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and o.duty = 'SEND'
               and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_UNANSWERED = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN'
               and o.answer in ('NONE', 'CHANGES_PROPOSED', 'REJECTED') and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_TO_RECEIVE = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and o.lines_to_receive > 0
               and (o.needed_by, o.id) > (:orderedOn, :id)
             order by o.needed_by, o.id
             limit :size
            """;
    static final String PAGE_LATE = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and o.lines_to_receive > 0
               and o.needed_by < :today and (o.needed_by, o.id) > (:orderedOn, :id)
             order by o.needed_by, o.id
             limit :size
            """;
    static final String PAGE_CREDIT_EXPECTED = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.lines_credit_expected > 0
               and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_OF_VENDOR = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.vendor_id = :vendor and (o.ordered_on, o.id) < (:orderedOn, :id)
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String PAGE_BY_ACCESS = """
            select o.* from (
                select distinct a.ordered_on, a.document_id
                  from unnest(:subjects::uuid[]) as s (id)
                 cross join lateral (
                    select d.ordered_on, d.document_id from identity.document_access d
                     where d.organization_id = :organization and d.subject_id = s.id and d.kind = 'order'
                       and (d.ordered_on, d.document_id) < (:orderedOn, :id)
                     order by d.ordered_on desc, d.document_id desc
                     limit :size) a
                 order by a.ordered_on desc, a.document_id desc
                 limit :size) seen
              join ordering.purchase_order o on o.organization_id = :organization and o.id = seen.document_id
             order by o.ordered_on desc, o.id desc
            """;
    static final String SEARCH = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization
               and o.id = any(array(select w.order_id from ordering.orders_with(:query, :size) w))
             order by o.ordered_on desc, o.id desc
            """;
    static final String SEARCH_BY_ACCESS = """
            select o.* from ordering.purchase_order o
             cross join lateral (
                   select 1 from identity.document_access a
                    where a.organization_id = :organization and a.subject_id = any(:subjects::uuid[]) and a.kind = 'order'
                      and a.ordered_on = o.ordered_on and a.document_id = o.id
                    limit 1) seen
             where o.organization_id = :organization
               and o.id = any(array(select w.order_id from ordering.orders_with(:query, 200) w))
             order by o.ordered_on desc, o.id desc
             limit :size
            """;
    static final String BY_NUMBER = """
            select o.id from ordering.purchase_order o where o.organization_id = :organization and o.number = :number
            """;
    static final String OF_REQUISITION = """
            select o.* from ordering.purchase_order o
             where o.organization_id = :organization and o.requisition_id = :requisition
             order by o.number
             limit 200
            """;
    static final String COUNT_TO_RECEIVE = """
            select count(*) from (select 1 from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and o.lines_to_receive > 0 limit 1001) counted
            """;
    static final String COUNT_OPEN = """
            select count(*) from (select 1 from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' limit 1001) counted
            """;

    static final String COUNT_TO_SEND = """
            select count(*) from (select 1 from ordering.purchase_order o
             where o.organization_id = :organization and o.phase = 'OPEN' and o.duty = 'SEND' limit 1001) counted
            """;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final OrderStore orders;
    private final RevisionStore revisions;
    private final AnswerStore answers;
    private final DocumentAccess access;

    OrderFinder(
            JdbcClient jdbc, OrderStore orders, RevisionStore revisions, AnswerStore answers, DocumentAccess access) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.revisions = revisions;
        this.answers = answers;
        this.access = access;
    }

    /** A page of the listing, as far as the actor may see; {@code today} is the business date that lateness is judged by. */
    public Page<OrderRow> page(Listing listing, String after, int size, LocalDate today, Actor by) {
        if (!by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)) {
            return byAccess(listing, after, size, today, by);
        }
        return switch (listing) {
            case OPEN -> newestFirst(PAGE_OPEN, after, size, by, none());
            case TO_SEND -> newestFirst(PAGE_TO_SEND, after, size, by, none());
            case UNANSWERED -> newestFirst(PAGE_UNANSWERED, after, size, by, none());
            case CREDIT_EXPECTED -> newestFirst(PAGE_CREDIT_EXPECTED, after, size, by, none());
            case ENDED -> newestFirst(PAGE_ENDED, after, size, by, none());
            case ALL -> newestFirst(PAGE_ALL, after, size, by, none());
            case TO_RECEIVE -> soonestFirst(PAGE_TO_RECEIVE, after, size, by, none());
            case LATE -> soonestFirst(PAGE_LATE, after, size, by, sql -> sql.param("today", today));
        };
    }

    public Page<OrderRow> ofVendor(VendorId vendor, String after, int size, Actor by) {
        by.require(Authority.SEE_WHOLE_ORGANIZATION);
        return newestFirst(PAGE_OF_VENDOR, after, size, by, sql -> sql.param("vendor", vendor.value()));
    }

    /** The newest orders with all of the words, by the beginnings of words; at most 200. */
    public List<OrderRow> search(String text, int size, Actor by) {
        var query = prefixes(text);
        if (query.isEmpty()) {
            return List.of();
        }
        var search = by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                ? jdbc.sql(SEARCH)
                : jdbc.sql(SEARCH_BY_ACCESS)
                        .param("subjects", DocumentAccess.subjects(by).toArray(UUID[]::new));
        return search.param("organization", by.organization().value())
                .param("query", query)
                .param("size", size)
                .query((rows, _) -> row(rows))
                .list();
    }

    /** The order by its number; NotFound also when the actor may not see it. */
    public OrderView byNumber(String number, Actor by) {
        return jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query(UUID.class)
                .optional()
                .map(id -> order(new OrderId(id), by))
                .orElseThrow(() -> new NotFound("order", number));
    }

    /** The order's id by its number, for documents that name it; empty when there is none. */
    public Optional<OrderId> findByNumber(String number, Actor by) {
        return jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query(UUID.class)
                .optional()
                .map(OrderId::new);
    }

    public OrderView order(OrderId id, Actor by) {
        var order = orders.find(List.of(id), new OrderStore.Lines.All(), by).stream()
                .findFirst()
                .filter(found -> sees(by, found.id(), found.head().orderedOn()))
                .orElseThrow(() -> new NotFound("order", id));
        return new OrderView(order, revisions.of(id, order.head().currency(), by), answers.of(id, by));
    }

    public List<OrderRow> ofRequisition(UUID requisition, Actor by) {
        return jdbc.sql(OF_REQUISITION)
                .param("organization", by.organization().value())
                .param("requisition", requisition)
                .query((rows, _) -> row(rows))
                .list();
    }

    /** The lines of a revision as they were, for ever. */
    public List<Line.Content> revision(OrderId id, int revision, Actor by) {
        order(id, by);
        return revisions.contents(id, revision, by);
    }

    /** Orders that documents bill, with these of their lines, for whoever sees invoices; one that is not there is missing. */
    public List<PurchaseOrder> orders(Collection<OrderId> ids, Collection<OrderLineId> lines, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return orders.find(ids, new OrderStore.Lines.These(lines), by);
    }

    /** The same with all their lines, to choose from. */
    public List<PurchaseOrder> orders(Collection<OrderId> ids, Actor by) {
        by.require(Authority.SEE_INVOICES);
        return orders.find(ids, new OrderStore.Lines.All(), by);
    }

    /** How many orders wait for goods, counted to 1,000. */
    public int toReceive(Actor by) {
        return count(COUNT_TO_RECEIVE, by);
    }

    /** How many orders wait to be handed to their vendor, counted to 1,000. */
    public int toSend(Actor by) {
        return count(COUNT_TO_SEND, by);
    }

    public int open(Actor by) {
        return count(COUNT_OPEN, by);
    }

    private int count(String sql, Actor by) {
        return jdbc.sql(sql)
                .param("organization", by.organization().value())
                .query(Integer.class)
                .single();
    }

    private boolean sees(Actor by, OrderId id, LocalDate orderedOn) {
        return by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                || access.sees(by, DocumentRef.of("order", id), orderedOn);
    }

    /**
     * What an actor with a narrower view sees, newest first; the listing is kept by reading on, at most ten times. All
     * orders are read as asked; of a listing twice as many at first, since most keep most rows.
     */
    private Page<OrderRow> byAccess(Listing listing, String after, int size, LocalDate today, Actor by) {
        var kept = new ArrayList<OrderRow>();
        var key = after;
        var first = listing == Listing.ALL ? size + 1 : 2 * size;
        for (var round = 0; round < 10 && kept.size() <= size; round++) {
            var page = newestFirst(
                    PAGE_BY_ACCESS,
                    key,
                    round == 0 ? Math.min(first, Page.LARGEST) : Page.LARGEST,
                    by,
                    sql -> sql.param("subjects", DocumentAccess.subjects(by).toArray(UUID[]::new)));
            page.rows().stream().filter(row -> row.isIn(listing, today)).forEach(kept::add);
            if (page.next().isEmpty()) {
                break;
            }
            key = page.next().orElseThrow();
        }
        return Page.of(kept.subList(0, Math.min(kept.size(), size + 1)), size, OrderFinder::key);
    }

    private Page<OrderRow> newestFirst(
            String sql, String after, int size, Actor by, UnaryOperator<JdbcClient.StatementSpec> more) {
        return page(sql, PageKey.read(after, LAST_DAY, PageKey.HIGHEST), size, by, more, OrderFinder::key);
    }

    private Page<OrderRow> soonestFirst(
            String sql, String after, int size, Actor by, UnaryOperator<JdbcClient.StatementSpec> more) {
        return page(
                sql,
                PageKey.read(after, FIRST_DAY, PageKey.LOWEST),
                size,
                by,
                more,
                row -> PageKey.of(row.neededBy(), row.id()).text());
    }

    private Page<OrderRow> page(
            String sql,
            PageKey from,
            int size,
            Actor by,
            UnaryOperator<JdbcClient.StatementSpec> more,
            Function<OrderRow, String> key) {
        var rows = more.apply(jdbc.sql(sql)
                        .param("organization", by.organization().value())
                        .param("orderedOn", from.date(0))
                        .param("id", from.id(1))
                        .param("size", size + 1))
                .query((found, _) -> row(found))
                .list();
        return Page.of(rows, size, key);
    }

    private static String key(OrderRow row) {
        return PageKey.of(row.orderedOn(), row.id()).text();
    }

    private static UnaryOperator<JdbcClient.StatementSpec> none() {
        return UnaryOperator.identity();
    }

    /** The words as a query of prefixes, all of which must be there; punctuation only separates. */
    private static String prefixes(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(8)
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
    }

    static OrderRow row(ResultSet rows) throws SQLException {
        return OrderRow.of(OrderRows.header(rows));
    }
}
