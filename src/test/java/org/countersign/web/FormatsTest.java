package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    private final Formats london = new Formats(Locale.UK, ZoneId.of("Europe/London"));
    private final Formats berlin = new Formats(Locale.GERMANY, ZoneId.of("Europe/Berlin"));

    @Test
    void aFigureIsGroupedAndPointedAsTheOrganizationDoes() {
        var total = Money.parse("EUR 48599.6");

        assertThat(london.money(total)).isEqualTo("48,599.60 EUR");
        assertThat(berlin.money(total)).isEqualTo("48.599,60 EUR");
    }

    @Test
    void aCurrencyKeepsItsOwnDigits() {
        assertThat(london.money(Money.parse("JPY 1500"))).isEqualTo("1,500 JPY");
        assertThat(london.difference(Money.parse("EUR 810"))).isEqualTo("+810.00 EUR");
        assertThat(london.difference(Money.parse("EUR -2.50"))).isEqualTo("-2.50 EUR");
    }

    @Test
    void aPriceShowsEveryDigitAndItsBaseQuantity() {
        assertThat(london.price(Price.of("EUR", "410"))).isEqualTo("410.00 EUR");
        assertThat(london.price(Price.of("EUR", "0.012345678901"))).isEqualTo("0.012345678901 EUR");
        assertThat(london.price(new Price(Price.of("EUR", "12.5").amount(), Quantity.of(1000))))
                .isEqualTo("12.50 EUR per 1,000");
    }

    @Test
    void aQuantityHasNoNeedlessZeros() {
        assertThat(london.quantity(Quantity.of("8760.0"))).isEqualTo("8,760");
        assertThat(london.quantity(Quantity.of("2.50"))).isEqualTo("2.5");
    }

    @ParameterizedTest(name = "{0} {1} reads {2}")
    @CsvSource(delimiter = '|', textBlock = """
            8760 | HUR | 8,760 hours
            1    | C62 | 1 unit
            4    | C62 | 4 units
            4    | H87 | 4 pieces
            4    | EA  | 4 each
            2    | XBX | 2 boxes
            3    | ZZ  | 3 ZZ
            """)
    void aQuantitySaysItsUnit(String quantity, String unit, String words) {
        assertThat(london.quantity(Quantity.of(quantity), unit)).isEqualTo(words);
    }

    @Test
    void aMomentIsToldInTheZoneOfTheOrganization() {
        var moment = Instant.parse("2026-09-12T22:47:00Z");

        assertThat(london.moment(moment)).isEqualTo("12 Sep 2026, 23:47");
        assertThat(berlin.shortMoment(moment)).isEqualTo("13 Sep 00:47");
        assertThat(berlin.date(LocalDate.of(2026, 11, 12))).isEqualTo("12 Nov 2026");
        assertThat(berlin.day(LocalDate.of(2026, 5, 3))).isEqualTo("3 May");
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PT20S     | under a minute
            PT12M     | 12 min
            PT2H      | 2 h
            PT2H10M   | 2 h 10 min
            PT24H     | 1 day
            PT76H     | 3 days 4 h
            PT1000H   | 41 days
            """)
    void aDurationIsToldInItsTwoLargestUnits(Duration duration, String words) {
        assertThat(london.duration(duration)).isEqualTo(words);
    }

    @Test
    void aCountIsBoundedAndAPercentageHasOneDigitAtMost() {
        assertThat(london.count(1000, 1000)).isEqualTo("1,000");
        assertThat(london.count(1001, 1000)).isEqualTo("1,000+");
        assertThat(london.percent(82)).isEqualTo("82 %");
        assertThat(london.percent(new BigDecimal("4.25"))).isEqualTo("4.3 %");
    }
}
