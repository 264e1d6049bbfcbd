package org.countersign.budget;

import java.time.LocalDate;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.PageKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which days are closed. A day that nobody closed is open; there is nothing to set up. */
@Component
public class Periods {

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final PeriodStore periods;
    private final Journal journal;
    private final Ids ids;

    public Periods(JdbcClient jdbc, Journal journal, Ids ids) {
        this.periods = new PeriodStore(jdbc);
        this.journal = journal;
        this.ids = ids;
    }

    /** The day a fact counts on: the day itself, or where that is closed the first open day after it. */
    public LocalDate effective(LocalDate occurredOn, Actor by) {
        var day = occurredOn;
        for (var closed : periods.closedFrom(by.organization(), occurredOn)) {
            if (closed.from().isAfter(day)) {
                return day;
            }
            day = closed.to().plusDays(1);
        }
        return day;
    }

    /** Closes the books of these days, both included; refuses {@code period-closed} where some of them are. */
    public UUID close(LocalDate from, LocalDate to, Actor by) {
        by.require(Authority.KEEP_BUDGETS);
        Refusal.unless(!to.isBefore(from), "period-backwards", "A period ends on its first day or later.");
        periods.closedFrom(by.organization(), from).stream()
                .filter(closed -> !closed.from().isAfter(to))
                .findFirst()
                .ifPresent(closed -> {
                    throw Refusal.conflict(
                            "period-closed",
                            "The days from " + closed.from() + " to " + closed.to() + " are closed already.",
                            Refusal.Facts.of("first", closed.id()));
                });
        var id = ids.next();
        periods.close(by.organization(), id, from, to);
        journal.tell(new BudgetEvent.PeriodClosed(id, from, to), by);
        return id;
    }

    /** Opens the books of a closed period again, for a reason. */
    public void reopen(UUID id, String reason, Actor by) {
        by.require(Authority.KEEP_BUDGETS);
        var why = Reason.said(reason);
        var period = periods.find(by.organization(), id).orElseThrow(() -> new NotFound("period", id));
        Refusal.unless(
                periods.openAgain(by.organization(), id),
                () -> Refusal.conflict("period-open", "The period is open already."));
        journal.tell(new BudgetEvent.PeriodReopened(id, period.from(), period.to(), why), by);
    }

    /** The periods that were closed, the latest first. */
    public Page<PeriodRow> page(String after, int size, Actor by) {
        var rows = periods.page(by.organization(), PageKey.read(after, LAST_DAY, PageKey.HIGHEST), size + 1);
        return Page.of(rows, size, row -> PageKey.of(row.to(), row.id()).text());
    }
}
