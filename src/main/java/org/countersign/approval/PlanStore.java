package org.countersign.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.Plan.Candidate;
import org.countersign.approval.Plan.Stage;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Columns;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of plans: a plan's rows are added once; what changes is how far it is and for whom it waits. */
class PlanStore {

    static final String ADD = """
            with plan as (
                insert into approval.approval_plan
                       (organization_id, id, subject_kind, subject_id, revision, number, title, content_hash, requested_by,
                        requester_name, barred, policy_version, total, currency, outcome, opened_at, finished_at)
                values (:organization, :plan, :subjectKind, :subject, :revision, :number, :title, :contentHash, :requester,
                        :requesterName, :barred, :policyVersion, :total, :currency, :outcome, :now, :finishedAt)),
            stages as (
                insert into approval.approval_stage
                       (organization_id, plan_id, stage, stage_order, needed, rule_number, rule_name, explanation, notes)
                select :organization, :plan, s.stage, s.stage_order, s.needed, s.rule_number, s.rule_name, s.explanation, s.notes
                  from jsonb_to_recordset(:stages::jsonb) as s (stage int, stage_order int, needed int, rule_number int,
                       rule_name text, explanation text, notes text[]))
            insert into approval.approval_candidate
                   (organization_id, plan_id, stage, account_id, name, place, waiting, waiting_since)
            select :organization, :plan, c.stage, c.account_id, c.name, c.place, c.waiting, :now
              from jsonb_to_recordset(:candidates::jsonb) as c (stage int, account_id uuid, name text, place int,
                   waiting boolean)
            """;
    static final String FIND_OPEN_TO_ALL = """
            select subject_kind, subject_id from approval.approval_plan
             where organization_id = :organization and id = :plan
            """;
    static final String FIND_OPEN_TO_SOME = """
            select p.subject_kind, p.subject_id from approval.approval_plan p
             where p.organization_id = :organization and p.id = :plan
               and (p.requested_by = :account
                    or exists (select 1 from approval.approval_candidate c
                                where c.organization_id = p.organization_id and c.account_id = :account
                                  and c.plan_id = p.id))
            """;
    static final String LOCK = """
            select id, subject_kind, subject_id, revision, number, title, content_hash, requested_by, requester_name,
                   barred, policy_version, total, currency, outcome, opened_at, finished_at
              from approval.approval_plan
             where organization_id = :organization and id = any(:plans::uuid[])
               for no key update
            """;
    static final String OF_SUBJECT = """
            select id from approval.approval_plan
             where organization_id = :organization and subject_kind = :kind and subject_id = :subject
             order by revision desc
             limit 100
            """;
    static final String PLANS = """
            select id, subject_kind, subject_id, revision, number, title, content_hash, requested_by, requester_name,
                   barred, policy_version, total, currency, outcome, opened_at, finished_at
              from approval.approval_plan
             where organization_id = :organization and id = any(:plans::uuid[])
             order by revision desc, id
            """;
    static final String ASKED = """
            select s.plan_id, s.stage, s.stage_order, s.needed, s.rule_number, s.rule_name, s.explanation, s.notes,
                   c.account_id, c.name, c.waiting, c.waiting_since
              from approval.approval_stage s
              left join approval.approval_candidate c
                on c.organization_id = :organization and c.plan_id = any(:plans::uuid[])
               and (c.plan_id, c.stage) = (s.plan_id, s.stage)
             where s.organization_id = :organization and s.plan_id = any(:plans::uuid[])
             order by s.plan_id, s.stage, c.place
            """;
    static final String DECISIONS = """
            select plan_id, stage, approver_id, approver_name, on_behalf_of, verdict, comment, decided_at
              from approval.approval_decision
             where organization_id = :organization and plan_id = any(:plans::uuid[])
             order by decided_at, stage, approver_id
            """;
    static final String ADD_DECISION = """
            insert into approval.approval_decision
                   (organization_id, plan_id, stage, approver_id, approver_name, on_behalf_of, content_hash, requested_by,
                    verdict, comment, decided_at)
            values (:organization, :plan, :stage, :approver, :approverName, :approver, :contentHash, :requester,
                    :verdict, :comment, :now)
            """;
    static final String MOVE_ON = """
            with given as (
                update approval.approval_stage set given = given + 1
                 where organization_id = :organization and plan_id = :plan and stage = any(:given::int[]) and given < needed
                returning stage),
            waiting as (
                update approval.approval_candidate c
                   set waiting = w.account_id is not null,
                       waiting_since =
                           case when w.account_id is not null and not c.waiting then :now else c.waiting_since end
                  from approval.approval_candidate k
                  left join unnest(:stages::int[], :accounts::uuid[]) as w (stage, account_id)
                    on (w.stage, w.account_id) = (k.stage, k.account_id)
                 where k.organization_id = :organization and k.plan_id = :plan and k.waiting <> (w.account_id is not null)
                   and (c.organization_id, c.plan_id, c.stage, c.account_id)
                       = (k.organization_id, k.plan_id, k.stage, k.account_id)),
            finished as (
                update approval.approval_plan set outcome = :outcome, finished_at = :now
                 where organization_id = :organization and id = :plan and outcome = 'OPEN' and :outcome <> 'OPEN'
                returning id)
            select (select count(*) from given) as given, (select count(*) from finished) as finished
            """;

    private final Pipeline jdbc;

    PlanStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** A stage that asks a person now; where several side by side do, the first of them. */
    record Wait(int stage, AccountId account) {}

    static List<Wait> waits(PlanProgress progress) {
        var stages = progress.plan().stages();
        var open = progress.open();
        return progress.waitingFor().stream()
                .map(Candidate::account)
                .distinct()
                .map(person -> new Wait(firstAsking(person, stages, open), person))
                .toList();
    }

    private static int firstAsking(AccountId person, List<Stage> stages, List<Stage> open) {
        return IntStream.range(0, stages.size())
                        .filter(index -> open.contains(stages.get(index))
                                && stages.get(index).asks(person))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }

    record StageRow(
            int stage,
            int stageOrder,
            int needed,
            int ruleNumber,
            String ruleName,
            String explanation,
            List<String> notes) {}

    record CandidateRow(int stage, AccountId accountId, String name, int place, boolean waiting) {}

    void add(
            OrganizationId organization,
            PlanId id,
            KeptPlan.About about,
            Set<AccountId> barred,
            Plan plan,
            ApprovalPhase outcome,
            Instant now) {
        var stages = plan.stages();
        var waits = plan.approvedByPolicy() ? List.<Wait>of() : waits(PlanProgress.start(plan, barred));
        jdbc.later(ADD)
                .param("organization", organization.value())
                .param("plan", id.value())
                .param("subjectKind", about.subject().kind())
                .param("subject", about.subject().id())
                .param("revision", about.revision())
                .param("number", about.number())
                .param("title", about.title())
                .param("contentHash", about.contentHash())
                .param("requester", about.requester().value())
                .param("requesterName", about.requesterName())
                .param("barred", barred.stream().map(AccountId::value).toArray(UUID[]::new))
                .param("policyVersion", plan.policyVersion())
                .param("total", about.total().getAmount())
                .param("currency", about.total().getCurrencyUnit().getCode())
                .param("outcome", outcome.name())
                .param("now", Params.column(now))
                .param("finishedAt", outcome == ApprovalPhase.OPEN ? null : Params.column(now))
                .param(
                        "stages",
                        Params.rows(IntStream.range(0, stages.size())
                                .mapToObj(index -> row(index + 1, stages.get(index)))
                                .toList()))
                .param(
                        "candidates",
                        Params.rows(IntStream.range(0, stages.size())
                                .boxed()
                                .flatMap(index -> rows(index + 1, stages.get(index), waits))
                                .toList()))
                .write();
    }

    private static StageRow row(int number, Stage stage) {
        return new StageRow(
                number,
                stage.order(),
                stage.needed(),
                stage.ruleNumber(),
                stage.ruleName(),
                stage.explanation(),
                stage.notes());
    }

    private static Stream<CandidateRow> rows(int number, Stage stage, List<Wait> waits) {
        return IntStream.range(0, stage.candidates().size()).mapToObj(place -> {
            var candidate = stage.candidates().get(place);
            return new CandidateRow(
                    number,
                    candidate.account(),
                    candidate.name(),
                    place,
                    waits.contains(new Wait(number, candidate.account())));
        });
    }

    /** The document of a plan that the actor may see: everybody's for who sees the whole organisation, else one's own. */
    Optional<DocumentRef> findFor(PlanId id, Actor by) {
        var all = by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION);
        var statement = jdbc.sql(all ? FIND_OPEN_TO_ALL : FIND_OPEN_TO_SOME)
                .param("organization", by.organization().value())
                .param("plan", id.value());
        return (all ? statement : statement.param("account", by.account().value()))
                .query((rows, _) -> subject(rows))
                .optional();
    }

    /** Locks the plan, then reads what belongs to it in statements that see what the wait was for. */
    KeptPlan lock(OrganizationId organization, PlanId id) {
        return plans(LOCK, organization, List.of(id.value())).getFirst();
    }

    KeptPlan plan(OrganizationId organization, PlanId id) {
        return plans(PLANS, organization, List.of(id.value())).getFirst();
    }

    /** The plans of a document, that of its latest revision first. */
    List<KeptPlan> ofSubject(OrganizationId organization, DocumentRef subject) {
        return plans(
                PLANS,
                organization,
                jdbc.sql(OF_SUBJECT)
                        .param("organization", organization.value())
                        .param("kind", subject.kind())
                        .param("subject", subject.id())
                        .query((rows, _) -> rows.getObject("id", UUID.class))
                        .list());
    }

    void decide(Actor by, KeptPlan kept, int stage, Verdict verdict, String comment, Instant now) {
        jdbc.later(ADD_DECISION)
                .param("organization", by.organization().value())
                .param("plan", kept.id().value())
                .param("stage", stage)
                .param("approver", by.account().value())
                .param("approverName", by.name())
                .param("contentHash", kept.about().contentHash())
                .param("requester", kept.about().requester().value())
                .param("verdict", verdict.name())
                .param("comment", comment)
                .param("now", Params.column(now))
                .write();
    }

    /** Where a plan stands after a decision, or after it was withdrawn: what was given, who is asked now, and its outcome. */
    record Stand(List<Integer> given, List<Wait> waits, ApprovalPhase outcome) {}

    /** Moves the plan on; refuses when somebody else has moved it meanwhile. */
    void moveOn(OrganizationId organization, PlanId id, Stand to, Instant now) {
        var moved = jdbc.sql(MOVE_ON)
                .param("organization", organization.value())
                .param("plan", id.value())
                .param("given", to.given().toArray(Integer[]::new))
                .param("stages", to.waits().stream().map(Wait::stage).toArray(Integer[]::new))
                .param(
                        "accounts",
                        to.waits().stream().map(wait -> wait.account().value()).toArray(UUID[]::new))
                .param("outcome", to.outcome().name())
                .param("now", Params.column(now))
                .query((rows, _) -> rows.getInt("given") == to.given().size()
                        && rows.getInt("finished") == (to.outcome() == ApprovalPhase.OPEN ? 0 : 1))
                .single();
        Refusal.unless(moved, PlanStore::overtaken);
    }

    private static Refusal overtaken() {
        return Refusal.conflict("already-decided", "Somebody else was faster; look at the plan again.");
    }

    /** A plan without its stages and decisions. */
    private record Head(
            UUID id,
            KeptPlan.About about,
            int policyVersion,
            Set<AccountId> barred,
            ApprovalPhase outcome,
            Instant openedAt,
            Optional<Instant> finishedAt) {

        KeptPlan with(List<Asked> asked, List<KeptPlan.Taken> decisions) {
            return new KeptPlan(
                    new PlanId(id),
                    about,
                    plan(policyVersion, asked),
                    barred,
                    new KeptPlan.Course(
                            outcome,
                            decisions,
                            asked.stream()
                                    .map(Asked::since)
                                    .flatMap(Optional::stream)
                                    .min(Comparator.naturalOrder()),
                            openedAt,
                            finishedAt));
        }
    }

    private List<KeptPlan> plans(String sql, OrganizationId organization, Collection<UUID> ids) {
        var heads = among(sql, organization, ids).query((rows, _) -> head(rows)).list();
        var asked = of(ASKED, organization, ids, PlanStore::asked);
        var decisions = of(DECISIONS, organization, ids, PlanStore::taken);
        return heads.stream()
                .map(head -> head.with(
                        asked.getOrDefault(head.id(), List.of()), decisions.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private JdbcClient.StatementSpec among(String sql, OrganizationId organization, Collection<UUID> ids) {
        return jdbc.sql(sql).param("organization", organization.value()).param("plans", ids.toArray(UUID[]::new));
    }

    private record OfPlan<T>(UUID plan, T row) {}

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> Map<UUID, List<T>> of(
            String sql, OrganizationId organization, Collection<UUID> ids, Reading<T> reading) {
        return among(sql, organization, ids)
                .query((rows, _) -> new OfPlan<>(rows.getObject("plan_id", UUID.class), reading.read(rows)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(OfPlan::plan, Collectors.mapping(OfPlan::row, Collectors.toList())));
    }

    /** A stage with one of those it asks, if there is one, and since when the plan waits for them; never where it does not. */
    private record Asked(StageRow stage, Optional<Candidate> candidate, Optional<Instant> since) {}

    private static Asked asked(ResultSet rows) throws SQLException {
        var account = Optional.ofNullable(rows.getObject("account_id", UUID.class));
        var name = rows.getString("name");
        return new Asked(
                new StageRow(
                        rows.getInt("stage"),
                        rows.getInt("stage_order"),
                        rows.getInt("needed"),
                        rows.getInt("rule_number"),
                        rows.getString("rule_name"),
                        rows.getString("explanation"),
                        List.of((String[]) rows.getArray("notes").getArray())),
                account.map(id -> new Candidate(new AccountId(id), name)),
                rows.getBoolean("waiting")
                        ? Optional.of(instant(rows.getObject("waiting_since", OffsetDateTime.class)))
                        : Optional.empty());
    }

    private static Head head(ResultSet rows) throws SQLException {
        return new Head(
                rows.getObject("id", UUID.class),
                about(rows),
                rows.getInt("policy_version"),
                Arrays.stream((UUID[]) rows.getArray("barred").getArray())
                        .map(AccountId::new)
                        .collect(Collectors.toSet()),
                ApprovalPhase.valueOf(rows.getString("outcome")),
                instant(rows.getObject("opened_at", OffsetDateTime.class)),
                finished(rows.getObject("finished_at", OffsetDateTime.class)));
    }

    private static KeptPlan.Taken taken(ResultSet rows) throws SQLException {
        return new KeptPlan.Taken(
                rows.getInt("stage"),
                rows.getString("approver_name"),
                new Decision(
                        new AccountId(rows.getObject("approver_id", UUID.class)),
                        new AccountId(rows.getObject("on_behalf_of", UUID.class)),
                        Verdict.valueOf(rows.getString("verdict")),
                        rows.getString("comment")),
                instant(rows.getObject("decided_at", OffsetDateTime.class)));
    }

    private static KeptPlan.About about(ResultSet rows) throws SQLException {
        return new KeptPlan.About(
                subject(rows),
                rows.getInt("revision"),
                rows.getString("number"),
                rows.getString("title"),
                rows.getBytes("content_hash"),
                new AccountId(rows.getObject("requested_by", UUID.class)),
                rows.getString("requester_name"),
                Columns.money(rows, "total", CurrencyUnit.of(rows.getString("currency"))));
    }

    private static Plan plan(int policyVersion, List<Asked> asked) {
        var stages = new LinkedHashMap<StageRow, List<Candidate>>();
        for (var one : asked) {
            var candidates = stages.computeIfAbsent(one.stage(), _ -> new ArrayList<>());
            one.candidate().ifPresent(candidates::add);
        }
        return new Plan(
                policyVersion,
                stages.entrySet().stream()
                        .map(entry -> stage(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Stage stage(StageRow row, List<Candidate> candidates) {
        return new Stage(
                row.stageOrder(),
                row.needed(),
                candidates,
                row.ruleNumber(),
                row.ruleName(),
                row.explanation(),
                row.notes());
    }

    private static DocumentRef subject(ResultSet rows) throws SQLException {
        return new DocumentRef(rows.getString("subject_kind"), rows.getObject("subject_id", UUID.class));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static Optional<Instant> finished(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
