package org.countersign.platform;

import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.Id;
import org.countersign.kernel.Quantity;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import tools.jackson.core.JsonGenerator;

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
        return array(rows, (row, json) -> {
            for (var column : COLUMNS.get(row.getClass())) {
                json.writeName(column.name());
                write(column.of(row), json);
            }
        });
    }

    /** The same of rows that are said column by column. */
    public static String maps(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return array(
                rows,
                (row, json) -> row.forEach((name, value) -> {
                    json.writeName(name);
                    write(value, json);
                }));
    }

    private interface Writing<T> {
        void write(T row, JsonGenerator json);
    }

    /** Written value by value: what acts write is mostly this, and a general serializer asks for the type of each value anew. */
    private static <T> String array(Collection<? extends T> rows, Writing<T> writing) {
        var text = new StringWriter();
        try (var json = Json.mapper().createGenerator(text)) {
            json.writeStartArray();
            for (var row : rows) {
                json.writeStartObject();
                writing.write(row, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) {
        switch (column(value)) {
            case null -> json.writeNull();
            case String said -> json.writeString(said);
            case UUID id -> json.writeString(id.toString());
            case BigDecimal number -> json.writeString(number.toPlainString());
            case Integer number -> json.writeNumber(number);
            case Boolean bit -> json.writeBoolean(bit);
            case LocalDate day -> json.writeString(day.toString());
            case Object other -> json.writePOJO(other);
        }
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
