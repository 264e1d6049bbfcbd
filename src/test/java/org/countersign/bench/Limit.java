package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.bench.Snapshot.Change;

/**
 * The least SQL that leaves what the acts of one purchase left: the very rows, written again under other ids and numbers,
 * one statement a table, one function and so one round trip a commit. No rule is asked and nothing is read.
 */
final class Limit {

    private static final Set<String> NUMBERS = Set.of("integer", "bigint", "numeric");

    private final Catalogue catalogue;
    private final Snapshot before;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<String, String> functions = new LinkedHashMap<>();
    private final Map<String, String> inShort = new LinkedHashMap<>();

    Limit(Catalogue catalogue, Snapshot before) {
        this.catalogue = catalogue;
        this.before = before;
    }

    /** How many new ids a purchase needs. */
    int ids() {
        return ids.size();
    }

    /** The texts that must be other ones in each purchase, as the first purchase had them. */
    List<String> texts() {
        return List.copyOf(texts.keySet());
    }

    /** The statements by the name of their function. */
    Map<String, String> statements() {
        return functions;
    }

    /** What each function does, without values: its statements by their tables, with how many rows are inserted. */
    Map<String, String> inShort() {
        return inShort;
    }

    /** Makes the function {@code bench.<name>} that leaves what these changes of one commit left. */
    void learn(String name, List<Change> changes, Connection database) throws SQLException {
        learnIds(changes);
        var body = new ArrayList<String>();
        var counted = new LinkedHashMap<String, String>();
        var byTable = byTable(changes);
        for (var table : catalogue.ordered(byTable.keySet()).reversed()) {
            gone(byTable.get(table)).forEach(body::add);
        }
        for (var table : catalogue.ordered(byTable.keySet())) {
            var added = byTable.get(table).stream().filter(Change::isNew).toList();
            if (!added.isEmpty()) {
                body.add(insert(table, added, counted));
            }
        }
        body.addAll(updates(changes));
        var text = function(name, counted, body);
        functions.put(name, text);
        inShort.put(name, body.stream().map(Limit::inShort).collect(Collectors.joining("; ")));
        try (var statement = database.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute(text);
        }
    }

    private static String inShort(String statement) {
        var begin = statement.replaceFirst("(?s)^(insert into|delete from|update) (\\S+) .*", "$1 $2");
        var rows = statement.lines().count() - 1;
        return rows > 1 ? begin + ", " + rows + " rows" : begin;
    }

    private void learnIds(List<Change> changes) {
        for (var change : changes) {
            if (change.isNew()) {
                change.after().forEach((column, value) -> {
                    if (value != null && isId(change, column) && !known().contains(value)) {
                        ids.putIfAbsent(value, ids.size() + 1);
                    }
                });
            }
        }
        for (var change : changes) {
            if (change.isNew()) {
                catalogue.uniques(change.relation().name()).forEach(unique -> learnTexts(change, unique));
            }
        }
    }

    /** Where no id keeps a row apart from that of another purchase, its texts must. */
    private void learnTexts(Change change, Set<String> unique) {
        var apart = unique.stream()
                .anyMatch(column ->
                        ids.containsKey(String.valueOf(change.after().get(column))) || isCounted(change, column));
        if (!apart) {
            for (var column : unique) {
                var value = change.after().get(column);
                var type = catalogue.column(change.relation().name(), column).type();
                if (value != null && type.equals("text") && isNewIn(change, column, value)) {
                    texts.putIfAbsent(value, texts.size() + 1);
                }
            }
        }
    }

    private boolean isNewIn(Change change, String column, String value) {
        return before.rows().getOrDefault(change.relation(), Map.of()).values().stream()
                .noneMatch(row -> value.equals(row.get(column)));
    }

    private Set<String> knownIds;

    private Set<String> known() {
        if (knownIds == null) {
            knownIds = before.rows().values().stream()
                    .flatMap(rows -> rows.values().stream())
                    .flatMap(row -> row.values().stream())
                    .filter(value -> value != null && value.length() == 36)
                    .collect(Collectors.toSet());
        }
        return knownIds;
    }

    private boolean isId(Change change, String column) {
        return catalogue.column(change.relation().name(), column).type().equals("uuid");
    }

    private boolean isCounted(Change change, String column) {
        return !catalogue.column(change.relation().name(), column).sequence().isEmpty()
                || !catalogue.countedElsewhere(change.relation().name(), column).isEmpty();
    }

    private static Map<String, List<Change>> byTable(List<Change> changes) {
        return changes.stream()
                .collect(Collectors.groupingBy(change -> change.relation().name(), TreeMap::new, Collectors.toList()));
    }

    private String insert(String table, List<Change> added, Map<String, String> counted) {
        var columns = new LinkedHashSet<>(added.getFirst().relation().columns());
        columns.removeIf(column -> catalogue.column(table, column).type().equals("xid8"));
        var own = columns.stream()
                .anyMatch(column -> !catalogue.column(table, column).sequence().isEmpty());
        var values = added.stream()
                .map(change -> columns.stream()
                        .map(column -> value(change, column, change.after(), counted))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n            "));
        return "insert into " + table + " (" + String.join(", ", columns) + ")"
                + (own ? " overriding system value" : "") + " values\n            " + values;
    }

    private List<String> gone(List<Change> changes) {
        return changes.stream()
                .filter(Change::isGone)
                .map(change -> "delete from " + change.relation().name() + " where " + key(change, change.before()))
                .toList();
    }

    /** Rows of a table that change in the same way are changed by one statement. */
    private List<String> updates(List<Change> changes) {
        var keys = new LinkedHashMap<String, List<String>>();
        for (var change : changes) {
            if (!change.isNew() && !change.isGone()) {
                var table = change.relation().name();
                keys.computeIfAbsent("update " + table + " set " + set(change), _ -> new ArrayList<>())
                        .add(key(change, change.after()));
            }
        }
        return keys.entrySet().stream()
                .map(update ->
                        update.getKey() + " where " + update.getValue().stream().collect(Collectors.joining(" or ")))
                .toList();
    }

    private String set(Change change) {
        return change.after().entrySet().stream()
                .filter(entry -> !java.util.Objects.equals(change.before().get(entry.getKey()), entry.getValue()))
                .map(entry -> entry.getKey() + " = " + changed(change, entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** A figure is moved and not set: purchases share the number series and the budget's balance. */
    private String changed(Change change, String column) {
        var type = catalogue.column(change.relation().name(), column).type();
        var was = change.before().get(column);
        var is = change.after().get(column);
        return was != null && is != null && NUMBERS.contains(type)
                ? column + " + "
                        + new java.math.BigDecimal(is)
                                .subtract(new java.math.BigDecimal(was))
                                .toPlainString()
                : value(change, column, change.after(), Map.of());
    }

    private String key(Change change, Map<String, String> row) {
        return change.relation().key().stream()
                .map(column -> column + " = " + value(change, column, row, Map.of()))
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    private String value(Change change, String column, Map<String, String> row, Map<String, String> counted) {
        var value = row.get(column);
        if (value == null) {
            return "null";
        }
        var table = change.relation().name();
        var sequence = catalogue.column(table, column).sequence();
        if (!sequence.isEmpty()) {
            return counted.computeIfAbsent(table + "." + column + "=" + value, _ -> "nextval('" + sequence + "')")
                            .isEmpty()
                    ? ""
                    : variable(counted, table + "." + column + "=" + value);
        }
        var elsewhere = catalogue.countedElsewhere(table, column);
        if (!elsewhere.isEmpty() && counted.containsKey(elsewhere + "=" + value)) {
            return variable(counted, elsewhere + "=" + value);
        }
        if (ids.containsKey(value) && isId(change, column)) {
            return "ids[" + ids.get(value) + "]";
        }
        if (texts.containsKey(value)) {
            return "texts[" + texts.get(value) + "]";
        }
        return "'" + value.replace("'", "''") + "'";
    }

    private static String variable(Map<String, String> counted, String of) {
        return "n" + (List.copyOf(counted.keySet()).indexOf(of) + 1);
    }

    private static String function(String name, Map<String, String> counted, List<String> body) {
        var variables = new StringBuilder();
        var k = 0;
        for (var next : counted.values()) {
            variables
                    .append("    n")
                    .append(++k)
                    .append(" bigint := ")
                    .append(next)
                    .append(";\n");
        }
        return "create or replace function bench." + name
                + "(ids uuid[], texts text[]) returns void language plpgsql as $bench$\n"
                + (variables.isEmpty() ? "" : "declare\n" + variables)
                + "begin\n    " + String.join(";\n    ", body) + ";\nend $bench$";
    }
}
