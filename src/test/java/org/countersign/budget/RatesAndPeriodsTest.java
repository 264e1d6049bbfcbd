package org.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.Refusal;
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

class RatesAndPeriodsTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private static TestDatabase database;
    private static Transactions transactions;
    private static Rates rates;
    private static Periods periods;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        var jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        var journal = new Journal(jdbc, ids, clock, new Wake());
        rates = new Rates(jdbc, journal, ids, clock);
        periods = new Periods(jdbc, journal, ids);
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
    void theLatestRateOnOrBeforeTheDayCounts() {
        enter("0.90", JANUARY);
        enter("0.95", MARCH);

        assertThat(rate(MARCH.minusDays(1)).rate()).isEqualByComparingTo("0.90");
        assertThat(rate(MARCH).rate()).isEqualByComparingTo("0.95");
        assertThat(rate(MARCH).source()).isEqualTo("ECB");
    }

    @Test
    void aLaterEntryForTheSameDayCorrectsTheEarlierOne() {
        enter("0.90", JANUARY);
        enter("0.91", JANUARY);

        assertThat(rate(MARCH).rate()).isEqualByComparingTo("0.91");
    }

    @Test
    void aCurrencyIsWorthItself() {
        var same = act(() -> rates.rate(CurrencyUnit.EUR, CurrencyUnit.EUR, MARCH, at.rita));

        assertThat(same.rate()).isEqualByComparingTo("1");
    }

    @Test
    void anAmountIsRoundedOnceAtTheRate() {
        var rate = new ExchangeRate(CurrencyUnit.USD, CurrencyUnit.EUR, MARCH, new BigDecimal("0.905"), "ECB");

        assertThat(rate.of(Money.parse("USD 1.00"))).isEqualTo(Money.parse("EUR 0.91"));
    }

    @Test
    void aMissingRateIsRefused() {
        enter("0.90", MARCH);

        assertThatThrownBy(() -> rate(JANUARY)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("no-rate");
            assertThat(refusal.facts().named())
                    .containsEntry("from", "USD")
                    .containsEntry("to", "EUR")
                    .containsEntry("date", "2026-01-01")
                    .containsEntry("lifted-by", "finance");
        });
    }

    @Test
    void onlyFinanceEntersRates() {
        assertThatThrownBy(() -> act(() -> rates.enter(
                        new ExchangeRate(CurrencyUnit.USD, CurrencyUnit.EUR, MARCH, BigDecimal.ONE, "me"), at.buyer)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-your-role"));
    }

    @Test
    void ratesAreListedNewestDayFirst() {
        enter("0.90", JANUARY);
        enter("0.95", MARCH);

        var first = act(() -> rates.page("", 1, at.finance));
        var second = act(() -> rates.page(first.next().orElseThrow(), 1, at.finance));

        assertThat(first.rows()).extracting(row -> row.rate().validOn()).containsExactly(MARCH);
        assertThat(second.rows()).extracting(row -> row.rate().validOn()).containsExactly(JANUARY);
    }

    @Test
    void aFactForAClosedDayCountsOnTheFirstOpenOne() {
        act(() -> periods.close(JANUARY, LocalDate.of(2026, 1, 31), at.finance));
        act(() -> periods.close(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28), at.finance));

        assertThat(effective(LocalDate.of(2026, 1, 15))).isEqualTo(MARCH);
        assertThat(effective(LocalDate.of(2025, 12, 31))).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(effective(MARCH)).isEqualTo(MARCH);
    }

    @Test
    void anOpenPeriodBetweenTwoClosedOnesTakesTheFact() {
        act(() -> periods.close(JANUARY, LocalDate.of(2026, 1, 31), at.finance));
        act(() -> periods.close(MARCH, LocalDate.of(2026, 3, 31), at.finance));

        assertThat(effective(LocalDate.of(2026, 1, 15))).isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void aReopenedPeriodTakesFactsAgain() {
        var id = act(() -> periods.close(JANUARY, LocalDate.of(2026, 1, 31), at.finance));

        act(() -> {
            periods.reopen(id, "an invoice was forgotten", at.finance);
            return 0;
        });

        assertThat(effective(JANUARY)).isEqualTo(JANUARY);
        assertThat(act(() -> periods.page("", 50, at.finance)).rows())
                .extracting(PeriodRow::state)
                .containsExactly(PeriodRow.State.OPEN);
    }

    @Test
    void aDayIsClosedOnce() {
        act(() -> periods.close(JANUARY, LocalDate.of(2026, 1, 31), at.finance));

        assertThatThrownBy(() -> act(() -> periods.close(LocalDate.of(2026, 1, 31), MARCH, at.finance)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("period-closed"));
    }

    private void enter(String rate, LocalDate on) {
        act(() -> rates.enter(
                new ExchangeRate(CurrencyUnit.USD, CurrencyUnit.EUR, on, new BigDecimal(rate), "ECB"), at.finance));
    }

    private ExchangeRate rate(LocalDate on) {
        return act(() -> rates.rate(CurrencyUnit.USD, CurrencyUnit.EUR, on, at.rita));
    }

    private LocalDate effective(LocalDate on) {
        return act(() -> periods.effective(on, at.rita));
    }

    private <T> T act(Supplier<T> work) {
        return transactions.act(at.organization, work);
    }
}
