package org.countersign.platform;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.countersign.kernel.Id;
import org.countersign.kernel.Quantity;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Turns records and values into named parameters of a statement, as the columns of {@code docs/} keep them. */
public final class Params {

    private Params() {}

    /** The components of a record, by name. */
    public static Map<String, @Nullable Object> of(Record row) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        for (var component : row.getClass().getRecordComponents()) {
            parameters.put(component.getName(), column(read(row, component)));
        }
        return parameters;
    }

    /** One set of parameters per record, for a batch. */
    public static SqlParameterSource[] each(Collection<? extends Record> rows) {
        return rows.stream().map(row -> new MapSqlParameterSource(of(row))).toArray(SqlParameterSource[]::new);
    }

    /**
     * Many records as one JSON parameter, for a statement that takes them by {@code jsonb_to_recordset}: however many rows,
     * one round trip and one plan. Names in snake case, values as {@link #column} gives them.
     */
    public static String rows(Collection<? extends Record> rows) {
        return Json.text(rows.stream().map(Params::snaked).toList());
    }

    private static Map<String, @Nullable Object> snaked(Record row) {
        var snaked = new LinkedHashMap<String, @Nullable Object>();
        of(row).forEach((name, value) ->
                snaked.put(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT), value));
        return snaked;
    }

    /** A value as its column keeps it: ids as uuid, instants in UTC, money as its amount, enums by name. */
    public static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Id id -> id.value();
            case Quantity quantity -> quantity.value();
            case Money money -> money.getAmount();
            case BigMoney money -> money.getAmount();
            case CurrencyUnit currency -> currency.getCode();
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> named -> named.name();
            default -> value;
        };
    }

    private static @Nullable Object read(Record row, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(row.getClass() + "." + component.getName(), e);
        }
    }
}
