package org.countersign.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of exchange rates. */
class RateStore {

    static final String LATEST = """
            select from_currency, to_currency, valid_on, rate, source from budget.exchange_rate
             where organization_id = :organization and from_currency = :from and to_currency = :to and valid_on <= :on
             order by valid_on desc, recorded_at desc, id desc
             limit 1
            """;
    static final String ENTER = """
            insert into budget.exchange_rate
                   (organization_id, id, from_currency, to_currency, valid_on, rate, source, recorded_at)
            values (:organization, :id, :from, :to, :validOn, :rate, :source, :now)
            """;
    static final String PAGE = """
            select id, from_currency, to_currency, valid_on, rate, source from budget.exchange_rate
             where organization_id = :organization and (valid_on, id) < (:on, :id)
             order by valid_on desc, id desc
             limit :size
            """;

    private final JdbcClient jdbc;

    RateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ExchangeRate> latest(OrganizationId organization, CurrencyUnit from, CurrencyUnit to, LocalDate on) {
        return jdbc.sql(LATEST)
                .param("organization", organization.value())
                .param("from", from.getCode())
                .param("to", to.getCode())
                .param("on", on)
                .query((rows, _) -> rate(rows))
                .optional();
    }

    void enter(OrganizationId organization, UUID id, ExchangeRate rate, Instant now) {
        jdbc.sql(ENTER)
                .param("organization", organization.value())
                .param("id", id)
                .params(Params.of(rate))
                .param("now", Params.column(now))
                .update();
    }

    List<RateRow> page(OrganizationId organization, PageKey after, int size) {
        return jdbc.sql(PAGE)
                .param("organization", organization.value())
                .param("on", after.date(0))
                .param("id", after.id(1))
                .param("size", size)
                .query((rows, _) -> new RateRow(rows.getObject("id", UUID.class), rate(rows)))
                .list();
    }

    private static ExchangeRate rate(ResultSet rows) throws SQLException {
        return new ExchangeRate(
                CurrencyUnit.of(rows.getString("from_currency")),
                CurrencyUnit.of(rows.getString("to_currency")),
                rows.getObject("valid_on", LocalDate.class),
                rows.getBigDecimal("rate").stripTrailingZeros(),
                rows.getString("source"));
    }
}
