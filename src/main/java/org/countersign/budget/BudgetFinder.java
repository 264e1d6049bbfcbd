package org.countersign.budget;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.budget.BudgetStore.Days;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.platform.PageKey;
import org.countersign.platform.Pipeline;
import org.springframework.stereotype.Component;

/**
 * Lists budgets and shows one. Who may see every budget does; the others see those of the cost centres that they answer
 * for or are granted.
 */
@Component
public class BudgetFinder {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final OffsetDateTime NEVER = LAST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC);

    /** Which budgets a list shows. */
    public enum Listing {
        CURRENT,
        COMING,
        PAST,
        ALL;

        Days days(LocalDate today) {
            return switch (this) {
                case CURRENT -> new Days(FIRST_DAY, today, today, LAST_DAY);
                case COMING -> new Days(today.plusDays(1), LAST_DAY, FIRST_DAY, LAST_DAY);
                case PAST -> new Days(FIRST_DAY, LAST_DAY, FIRST_DAY, today.minusDays(1));
                case ALL -> new Days(FIRST_DAY, LAST_DAY, FIRST_DAY, LAST_DAY);
            };
        }
    }

    private final BudgetStore budgets;
    private final Clock clock;

    public BudgetFinder(Pipeline jdbc, Clock clock) {
        this.budgets = new BudgetStore(jdbc);
        this.clock = clock;
    }

    /** Budgets, the latest period first. */
    public Page<BudgetRow> page(Listing listing, String after, int size, Actor by) {
        var key = PageKey.read(after, LAST_DAY, PageKey.HIGHEST);
        var today = LocalDate.ofInstant(
                clock.instant(), budgets.home(by.organization()).zone());
        var days = listing.days(today);
        var rows = by.mayEverywhere(Authority.SEE_BUDGETS)
                ? budgets.page(by.organization(), days, key, size + 1)
                : budgets.pageOfSome(by.organization(), by.account(), granted(by), days, key, size + 1);
        return Page.of(rows, size, row -> PageKey.of(row.from(), row.id()).text());
    }

    /** A budget with its newest transfers. */
    public BudgetView budget(BudgetAccountId id, Actor by) {
        var newest = transfers(id, "", Page.USUAL, by).rows();
        return budgets.byIds(by.organization(), Set.of(id)).stream()
                .findFirst()
                .map(row -> new BudgetView(row, newest))
                .orElseThrow(() -> new NotFound("budget", id));
    }

    /** The transfers of a budget, the newest first. */
    public Page<BudgetView.Moved> transfers(BudgetAccountId id, String after, int size, Actor by) {
        if (!sees(id, by)) {
            throw new NotFound("budget", id);
        }
        var key = PageKey.read(after, NEVER, PageKey.HIGHEST);
        var rows = budgets.transfers(by.organization(), id, key, size + 1);
        return Page.of(rows, size, row -> PageKey.of(row.recordedAt(), row.id()).text());
    }

    private boolean sees(BudgetAccountId id, Actor by) {
        return by.mayEverywhere(Authority.SEE_BUDGETS)
                || budgets.ownedOrGranted(by.organization(), id, by.account(), granted(by));
    }

    private static Set<CostCentreId> granted(Actor by) {
        return by.costCentres().stream()
                .filter(costCentre -> by.mayFor(Authority.SEE_BUDGETS, costCentre))
                .collect(Collectors.toSet());
    }
}
