package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every row of every table at a moment, each value as PostgreSQL writes it. */
record Snapshot(Map<Relation, Map<List<String>, Map<String, String>>> rows) {

    private static final String TABLES = """
            select n.nspname, c.relname,
                   array(select a.attname from pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          order by a.attnum) as columns,
                   array(select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
                          where i.indrelid = c.oid and i.indisprimary order by a.attnum) as key
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'migrations', 'bench')
             order by n.nspname, c.relname
            """;

    /** A table with its columns, those of its primary key apart. */
    record Relation(String name, List<String> columns, List<String> key) {}

    /** A row that was added, or changed, with what it was before. */
    record Change(Relation relation, Map<String, String> before, Map<String, String> after) {

        boolean isNew() {
            return before.isEmpty();
        }

        boolean isGone() {
            return after.isEmpty();
        }
    }

    static Snapshot of(Connection database) throws SQLException {
        var all = new LinkedHashMap<Relation, Map<List<String>, Map<String, String>>>();
        for (var relation : relations(database)) {
            var columns =
                    relation.columns().stream().map(c -> "\"" + c + "\"::text").collect(Collectors.joining(", "));
            var found = new LinkedHashMap<List<String>, Map<String, String>>();
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery("select " + columns + " from " + relation.name())) {
                while (rows.next()) {
                    var row = new LinkedHashMap<String, String>();
                    for (var k = 0; k < relation.columns().size(); k++) {
                        row.put(relation.columns().get(k), rows.getString(k + 1));
                    }
                    found.put(relation.key().stream().map(row::get).toList(), row);
                }
            }
            all.put(relation, found);
        }
        return new Snapshot(all);
    }

    /** What is otherwise than it was before. */
    List<Change> since(Snapshot before) {
        var changes = new ArrayList<Change>();
        rows.forEach((relation, now) -> {
            var then = before.rows.getOrDefault(relation, Map.of());
            now.forEach((key, row) -> {
                var was = then.getOrDefault(key, Map.of());
                if (!was.equals(row)) {
                    changes.add(new Change(relation, was, row));
                }
            });
            then.forEach((key, row) -> {
                if (!now.containsKey(key)) {
                    changes.add(new Change(relation, row, Map.of()));
                }
            });
        });
        return changes;
    }

    /** How many rows more each table has than before; tables with as many as before are left out. */
    static Map<String, Integer> grown(List<Change> changes) {
        var grown = new java.util.TreeMap<String, Integer>();
        for (var change : changes) {
            if (change.isNew() || change.isGone()) {
                grown.merge(change.relation().name(), change.isNew() ? 1 : -1, Integer::sum);
            }
        }
        grown.values().removeIf(count -> count == 0);
        return grown;
    }

    private static List<Relation> relations(Connection database) throws SQLException {
        var relations = new ArrayList<Relation>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                relations.add(new Relation(
                        rows.getString(1) + "." + rows.getString(2),
                        List.of((String[]) rows.getArray(3).getArray()),
                        List.of((String[]) rows.getArray(4).getArray())));
            }
        }
        return relations;
    }
}
