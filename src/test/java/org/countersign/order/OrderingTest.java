package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.order.AnOrder.anOrder;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.approval.Decision.Verdict;
import org.countersign.budget.Cause;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.kernel.Stale;
import org.countersign.order.PurchaseOrder.Ending;
import org.countersign.order.PurchaseOrder.Transmission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order, changed after it was issued, on a real database with the real budget and approvals. */
class OrderingTest {

    private static TestDatabase database;
    private static OrderModules modules;
    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        modules = new OrderModules(database.app());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void found() {
        at = Fixture.in(database);
    }

    @AfterEach
    void sumsAreTheFoldOfFactsAndBudgetsOfTransfers() {
        assertThat(read(() -> modules.orderCheck.differences(at.organization))).isEmpty();
        assertThat(read(() -> modules.budgetCheck.differences(at.organization))).isEmpty();
    }

    @Test
    void isBornOpenWithItsMoneyCommittedAndNothingRequested() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();

        assertThat(order.phase()).isEqualTo(OrderPhase.OPEN);
        assertThat(order.number()).startsWith("PO-2026-");
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 3600.00");
    }

    @Test
    void keepsItsRevisionInForceUntilTheNextOneIsApproved() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();

        var proposed = revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));

        assertThat(proposed.inPreparation()).isTrue();
        assertThat(now(order).revisions().inForce()).isEqualTo(1);
        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(3));
        assertThat(buckets(order)).isEqualTo("requested 2400.00, committed 3600.00");

        decide(order, Verdict.APPROVE);

        assertThat(now(order).revisions().inForce()).isEqualTo(2);
        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(5));
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 6000.00");
        assertThat(now(order).revisions().net().getAmount()).isEqualByComparingTo("6000.00");
    }

    @Test
    void givesBackWhatARejectedRevisionAskedFor() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));

        decide(order, Verdict.REJECT);

        assertThat(now(order).revisions().inPreparation()).isFalse();
        assertThat(now(order).revisions().inForce()).isEqualTo(1);
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 3600.00");
    }

    @Test
    void givesBackAllThatARevisionAskedForThoughGoodsCameWhileItWaited() {
        var order = anOrder(at, modules).line("laptop", 10, "10.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Price.of("EUR", "12.00")));
        assertThat(buckets(order)).isEqualTo("requested 20.00, committed 100.00");

        receive(order, 4);
        decide(order, Verdict.APPROVE);

        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 72.00");
        assertThat(now(order).kept().wanted().getAmount()).isEqualByComparingTo("112.00");
    }

    @Test
    void canRejectARevisionThatMeanwhileFellBelowWhatWasReceived() {
        var order = anOrder(at, modules).line("laptop", 10, "10.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));
        receive(order, 8);
        assertRefused("below-floor", () -> decide(order, Verdict.APPROVE));

        decide(order, Verdict.REJECT);

        assertThat(now(order).revisions().inPreparation()).isFalse();
        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(10));
    }

    @Test
    void isNeededByTheEarliestDayOfTheRevisionInForce() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var later = order.head().neededBy().plusDays(10);
        var change = new LineChange(
                Optional.of(AnOrder.line(order, 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(later));

        revise(order, change);
        assertThat(now(order).head().neededBy()).isEqualTo(order.head().neededBy());
        decide(order, Verdict.APPROVE);

        assertThat(now(order).head().neededBy()).isEqualTo(later);
    }

    @Test
    void isSeenByWhomeverItsRequisitionWasRoutedTo() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var asked = at.mona;

        var seen = modules.transactions.read(asked, () -> modules.orders.order(order.id(), asked));

        assertThat(seen.order().number()).isEqualTo(order.number());
    }

    @Test
    void keepsAnAnswerToAnEarlierRevisionWithoutTakingItForOneToTheNext() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));
        decide(order, Verdict.APPROVE);

        answer(order, VendorAnswer.Kind.ACCEPTED, Quantity.of(3));

        assertThat(view(order).answers()).extracting(AnswerView::revision).containsExactly(1);
        assertThat(now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.NONE);
        assertThat(line(order, 1).ledger().sums().of(FactKind.ACKNOWLEDGED).quantity())
                .isEqualTo(Quantity.ZERO);
    }

    @Test
    void doesNotOrderAgainWhatWasClosedShort_whenAnotherLineIsRevised() {
        var order = anOrder(at, modules)
                .line("laptop", 10, "10.00")
                .line("bag", 5, "1.00")
                .issued();
        act(
                at.buyer,
                () -> modules.ordering.shortClose(
                        order.id(), Set.of(AnOrder.line(order, 1)), "Out of production", at.buyer));

        revise(order, LineChange.of(AnOrder.line(order, 2), Price.of("EUR", "2.00")));
        decide(order, Verdict.APPROVE);

        assertThat(wanted(order, 1)).isEqualTo(Quantity.ZERO);
        assertThat(wanted(order, 2)).isEqualTo(Quantity.of(5));
        assertThat(now(order).revisions().net().getAmount()).isEqualByComparingTo("10.00");
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 10.00");
    }

    @Test
    void doesNotOrderAgainWhatWentBackForCredit_whenAnotherLineIsRevised() {
        var order = anOrder(at, modules)
                .line("laptop", 10, "10.00")
                .line("bag", 5, "1.00")
                .issued();
        receive(order, 10);
        returnForCredit(order, 2);

        revise(order, LineChange.of(AnOrder.line(order, 2), Price.of("EUR", "2.00")));
        decide(order, Verdict.APPROVE);

        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(8));
        assertThat(now(order).revisions().net().getAmount()).isEqualByComparingTo("90.00");
    }

    @Test
    void leavesALineOutThroughTheRevisionsAfterIt() {
        var order = anOrder(at, modules)
                .line("laptop", 10, "10.00")
                .line("bag", 5, "1.00")
                .issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.ZERO));
        decide(order, Verdict.APPROVE);

        revise(order, LineChange.of(AnOrder.line(order, 2), Quantity.of(6)));
        decide(order, Verdict.APPROVE);

        assertThat(wanted(order, 1)).isEqualTo(Quantity.ZERO);
        assertThat(now(order).revisions().net().getAmount()).isEqualByComparingTo("6.00");
    }

    @Test
    void isUnansweredAgainWhenWhatWasTakenUpIsNotApproved() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var answer = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));
        act(at.buyer, () -> modules.correspondence.takeUp(order.id(), answer, "", at.buyer));

        decide(order, Verdict.REJECT);

        assertThat(now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.NONE);
        assertThat(view(order).toDecide()).isEmpty();
    }

    @Test
    void keepsALaterAcceptanceWhenAnEarlierAnswerIsDeclined() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var proposed = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));
        var accepted = answer(order, VendorAnswer.Kind.ACCEPTED, Quantity.of(3));

        act(at.buyer, () -> {
            modules.correspondence.decline(order.id(), proposed, "Settled by now", at.buyer);
            return true;
        });

        assertThat(now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.ACCEPTED);
        assertRefused(
                "nothing-proposed",
                () -> act(at.buyer, () -> {
                    modules.correspondence.decline(order.id(), accepted, "By mistake", at.buyer);
                    return true;
                }));
    }

    @Test
    void refusesToTakeUpAnAnswerToAnEarlierRevision() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var answer = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));
        decide(order, Verdict.APPROVE);

        assertRefused(
                "answer-outdated",
                () -> act(at.buyer, () -> modules.correspondence.takeUp(order.id(), answer, "", at.buyer)));
    }

    @Test
    void numbersARevisionAfterAWithdrawnOneWithoutAGap() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));
        act(at.buyer, () -> modules.revising.withdrawProposal(order.id(), "Entered by mistake", at.buyer));

        var next = revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(4)));

        assertThat(next.revision()).isEqualTo(3);
        assertThat(view(order).revisions()).extracting(RevisionView::revision).containsExactly(1, 2, 3);
        assertThat(buckets(order)).isEqualTo("requested 1200.00, committed 3600.00");
    }

    @Test
    void takesAnAddedLineWithTheCostCentresOfTheLineItIsLike() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var bag = new LineChange(
                Optional.empty(),
                Optional.of(AnOrder.line(order, 1)),
                Optional.of("laptop bag"),
                Optional.of(Quantity.of(3)),
                Optional.of(Price.of("EUR", "40.00")),
                Optional.empty());

        revise(order, bag);
        decide(order, Verdict.APPROVE);

        assertThat(now(order).lines().values())
                .extracting(line -> line.content().number())
                .containsExactly(1, 2);
        assertThat(wanted(order, 2)).isEqualTo(Quantity.of(3));
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 3720.00");
    }

    @Test
    void leavesALineOutThatARevisionSetsToZero() {
        var order = anOrder(at, modules)
                .line("laptop", 3, "1200.00")
                .line("dock", 3, "150.00")
                .issued();

        revise(order, LineChange.of(AnOrder.line(order, 2), Quantity.ZERO));
        decide(order, Verdict.APPROVE);

        assertThat(wanted(order, 2)).isEqualTo(Quantity.ZERO);
        assertThat(now(order).kept().toReceive()).isEqualTo(1);
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 3600.00");
    }

    /** Situation 32. */
    @Test
    void isNotReducedBelowWhatWasReceived() {
        var order = anOrder(at, modules).line("laptop", 10, "1200.00").issued();
        receive(order, 10);

        assertThatThrownBy(() -> revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("below-floor");
                    assertThat(refusal.facts().named())
                            .containsEntry("expected", "10")
                            .containsEntry("actual", "5");
                });
    }

    /** Situation 3: the new price is for what nothing has covered yet. */
    @Test
    void pricesOnlyWhatWasNotReceivedAnew() {
        var order = anOrder(at, modules).line("chair", 30, "10.00").issued();
        receive(order, 10);

        revise(order, LineChange.of(AnOrder.line(order, 1), Price.of("EUR", "12.00")));
        decide(order, Verdict.APPROVE);

        assertThat(line(order, 1).ledger().sums().wanted().value().getAmount()).isEqualByComparingTo("340.00");
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 240.00");
    }

    @Test
    void isNotRevisedOnABaseThatIsNoLongerInForce() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(4)));
        decide(order, Verdict.APPROVE);

        assertThatThrownBy(() -> reviseOn(1, order, LineChange.of(AnOrder.line(order, 1), Quantity.of(6))))
                .isInstanceOf(Stale.class);
    }

    @Test
    void hasOneRevisionInPreparationAtATime() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(4)));

        assertRefused(
                "revision-in-preparation", () -> revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5))));
    }

    @Test
    void isReceivedOnWhileARevisionWaits() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));

        receive(order, 3);
        decide(order, Verdict.APPROVE);

        assertThat(line(order, 1).ledger().standing().openToReceive()).isEqualTo(Quantity.of(2));
    }

    /** Situation 31. */
    @Test
    void givesTheRestUpAndItsMoneyBackWhenItIsClosedShort() {
        var order = anOrder(at, modules).line("cable", 100, "5.00").issued();
        receive(order, 60);

        act(
                at.buyer,
                () -> modules.ordering.shortClose(order.id(), Set.of(), "The vendor stopped making it", at.buyer));

        assertThat(line(order, 1).ledger().standing().openToReceive()).isEqualTo(Quantity.ZERO);
        assertThat(now(order).revisions().inForce()).isEqualTo(2);
        assertThat(now(order).phase()).isEqualTo(OrderPhase.OPEN);
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 0.00");
    }

    @Test
    void isCancelledBeforeReceiptAndItsMoneyIsFree() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();

        act(
                at.buyer,
                () -> modules.ordering.cancel(order.id(), now(order).version(), "The project was stopped", at.buyer));

        assertThat(now(order).phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(now(order).ended()).contains(Ending.CANCELLED);
        assertThat(buckets(order)).isEqualTo("requested 0.00, committed 0.00");
    }

    /** Situation 29. */
    @Test
    void isNotCancelledOnceGoodsAreHere() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        receive(order, 1);

        assertRefused(
                "order-in-use",
                () -> act(
                        at.buyer,
                        () -> modules.ordering.cancel(order.id(), now(order).version(), "Too late", at.buyer)));
    }

    @Test
    void isNotCancelledOnAnOlderViewOfIt() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var seen = now(order).version();
        act(at.buyer, () -> modules.ordering.hold(order.id(), seen, "Waiting for the contract", at.buyer));

        assertThatThrownBy(() ->
                        act(at.buyer, () -> modules.ordering.cancel(order.id(), seen, "No longer needed", at.buyer)))
                .isInstanceOf(Stale.class);
    }

    @Test
    void isNotReceivedWhileItIsHeld() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        act(
                at.buyer,
                () -> modules.ordering.hold(order.id(), now(order).version(), "Waiting for the contract", at.buyer));

        assertRefused("order-held", () -> receive(order, 1));

        act(at.buyer, () -> modules.ordering.release(order.id(), now(order).version(), "Signed today", at.buyer));
        receive(order, 1);
        assertThat(line(order, 1).ledger().standing().netReceived()).isEqualTo(Quantity.of(1));
    }

    @Test
    void becomesARevisionWhenTheVendorsChangesAreTakenUp() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var answer = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));

        act(at.buyer, () -> modules.correspondence.takeUp(order.id(), answer, "", at.buyer));
        decide(order, Verdict.APPROVE);

        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(2));
        assertThat(now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.NONE);
        assertRefused(
                "answer-decided",
                () -> act(at.buyer, () -> modules.correspondence.takeUp(order.id(), answer, "Once more", at.buyer)));
    }

    @Test
    void standsAsItIsWhenTheVendorsChangesAreDeclined() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var answer = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));

        act(at.buyer, () -> {
            modules.correspondence.decline(order.id(), answer, "We need all three", at.buyer);
            return true;
        });

        assertThat(wanted(order, 1)).isEqualTo(Quantity.of(3));
        assertThat(now(order).revisions().latest()).isEqualTo(1);
    }

    @Test
    void isAcknowledgedInFullByAnAcceptance() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();

        answer(order, VendorAnswer.Kind.ACCEPTED, Quantity.of(3));

        assertThat(line(order, 1).ledger().sums().of(FactKind.ACKNOWLEDGED).quantity())
                .isEqualTo(Quantity.of(3));
        assertThat(now(order).duty()).isEqualTo(Duty.DELIVERY);
    }

    @Test
    void isHandedOverOnceItsDocumentsStandReady() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        assertRefused(
                "nothing-to-hand-over",
                () -> act(at.buyer, () -> modules.correspondence.handOver(order.id(), "By post", at.buyer)));
        act(at.buyer, () -> {
            modules.correspondence.transmitted(
                    order.id(), 1, Transmission.TO_HAND_OVER, "No endpoint", Actor.system(at.organization, "test"));
            return true;
        });
        assertThat(now(order).duty()).isEqualTo(Duty.SEND);

        act(at.buyer, () -> modules.correspondence.handOver(order.id(), "By post", at.buyer));

        assertThat(now(order).exchange().transmission()).isEqualTo(Transmission.HANDED_OVER);
        assertThat(now(order).duty()).isEqualTo(Duty.ANSWER);
    }

    /** Who changes orders for some cost centres only does not find those of others by their id. */
    @Test
    void isNotFoundByABuyerOfOtherCostCentres() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var answer = answer(order, VendorAnswer.Kind.CHANGES_PROPOSED, Quantity.of(2));
        var other = at.add("Lena Limited", new Grant(Role.BUYER, Set.of(at.research)));
        var noted =
                new NotedAnswer(VendorAnswer.Kind.ACCEPTED, "", "By telephone", LocalDate.of(2026, 6, 15), List.of());

        for (var act : List.<Supplier<Object>>of(
                () -> modules.revising.revise(
                        order.id(), 1, List.of(LineChange.of(AnOrder.line(order, 1), Quantity.of(5))), "More", other),
                () -> modules.ordering.shortClose(order.id(), Set.of(), "No more", other),
                () -> modules.ordering.cancel(order.id(), 1, "No more", other),
                () -> modules.ordering.hold(order.id(), 1, "Wait", other),
                () -> modules.correspondence.noted(order.id(), noted, other),
                () -> modules.correspondence.takeUp(order.id(), answer, "", other),
                () -> modules.correspondence.handOver(order.id(), "By post", other))) {
            assertThatThrownBy(() -> act(other, act)).isInstanceOf(NotFound.class);
        }
    }

    /** Situation 40: authority is asked in the act, whoever calls it. */
    @ParameterizedTest
    @EnumSource(
            names = {"BUYER"},
            mode = EnumSource.Mode.EXCLUDE)
    void isChangedByNobodyButABuyer(Role role) {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var other = at.byRole().get(role);

        for (var act : List.<Supplier<?>>of(
                () -> modules.revising.revise(
                        order.id(), 1, List.of(LineChange.of(AnOrder.line(order, 1), Quantity.of(4))), "More", other),
                () -> modules.ordering.shortClose(order.id(), Set.of(), "No more", other),
                () -> modules.ordering.cancel(order.id(), 1, "No more", other),
                () -> modules.ordering.hold(order.id(), 1, "Wait", other),
                () -> modules.correspondence.handOver(order.id(), "By post", other))) {
            assertRefused("not-your-role", () -> act(other, act::get));
        }
    }

    @Test
    void isSeenByItsRequesterAndNotByAnother() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        var stranger =
                at.add("Strange Requester", org.countersign.kernel.Grant.of(org.countersign.kernel.Role.REQUESTER));

        assertThat(modules.transactions
                        .read(at.rita, () -> modules.orders.order(order.id(), at.rita))
                        .order()
                        .number())
                .isEqualTo(order.number());
        assertThatThrownBy(() -> modules.transactions.read(stranger, () -> modules.orders.order(order.id(), stranger)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void isFoundByTheBeginningsOfItsWords() {
        var order = anOrder(at, modules).line("graphite lubricant", 3, "12.00").issued();
        anOrder(at, modules).line("paper", 3, "12.00").issued();

        assertThat(modules.transactions.read(at.buyer, () -> modules.orders.search("lubri graph", 50, at.buyer)))
                .extracting(OrderRow::number)
                .containsExactly(order.number());
    }

    @Test
    void keepsEveryRevisionReadable() {
        var order = anOrder(at, modules).line("laptop", 3, "1200.00").issued();
        revise(order, LineChange.of(AnOrder.line(order, 1), Quantity.of(5)));
        decide(order, Verdict.APPROVE);

        assertThat(modules.transactions.read(at.buyer, () -> modules.orders.revision(order.id(), 1, at.buyer)))
                .extracting(content -> content.quantity().toString())
                .containsExactly("3");
    }

    // ---- the acts of these tests

    private RevisionView revise(PurchaseOrder order, LineChange change) {
        return reviseOn(now(order).revisions().inForce(), order, change);
    }

    private RevisionView reviseOn(int base, PurchaseOrder order, LineChange change) {
        return act(
                at.buyer,
                () -> modules.revising.revise(order.id(), base, List.of(change), "The need has changed", at.buyer));
    }

    /** Everybody who is asked decides the same, until nobody is asked any more. */
    private void decide(PurchaseOrder order, Verdict verdict) {
        var plan = modules.transactions
                .read(at.buyer, () -> modules.approvals.ofDocument(DocumentRef.of("order", order.id()), at.buyer))
                .getFirst();
        var people =
                Stream.of(at.mona, at.dora, at.olga, at.rene).collect(Collectors.toMap(Actor::name, person -> person));
        for (var view = plan; !view.waitingFor().isEmpty(); view = again(view.id())) {
            var by = people.get(view.waitingFor().getFirst());
            var hash = HexFormat.of().parseHex(view.about().contentHash());
            var id = view.id();
            act(by, () -> modules.approving.decide(id, verdict, "As discussed", hash, by));
        }
    }

    private org.countersign.approval.PlanView again(org.countersign.approval.PlanId id) {
        return modules.transactions.read(at.buyer, () -> modules.approvals.plan(id, at.buyer));
    }

    private void receive(PurchaseOrder order, int quantity) {
        act(at.receiver, () -> {
            var locked = modules.ledger.lock(List.of(order.id()), at.receiver).getFirst();
            return modules.ledger.record(
                    locked,
                    OrderPhase.Act.RECEIVE,
                    new Source("receipt", UUID.randomUUID(), LocalDate.of(2026, 6, 15)),
                    Cause.ACCRUE,
                    List.of(new LineAct(AnOrder.line(order, 1), null, line -> line.receive(Quantity.of(quantity)))),
                    at.receiver);
        });
    }

    private void returnForCredit(PurchaseOrder order, int quantity) {
        act(
                at.receiver,
                () -> modules.ledger.record(
                        modules.ledger.lock(List.of(order.id()), at.receiver).getFirst(),
                        OrderPhase.Act.RETURN,
                        new Source("return", UUID.randomUUID(), LocalDate.of(2026, 6, 15)),
                        Cause.ACCRUE,
                        List.of(new LineAct(
                                AnOrder.line(order, 1), null, line -> line.returnForCredit(Quantity.of(quantity)))),
                        at.receiver));
    }

    private AnswerId answer(PurchaseOrder order, VendorAnswer.Kind kind, Quantity quantity) {
        return act(
                at.buyer,
                () -> modules.correspondence.answered(
                        order.id(),
                        new VendorAnswer(
                                kind,
                                1,
                                "AB-1",
                                "",
                                LocalDate.of(2026, 6, 15),
                                Optional.empty(),
                                List.of(new VendorAnswer.Line(
                                        AnOrder.line(order, 1),
                                        Optional.of(quantity),
                                        Optional.empty(),
                                        Optional.empty()))),
                        at.buyer));
    }

    private <T> T act(Actor by, Supplier<T> work) {
        return modules.transactions.act(by, work);
    }

    private <T> T read(Supplier<T> work) {
        return modules.transactions.read(at.buyer, work);
    }

    private OrderView view(PurchaseOrder order) {
        return read(() -> modules.orders.order(order.id(), at.buyer));
    }

    private PurchaseOrder now(PurchaseOrder order) {
        return view(order).order();
    }

    private Line line(PurchaseOrder order, int number) {
        return now(order).lineNumbered(number).orElseThrow();
    }

    private Quantity wanted(PurchaseOrder order, int number) {
        return line(order, number).ledger().standing().wanted();
    }

    private String buckets(PurchaseOrder order) {
        var sums = read(() -> modules.jdbc
                .sql("""
                        select coalesce(sum(requested), 0) as requested, coalesce(sum(committed), 0) as committed
                          from budget.budget_transfer
                         where source_id in (:order, :requisition)
                        """)
                .param("order", order.id().value())
                .param("requisition", order.head().requisition().value())
                .query()
                .singleRow());
        return "requested " + two(sums.get("requested")) + ", committed " + two(sums.get("committed"));
    }

    private static String two(Object amount) {
        return ((BigDecimal) amount).setScale(2).toPlainString();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
