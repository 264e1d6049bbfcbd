package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.approval.ApprovalRequest.Charge;
import org.countersign.approval.ApprovalRequest.Figures;
import org.countersign.approval.ApprovalRequest.Kind;
import org.countersign.approval.ApprovalRequest.Traits;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.approval.Subject.Ruling;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Plans on a real database, by the standard rules: a manager, above 5,000 the owners of the cost centres, and finance. */
class ApprovingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);
    private static final byte[] CONTENT = Hash.sha256("ten chairs");

    private static TestDatabase database;

    private Fixture people;
    private Pipeline jdbc;
    private Transactions transactions;
    private Answering requisitions;
    private Approving approving;
    private ApprovalFinder approvals;
    private RuleKeeping rules;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void build() {
        people = Fixture.in(database);
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        requisitions = new Answering();
        var ids = new Ids(CLOCK);
        var journal = new Journal(jdbc, ids, CLOCK, new Wake());
        var finder = new PeopleFinder(jdbc);
        var organizations = new Organizations(jdbc, journal, CLOCK);
        approving = new Approving(jdbc, finder, organizations, List.of(requisitions), journal, ids, CLOCK);
        approvals = new ApprovalFinder(jdbc);
        rules = new RuleKeeping(jdbc, finder, organizations, journal, CLOCK);
    }

    /** The document's module: remembers what it was told, and makes an order when all have agreed. */
    private static final class Answering implements Subject {

        private final List<String> calls = new ArrayList<>();

        @Override
        public String kind() {
            return "requisition";
        }

        @Override
        public void lock(UUID document, Actor by) {
            calls.add("lock");
        }

        @Override
        public Decided decided(Ruling ruling, Actor by) {
            calls.add(ruling.phase() + " waits for [" + ruling.waiting().words() + "]");
            return ruling.phase() == ApprovalPhase.APPROVED
                    ? new Decided(List.of(new Made(new DocumentRef("order", ruling.document()), "PO-2026-000001")))
                    : Decided.nothingMade();
        }
    }

    @Test
    void aSmallRequestWaitsForTheManagerAndIsApprovedByHer() {
        var opened = ask("800.00");

        var ruled = decide(opened, Verdict.APPROVE, "", people.mona);

        assertThat(opened.waiting().words()).isEqualTo("Mona Manager");
        assertThat(ruled.outcome()).isEqualTo(ApprovalPhase.APPROVED);
        assertThat(ruled.made()).extracting(Subject.Made::number).containsExactly("PO-2026-000001");
        assertThat(requisitions.calls).containsExactly("lock", "APPROVED waits for []");
        assertThat(inbox(people.mona)).isEmpty();
    }

    @Test
    void aLargerRequestWaitsForBothOwnersSideBySideAfterTheManager() {
        var opened = ask("8000.00");

        decide(opened, Verdict.APPROVE, "", people.mona);
        var after = decide(opened, Verdict.APPROVE, "", people.rene);
        var last = decide(opened, Verdict.APPROVE, "fine", people.olga);

        assertThat(after.waiting().words()).isEqualTo("Olga Operations");
        assertThat(last.outcome()).isEqualTo(ApprovalPhase.APPROVED);
        assertThat(requisitions.calls)
                .containsExactly(
                        "lock", "OPEN waits for [Olga Operations, Rene Research]",
                        "lock", "OPEN waits for [Olga Operations]",
                        "lock", "APPROVED waits for []");
    }

    @Test
    void theInboxShowsWhatWaitsForAPersonNowAndWhy() {
        ask("8000.00");

        var row = inbox(people.mona).getFirst();

        assertThat(row.number()).isEqualTo("REQ-2026-000001");
        assertThat(row.title()).isEqualTo("Chairs");
        assertThat(row.requester()).isEqualTo("Rita Requester");
        assertThat(row.total()).isEqualTo(Money.parse("EUR 8000.00"));
        assertThat(row.explanation()).isEqualTo("Rule 1: total 8,000.00 EUR is above 0.00 EUR");
        assertThat(row.waitingSince()).isEqualTo(CLOCK.instant());
        assertThat(inbox(people.olga)).isEmpty();
    }

    @Test
    void aPlanTellsItsStagesItsDecisionsAndWhatTheViewerMayDo() {
        var opened = ask("8000.00");
        decide(opened, Verdict.APPROVE, "needed", people.mona);

        var seen = read(() -> approvals.plan(opened.id(), people.rene));

        assertThat(seen.stages())
                .extracting(PlanView.StageView::people)
                .containsExactly("Mona Manager", "Olga Operations and Rene Research");
        assertThat(seen.stages()).extracting(PlanView.StageView::given).containsExactly(1, 0);
        assertThat(seen.stages().getFirst().decisions())
                .extracting(PlanView.DecisionView::name, PlanView.DecisionView::comment)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Mona Manager", "needed"));
        assertThat(seen.waitingFor()).containsExactly("Olga Operations", "Rene Research");
        assertThat(seen.actions()).containsExactly(Verdict.APPROVE, Verdict.REJECT, Verdict.ASK_FOR_CHANGES);
        assertThat(read(() -> approvals.plan(opened.id(), people.mona)).actions())
                .isEmpty();
    }

    @Test
    void aPlanIsNotThereForWhoHasNoPartInIt() {
        var opened = ask("800.00");

        assertThatThrownBy(() -> read(() -> approvals.plan(opened.id(), people.rene)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> decide(opened, Verdict.APPROVE, "", people.rene))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aDecisionOnOtherContentIsRefused() {
        var opened = ask("800.00");

        assertThatThrownBy(() -> transactions.act(
                        people.mona,
                        () -> approving.decide(
                                opened.id(), Verdict.APPROVE, "", Hash.sha256("eleven chairs"), people.mona)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("content-changed"));
        assertThat(decisions()).isZero();
    }

    @Test
    void aDecisionOnOtherContentOrOnesOwnRequestCannotEvenBeStored() {
        var opened = ask("800.00");

        for (var wrong : List.of(
                new Object[] {
                    Hash.sha256("eleven chairs"), people.mona.account().value()
                },
                new Object[] {CONTENT, people.rita.account().value()})) {
            assertThatThrownBy(() -> transactions.act(
                            people.mona,
                            () -> jdbc.sql(PlanStore.ADD_DECISION)
                                    .param("organization", people.organization.value())
                                    .param("plan", opened.id().value())
                                    .param("stage", 1)
                                    .param("approver", wrong[1])
                                    .param("approverName", "Somebody")
                                    .param("contentHash", wrong[0])
                                    .param("requester", people.rita.account().value())
                                    .param("verdict", "APPROVE")
                                    .param("comment", "")
                                    .param("now", CLOCK.instant().atOffset(ZoneOffset.UTC))
                                    .update()))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void aRoleThatDoesNotApproveIsRefusedWhateverTheWayItAsks() {
        var opened = ask("800.00");

        assertThatThrownBy(() -> decide(opened, Verdict.APPROVE, "", people.buyer))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-your-role"));
    }

    @Test
    void aRejectionNeedsAReasonAndEndsThePlan() {
        var opened = ask("8000.00");

        assertThatThrownBy(() -> decide(opened, Verdict.REJECT, " ", people.mona))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("reason-missing"));
        var ruled = decide(opened, Verdict.REJECT, "not this year", people.mona);

        assertThat(ruled.outcome()).isEqualTo(ApprovalPhase.REJECTED);
        assertThat(inbox(people.mona)).isEmpty();
        assertThatThrownBy(() -> decide(opened, Verdict.APPROVE, "", people.olga))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-in-this-phase"));
    }

    @Test
    void aWithdrawnPlanWaitsForNobodyAndTakesNoDecision() {
        var opened = ask("800.00");

        transactions.act(people.rita, () -> {
            approving.withdraw(opened.id(), people.rita);
            return opened;
        });

        assertThat(inbox(people.mona)).isEmpty();
        assertThatThrownBy(() -> decide(opened, Verdict.APPROVE, "", people.mona))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-in-this-phase"));
    }

    @Test
    void whatNoRuleAsksAboutIsApprovedByThePolicyAtOnceAndRecordedSo() {
        var opened = ask("0.00");

        assertThat(opened.approved()).isTrue();
        assertThat(requisitions.calls).isEmpty();
        var life = read(
                () -> new JournalFinder(jdbc).life(DocumentRef.of(ApprovalEvent.KIND, opened.id()), 0, people.rita));
        assertThat(life)
                .extracting(row -> row.act() + " by " + row.ruleVersion())
                .containsExactly("approval-asked by policy 0");
    }

    @Test
    void newRulesCountForNewPlansAndLeaveTheOthersAlone() {
        var before = ask("800.00");
        keep("total > amount(\"0\")", "person:" + people.dora.account());

        var after = ask("800.00");

        assertThat(before.waiting().words()).isEqualTo("Mona Manager");
        assertThat(after.waiting().words()).isEqualTo("Dora Director");
        assertThat(after.plan().policyVersion()).isEqualTo(1);
        assertThat(read(() -> approvals.plan(before.id(), people.mona)).policyVersion())
                .isZero();
    }

    @Test
    void rulesThatCannotBeReadAreRefusedByNumberAndNotStored() {
        assertThatThrownBy(() -> keep("totl > 5", "manager")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("rule-unreadable");
            assertThat(refusal.facts().named()).containsEntry("rule", "rule 7");
        });
        assertThat(read(() -> rules.page("", 50, people.finance)).rows()).isEmpty();
    }

    @Test
    void rulesAreKeptByFinanceAlone() {
        for (var person : people.byRole().entrySet()) {
            assertThat(refusedRole(person.getValue()))
                    .as(person.getKey().word())
                    .isEqualTo(person.getKey() != org.countersign.kernel.Role.FINANCE);
        }
    }

    @Test
    void peopleWhoDecideAtTheSameMomentAreBothCounted() throws Exception {
        var opened = ask("8000.00");
        decide(opened, Verdict.APPROVE, "", people.mona);

        try (var both = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var olga = both.submit(() -> decide(opened, Verdict.APPROVE, "", people.olga));
            var rene = both.submit(() -> decide(opened, Verdict.APPROVE, "", people.rene));
            assertThat(List.of(olga.get().outcome(), rene.get().outcome()))
                    .containsExactlyInAnyOrder(ApprovalPhase.OPEN, ApprovalPhase.APPROVED);
        }

        assertThat(decisions()).isEqualTo(3);
    }

    private boolean refusedRole(Actor by) {
        try {
            keep("total > amount(\"0\")", "manager", by);
            return false;
        } catch (Refusal refusal) {
            return refusal.code().equals("not-your-role");
        }
    }

    private void keep(String condition, String approvers) {
        keep(condition, approvers, people.finance);
    }

    private PolicyView keep(String condition, String approvers, Actor by) {
        return transactions.act(
                by,
                () -> rules.keep(
                        new NewPolicy(
                                LocalDate.parse("2026-03-02"),
                                List.of(new RuleText(7, "Seventh", condition, 10, approvers, "all")),
                                people.dora.account(),
                                "The owner changed"),
                        by));
    }

    /** Rita asks, half for operations and half for research. */
    private Approving.Opened ask(String total) {
        var amount = Money.parse("EUR " + total);
        var half = amount.dividedBy(2, java.math.RoundingMode.HALF_UP);
        var request = new ApprovalRequest(
                Kind.REQUISITION,
                "Chairs",
                people.rita.account(),
                Set.of(),
                Figures.of(amount),
                List.of(new Charge(people.operations, "OPS", half), new Charge(people.research, "RND", half)),
                Traits.none());
        var document = new DocumentRef("requisition", UUID.randomUUID());
        return transactions.act(
                people.rita, () -> approving.open(request, document, "REQ-2026-000001", 1, CONTENT, people.rita));
    }

    private Approving.Ruled decide(Approving.Opened opened, Verdict verdict, String comment, Actor by) {
        return transactions.act(by, () -> approving.decide(opened.id(), verdict, comment, CONTENT, by));
    }

    private List<InboxRow> inbox(Actor by) {
        return read(() -> approvals.inbox("", 50, by)).rows();
    }

    private int decisions() {
        return read(() -> jdbc.sql("select count(*) from approval.approval_decision")
                .query(Integer.class)
                .single());
    }

    private <T> T read(Supplier<T> reading) {
        return transactions.read(people.organization, reading);
    }
}
