package org.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class BudgetTest {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final Buckets NOTHING = Buckets.none(CurrencyUnit.EUR);

    private static TestDatabase database;
    private static Pipeline jdbc;
    private static Transactions transactions;
    private static Budget budget;
    private static BudgetFinder budgets;
    private static BudgetCheck check;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        Clock clock = new InstallationClock();
        var ids = new Ids(clock);
        budget = new Budget(jdbc, new Journal(jdbc, ids, clock, new Wake()), ids, clock);
        budgets = new BudgetFinder(jdbc, clock);
        check = new BudgetCheck(jdbc);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @Test
    void aCostCentreSpendsFromItsBudgetOfTheDay() {
        var id = hard(at.operations, "1000.00");

        var found = act(() -> budget.account(at.operations, MAY, at.rita));

        assertThat(found).isEqualTo(id);
    }

    @Test
    void aCostCentreWithoutABudgetOnTheDayIsRefused() {
        hard(at.operations, "1000.00");

        var refusal = refused(() -> budget.account(at.operations, LocalDate.of(2027, 1, 1), at.rita));

        assertThat(refusal.code()).isEqualTo("no-budget");
        assertThat(refusal.facts().named())
                .containsEntry("cost-centre", "OPS")
                .containsEntry("date", "2027-01-01")
                .containsEntry("lifted-by", "finance");
    }

    @Test
    void severalCostCentresHaveTheirBudgetsAtOnce() {
        var operations = hard(at.operations, "1000.00");
        var research = hard(at.research, "1000.00");

        var found = act(() -> budget.accounts(Set.of(at.operations, at.research), MAY, at.rita));

        assertThat(found).isEqualTo(Map.of(at.operations, operations, at.research, research));
    }

    @Test
    void moneyGoesFromRequestedToPaidWithoutBeingCountedTwice() {
        var id = hard(at.operations, "1000.00");
        var order = UUID.randomUUID();

        move(Cause.REQUEST, transfer(id, order, euro("100.00"), 0));
        move(Cause.COMMIT, transfer(id, order, euro("-100.00"), 0), transfer(id, order, euro("100.00"), 1));
        move(Cause.ACCRUE, transfer(id, order, euro("-60.00"), 1), transfer(id, order, euro("60.00"), 2));
        move(Cause.INVOICE, transfer(id, order, euro("-60.00"), 2), transfer(id, order, euro("60.00"), 3));
        move(Cause.PAY, transfer(id, order, euro("-50.00"), 3), transfer(id, order, euro("50.00"), 4));

        var figures = figures(id);
        assertThat(figures.used()).isEqualTo(euro("100.00"));
        assertThat(figures.left()).isEqualTo(euro("900.00"));
        assertThat(figures.buckets())
                .isEqualTo(new Buckets(euro("0.00"), euro("40.00"), euro("0.00"), euro("10.00"), euro("50.00")));
        assertThat(differences()).isEmpty();
    }

    /** Situation 49. */
    @Test
    void whatIsPaidAndWhatIsOrderedLeaveTheRestOfTwentyMillion() {
        var id = hard(at.operations, "20000000.00");
        move(Cause.PAY, transfer(id, UUID.randomUUID(), euro("11000000.00"), 4));
        move(Cause.COMMIT, transfer(id, UUID.randomUUID(), euro("5000000.00"), 1));

        var refusal = refused(() -> moved(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("4000001.00"), 0)));
        move(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("4000000.00"), 0));

        assertThat(refusal.code()).isEqualTo("budget-exceeded");
        assertThat(refusal.facts().named())
                .containsEntry("account", id.toString())
                .containsEntry("measure", "money")
                .containsEntry("expected", "4000000")
                .containsEntry("actual", "4000001")
                .containsEntry("allowed", "4000000")
                .containsEntry("rule", "budget-hard-stop")
                .containsEntry("lifted-by", "finance");
        assertThat(figures(id).left()).isEqualTo(euro("0.00"));
    }

    @Test
    void aMoveIsWholeOrNotAtAll() {
        var rich = hard(at.operations, "1000.00");
        var poor = hard(at.research, "10.00");
        var order = UUID.randomUUID();

        var refusal = refused(() -> moved(
                Cause.REQUEST, transfer(rich, order, euro("500.00"), 0), transfer(poor, order, euro("10.01"), 0)));

        assertThat(refusal.facts().named()).containsEntry("cost-centre", "RND");
        assertThat(figures(rich).used()).isEqualTo(euro("0.00"));
        assertThat(figures(poor).used()).isEqualTo(euro("0.00"));
    }

    @Test
    void aTryThatFallsShortSaysHowMuchAndMovesNothing() {
        var rich = hard(at.operations, "1000.00");
        var poor = hard(at.research, "10.00");
        var order = UUID.randomUUID();

        var shortfall = act(() -> budget.tryMove(
                List.of(transfer(rich, order, euro("500.00"), 3), transfer(poor, order, euro("12.50"), 3)),
                Cause.INVOICE,
                MAY,
                at.apClerk));

        assertThat(shortfall).hasValueSatisfying(found -> {
            assertThat(found.account()).isEqualTo(poor);
            assertThat(found.missing()).isEqualTo(euro("2.50"));
            assertThat(found.refusal().code()).isEqualTo("budget-exceeded");
        });
        assertThat(figures(rich).used()).isEqualTo(euro("0.00"));
        assertThat(differences()).isEmpty();
    }

    @Test
    void aTryThatFitsMoves() {
        var id = hard(at.research, "10.00");

        var shortfall = act(() -> budget.tryMove(
                List.of(transfer(id, UUID.randomUUID(), euro("10.00"), 3)), Cause.INVOICE, MAY, at.apClerk));

        assertThat(shortfall).isEmpty();
        assertThat(figures(id).used()).isEqualTo(euro("10.00"));
    }

    @Test
    void aBudgetThatWarnsMayBeUsedBeyondItsGrant() {
        var id = made(at.operations, "100.00", Stop.WARN);

        move(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("130.00"), 0));

        assertThat(figures(id).left()).isEqualTo(euro("-30.00"));
    }

    @Test
    void theWallBehindTheDoorHolds() {
        var id = hard(at.operations, "100.00");

        assertThatThrownBy(
                        () -> act(() -> jdbc.sql("update budget.budget_guard set used = 100.01 where account_id = :id")
                                .param("id", id.value())
                                .update()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("never_overspent");
    }

    @Test
    void theLedgerIsNeverRewritten() {
        assertThatThrownBy(() -> act(() ->
                        jdbc.sql("update budget.budget_transfer set paid = 0").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aPreviewShowsWhatWouldBeLeftAndTakesNothing() {
        var id = hard(at.operations, "100.00");
        move(Cause.COMMIT, transfer(id, UUID.randomUUID(), euro("30.00"), 1));

        var fits = act(() -> budget.outlook(Map.of(id, euro("70.00")), at.rita)).getFirst();
        var exceeds =
                act(() -> budget.outlook(Map.of(id, euro("70.01")), at.rita)).getFirst();

        assertThat(fits.leftBefore()).isEqualTo(euro("70.00"));
        assertThat(fits.leftAfter()).isEqualTo(euro("0.00"));
        assertThat(fits.passes()).isTrue();
        assertThat(fits.rule()).isEqualTo("never used beyond what is granted");
        assertThat(exceeds.passes()).isFalse();
        assertThat(figures(id).used()).isEqualTo(euro("30.00"));
    }

    @Test
    void aHardBudgetIsNotLoweredBelowItsUse() {
        var id = hard(at.operations, "100.00");
        move(Cause.COMMIT, transfer(id, UUID.randomUUID(), euro("30.00"), 1));

        var refusal = refused(() -> {
            budget.changeGrant(id, 1, euro("29.99"), Stop.HARD, at.finance);
            return 0;
        });
        act(() -> {
            budget.changeGrant(id, 1, euro("30.00"), Stop.HARD, at.finance);
            return 0;
        });

        assertThat(refusal.code()).isEqualTo("budget-in-use");
        assertThat(refusal.facts().named())
                .containsEntry("expected", "30")
                .containsEntry("actual", "29.99")
                .containsEntry("allowed", "30");
        assertThat(figures(id).granted()).isEqualTo(euro("30.00"));
    }

    @Test
    void anOverdrawnBudgetThatWarnsIsNotMadeHard() {
        var id = made(at.operations, "100.00", Stop.WARN);
        move(Cause.COMMIT, transfer(id, UUID.randomUUID(), euro("130.00"), 1));

        var refusal = refused(() -> {
            budget.changeGrant(id, 1, euro("100.00"), Stop.HARD, at.finance);
            return 0;
        });

        assertThat(refusal.code()).isEqualTo("budget-in-use");
    }

    @Test
    void aChangeBasedOnAnOlderVersionIsStale() {
        var id = hard(at.operations, "100.00");
        act(() -> {
            budget.changeGrant(id, 1, euro("200.00"), Stop.HARD, at.finance);
            return 0;
        });

        assertThatThrownBy(() -> act(() -> {
                    budget.changeGrant(id, 1, euro("300.00"), Stop.HARD, at.otherFinance);
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        Stale.class, stale -> assertThat(stale.current()).isEqualTo(2));
    }

    @Test
    void anOverrunLetsMoreBeUsedForAReason() {
        var id = hard(at.operations, "100.00");

        act(() -> {
            budget.grantOverrun(id, euro("20.00"), "the roof leaks", at.finance);
            return 0;
        });
        move(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("120.00"), 0));

        assertThat(figures(id).overrunGranted()).isEqualTo(euro("20.00"));
        assertThat(figures(id).left()).isEqualTo(euro("0.00"));
        var told = act(() -> jdbc.sql("select payload ->> 'reason' from platform.journal where act = 'overrun-granted'")
                .query(String.class)
                .single());
        assertThat(told).isEqualTo("the roof leaks");
    }

    @Test
    void aDayHasOneBudget() {
        var first = hard(at.operations, "100.00");

        var refusal = refused(() -> budget.open(
                new BudgetTerms(
                        at.operations,
                        "second half",
                        LocalDate.of(2026, 7, 1),
                        LocalDate.of(2027, 6, 30),
                        euro("1.00"),
                        Stop.HARD),
                at.finance));

        assertThat(refusal.code()).isEqualTo("budget-overlaps");
        assertThat(refusal.facts().named()).containsEntry("first", first.toString());
    }

    @Test
    void aBudgetIsKeptInTheOrganizationsCurrency() {
        var refusal = refused(() -> budget.open(
                new BudgetTerms(at.operations, "dollars", MAY, MAY, Money.of(CurrencyUnit.USD, 100), Stop.HARD),
                at.finance));

        assertThat(refusal.code()).isEqualTo("budget-currency");
    }

    @Test
    void onlyFinanceKeepsBudgets() {
        var refusal = refused(
                () -> budget.open(new BudgetTerms(at.operations, "mine", MAY, MAY, euro("1.00"), Stop.HARD), at.buyer));

        assertThat(refusal.code()).isEqualTo("not-your-role");
    }

    @Test
    void theOwnerOfACostCentreSeesItsBudgetsAndNoOthers() {
        var operations = hard(at.operations, "100.00");
        var research = hard(at.research, "100.00");

        assertThat(listed(at.olga)).containsExactly(operations);
        assertThat(listed(at.auditor)).containsExactlyInAnyOrder(operations, research);
        assertThat(listed(at.rita)).isEmpty();
        assertThatThrownBy(() -> act(() -> budgets.budget(research, at.olga))).isInstanceOf(NotFound.class);
    }

    @Test
    void aGrantForACostCentreShowsItsBudgets() {
        hard(at.operations, "100.00");
        var research = hard(at.research, "100.00");
        var controller = at.add("Carla Controller", new Grant(Role.FINANCE, Set.of(at.research)));

        assertThat(listed(controller)).containsExactly(research);
    }

    @Test
    void aListGoesOnFromItsKey() {
        var first = made(at.operations, 2024);
        var second = made(at.operations, 2025);
        var third = made(at.operations, 2026);

        var page = act(() -> budgets.page(BudgetFinder.Listing.ALL, "", 2, at.finance));
        var rest = act(() -> budgets.page(BudgetFinder.Listing.ALL, page.next().orElseThrow(), 2, at.finance));

        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(rest)).containsExactly(first);
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void aBudgetShowsItsNewestTransfersFirst() {
        var id = hard(at.operations, "100.00");
        move(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("1.00"), 0));
        move(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("2.00"), 0));

        var view = act(() -> budgets.budget(id, at.finance));

        assertThat(view.newest())
                .extracting(row -> row.delta().requested())
                .containsExactly(euro("2.00"), euro("1.00"));
    }

    @Test
    void theLastMoneyIsGivenOnceHoweverManyAsk() throws Exception {
        var id = hard(at.operations, "1000.00");

        var given = together(
                256,
                () -> act(() -> budget.tryMove(
                                List.of(transfer(id, UUID.randomUUID(), euro("7.00"), 0)), Cause.REQUEST, MAY, at.rita))
                        .isEmpty());
        var takenOutright = together(64, () -> {
            try {
                act(() -> moved(Cause.REQUEST, transfer(id, UUID.randomUUID(), euro("1.00"), 0)));
                return true;
            } catch (Refusal _) {
                return false;
            }
        });

        assertThat(given).isEqualTo(142);
        assertThat(takenOutright).isEqualTo(6);
        assertThat(figures(id).used()).isEqualTo(euro("1000.00"));
        assertThat(differences()).isEmpty();
    }

    /** Situation 54. */
    @Test
    void encumbrancesReleasedAtTheSameMomentLoseNothing() throws Exception {
        var operations = hard(at.operations, "100000.00");
        var research = hard(at.research, "100000.00");
        var all = hard(at.all, "100000.00");
        var accounts = List.of(operations, research, all);

        var done = together(
                192,
                () -> act(() -> {
                    var random = ThreadLocalRandom.current();
                    var one = accounts.get(random.nextInt(3));
                    var other = accounts.get(random.nextInt(3));
                    var order = UUID.randomUUID();
                    moved(Cause.COMMIT, transfer(one, order, euro("5.00"), 1), transfer(other, order, euro("3.00"), 1));
                    moved(
                            Cause.RELEASE,
                            transfer(other, order, euro("-3.00"), 1),
                            transfer(one, order, euro("-4.00"), 1));
                    return true;
                }));

        assertThat(done).isEqualTo(192);
        assertThat(figures(operations)
                        .used()
                        .plus(figures(research).used())
                        .plus(figures(all).used()))
                .isEqualTo(euro("192.00"));
        assertThat(differences()).isEmpty();
    }

    private long together(int times, Callable<Boolean> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(64)) {
            var futures = threads.invokeAll(
                    IntStream.range(0, times).mapToObj(_ -> work).toList());
            return futures.stream().filter(BudgetTest::answer).count();
        }
    }

    private static boolean answer(Future<Boolean> future) {
        return future.resultNow();
    }

    private BudgetAccountId hard(CostCentreId costCentre, String granted) {
        return made(costCentre, granted, Stop.HARD);
    }

    private BudgetAccountId made(CostCentreId costCentre, int year) {
        return act(() -> budget.open(
                new BudgetTerms(
                        costCentre,
                        "year " + year,
                        LocalDate.of(year, 1, 1),
                        LocalDate.of(year, 12, 31),
                        euro("1.00"),
                        Stop.HARD),
                at.finance));
    }

    private BudgetAccountId made(CostCentreId costCentre, String granted, Stop stop) {
        return act(() -> budget.open(
                new BudgetTerms(
                        costCentre,
                        "year 2026",
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        euro(granted),
                        stop),
                at.finance));
    }

    private void move(Cause cause, Transfer... transfers) {
        act(() -> moved(cause, transfers));
    }

    private int moved(Cause cause, Transfer... transfers) {
        budget.move(List.of(transfers), cause, MAY, at.rita);
        return transfers.length;
    }

    /** So much in one of the five figures, counted from requested (0) to paid (4). */
    private static Transfer transfer(BudgetAccountId account, UUID order, Money amount, int bucket) {
        var delta = switch (bucket) {
            case 0 -> new Buckets(amount, zero(), zero(), zero(), zero());
            case 1 -> new Buckets(zero(), amount, zero(), zero(), zero());
            case 2 -> new Buckets(zero(), zero(), amount, zero(), zero());
            case 3 -> new Buckets(zero(), zero(), zero(), amount, zero());
            default -> new Buckets(zero(), zero(), zero(), zero(), amount);
        };
        return new Transfer(account, "order", order, UUID.randomUUID(), delta);
    }

    private static Money zero() {
        return NOTHING.total();
    }

    private Figures figures(BudgetAccountId id) {
        return act(() -> budgets.budget(id, at.finance)).budget().figures();
    }

    private List<BudgetCheck.Difference> differences() {
        return act(() -> check.differences(at.organization));
    }

    private List<BudgetAccountId> listed(Actor by) {
        return ids(act(() -> budgets.page(BudgetFinder.Listing.ALL, "", 50, by)));
    }

    private static List<BudgetAccountId> ids(Page<BudgetRow> page) {
        return page.rows().stream().map(BudgetRow::id).toList();
    }

    private Refusal refused(Supplier<?> work) {
        try {
            act(work);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    private <T> T act(Supplier<T> work) {
        return transactions.act(at.organization, work);
    }

    private static Money euro(String amount) {
        return Money.parse("EUR " + amount);
    }
}
