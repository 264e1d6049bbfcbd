package org.countersign.budget;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.PageKey;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The exchange rates that an organisation uses, entered by a person or an import. */
@Component
public class Rates {

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final RateStore rates;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Rates(JdbcClient jdbc, Journal journal, Ids ids, Clock clock) {
        this.rates = new RateStore(jdbc);
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** The latest rate on or before the day, 1 within one currency; refuses {@code no-rate}, never turns one around. */
    public ExchangeRate rate(CurrencyUnit from, CurrencyUnit to, LocalDate on, Actor by) {
        return from.equals(to)
                ? ExchangeRate.same(from, on)
                : rates.latest(by.organization(), from, to, on).orElseThrow(() -> missing(from, to, on));
    }

    /** Enters a rate; for a day that has one it is the correction that counts from now on. */
    public UUID enter(ExchangeRate rate, Actor by) {
        by.require(Authority.KEEP_RULES);
        Refusal.unless(!rate.from().equals(rate.to()), "rate-same-currency", "A currency is always worth itself once.");
        var id = ids.next();
        rates.enter(by.organization(), id, rate, clock.instant());
        journal.tell(
                new BudgetEvent.RateEntered(id, rate.from(), rate.to(), rate.validOn(), rate.rate(), rate.source()),
                by);
        return id;
    }

    /** The rates as entered, the newest day first. */
    public Page<RateRow> page(String after, int size, Actor by) {
        var rows = rates.page(by.organization(), PageKey.read(after, LAST_DAY, PageKey.HIGHEST), size + 1);
        return Page.of(
                rows, size, row -> PageKey.of(row.rate().validOn(), row.id()).text());
    }

    private static Refusal missing(CurrencyUnit from, CurrencyUnit to, LocalDate on) {
        return Refusal.rule(
                "no-rate",
                "There is no exchange rate from " + from + " to " + to + " on or before " + on
                        + "; ask finance to enter one.",
                Refusal.Facts.of("from", from)
                        .and("to", to)
                        .and("date", on)
                        .measured("exchange rate", "a rate on or before " + on, "none", "none")
                        .under("rate-table", "finance"));
    }
}
