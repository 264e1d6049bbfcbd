package org.countersign.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Edge;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.countersign.tolerance.Scope.Dimension;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class KeepTolerancesTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private static TestDatabase database;
    private static Transactions transactions;
    private static KeepTolerances tolerances;
    private static ToleranceResource resource;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        var jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        tolerances = new KeepTolerances(jdbc, new Journal(jdbc, ids, clock, new Wake()), ids, clock);
        resource = new ToleranceResource(tolerances, new Edge(jdbc, transactions, clock), transactions);
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
    void everyKindOfRuleComesBackAsEntered() {
        var rules = List.of(
                new ToleranceRule(
                        "price",
                        Scope.of(Dimension.ITEM, "LT-1").and(Dimension.VENDOR, "V1"),
                        Measure.UNIT_PRICE,
                        Side.OVER,
                        new Limit.Bounded(new BigDecimal("2.5"), new BigDecimal("10"), Limit.Combine.EITHER),
                        new Caps(new BigDecimal("50"), new BigDecimal("500")),
                        CurrencyUnit.EUR),
                new ToleranceRule(
                        "cheaper",
                        Scope.everywhere(),
                        Measure.UNIT_PRICE,
                        Side.UNDER,
                        Limit.noLimit(),
                        Caps.none(),
                        null),
                new ToleranceRule(
                        "exact",
                        Scope.of(Dimension.CATEGORY, "laptop").and(Dimension.ORDER_TYPE, "standard"),
                        Measure.QUANTITY_ORDERED,
                        Side.OVER,
                        Limit.empty(),
                        Caps.none(),
                        null));

        var version = act(() -> tolerances.enter(0, JANUARY, rules, at.finance));

        assertThat(version).isEqualTo(1);
        assertThat(act(() -> tolerances.tolerances(at.organization, MARCH)))
                .isEqualTo(new Tolerances("1", JANUARY, rules));
    }

    @Test
    void withoutRulesEverythingIsExact() {
        assertThat(act(() -> tolerances.tolerances(at.organization, MARCH))).isEqualTo(Tolerances.exact());
    }

    @Test
    void theSetThatBeganLastIsInForce() {
        act(() -> tolerances.enter(0, JANUARY, List.of(over("2")), at.finance));
        act(() -> tolerances.enter(1, MARCH, List.of(over("3")), at.finance));
        act(() -> tolerances.enter(2, JANUARY, List.of(over("4")), at.finance));

        assertThat(versionOn(MARCH.minusDays(1))).isEqualTo("3");
        assertThat(versionOn(MARCH)).isEqualTo("2");
        assertThat(versionOn(JANUARY.minusDays(1))).isEqualTo("exact");
        assertThat(act(() -> tolerances.page("", 2, at.finance)).rows())
                .extracting(ToleranceSetRow::version)
                .containsExactly(3, 2);
    }

    @Test
    void aSetIsBasedOnTheLatest() {
        act(() -> tolerances.enter(0, JANUARY, List.of(over("2")), at.finance));

        assertThatThrownBy(() -> act(() -> tolerances.enter(0, MARCH, List.of(over("3")), at.otherFinance)))
                .isInstanceOfSatisfying(
                        Stale.class, stale -> assertThat(stale.current()).isEqualTo(1));
    }

    @Test
    void twoRulesOfOneIdAreRefused() {
        assertThatThrownBy(() -> act(() -> tolerances.enter(0, MARCH, List.of(over("3"), over("4")), at.finance)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("rule-id"));
    }

    @Test
    void onlyFinanceKeepsTolerances() {
        assertThatThrownBy(() -> act(() -> tolerances.enter(0, MARCH, List.of(), at.buyer)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-your-role"));
    }

    @Test
    void aSetIsEnteredAndReadOverHttp() {
        var entered = Served.to(at.finance, resource)
                .post()
                .uri("/api/v1/tolerances")
                .header("If-Match", "\"0\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"from": "2026-01-01", "rules": [
                          {"id": "price", "measure": "unit_price", "side": "over", "extent": "bounded", "percent": "2"},
                          {"id": "less", "measure": "unit_price", "side": "under", "extent": "no_limit"}]}
                        """)
                .exchange();
        var shown = Served.to(at.rita, resource)
                .get()
                .uri("/api/v1/tolerances/in-force?on=2026-05-01")
                .exchange();

        assertThat(entered).hasStatus(201);
        assertThat(shown).hasStatusOk().headers().hasValue("ETag", "\"1\"");
        assertThat(shown).bodyJson().extractingPath("$.rules[0].percent").isEqualTo("2");
        assertThat(shown).bodyJson().extractingPath("$.rules[1].extent").isEqualTo("no_limit");
    }

    private static ToleranceRule over(String percent) {
        return new ToleranceRule(
                "over",
                Scope.everywhere(),
                Measure.QUANTITY_ORDERED,
                Side.OVER,
                Limit.percent(percent),
                Caps.none(),
                null);
    }

    private String versionOn(LocalDate on) {
        return act(() -> tolerances.tolerances(at.organization, on)).version();
    }

    private <T> T act(Supplier<T> work) {
        return transactions.act(at.organization, work);
    }
}
