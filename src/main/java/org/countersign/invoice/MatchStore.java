package org.countersign.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.invoice.match.HoldReason;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Role;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.countersign.tolerance.Measure;
import org.jspecify.annotations.Nullable;

/** The SQL of comparisons and of the holds that come of them. */
class MatchStore {

    static final String KEEP_RUN = """
            with run as (
                insert into invoice.match_run (organization_id, invoice_id, run, run_at, tolerances, outcome, lines_compared,
                       lines_matched)
                values (:organization, :invoice, :run, :at, :tolerances, :outcome, :compared, :matched))
            update invoice.invoice
               set tax_difference = :taxDifference, rounding_difference = :roundingDifference, match_run = :run,
                   lines_compared = :compared, lines_matched = :matched, holds = :holds, hold_reasons = :reasons,
                   hold_owner = :owner, hold_due_on = :dueOn
             where organization_id = :organization and id = :invoice
            """;
    static final String NOTHING_HOLDS = """
            update invoice.invoice set holds = 0, hold_reasons = '', hold_owner = '', hold_due_on = null
             where organization_id = :organization and id = :invoice
            """;
    static final String INSERT_RESULTS = """
            insert into invoice.match_result (organization_id, invoice_id, run, place, line, reason, measure, expected, actual,
                   allowed, rule, outcome, words)
            select :organization, :invoice, :run, u.place, u.line, u.reason, u.measure, u.expected, u.actual, u.allowed, u.rule,
                   u.outcome, u.words
              from jsonb_to_recordset(:rows::jsonb) as u (place int, line text, reason text, measure text, expected numeric,
                   actual numeric, allowed text, rule text, outcome text, words text)
            """;
    static final String RESULTS = """
            select r.line, r.reason, r.measure, r.expected, r.actual, r.allowed, r.rule, r.outcome, r.words
              from invoice.match_result r
             where r.organization_id = :organization and r.invoice_id = :invoice and r.run = :run
             order by r.place
            """;
    static final String RUN = """
            select run, run_at, tolerances, outcome, lines_compared, lines_matched from invoice.match_run
             where organization_id = :organization and invoice_id = :invoice
             order by run desc
             limit 1
            """;
    static final String HOLDS = """
            select h.* from invoice.invoice_hold h
             where h.organization_id = :organization and h.invoice_id = :invoice and h.gone_at is null
             order by h.opened_at, h.id
            """;
    static final String INSERT_HOLDS = """
            insert into invoice.invoice_hold (organization_id, invoice_id, id, line, reason, measure, expected, actual, allowed,
                   rule, owner_role, owner_id, owner_name, way_out, opened_at, due_on)
            select :organization, :invoice, u.id, u.line, u.reason, u.measure, u.expected, u.actual, u.allowed, u.rule,
                   u.owner_role, u.owner_id, u.owner_name, u.way_out, u.opened_at, u.due_on
              from jsonb_to_recordset(:rows::jsonb) as u (id uuid, line text, reason text, measure text, expected numeric,
                   actual numeric, allowed text, rule text, owner_role text, owner_id uuid, owner_name text, way_out text,
                   opened_at timestamptz, due_on date)
            """;
    static final String HOLDS_GONE = """
            update invoice.invoice_hold set gone_at = :at
             where organization_id = :organization and invoice_id = :invoice and id = any(:ids)
               and lifted_at is null and gone_at is null
            """;
    static final String LIFT = """
            update invoice.invoice_hold set lifted_at = :at, lifted_by = :by, lifted_by_name = :byName, why = :why
             where organization_id = :organization and invoice_id = :invoice and id = :id
               and lifted_at is null and gone_at is null
            """;

    private final Pipeline jdbc;

    MatchStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    private record ResultRow(
            int place,
            String line,
            HoldReason reason,
            @Nullable Measure measure,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual,
            @Nullable String allowed,
            String rule,
            InvoiceView.Outcome outcome,
            String words) {}

    /** Keeps a comparison, and what lists show of it and of the holds that are open after it. */
    void keepRun(InvoiceId id, Run run, List<Hold> open, Actor by) {
        var nearest = open.stream().min(Comparator.comparing(Hold::dueOn));
        jdbc.later(KEEP_RUN)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .param("run", run.number())
                .param("at", Params.column(run.at()))
                .param("tolerances", run.tolerances())
                .param("outcome", run.result().name())
                .param("compared", run.compared())
                .param("matched", run.matched())
                .param("taxDifference", run.differences().tax().getAmount())
                .param("roundingDifference", run.differences().rounding().getAmount())
                .param("holds", open.size())
                .param(
                        "reasons",
                        open.stream()
                                .map(hold -> hold.reason().code())
                                .distinct()
                                .collect(Collectors.joining(",")))
                .param("owner", nearest.map(hold -> hold.owner().role().word()).orElse(""))
                .param("dueOn", nearest.map(Hold::dueOn).orElse(null))
                .write();
        insertResults(id, run, by);
    }

    private void insertResults(InvoiceId id, Run run, Actor by) {
        if (run.results().isEmpty()) {
            return;
        }
        var rows = new ArrayList<ResultRow>();
        for (var result : run.results()) {
            var figures = result.hold().figures();
            rows.add(new ResultRow(
                    rows.size() + 1,
                    result.hold().line(),
                    result.hold().reason(),
                    figures.map(Hold.Figures::measure).orElse(null),
                    figures.map(Hold.Figures::expected).orElse(null),
                    figures.map(Hold.Figures::actual).orElse(null),
                    figures.map(Hold.Figures::allowed).orElse(null),
                    result.hold().rule(),
                    result.outcome(),
                    result.hold().wayOut()));
        }
        jdbc.later(INSERT_RESULTS)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .param("run", run.number())
                .param("rows", Params.rows(rows))
                .write();
    }

    int lastRun(InvoiceId id, Actor by) {
        return run(id, by).map(InvoiceView.Run::number).orElse(0);
    }

    Optional<InvoiceView.Run> run(InvoiceId id, Actor by) {
        return jdbc.sql(RUN)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .query((rows, _) -> new InvoiceView.Run(
                        rows.getInt("run"),
                        rows.getObject("run_at", OffsetDateTime.class).toInstant(),
                        rows.getString("tolerances"),
                        InvoiceView.Result.valueOf(rows.getString("outcome")),
                        rows.getInt("lines_compared"),
                        rows.getInt("lines_matched")))
                .optional();
    }

    List<InvoiceView.Difference> results(InvoiceId id, int run, Actor by) {
        return jdbc.sql(RESULTS)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .param("run", run)
                .query((rows, _) -> new InvoiceView.Difference(
                        rows.getString("line"),
                        HoldReason.valueOf(rows.getString("reason")),
                        figures(rows),
                        rows.getString("rule"),
                        InvoiceView.Outcome.valueOf(rows.getString("outcome")),
                        rows.getString("words")))
                .list();
    }

    /** The holds that stand, open or lifted; not those that are gone. */
    List<Hold> holds(InvoiceId id, Actor by) {
        return jdbc.sql(HOLDS)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .query((rows, _) -> hold(rows))
                .list();
    }

    private record HoldRow(
            HoldId id,
            String line,
            HoldReason reason,
            @Nullable Measure measure,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual,
            @Nullable String allowed,
            String rule,
            Role ownerRole,
            @Nullable AccountId ownerId,
            String ownerName,
            String wayOut,
            Instant openedAt,
            LocalDate dueOn) {

        static HoldRow of(Hold hold) {
            var figures = hold.figures();
            return new HoldRow(
                    hold.id(),
                    hold.line(),
                    hold.reason(),
                    figures.map(Hold.Figures::measure).orElse(null),
                    figures.map(Hold.Figures::expected).orElse(null),
                    figures.map(Hold.Figures::actual).orElse(null),
                    figures.map(Hold.Figures::allowed).orElse(null),
                    hold.rule(),
                    hold.owner().role(),
                    hold.owner().account().orElse(null),
                    hold.owner().name(),
                    hold.wayOut(),
                    hold.openedAt(),
                    hold.dueOn());
        }
    }

    void insertHolds(InvoiceId id, List<Hold> holds, Actor by) {
        if (!holds.isEmpty()) {
            jdbc.later(INSERT_HOLDS)
                    .param("organization", by.organization().value())
                    .param("invoice", id.value())
                    .param("rows", Params.rows(holds.stream().map(HoldRow::of).toList()))
                    .write();
        }
    }

    void holdsGone(InvoiceId id, List<Hold> holds, Instant now, Actor by) {
        if (!holds.isEmpty()) {
            jdbc.later(HOLDS_GONE)
                    .param("organization", by.organization().value())
                    .param("invoice", id.value())
                    .param("ids", holds.stream().map(hold -> hold.id().value()).toArray(UUID[]::new))
                    .param("at", Params.column(now))
                    .write();
        }
    }

    /** The document ended: lists show no hold of it any more. */
    void nothingHolds(InvoiceId id, Actor by) {
        jdbc.later(NOTHING_HOLDS)
                .param("organization", by.organization().value())
                .param("invoice", id.value())
                .write();
    }

    boolean lift(InvoiceId id, HoldId hold, String why, Instant now, Actor by) {
        return jdbc.sql(LIFT)
                        .param("organization", by.organization().value())
                        .param("invoice", id.value())
                        .param("id", hold.value())
                        .param("at", Params.column(now))
                        .param("by", by.account().value())
                        .param("byName", by.name())
                        .param("why", why)
                        .update()
                == 1;
    }

    private static Hold hold(ResultSet rows) throws SQLException {
        var lifted = rows.getObject("lifted_at", OffsetDateTime.class);
        return new Hold(
                new HoldId(rows.getObject("id", UUID.class)),
                HoldReason.valueOf(rows.getString("reason")),
                rows.getString("line"),
                figures(rows),
                rows.getString("rule"),
                new Hold.Owner(
                        Role.valueOf(rows.getString("owner_role")),
                        Optional.ofNullable(rows.getObject("owner_id", UUID.class))
                                .map(AccountId::new),
                        rows.getString("owner_name")),
                rows.getString("way_out"),
                rows.getObject("opened_at", OffsetDateTime.class).toInstant(),
                rows.getObject("due_on", LocalDate.class),
                lifted == null
                        ? Optional.empty()
                        : Optional.of(new Hold.Lifting(
                                lifted.toInstant(),
                                new AccountId(rows.getObject("lifted_by", UUID.class)),
                                rows.getString("lifted_by_name"),
                                rows.getString("why"))));
    }

    private static Optional<Hold.Figures> figures(ResultSet rows) throws SQLException {
        var measure = rows.getString("measure");
        return measure == null
                ? Optional.empty()
                : Optional.of(new Hold.Figures(
                        Measure.valueOf(measure),
                        plain(rows.getBigDecimal("expected")),
                        plain(rows.getBigDecimal("actual")),
                        rows.getString("allowed")));
    }

    private static BigDecimal plain(BigDecimal number) {
        return InvoiceRows.plain(number);
    }
}
