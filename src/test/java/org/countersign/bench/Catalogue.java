package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the database says of its tables, as far as rows are to be written into them again. */
final class Catalogue {

    private static final String COLUMNS = """
            select n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, null), a.attidentity <> '',
                   pg_get_serial_sequence(n.nspname || '.' || c.relname, a.attname)
              from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
               and n.nspname not in ('pg_catalog', 'information_schema', 'bench')
            """;
    private static final String UNIQUE = """
            select i.indrelid::regclass::text,
                   array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey))
              from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
             where i.indisunique and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema', 'bench')
            """;
    private static final String REFERENCES = """
            select conrelid::regclass::text, confrelid::regclass::text,
                   array(select a.attname::text from unnest(conkey) with ordinality k (n, i)
                           join pg_attribute a on a.attrelid = conrelid and a.attnum = k.n order by k.i),
                   array(select a.attname::text from unnest(confkey) with ordinality k (n, i)
                           join pg_attribute a on a.attrelid = confrelid and a.attnum = k.n order by k.i)
              from pg_constraint where contype = 'f'
            """;

    /** A column; {@code sequence} is empty unless the database counts it. */
    record Column(String type, String sequence) {}

    private record Reference(String from, String to, List<String> columns, List<String> referred) {}

    private final Map<String, Map<String, Column>> columns = new TreeMap<>();
    private final Map<String, List<Set<String>>> uniques = new TreeMap<>();
    private final List<Reference> references = new ArrayList<>();

    Catalogue(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            try (var rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getString(1), _ -> new TreeMap<>())
                            .put(
                                    rows.getString(2),
                                    new Column(rows.getString(3), rows.getBoolean(4) ? rows.getString(5) : ""));
                }
            }
            try (var rows = statement.executeQuery(UNIQUE)) {
                while (rows.next()) {
                    uniques.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                            .add(new TreeSet<>(names(rows.getArray(2))));
                }
            }
            try (var rows = statement.executeQuery(REFERENCES)) {
                while (rows.next()) {
                    references.add(new Reference(
                            rows.getString(1), rows.getString(2), names(rows.getArray(3)), names(rows.getArray(4))));
                }
            }
        }
    }

    Column column(String table, String column) {
        return columns.getOrDefault(table, Map.of()).getOrDefault(column, new Column("text", ""));
    }

    List<Set<String>> uniques(String table) {
        return uniques.getOrDefault(table, List.of());
    }

    /** The table and column that this column's values must be found in, as "table.column"; empty if none is counted. */
    String countedElsewhere(String table, String column) {
        for (var reference : references) {
            var place = reference.columns().indexOf(column);
            if (reference.from().equals(table) && place >= 0) {
                var target = reference.referred().get(place);
                if (!column(reference.to(), target).sequence().isEmpty()) {
                    return reference.to() + "." + target;
                }
            }
        }
        return "";
    }

    /** The tables in an order in which each comes after those that it refers to. */
    List<String> ordered(Set<String> tables) {
        var ordered = new ArrayList<String>();
        tables.forEach(table -> place(table, tables, ordered, new HashSet<>()));
        return ordered;
    }

    private void place(String table, Set<String> among, List<String> ordered, Set<String> underway) {
        if (ordered.contains(table) || !among.contains(table) || !underway.add(table)) {
            return;
        }
        references.stream()
                .filter(reference ->
                        reference.from().equals(table) && !reference.to().equals(table))
                .forEach(reference -> place(reference.to(), among, ordered, underway));
        ordered.add(table);
    }

    private static List<String> names(java.sql.Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
