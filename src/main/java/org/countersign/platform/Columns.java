package org.countersign.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads values from the columns that {@link Params} writes them to. */
public final class Columns {

    private Columns() {}

    /** An amount of a {@code numeric(23,4)} column; the zeros beyond the currency's digits are the column's, not the amount's. */
    public static Money money(ResultSet rows, String column, CurrencyUnit currency) throws SQLException {
        return Money.of(currency, rows.getBigDecimal(column).stripTrailingZeros());
    }
}
