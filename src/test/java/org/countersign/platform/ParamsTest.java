package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that a statement takes as JSON. */
class ParamsTest {

    private static final UUID ID = UUID.fromString("01a01a75-ea9a-72f3-a0c5-73646acf356f");

    private enum Colour {
        DARK_RED
    }

    private record Everything(
            AccountId account,
            UUID plainId,
            String text,
            Colour colour,
            Quantity quantity,
            Money money,
            CurrencyUnit currency,
            BigDecimal rate,
            int count,
            boolean open,
            LocalDate day,
            Instant at,
            List<BigDecimal> weights,
            @Nullable String absent) {}

    @Test
    void haveEachValueAsItsColumnKeepsItUnderItsNameInSnakeCase() {
        var row = new Everything(
                new AccountId(ID),
                ID,
                "20\" pipe\n",
                Colour.DARK_RED,
                new Quantity(new BigDecimal("1200")),
                Money.parse("EUR 12.50"),
                CurrencyUnit.EUR,
                new BigDecimal("1E+2"),
                3,
                true,
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T14:06:40.5Z"),
                List.of(new BigDecimal("0.5"), BigDecimal.ONE),
                null);

        assertThat(Params.rows(List.of(row))).isEqualToIgnoringNewLines("""
                [{"account":"01a01a75-ea9a-72f3-a0c5-73646acf356f","plain_id":"01a01a75-ea9a-72f3-a0c5-73646acf356f",\
                "text":"20\\" pipe\\n","colour":"DARK_RED","quantity":"1200","money":"12.50","currency":"EUR","rate":"100",\
                "count":3,"open":true,"day":"2026-11-22","at":"2026-11-22T14:06:40.5Z","weights":["0.5","1"],"absent":null}]""");
    }

    @Test
    void areNoneForNone() {
        assertThat(Params.rows(List.of())).isEqualTo("[]");
    }

    @Test
    void thatAreSaidColumnByColumnAreWrittenAlike() {
        assertThat(Params.maps(List.of(Map.of("line_id", new AccountId(ID)), Map.of("price", Money.parse("EUR 1.00")))))
                .isEqualTo("[{\"line_id\":\"" + ID + "\"},{\"price\":\"1.00\"}]");
    }
}
