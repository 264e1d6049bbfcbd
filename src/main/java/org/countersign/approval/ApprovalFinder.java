package org.countersign.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.countersign.approval.Decision.Verdict;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.platform.Columns;
import org.countersign.platform.Hash;
import org.countersign.platform.PageKey;
import org.countersign.platform.Pipeline;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/** Reads approvals: what waits for a person, and a plan with what was decided. */
@Component
public class ApprovalFinder {

    static final String INBOX = """
            select p.id, p.subject_kind, p.subject_id, p.revision, p.number, p.title, p.requester_name, p.total, p.currency,
                   s.stage, s.rule_name, s.explanation, c.waiting_since
              from approval.approval_candidate c
              join approval.approval_plan p on (p.organization_id, p.id) = (c.organization_id, c.plan_id)
              join approval.approval_stage s
                on (s.organization_id, s.plan_id, s.stage) = (c.organization_id, c.plan_id, c.stage)
             where c.organization_id = :organization and c.account_id = :account and c.waiting
               and (c.waiting_since, c.plan_id) > (:since, :plan)
             order by c.waiting_since, c.plan_id
             limit :size
            """;
    static final String WAITING = """
            select count(*) from (
                select 1 from approval.approval_candidate
                 where organization_id = :organization and account_id = :account and waiting
                 limit :most) as waiting
            """;

    static final String DECIDED = """
            select p.id, p.number, p.revision, p.title, p.requester_name, p.total, p.currency, p.outcome,
                   d.verdict, d.comment, d.decided_at
              from approval.approval_decision d
              join approval.approval_plan p on (p.organization_id, p.id) = (d.organization_id, d.plan_id)
             where d.organization_id = :organization and d.approver_id = :account
               and (d.decided_at, d.plan_id) < (:decidedAt, :plan)
             order by d.decided_at desc, d.plan_id desc
             limit :size
            """;

    /** Counts stop here; beyond it a page says "more". */
    public static final int MOST_COUNTED = 1_000;

    private static final OffsetDateTime NEVER = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private final Pipeline jdbc;
    private final PlanStore plans;

    public ApprovalFinder(Pipeline jdbc) {
        this.jdbc = jdbc;
        this.plans = new PlanStore(jdbc);
    }

    /** What waits for the actor, the longest waiting first. */
    public Page<InboxRow> inbox(String after, int size, Actor by) {
        var key = PageKey.read(after, Instant.EPOCH, PageKey.LOWEST);
        var rows = jdbc.sql(INBOX)
                .param("organization", by.organization().value())
                .param("account", by.account().value())
                .param("since", key.time(0))
                .param("plan", key.id(1))
                .param("size", size + 1)
                .query((found, _) -> row(found))
                .list();
        return Page.of(
                rows, size, row -> PageKey.of(row.waitingSince(), row.id()).text());
    }

    /** What the actor decided, the latest first. */
    public Page<DecidedRow> decided(String after, int size, Actor by) {
        var key = PageKey.read(after, NEVER, PageKey.HIGHEST);
        var rows = jdbc.sql(DECIDED)
                .param("organization", by.organization().value())
                .param("account", by.account().value())
                .param("decidedAt", key.time(0))
                .param("plan", key.id(1))
                .param("size", size + 1)
                .query((found, _) -> decided(found))
                .list();
        return Page.of(rows, size, row -> PageKey.of(row.decidedAt(), row.id()).text());
    }

    /** How many documents wait for the actor, counted up to {@link #MOST_COUNTED}. */
    public int waiting(Actor by) {
        return jdbc.sql(WAITING)
                .param("organization", by.organization().value())
                .param("account", by.account().value())
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    /** A plan that the actor is asked in or asked for, or any for who sees the whole organisation; it names the total. */
    public PlanView plan(PlanId id, Actor by) {
        by.require(Authority.SEE_PRICES);
        if (plans.findFor(id, by).isEmpty()) {
            throw new NotFound("approval", id);
        }
        return view(plans.plan(by.organization(), id), by);
    }

    /** The plans of a document, the latest first; only for its module, which has judged that the actor may see it. */
    public List<PlanView> ofDocument(DocumentRef subject, Actor by) {
        return plans.ofSubject(by.organization(), subject).stream()
                .map(kept -> view(kept, by))
                .toList();
    }

    private static PlanView view(KeptPlan kept, Actor by) {
        var progress = kept.progress();
        var open = kept.course().outcome() == ApprovalPhase.OPEN;
        return new PlanView(
                kept.id(),
                about(kept.about()),
                kept.course().outcome(),
                kept.plan().policyVersion(),
                IntStream.range(0, kept.plan().stages().size())
                        .mapToObj(index -> stage(index, kept, progress, open))
                        .toList(),
                open
                        ? progress.waitingFor().stream()
                                .map(Plan.Candidate::name)
                                .distinct()
                                .toList()
                        : List.of(),
                kept.course().waitingSince(),
                kept.course().openedAt(),
                kept.course().finishedAt(),
                open && by.may(Authority.DECIDE_APPROVALS) && progress.mayDecide(by.account())
                        ? List.of(Verdict.values())
                        : List.of());
    }

    private static PlanView.About about(KeptPlan.About about) {
        return new PlanView.About(
                about.subject(),
                about.revision(),
                about.number(),
                about.title(),
                about.requester(),
                about.requesterName(),
                about.total(),
                Hash.hex(about.contentHash()));
    }

    private static PlanView.StageView stage(int index, KeptPlan kept, PlanProgress progress, boolean open) {
        var stage = kept.plan().stages().get(index);
        return new PlanView.StageView(
                index + 1,
                stage.order(),
                stage.needed(),
                progress.given(stage),
                open && progress.open().contains(stage),
                stage.people(),
                stage.ruleName(),
                stage.explanation(),
                stage.notes(),
                kept.course().decisions().stream()
                        .filter(taken -> taken.stage() == index + 1)
                        .map(taken -> new PlanView.DecisionView(
                                taken.decision().by(),
                                taken.approver(),
                                taken.decision().verdict(),
                                taken.decision().comment(),
                                taken.at()))
                        .toList());
    }

    private static DecidedRow decided(ResultSet rows) throws SQLException {
        return new DecidedRow(
                new PlanId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                rows.getInt("revision"),
                rows.getString("title"),
                rows.getString("requester_name"),
                Columns.money(rows, "total", CurrencyUnit.of(rows.getString("currency"))),
                Verdict.valueOf(rows.getString("verdict")),
                rows.getString("comment"),
                rows.getObject("decided_at", OffsetDateTime.class).toInstant(),
                ApprovalPhase.valueOf(rows.getString("outcome")));
    }

    private static InboxRow row(ResultSet rows) throws SQLException {
        return new InboxRow(
                new PlanId(rows.getObject("id", UUID.class)),
                new DocumentRef(rows.getString("subject_kind"), rows.getObject("subject_id", UUID.class)),
                rows.getInt("revision"),
                rows.getString("number"),
                rows.getString("title"),
                rows.getString("requester_name"),
                Columns.money(rows, "total", CurrencyUnit.of(rows.getString("currency"))),
                rows.getInt("stage"),
                rows.getString("rule_name"),
                rows.getString("explanation"),
                rows.getObject("waiting_since", OffsetDateTime.class).toInstant());
    }
}
