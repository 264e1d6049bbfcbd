package org.countersign.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.Approving;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.InboxRow;
import org.countersign.approval.PlanView;
import org.countersign.approval.Subject;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.BudgetFinder;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.ExchangeRate;
import org.countersign.budget.Periods;
import org.countersign.budget.Rates;
import org.countersign.budget.Stop;
import org.countersign.catalog.Article;
import org.countersign.catalog.Catalog;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.ItemPrice;
import org.countersign.catalog.Validity;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.Json;
import org.countersign.platform.Numbers;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.countersign.requisition.RequisitionContent.Charge;
import org.countersign.requisition.RequisitionContent.Line;
import org.countersign.requisition.RequisitionFinder.Listing;
import org.countersign.requisition.RequisitionPhase.Act;
import org.countersign.requisition.Requisitioning.Saved;
import org.countersign.requisition.Requisitioning.Submitted;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requisitions through the door, with real vendors, catalogue, budgets and approvals; ordering is answered by the test. The
 * budgets of OPS and RND are 20,000 each, hard; Acme was ordered of before.
 */
class RequisitioningTest {

    private static final Clock CLOCK = new Ticking(Instant.parse("2026-03-02T09:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private static TestDatabase database;
    private static Pipeline jdbc;
    private static Transactions transactions;
    private static Ids ids;
    private static Journal journal;
    private static Vendors vendors;
    private static Catalog catalog;
    private static Budget budget;
    private static BudgetFinder budgets;
    private static Rates rates;
    private static Approving approving;
    private static ApprovalFinder approvals;
    private static Requisitioning requisitioning;
    private static RequisitionFinder requisitions;
    private static final OrdersOfTheTest ORDERS = new OrdersOfTheTest();

    private Fixture people;
    private VendorId acme;
    private VendorId bolt;
    private BudgetAccountId operations;
    private BudgetAccountId research;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        ids = new Ids(CLOCK);
        journal = new Journal(jdbc, ids, CLOCK, new Wake());
        vendors = new Vendors(jdbc, journal, ids);
        catalog = new Catalog(jdbc, new VendorFinder(jdbc), journal, ids, CLOCK);
        budget = new Budget(jdbc, journal, ids, CLOCK);
        budgets = new BudgetFinder(jdbc, CLOCK);
        rates = new Rates(jdbc, journal, ids, CLOCK);
        var periods = new Periods(jdbc, journal, ids);
        var finder = new PeopleFinder(jdbc);
        var organizations = new Organizations(jdbc, journal, CLOCK);
        var decisions = new RequisitionDecisions(jdbc, ORDERS, budget, periods, organizations, journal, CLOCK);
        approving = new Approving(jdbc, finder, organizations, List.of(decisions), journal, ids, CLOCK);
        approvals = new ApprovalFinder(jdbc);
        var access = new DocumentAccess(jdbc);
        requisitions = new RequisitionFinder(jdbc, approvals, access, finder, CLOCK);
        requisitioning = new Requisitioning(
                jdbc,
                new CatalogFinder(jdbc, CLOCK),
                new VendorFinder(jdbc),
                finder,
                organizations,
                budget,
                rates,
                periods,
                approving,
                decisions,
                requisitions,
                access,
                new Numbers(jdbc),
                journal,
                ids,
                CLOCK);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void build() {
        people = Fixture.in(database);
        ORDERS.asked.clear();
        acme = vendor("Acme");
        bolt = vendor("Bolt");
        operations = budget(people.operations, "20000.00");
        research = budget(people.research, "20000.00");
        decide(
                submit(content(line("First chairs", "1", "10.00", acme, "OPS 100")), people.rita),
                Verdict.APPROVE,
                people.mona);
        decideAgain();
        ORDERS.asked.clear();
    }

    /** The first order of a vendor is also seen by whoever stands in for procurement: the named owner. */
    private void decideAgain() {
        decide(newest(), Verdict.APPROVE, people.dora);
    }

    /** Goes on by a millisecond whenever it is read, so that what comes later has a later id. */
    private static final class Ticking extends Clock {

        private final java.util.concurrent.atomic.AtomicReference<Instant> now;

        private Ticking(Instant start) {
            now = new java.util.concurrent.atomic.AtomicReference<>(start);
        }

        @Override
        public Instant instant() {
            return now.updateAndGet(at -> at.plusMillis(1));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }

    /** Answers "order this" with an order per vendor that covers every line. */
    private static final class OrdersOfTheTest implements OrderThis {

        private final List<ApprovedRequisition> asked = new ArrayList<>();

        @Override
        public List<Ordered> order(ApprovedRequisition requisition, Actor by) {
            asked.add(requisition);
            var byVendor = requisition.lines().stream()
                    .collect(Collectors.groupingBy(
                            RequisitionLine::vendor, java.util.LinkedHashMap::new, Collectors.toList()));
            var orders = new ArrayList<Ordered>();
            byVendor.forEach((vendor, lines) -> orders.add(new Ordered(
                    UUID.randomUUID(),
                    "PO-2026-00000" + (orders.size() + 1),
                    vendor.toString(),
                    lines.stream()
                            .map(line -> new Cover(line.id(), UUID.randomUUID(), line.quantity()))
                            .toList())));
            return orders;
        }
    }

    @Test
    void aRequisitionIsSubmittedApprovedAndAnswersWithTheOrdersNumbers() {
        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);

        var ruled = decide(submitted, Verdict.APPROVE, people.mona);

        assertThat(submitted.number()).isEqualTo("REQ-2026-000002");
        assertThat(submitted.waitingFor()).isEqualTo("Mona Manager");
        assertThat(ruled.made()).extracting(Subject.Made::number).containsExactly("PO-2026-000001");
        var view = seen(submitted, people.rita);
        assertThat(view.phase()).isEqualTo(RequisitionPhase.ENDED);
        assertThat(view.submitted().orElseThrow().row().orders()).containsExactly("PO-2026-000001");
        assertThat(view.submitted().orElseThrow().lines().getFirst().ordered()).isEqualTo(Quantity.of(2));
        assertThat(ORDERS.asked.getFirst().lines().getFirst().net()).isEqualTo(Money.parse("EUR 200.00"));
    }

    @Test
    void linesOfTwoVendorsMakeTwoOrders() {
        var submitted = submit(
                content(line("Chairs", "2", "100.00", acme, "OPS 100"), line("Bolts", "2", "100.00", bolt, "OPS 100")),
                people.rita);
        decide(submitted, Verdict.APPROVE, people.mona);

        var ruled = decide(submitted, Verdict.APPROVE, people.dora);

        assertThat(ruled.made()).extracting(Subject.Made::number).containsExactly("PO-2026-000001", "PO-2026-000002");
    }

    @Test
    void twoCostCentresWithTwoOwnersAskBothAndTakeFromBothBudgets() {
        var submitted = submit(content(line("Chairs", "60", "100.00", acme, "OPS 60", "RND 40")), people.rita);
        decide(submitted, Verdict.APPROVE, people.mona);
        decide(submitted, Verdict.APPROVE, people.rene);

        assertThat(seen(submitted, people.rita)
                        .submitted()
                        .orElseThrow()
                        .whereabouts()
                        .waitingFor())
                .isEqualTo("Olga Operations");
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 3610.00"));
        assertThat(requested(research)).isEqualTo(Money.parse("EUR 2400.00"));
        assertThat(decide(submitted, Verdict.APPROVE, people.olga).made()).hasSize(1);
    }

    @Test
    void situation40AnApproverIsAskedByTheActItselfWhateverTheWay() {
        var submitted = submit(content(line("Chairs", "60", "100.00", acme, "OPS 100")), people.rita);

        for (var person : people.byRole().values()) {
            assertThatThrownBy(() -> decide(submitted, Verdict.APPROVE, person))
                    .isInstanceOfAny(Refusal.class, NotFound.class);
        }
        assertThat(seen(submitted, people.rita).phase()).isEqualTo(RequisitionPhase.IN_APPROVAL);
        assertThat(ORDERS.asked).isEmpty();
    }

    @Test
    void situation41WhatIsSubmittedIsJudgedAndACopyStartsWithNoApprovals() {
        var saved = draft(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);
        var edited = act(
                people.rita,
                () -> requisitioning.save(
                        saved.id(),
                        saved.version(),
                        content(line("Chairs", "80", "100.00", acme, "OPS 100")),
                        people.rita));

        var submitted = act(people.rita, () -> requisitioning.submit(saved.id(), edited.version(), people.rita));
        decide(submitted, Verdict.APPROVE, people.mona);

        assertThat(seen(submitted, people.rita)
                        .submitted()
                        .orElseThrow()
                        .whereabouts()
                        .waitingFor())
                .isEqualTo("Olga Operations");
        decide(submitted, Verdict.APPROVE, people.olga);
        var copy = act(people.rita, () -> requisitioning.copy(submitted.id(), people.rita));
        var again = act(people.rita, () -> requisitioning.submit(copy.id(), copy.version(), people.rita));
        assertThat(again.number()).isNotEqualTo(submitted.number());
        assertThat(again.waitingFor()).isEqualTo("Mona Manager");
        assertThat(seen(again, people.rita).content().lines().getFirst().id())
                .isNotEqualTo(seen(submitted, people.rita)
                        .content()
                        .lines()
                        .getFirst()
                        .id());
    }

    @Test
    void situation44ManagersWhoLeadBackToEachOtherEndAtTheNamedOwner() {
        var kim = people.add("Kim", Grant.of(Role.REQUESTER));
        var lou = people.add("Lou", Grant.of(Role.REQUESTER));
        manages(kim, lou);
        manages(lou, kim);

        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), kim);

        assertThat(submitted.waitingFor()).isEqualTo("Dora Director");
    }

    @Test
    void situation45AnOrderCutIntoSmallOnesIsSeenByTheOwnerToo() {
        submit(content(line("Chairs", "30", "100.00", acme, "OPS 100")), people.rita);

        var second = submit(content(line("More chairs", "30", "100.00", acme, "OPS 100")), people.rita);

        assertThat(approvers(second)).containsExactly("Mona Manager", "Olga Operations");
    }

    @Test
    void whatWasRejectedSentBackOrWithdrawnIsNoPartOfWhatWasAskedOfAVendor() {
        var chairs = content(line("Chairs", "30", "100.00", acme, "OPS 100"));
        decide(submit(chairs, people.rita), Verdict.REJECT, people.mona);
        withdraw(submit(chairs, people.rita).id(), people.rita);
        var back = submit(chairs, people.rita);
        decide(back, Verdict.ASK_FOR_CHANGES, people.mona);
        withdraw(back.id(), people.rita);

        assertThat(approvers(submit(chairs, people.rita))).containsExactly("Mona Manager");
    }

    @Test
    void whatIsSubmittedAgainCountsAsItIsNow() {
        var back = submit(content(line("Chairs", "30", "100.00", acme, "OPS 100")), people.rita);
        decide(back, Verdict.ASK_FOR_CHANGES, people.mona);
        var draft = seen(back, people.rita);
        act(people.rita, () -> requisitioning.submit(back.id(), draft.version(), people.rita));

        assertThat(approvers(submit(content(line("Chairs", "19", "100.00", acme, "OPS 100")), people.rita)))
                .containsExactly("Mona Manager");
        assertThat(approvers(submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita)))
                .containsExactly("Mona Manager", "Olga Operations");
    }

    private List<String> approvers(Submitted submitted) {
        var plans = seen(submitted, people.rita).submitted().orElseThrow().approvals();
        return plans.getFirst().stages().stream()
                .map(PlanView.StageView::people)
                .toList();
    }

    @Test
    void situation49WhatIsLeftOfABudgetIsCountedOnce() {
        submit(content(line("Chairs", "100", "100.00", acme, "OPS 100")), people.rita);

        assertThatThrownBy(() -> submit(content(line("Tables", "1", "9990.01", acme, "OPS 100")), people.rita))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("budget-exceeded");
                    assertThat(refusal.facts().named())
                            .containsEntry("allowed", "9990")
                            .containsEntry("actual", "9990.01");
                });
        submit(content(line("Tables", "1", "9990.00", acme, "OPS 100")), people.rita);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 20000.00"));
    }

    @Test
    void aRefusedSubmissionLeavesNothingHalfDone() {
        var saved = draft(content(line("Chairs", "300", "100.00", acme, "OPS 100")), people.rita);
        var before = rows();

        assertThatThrownBy(() -> act(people.rita, () -> requisitioning.submit(saved.id(), 1, people.rita)))
                .isInstanceOf(Refusal.class);

        assertThat(rows()).isEqualTo(before);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 10.00"));
        var next = submit(content(line("Chairs", "1", "100.00", acme, "OPS 100")), people.rita);
        assertThat(next.number()).isEqualTo("REQ-2026-000002");
    }

    @Test
    void aPreviewSaysWhatWouldComeOfItAndHasNoEffect() {
        var content = content(line("Chairs", "60", "100.00", acme, "OPS 60", "RND 40"));
        var before = rows();

        var preview = transactions.read(people.rita, () -> requisitioning.preview(content, people.rita));

        assertThat(rows()).isEqualTo(before);
        assertThat(preview.submittable()).isTrue();
        assertThat(preview.order().required()).isTrue();
        assertThat(preview.totals().orElseThrow().gross()).isEqualTo(Money.parse("EUR 7140.00"));
        assertThat(preview.stages())
                .extracting(stage -> stage.order() + " " + stage.people())
                .containsExactly("1 Mona Manager", "2 Olga Operations and Rene Research");
        assertThat(preview.budgets())
                .extracting(each -> each.leftBefore() + " " + each.leftAfter())
                .containsExactlyInAnyOrder("EUR 19990.00 EUR 16390.00", "EUR 20000.00 EUR 17600.00");
        assertThat(Json.text(preview)).contains("\"required\":true");
    }

    @Test
    void aPreviewNamesEverythingThatIsInTheWay() {
        var content = content(
                line("misc", "1", "10.00", acme, "OPS 100"),
                line("Chairs", "300", "100.00", acme, "OPS 100"),
                line("Tables", "1", "10.00", acme, "ALL 100"));

        var preview = transactions.read(people.rita, () -> requisitioning.preview(content, people.rita));

        assertThat(preview.submittable()).isFalse();
        assertThat(preview.obstacles())
                .extracting(RequisitionPreview.Obstacle::code)
                .containsExactly("description-filler", "no-budget", "budget-exceeded");
    }

    @Test
    void aRejectedRequisitionEndsAndItsMoneyIsFreeAgain() {
        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 210.00"));

        decide(submitted, Verdict.REJECT, people.mona);

        assertThat(seen(submitted, people.rita).submitted().orElseThrow().row().endReason())
                .contains(RequisitionPhase.EndReason.REJECTED);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 10.00"));
    }

    @Test
    void aRequisitionThatIsSentBackKeepsItsNumberAndIsApprovedAnewInItsNextRevision() {
        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);
        decide(submitted, Verdict.ASK_FOR_CHANGES, people.mona);
        var draft = seen(submitted, people.rita);
        assertThat(draft.phase()).isEqualTo(RequisitionPhase.DRAFT);
        assertThat(draft.actions()).containsExactly(Act.SUBMIT, Act.WITHDRAW);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 10.00"));

        var saved = act(
                people.rita,
                () -> requisitioning.save(
                        submitted.id(),
                        draft.version(),
                        content(line("Chairs", "3", "100.00", acme, "OPS 100")),
                        people.rita));
        var again = act(people.rita, () -> requisitioning.submit(saved.id(), saved.version(), people.rita));

        assertThat(again.number()).isEqualTo(submitted.number());
        assertThat(again.revision()).isEqualTo(2);
        assertThat(seen(again, people.rita).submitted().orElseThrow().approvals())
                .hasSize(2);
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 310.00"));
        decide(again, Verdict.APPROVE, people.mona);
        assertThat(ORDERS.asked.getFirst().revision()).isEqualTo(2);
    }

    @Test
    void anApprovalOfWhatItSaidBeforeTheChangeIsRefused() {
        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);
        var seenHash = hash(submitted);
        decide(submitted, Verdict.ASK_FOR_CHANGES, people.mona);
        var draft = seen(submitted, people.rita);
        var again = act(people.rita, () -> requisitioning.submit(submitted.id(), draft.version(), people.rita));

        assertThatThrownBy(() -> act(
                        people.mona,
                        () -> approving.decide(again.approval(), Verdict.APPROVE, "", seenHash, people.mona)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("content-changed"));
    }

    @Test
    void aWithdrawnRequisitionWaitsForNobodyAndItsMoneyIsFreeAgain() {
        var submitted = submit(content(line("Chairs", "2", "100.00", acme, "OPS 100")), people.rita);

        withdraw(submitted.id(), people.rita);

        assertThat(inbox(people.mona)).isEmpty();
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 10.00"));
        assertThatThrownBy(() -> decide(submitted, Verdict.APPROVE, people.mona))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-in-this-phase"));
    }

    @Test
    void everyActIsRefusedInThePhasesItIsNotOpenIn() {
        var inApproval = submit(content(line("Chairs", "1", "10.00", acme, "OPS 100")), people.rita);
        var ended = submit(content(line("Chairs", "1", "10.00", acme, "OPS 100")), people.rita);
        decide(ended, Verdict.APPROVE, people.mona);

        assertThat(refusal(() -> act(people.rita, () -> requisitioning.submit(inApproval.id(), 2, people.rita))))
                .isEqualTo("not-in-this-phase");
        assertThat(refusal(() -> act(people.rita, () -> requisitioning.submit(ended.id(), 2, people.rita))))
                .isEqualTo("not-in-this-phase");
        assertThat(refusal(() -> act(
                        people.rita,
                        () -> requisitioning.save(
                                ended.id(), 2, content(line("Chairs", "1", "1.00", acme, "OPS 100")), people.rita))))
                .isEqualTo("not-in-this-phase");
        assertThat(refusal(() -> decide(ended, Verdict.REJECT, people.mona))).isEqualTo("not-in-this-phase");
        assertThat(refusal(() -> decide(ended, Verdict.ASK_FOR_CHANGES, people.mona)))
                .isEqualTo("not-in-this-phase");
        assertThat(refusal(() -> withdraw(ended.id(), people.rita))).isEqualTo("not-in-this-phase");
    }

    @Test
    void aDraftIsSeenAndChangedByItsAuthorAlone() {
        var saved = draft(content(line("Chairs", "1", "10.00", acme, "OPS 100")), people.rita);

        assertThatThrownBy(
                        () -> transactions.read(people.buyer, () -> requisitions.requisition(saved.id(), people.buyer)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> act(people.buyer, () -> requisitioning.save(saved.id(), 1, content(), people.buyer)))
                .isInstanceOf(NotFound.class);
        assertThat(transactions
                        .read(people.rita, () -> requisitions.drafts("", 50, people.rita))
                        .rows())
                .extracting(DraftRow::title)
                .containsExactly("New chairs");
    }

    @Test
    void aDraftIsSavedHalfFinishedAndOnlyAsItWasSeen() {
        var saved = draft(new RequisitionContent("", "", null, null, "", List.of()), people.rita);

        act(people.rita, () -> requisitioning.save(saved.id(), 1, content(), people.rita));

        assertThatThrownBy(() -> act(people.rita, () -> requisitioning.save(saved.id(), 1, content(), people.rita)))
                .isInstanceOf(Stale.class);
        assertThat(refusal(() -> act(people.rita, () -> requisitioning.submit(saved.id(), 2, people.rita))))
                .isEqualTo("no-lines");
    }

    @Test
    void aDraftThatWasNeverSubmittedIsThrownAway() {
        var saved = draft(content(), people.rita);

        withdraw(saved.id(), people.rita);

        assertThatThrownBy(
                        () -> transactions.read(people.rita, () -> requisitions.requisition(saved.id(), people.rita)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void anItemOfTheCatalogueBringsItsVendorPriceAndTax() {
        var item = item("DESK-1", "USD", "250.00", Validity.from(TODAY.minusDays(1)));
        act(
                people.finance,
                () -> rates.enter(
                        new ExchangeRate(CurrencyUnit.USD, EUR, TODAY, new BigDecimal("0.9"), "central bank"),
                        people.finance));
        var content = new RequisitionContent(
                "Desks", "", CurrencyUnit.USD, TODAY.plusDays(3), "", List.of(ofItem(item, "4")));

        var submitted = submit(content, people.rita);

        var shown = seen(submitted, people.rita).submitted().orElseThrow();
        assertThat(shown.row().gross()).isEqualTo(Money.parse("USD 1190.00"));
        assertThat(shown.row().cost()).isEqualTo(Money.parse("EUR 900.00"));
        assertThat(shown.row().vendors()).isEqualTo("Acme");
        assertThat(requested(operations)).isEqualTo(Money.parse("EUR 910.00"));
    }

    @Test
    void anItemThatExpiredOrIsPricedInAnotherCurrencyIsRefused() {
        var expired = item("DESK-2", "EUR", "250.00", new Validity(TODAY.minusDays(9), TODAY.minusDays(1)));
        var dollars = item("DESK-3", "USD", "250.00", Validity.from(TODAY.minusDays(1)));

        assertThat(refusal(() -> submit(content(ofItem(expired, "1")), people.rita)))
                .isEqualTo("item-expired");
        assertThat(refusal(() -> submit(content(ofItem(dollars, "1")), people.rita)))
                .isEqualTo("item-currency");
    }

    @Test
    void aRequesterWhoseGrantIsLimitedChargesTheirOwnCostCentresAndSeesWhatTheyBear() {
        var lea = people.add("Lea", new Grant(Role.REQUESTER, Set.of(people.research)));

        assertThat(refusal(() -> submit(content(line("Chairs", "1", "10.00", acme, "OPS 100")), lea)))
                .isEqualTo("not-your-cost-centre");
        var submitted = submit(content(line("Chairs", "1", "10.00", acme, "RND 100")), people.rita);
        assertThat(seen(submitted, lea).submitted().orElseThrow().row().number())
                .isEqualTo(submitted.number());
        assertThat(transactions
                        .read(lea, () -> requisitions.page(Listing.ALL, "", 50, lea))
                        .rows())
                .extracting(RequisitionRow::number)
                .containsExactly(submitted.number());
    }

    @Test
    void aListShowsWhatTheActorMaySeeNewestFirstAndGoesOnByKey() {
        submit(content(line("Chairs", "1", "10.00", acme, "OPS 100")), people.rita);
        submit(content(line("Chairs", "1", "10.00", acme, "RND 100")), people.mona);

        assertThat(numbers(Listing.ALL, people.buyer))
                .containsExactly("REQ-2026-000003", "REQ-2026-000002", "REQ-2026-000001");
        assertThat(numbers(Listing.MINE, people.rita)).containsExactly("REQ-2026-000002", "REQ-2026-000001");
        assertThat(numbers(Listing.WAITING, people.buyer)).containsExactly("REQ-2026-000003", "REQ-2026-000002");
        assertThat(numbers(Listing.WAITING, people.dora)).containsExactly("REQ-2026-000003");
        assertThat(numbers(Listing.ALL, people.seller)).isEmpty();
        var first = transactions.read(people.buyer, () -> requisitions.page(Listing.ALL, "", 2, people.buyer));
        var second = transactions.read(
                people.buyer, () -> requisitions.page(Listing.ALL, first.next().orElseThrow(), 2, people.buyer));
        assertThat(second.rows()).extracting(RequisitionRow::number).containsExactly("REQ-2026-000001");
    }

    @Test
    void theLifeOfARequisitionIsToldOnceAnAct() {
        var submitted = submit(content(line("Chairs", "1", "10.00", acme, "OPS 100")), people.rita);
        decide(submitted, Verdict.APPROVE, people.mona);

        var life = transactions.read(
                people.rita,
                () -> new JournalFinder(jdbc)
                        .life(DocumentRef.of(RequisitionEvent.KIND, submitted.id()), 0, people.rita));

        assertThat(life)
                .extracting(row -> row.act() + " by " + row.actorName())
                .containsExactly(
                        "draft-started by Rita Requester",
                        "approval-asked by Rita Requester",
                        "requisition-submitted by Rita Requester",
                        "approval-given by Mona Manager",
                        "requisition-approved by Mona Manager");
    }

    @Test
    void aPersonWhoMayNotWriteRequisitionsIsRefusedEveryAct() {
        var content = content(line("Chairs", "1", "10.00", acme, "OPS 100"));
        var codes = new EnumMap<Role, String>(Role.class);

        people.byRole().forEach((role, person) -> codes.put(role, refusal(() -> draft(content, person))));

        var allowed = codes.entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(allowed).containsExactlyInAnyOrder(Role.REQUESTER, Role.BUYER);
        assertThat(refusal(() ->
                        transactions.read(people.receiver, () -> requisitioning.preview(content, people.receiver))))
                .isEqualTo("not-your-role");
    }

    private Map<String, Long> rows() {
        return transactions.read(
                people.organization,
                () -> jdbc.sql("""
                        select schemaname || '.' || relname from pg_stat_user_tables
                         where schemaname in ('requisition', 'approval', 'budget', 'platform', 'identity')
                        """).query(String.class).list().stream()
                        .filter(table -> !Set.of("platform.consumer_cursor", "platform.organization_key")
                                .contains(table))
                        .collect(Collectors.toMap(
                                Function.identity(),
                                table -> jdbc.sql("select count(*) from " + table)
                                        .query(Long.class)
                                        .single(),
                                Long::sum,
                                TreeMap::new)));
    }

    private List<String> numbers(Listing listing, Actor by) {
        Page<RequisitionRow> page = transactions.read(by, () -> requisitions.page(listing, "", 50, by));
        return page.rows().stream().map(RequisitionRow::number).toList();
    }

    private String refusal(Supplier<?> act) {
        try {
            act.get();
            return "";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private Saved draft(RequisitionContent content, Actor by) {
        return act(by, () -> requisitioning.draft(content, by));
    }

    private Submitted submit(RequisitionContent content, Actor by) {
        return act(by, () -> {
            var saved = requisitioning.draft(content, by);
            return requisitioning.submit(saved.id(), saved.version(), by);
        });
    }

    private String withdraw(RequisitionId id, Actor by) {
        return act(by, () -> {
            requisitioning.withdraw(id, "not needed any more", by);
            return "withdrawn";
        });
    }

    private Approving.Ruled decide(Submitted submitted, Verdict verdict, Actor by) {
        var hash = hash(submitted);
        return act(by, () -> approving.decide(submitted.approval(), verdict, "because", hash, by));
    }

    private byte[] hash(Submitted submitted) {
        var plan = transactions.read(people.buyer, () -> approvals.plan(submitted.approval(), people.buyer));
        return java.util.HexFormat.of().parseHex(plan.about().contentHash());
    }

    private Submitted newest() {
        var row = transactions
                .read(people.buyer, () -> requisitions.page(Listing.ALL, "", 1, people.buyer))
                .rows()
                .getFirst();
        var view = transactions.read(people.buyer, () -> requisitions.requisition(row.id(), people.buyer));
        return new Submitted(
                row.id(),
                row.number(),
                row.revision(),
                view.version(),
                view.phase(),
                view.submitted().orElseThrow().approvals().getFirst().id(),
                row.waitingFor(),
                List.of());
    }

    private List<InboxRow> inbox(Actor by) {
        return transactions.read(by, () -> approvals.inbox("", 50, by)).rows();
    }

    private RequisitionView seen(Submitted submitted, Actor by) {
        return transactions.read(by, () -> requisitions.requisition(submitted.id(), by));
    }

    private Money requested(BudgetAccountId account) {
        return transactions
                .read(people.finance, () -> budgets.budget(account, people.finance))
                .budget()
                .figures()
                .buckets()
                .requested();
    }

    private <T> T act(Actor by, Supplier<T> act) {
        return transactions.act(by, act);
    }

    private VendorId vendor(String name) {
        var address = new Address("Weg 1", "Berlin", "10115", "DE");
        return act(
                people.buyer,
                () -> vendors.add(
                        new VendorTerms(name, "HRB " + name, "", Endpoint.none(), "", address, address, 30, EUR),
                        people.buyer));
    }

    private BudgetAccountId budget(CostCentreId centre, String granted) {
        return act(
                people.finance,
                () -> budget.open(
                        new BudgetTerms(
                                centre,
                                "Budget of 2026",
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 12, 31),
                                Money.parse("EUR " + granted),
                                Stop.HARD),
                        people.finance));
    }

    private ItemId item(String sku, String currency, String price, Validity validity) {
        return act(
                people.buyer,
                () -> catalog.add(
                        acme,
                        new Article(sku, "Desk " + sku, "", "furniture", "C62", 0, false),
                        validity,
                        new ItemPrice(Price.of(currency, price), "S", new BigDecimal("19"), validity),
                        people.buyer));
    }

    private void manages(Actor manager, Actor person) {
        transactions.act(
                people.organization,
                () -> jdbc.sql("""
                        update identity.membership set manager_id = :manager
                         where organization_id = :organization and account_id = :person
                        """)
                        .param("organization", people.organization.value())
                        .param("manager", manager.account().value())
                        .param("person", person.account().value())
                        .update());
    }

    private static RequisitionContent content(Line... lines) {
        return new RequisitionContent("New chairs", "Ours are worn out", EUR, TODAY.plusDays(14), "", List.of(lines));
    }

    private static Line ofItem(ItemId item, String quantity) {
        return new Line(
                null, item, "", "", "", "", null, null, Quantity.of(quantity), null, null, null, charges("OPS 100"));
    }

    private static Line line(String description, String quantity, String price, VendorId vendor, String... shares) {
        return new Line(
                null,
                null,
                "",
                description,
                "furniture",
                "C62",
                null,
                vendor,
                Quantity.of(quantity),
                Price.of("EUR", price),
                new Tax("S", new BigDecimal("19"), BigDecimal.ZERO),
                null,
                charges(shares));
    }

    /** Reads {@code "OPS 60"}: cost centre and percent. */
    private static List<Charge> charges(String... shares) {
        return java.util.Arrays.stream(shares)
                .map(share -> share.split(" "))
                .map(share -> new Charge(share[0], new BigDecimal(share[1]), null))
                .toList();
    }
}
