package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.order.Lines.budget;
import static org.countersign.order.Lines.euro;
import static org.countersign.order.Lines.of;
import static org.countersign.order.Lines.ordered;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.countersign.budget.Buckets;
import org.countersign.kernel.Price;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Shares;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The encumbrance of a line ... */
class EncumbranceTest {

    private static final Encumbrance THIRDS =
            new Encumbrance(BigDecimal.ZERO, new Shares(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE)));

    @Test
    void isSplitByRunningSharesThatAddUp() {
        var buckets = THIRDS.of(ordered("10", "10"));

        assertThat(buckets).extracting(Buckets::committed).containsExactly(euro("33.33"), euro("33.34"), euro("33.33"));
    }

    @Test
    void countsTaxThatIsNotRecovered() {
        var encumbrance = new Encumbrance(new BigDecimal("0.19"), Shares.whole());
        var line = ordered("10", "10").receive(of("4")).after();

        assertThat(budget(encumbrance.of(line).getFirst())).isEqualTo("71.4 / 47.6 / 0 / 0");
    }

    @Test
    void isInTheOrganisationsCurrencyAtTheOrdersRate() {
        var sek = CurrencyUnit.of("SEK");
        var line = OrderLine.of(
                        new OrderLineId(new UUID(0, 1)),
                        1,
                        Measure.QUANTITY,
                        0,
                        Price.of("EUR", "10"),
                        new Rate(sek, new BigDecimal("11.2345")))
                .order(of("1"))
                .after();

        assertThat(Encumbrance.whole().of(line).getFirst().committed())
                .isEqualTo(Money.of(sek, new BigDecimal("112.35")));
    }

    @Test
    void requestsTheGrowthOfARevisionInApproval() {
        var line = ordered("10", "10");
        var proposed = line.revise(of("12"), Price.of("EUR", "11")).after();
        var smaller = line.revise(of("8"), Price.of("EUR", "10")).after();

        var growth = Encumbrance.growth(line, proposed);

        assertThat(growth).isEqualTo(euro("32"));
        assertThat(Encumbrance.growth(line, smaller)).isEqualTo(euro("0"));
        assertThat(Encumbrance.whole().of(line, growth))
                .containsExactly(new Buckets(euro("32"), euro("100"), euro("0"), euro("0"), euro("0")));
    }

    @Test
    void movesByTheDifferenceOfBeforeAndAfter() {
        var before = ordered("10", "10");
        var after = before.receive(of("5")).after();

        var differences = Encumbrance.differences(THIRDS.of(before), THIRDS.of(after));

        assertThat(differences)
                .containsExactly(
                        new Buckets(euro("0"), euro("-16.66"), euro("16.67"), euro("0"), euro("0")),
                        new Buckets(euro("0"), euro("-16.68"), euro("16.66"), euro("0"), euro("0")),
                        new Buckets(euro("0"), euro("-16.66"), euro("16.67"), euro("0"), euro("0")));
        assertThat(differences.stream().reduce(Buckets.none(CurrencyUnit.EUR), Buckets::plus))
                .isEqualTo(new Buckets(euro("0"), euro("-50"), euro("50"), euro("0"), euro("0")));
    }

    @Test
    void hasNoDifferenceBetweenOtherShares() {
        var line = ordered("10", "10");

        assertThatThrownBy(() -> Encumbrance.differences(
                        THIRDS.of(line), Encumbrance.whole().of(line)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverLessenedByTax() {
        assertThatThrownBy(() -> new Encumbrance(new BigDecimal("-0.01"), Shares.whole()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("tax-negative"));
    }
}
