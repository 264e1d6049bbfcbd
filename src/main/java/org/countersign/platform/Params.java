package org.countersign.platform;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final ClassValue<List<Column>> COLUMNS = new ClassValue<>() {
        @Override
        protected List<Column> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Column::of).toList();
        }
    };

    private Params() {}

    /** The components of a record, by name. */
    public static Map<String, @Nullable Object> of(Record row) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        COLUMNS.get(row.getClass()).forEach(column -> parameters.put(column.component(), column(column.of(row))));
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
        COLUMNS.get(row.getClass()).forEach(column -> snaked.put(column.name(), column(column.of(row))));
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

    /** A component of a record, the column that it is kept in, and how it is read. */
    private record Column(String component, String name, Method accessor) {

        static Column of(RecordComponent component) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var name = component.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
            return new Column(component.getName(), name.toLowerCase(Locale.ROOT), accessor);
        }

        @Nullable
        Object of(Record row) {
            try {
                return accessor.invoke(row);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor.toString(), e);
            }
        }
    }
}
