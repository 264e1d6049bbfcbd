package org.countersign.requisition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalFinder;
import org.countersign.identity.CostCentre;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.platform.Columns;
import org.countersign.platform.PageKey;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.DraftStore.Draft;
import org.countersign.requisition.RequisitionPhase.Act;
import org.countersign.requisition.RequisitionPhase.EndReason;
import org.countersign.requisition.RequisitionStore.Stored;
import org.countersign.requisition.RequisitionView.OrderRef;
import org.countersign.requisition.RequisitionView.Submitted;
import org.countersign.requisition.RequisitionView.Whereabouts;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists requisitions and shows one. Who sees the whole organisation sees all; the others what they asked for, are asked
 * about, or what a cost centre granted to them bears. Drafts are their author's.
 */
@Component
public class RequisitionFinder {

    /** Which requisitions a list shows: the actor's own, those that wait for a decision, or all that they may see. */
    public enum Listing {
        MINE,
        WAITING,
        ALL
    }

    static final String MINE = """
            select id, number, title, requester_name, vendor_names, currency, gross, home_currency, home_cost, phase,
                   end_reason, waiting_for, waiting_since, order_numbers, needed_by, submitted_on, revision
              from requisition.requisition
             where organization_id = :organization and requester_id = :account and (submitted_on, id) < (:on, :id)
             order by submitted_on desc, id desc
             limit :size
            """;
    static final String ALL = """
            select id, number, title, requester_name, vendor_names, currency, gross, home_currency, home_cost, phase,
                   end_reason, waiting_for, waiting_since, order_numbers, needed_by, submitted_on, revision
              from requisition.requisition
             where organization_id = :organization and (submitted_on, id) < (:on, :id)
             order by submitted_on desc, id desc
             limit :size
            """;
    static final String ALL_WAITING = """
            select id, number, title, requester_name, vendor_names, currency, gross, home_currency, home_cost, phase,
                   end_reason, waiting_for, waiting_since, order_numbers, needed_by, submitted_on, revision
              from requisition.requisition
             where organization_id = :organization and phase = 'IN_APPROVAL' and (submitted_on, id) < (:on, :id)
             order by submitted_on desc, id desc
             limit :size
            """;
    static final String SOME = """
            select r.id, r.number, r.title, r.requester_name, r.vendor_names, r.currency, r.gross, r.home_currency,
                   r.home_cost, r.phase, r.end_reason, r.waiting_for, r.waiting_since, r.order_numbers, r.needed_by,
                   r.submitted_on, r.revision
              from (select distinct a.ordered_on, a.document_id
                      from unnest(:subjects::uuid[]) as subject (id)
                     cross join lateral (
                            select ordered_on, document_id from identity.document_access
                             where organization_id = :organization and subject_id = subject.id and kind = 'requisition'
                               and (ordered_on, document_id) < (:on, :id)
                             order by ordered_on desc, document_id desc
                             limit :size) a
                     order by a.ordered_on desc, a.document_id desc
                     limit :size) seen
              join requisition.requisition r
                on r.organization_id = :organization and r.id = seen.document_id
             order by seen.ordered_on desc, seen.document_id desc
            """;
    static final String SOME_WAITING = """
            select r.id, r.number, r.title, r.requester_name, r.vendor_names, r.currency, r.gross, r.home_currency,
                   r.home_cost, r.phase, r.end_reason, r.waiting_for, r.waiting_since, r.order_numbers, r.needed_by,
                   r.submitted_on, r.revision
              from requisition.requisition r
             where r.organization_id = :organization and r.phase = 'IN_APPROVAL' and (r.submitted_on, r.id) < (:on, :id)
               and exists (select 1 from identity.document_access a
                            where a.organization_id = r.organization_id and a.subject_id = any(:subjects::uuid[])
                              and a.kind = 'requisition' and a.ordered_on = r.submitted_on and a.document_id = r.id)
             order by r.submitted_on desc, r.id desc
             limit :size
            """;
    static final String ONE = """
            select id, number, title, requester_name, vendor_names, currency, net, tax, gross, home_currency, home_cost, phase,
                   end_reason, waiting_for, waiting_since, order_numbers, needed_by, submitted_on, revision, submitted_at,
                   ended_at
              from requisition.requisition
             where organization_id = :organization and id = :id
            """;
    static final String BY_NUMBER = """
            select id from requisition.requisition where organization_id = :organization and number = :number
            """;
    static final String ORDERS = """
            select distinct order_id, order_number from requisition.need_cover
             where organization_id = :organization and requisition_id = :id
             order by order_number
            """;

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final OffsetDateTime NEVER = LAST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC);

    private final Pipeline jdbc;
    private final RequisitionStore requisitions;
    private final DraftStore drafts;
    private final ApprovalFinder approvals;
    private final DocumentAccess access;
    private final PeopleFinder people;
    private final Clock clock;

    public RequisitionFinder(
            Pipeline jdbc, ApprovalFinder approvals, DocumentAccess access, PeopleFinder people, Clock clock) {
        this.jdbc = jdbc;
        this.requisitions = new RequisitionStore(jdbc);
        this.drafts = new DraftStore(jdbc);
        this.approvals = approvals;
        this.access = access;
        this.people = people;
        this.clock = clock;
    }

    /** Requisitions that were submitted, the newest first. */
    public Page<RequisitionRow> page(Listing listing, String after, int size, Actor by) {
        by.require(Authority.SEE_PRICES);
        var key = PageKey.read(after, LAST_DAY, PageKey.HIGHEST);
        var statement = statement(listing, by)
                .param("organization", by.organization().value())
                .param("on", key.date(0))
                .param("id", key.id(1))
                .param("size", size + 1)
                .param("account", by.account().value())
                .param("subjects", DocumentAccess.subjects(by).toArray(UUID[]::new));
        return Page.of(
                statement.query((rows, _) -> row(rows)).list(),
                size,
                row -> PageKey.of(row.submittedOn(), row.id()).text());
    }

    /** What the actor is still writing, the last changed first. */
    public Page<DraftRow> drafts(String after, int size, Actor by) {
        var rows = drafts.page(PageKey.read(after, NEVER, PageKey.HIGHEST), size + 1, by);
        return Page.of(rows, size, row -> PageKey.of(row.updatedAt(), row.id()).text());
    }

    /** One requisition or draft, as whole as the actor may see it. */
    public RequisitionView requisition(RequisitionId id, Actor by) {
        by.require(Authority.SEE_PRICES);
        var draft = drafts.find(id, by);
        var known = requisitions.find(by.organization(), id);
        if (known.isEmpty()) {
            return view(draft.orElseThrow(() -> new NotFound("requisition", id)));
        }
        refuseUnseen(known.get().requisition(), by);
        return view(known.get(), draft, by);
    }

    /** The requisition of a number, where the actor may see it. */
    public RequisitionView requisition(String number, Actor by) {
        var id = jdbc.sql(BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("requisition", number));
        return requisition(new RequisitionId(id), by);
    }

    /** What was entered, of a draft of the actor's or a requisition that they may see. */
    RequisitionContent content(RequisitionId id, Actor by) {
        by.require(Authority.SEE_PRICES);
        var draft = drafts.find(id, by);
        if (draft.isPresent()) {
            return draft.get().content();
        }
        var requisition = requisitions
                .find(by.organization(), id)
                .orElseThrow(() -> new NotFound("requisition", id))
                .requisition();
        refuseUnseen(requisition, by);
        return requisitions.content(by.organization(), requisition);
    }

    void refuseUnseen(Requisition requisition, Actor by) {
        var sees = by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                || requisition.requester().equals(by.account())
                || access.sees(by, DocumentRef.of(RequisitionEvent.KIND, requisition.id()), requisition.submittedOn());
        if (!sees) {
            throw new NotFound("requisition", requisition.id());
        }
    }

    private JdbcClient.StatementSpec statement(Listing listing, Actor by) {
        var all = by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION);
        return switch (listing) {
            case MINE -> jdbc.sql(MINE);
            case WAITING -> all ? jdbc.sql(ALL_WAITING) : jdbc.sqlAsAsked(SOME_WAITING);
            case ALL -> jdbc.sql(all ? ALL : SOME);
        };
    }

    private static RequisitionView view(Draft draft) {
        return new RequisitionView(
                draft.id(),
                draft.version(),
                RequisitionPhase.DRAFT,
                draft.content(),
                Optional.empty(),
                List.copyOf(RequisitionPhase.LIFE.open(RequisitionPhase.DRAFT)));
    }

    private RequisitionView view(RequisitionStore.WithTerms known, Optional<Draft> draft, Actor by) {
        var requisition = known.requisition();
        return new RequisitionView(
                requisition.id(),
                draft.map(Draft::version).orElse(requisition.version()),
                requisition.phase(),
                draft.map(Draft::content).orElseGet(() -> requisitions.content(by.organization(), requisition)),
                Optional.of(submitted(known, by)),
                actions(requisition, by));
    }

    /** Deciding is open where the approval is, ordering follows by itself: what is left is the requester's. */
    private static List<Act> actions(Requisition requisition, Actor by) {
        return by.account().equals(requisition.requester()) && by.may(Authority.WRITE_REQUISITIONS)
                ? RequisitionPhase.LIFE.open(requisition.phase()).stream()
                        .filter(act -> act == Act.SUBMIT || act == Act.WITHDRAW)
                        .toList()
                : List.of();
    }

    private Submitted submitted(RequisitionStore.WithTerms known, Actor by) {
        var requisition = known.requisition();
        var terms = known.terms();
        var codes = people.snapshot(by.organization()).costCentres();
        var lines = requisitions.lines(by.organization(), requisition, terms.currency()).stream()
                .map(stored -> line(stored, terms.rate(), codes))
                .toList();
        var plans = approvals.ofDocument(DocumentRef.of(RequisitionEvent.KIND, requisition.id()), by);
        return bound(ONE, requisition.id(), by)
                .query((rows, _) -> new Submitted(
                        row(rows), terms, totals(rows), lines, plans, orders(requisition.id(), by), whereabouts(rows)))
                .single();
    }

    private List<OrderRef> orders(RequisitionId id, Actor by) {
        return bound(ORDERS, id, by)
                .query((rows, _) ->
                        new OrderRef(rows.getObject("order_id", UUID.class), rows.getString("order_number")))
                .list();
    }

    private static RequisitionView.LineView line(
            Stored stored, Terms.Rate rate, Map<CostCentreId, CostCentre> centres) {
        var line = stored.line();
        var parts = line.allocation().parts();
        var amounts = line.requested(rate);
        return new RequisitionView.LineView(
                line.id(),
                line.number(),
                line.goods().sku(),
                line.goods().description(),
                line.goods().category(),
                line.goods().unit(),
                stored.vendorName(),
                line.quantity(),
                stored.ordered(),
                line.price(),
                line.net(),
                line.neededBy(),
                IntStream.range(0, parts.size())
                        .mapToObj(k -> new RequisitionView.Borne(
                                Optional.ofNullable(centres.get(parts.get(k).costCentre()))
                                        .map(CostCentre::code)
                                        .orElse(""),
                                amounts.get(k)))
                        .toList());
    }

    private Whereabouts whereabouts(ResultSet rows) throws SQLException {
        var now = clock.instant();
        var since = instant(rows, "waiting_since");
        var end = instant(rows, "ended_at").orElse(now);
        var submitted = instant(rows, "submitted_at").orElse(now);
        return new Whereabouts(
                rows.getString("waiting_for"),
                since,
                since.map(at -> Duration.between(at, now)).orElse(Duration.ZERO),
                Duration.between(submitted, end));
    }

    private static Totals totals(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new Totals(
                Columns.money(rows, "net", currency),
                Columns.money(rows, "tax", currency),
                Columns.money(rows, "gross", currency),
                home(rows));
    }

    private static RequisitionRow row(ResultSet rows) throws SQLException {
        return new RequisitionRow(
                new RequisitionId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                rows.getString("title"),
                rows.getString("requester_name"),
                rows.getString("vendor_names"),
                Columns.money(rows, "gross", CurrencyUnit.of(rows.getString("currency"))),
                home(rows),
                RequisitionPhase.valueOf(rows.getString("phase")),
                Optional.ofNullable(rows.getString("end_reason")).map(EndReason::valueOf),
                rows.getString("waiting_for"),
                instant(rows, "waiting_since"),
                List.of((String[]) rows.getArray("order_numbers").getArray()),
                rows.getObject("needed_by", LocalDate.class),
                rows.getObject("submitted_on", LocalDate.class),
                rows.getInt("revision"));
    }

    private static Money home(ResultSet rows) throws SQLException {
        return Columns.money(rows, "home_cost", CurrencyUnit.of(rows.getString("home_currency")));
    }

    private static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private JdbcClient.StatementSpec bound(String sql, RequisitionId id, Actor by) {
        return jdbc.sql(sql).param("organization", by.organization().value()).param("id", id.value());
    }
}
