package org.countersign.budget;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * The door to budgets: makes them, grants, and moves money. All amounts are in the organisation's currency. A move is the
 * last lock of an act but the number's; it is refused as {@code budget-exceeded} where a hard budget has too little left.
 */
@Component
public class Budget {

    private final BudgetStore budgets;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Budget(Pipeline jdbc, Journal journal, Ids ids, Clock clock) {
        this.budgets = new BudgetStore(jdbc);
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** The budget that a cost centre's spending of that day is charged to, for life; refuses {@code no-budget}. */
    public BudgetAccountId account(CostCentreId costCentre, LocalDate on, Actor by) {
        return Objects.requireNonNull(accounts(Set.of(costCentre), on, by).get(costCentre));
    }

    /** The same for several cost centres at once: each has one, or it is refused. */
    public Map<CostCentreId, BudgetAccountId> accounts(Collection<CostCentreId> costCentres, LocalDate on, Actor by) {
        var found = budgets.onDay(by.organization(), costCentres, on);
        for (var costCentre : costCentres) {
            Refusal.unless(found.containsKey(costCentre), () -> without(costCentre, on, by.organization()));
        }
        return found;
    }

    /**
     * Moves money, all of it or none; refuses {@code budget-exceeded}.
     *
     * @param effectiveOn an open day: ask {@link Periods#effective} first
     */
    public void move(List<Transfer> transfers, Cause cause, LocalDate effectiveOn, Actor by) {
        var real = real(transfers);
        var taken = taken(real);
        if (!taken.isEmpty() && !budgets.take(by.organization(), taken)) {
            throw shortfall(taken, by).orElseThrow().refusal();
        }
        record(real, cause, effectiveOn, by);
    }

    /** Moves money, or where a hard budget has too little left moves nothing and says how much is missing. */
    public Optional<Shortfall> tryMove(List<Transfer> transfers, Cause cause, LocalDate effectiveOn, Actor by) {
        var shortfall = lacking(transfers, by);
        if (shortfall.isEmpty()) {
            move(transfers, cause, effectiveOn, by);
        }
        return shortfall;
    }

    /** What hard budgets would lack for these transfers, their guards locked until the act ends; nothing is moved. */
    public Optional<Shortfall> lacking(List<Transfer> transfers, Actor by) {
        var taken = taken(real(transfers));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        budgets.lockGuards(by.organization(), taken.keySet());
        return shortfall(taken, by);
    }

    /** The transfers that give back what a document still asks for: all of its requested money, line by line. */
    public List<Transfer> requestedBy(String sourceKind, UUID sourceId, Actor by) {
        return budgets.requested(by.organization(), sourceKind, sourceId).stream()
                .map(Transfer::reversed)
                .toList();
    }

    /** What the budgets would look like if so much more were taken from each; without effect. */
    public List<Outlook> outlook(Map<BudgetAccountId, Money> need, Actor by) {
        return budgets.byIds(by.organization(), need.keySet()).stream()
                .map(budget -> Outlook.of(budget, Objects.requireNonNull(need.get(budget.id()))))
                .toList();
    }

    /** Makes a budget; refuses {@code budget-overlaps} and another currency than the organisation's. */
    public BudgetAccountId open(BudgetTerms terms, Actor by) {
        by.require(Authority.KEEP_BUDGETS);
        if (budgets.codes(by.organization(), Set.of(terms.costCentre())).isEmpty()) {
            throw new NotFound("cost centre", terms.costCentre());
        }
        inHomeCurrency(terms.granted(), by.organization());
        budgets.overlapping(by.organization(), terms).ifPresent(other -> {
            throw Refusal.conflict(
                    "budget-overlaps",
                    "The cost centre has a budget for some of these days already.",
                    Refusal.Facts.of("first", other).and("from", terms.from()).and("to", terms.to()));
        });
        var id = new BudgetAccountId(ids.next());
        budgets.open(by.organization(), id, terms);
        journal.tell(
                new BudgetEvent.BudgetOpened(
                        id, terms.costCentre(), terms.name(), terms.from(), terms.to(), terms.granted(), terms.stop()),
                by);
        return id;
    }

    /** Changes what a budget grants and what happens at its end; a hard one never below its use ({@code budget-in-use}). */
    public void changeGrant(BudgetAccountId id, int seen, Money granted, Stop stop, Actor by) {
        by.require(Authority.KEEP_BUDGETS);
        var before = locked(id, by);
        Stale.unlessCurrent(seen, before.version() - 1);
        inHomeCurrency(granted, by.organization());
        Refusal.unless(!granted.isNegative(), "budget-negative", "A budget grants zero or more.");
        var allowed = granted.plus(before.figures().overrunGranted());
        Refusal.unless(
                stop == Stop.WARN || !before.figures().used().isGreaterThan(allowed), () -> inUse(before, granted));
        budgets.changeGrant(by.organization(), id, granted, before.figures().overrunGranted(), stop);
        journal.tell(
                new BudgetEvent.GrantChanged(
                        id,
                        before.figures().granted(),
                        granted,
                        before.figures().stop(),
                        stop),
                by);
    }

    /** Lets a budget be used beyond what it grants, by so much more, for a reason that is kept. */
    public void grantOverrun(BudgetAccountId id, Money more, String reason, Actor by) {
        by.require(Authority.KEEP_BUDGETS);
        var why = Reason.said(reason);
        Refusal.unless(more.isPositive(), "overrun-not-positive", "An overrun is an amount above zero.");
        inHomeCurrency(more, by.organization());
        var before = locked(id, by).figures();
        var overrun = before.overrunGranted().plus(more);
        budgets.changeGrant(by.organization(), id, before.granted(), overrun, before.stop());
        journal.tell(new BudgetEvent.OverrunGranted(id, more, overrun, why), by);
    }

    private void record(List<Transfer> transfers, Cause cause, LocalDate effectiveOn, Actor by) {
        if (!transfers.isEmpty()) {
            budgets.record(by.organization(), transfers, cause, effectiveOn, ids, clock.instant());
        }
    }

    private Optional<Shortfall> shortfall(Map<BudgetAccountId, Money> taken, Actor by) {
        return outlook(taken, by).stream()
                .filter(outlook -> !outlook.passes())
                .findFirst()
                .map(outlook -> new Shortfall(
                        outlook.budget().id(),
                        outlook.budget().name(),
                        outlook.budget().costCentreCode(),
                        outlook.leftBefore(),
                        outlook.needed()));
    }

    private BudgetRow locked(BudgetAccountId id, Actor by) {
        if (!budgets.raiseVersion(by.organization(), id)) {
            throw new NotFound("budget", id);
        }
        budgets.lockGuards(by.organization(), List.of(id));
        return budgets.byIds(by.organization(), List.of(id)).getFirst();
    }

    private void inHomeCurrency(Money amount, OrganizationId organization) {
        var home = budgets.home(organization).currency();
        Refusal.unless(
                amount.getCurrencyUnit().equals(home),
                () -> Refusal.rule(
                        "budget-currency",
                        "Budgets are kept in " + home + ", the organisation's currency.",
                        Refusal.Facts.of("field", "granted")
                                .and("expected", home)
                                .and("actual", amount.getCurrencyUnit())));
    }

    private static List<Transfer> real(List<Transfer> transfers) {
        return transfers.stream().filter(transfer -> !transfer.delta().isZero()).toList();
    }

    /** What each budget gives, or gets back where it is negative; a move between the five figures takes nothing. */
    private static Map<BudgetAccountId, Money> taken(List<Transfer> transfers) {
        var taken = new LinkedHashMap<BudgetAccountId, Money>();
        transfers.forEach(
                transfer -> taken.merge(transfer.account(), transfer.delta().total(), Money::plus));
        taken.values().removeIf(Money::isZero);
        return taken;
    }

    private Refusal without(CostCentreId costCentre, LocalDate on, OrganizationId organization) {
        var code = budgets.codes(organization, Set.of(costCentre)).get(costCentre);
        if (code == null) {
            throw new NotFound("cost centre", costCentre);
        }
        return Refusal.rule(
                "no-budget",
                "The cost centre " + code + " has no budget on " + on + "; ask finance to make one.",
                Refusal.Facts.of("cost-centre", code)
                        .and("date", on)
                        .measured("money", "a budget on " + on, "none", "none")
                        .under("budget-needed", "finance"));
    }

    private static Refusal inUse(BudgetRow budget, Money granted) {
        var used = budget.figures().used();
        return Refusal.rule(
                "budget-in-use",
                "Of the budget " + budget.name() + " " + used + " are used; it cannot grant less than that.",
                Refusal.Facts.of("account", budget.id())
                        .and("cost-centre", budget.costCentreCode())
                        .measured(
                                "money",
                                used.getAmount(),
                                granted.getAmount(),
                                used.minus(budget.figures().overrunGranted()).getAmount())
                        .under("budget-hard-stop", "finance"));
    }
}
