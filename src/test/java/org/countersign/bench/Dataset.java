package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.bench.Snapshot.Change;

/**
 * Many purchases made out of one by {@code insert ... select}: its rows again under other ids and numbers, spread over two
 * years and 400 cost centres.
 */
final class Dataset {

    /** Over how many cost centres the purchases are spread. */
    static final int CENTRES = 400;

    private static final int DAYS = 700;
    private static final Pattern NUMBER = Pattern.compile("[A-Z]{2,4}-\\d{4}-\\d{6}");
    private static final String OPEN_CENTRES = """
            create schema if not exists bench;
            create table bench.centre (place int primary key, id uuid not null);
            insert into bench.centre (place, id) values (0, '%1$s');
            insert into bench.centre (place, id) select g, gen_random_uuid() from generate_series(1, %2$d) g;
            insert into identity.cost_centre
            select (jsonb_populate_record(c,
                       jsonb_build_object('id', b.id, 'code', 'B-' || b.place, 'name', 'Centre ' || b.place))).*
              from bench.centre b, identity.cost_centre c
             where c.id = '%1$s' and b.place > 0
            """;

    private final Connection database;
    private final Catalogue catalogue;
    private final String centre;
    private final long madeFrom;

    /** The purchases charge this cost centre; what they made has ids of this moment or later. */
    Dataset(Connection database, String centre, long madeFrom) throws SQLException {
        this.database = database;
        this.catalogue = new Catalogue(database);
        this.centre = centre;
        this.madeFrom = madeFrom;
    }

    void openCentres() throws SQLException {
        execute(OPEN_CENTRES.formatted(centre, CENTRES - 1));
    }

    /** So many purchases with these rows, of the tables that are wanted; other values may be replaced, too. */
    void multiply(List<Change> changes, int count, Predicate<String> tables, Map<String, String> replaced)
            throws SQLException {
        var byTable = changes.stream()
                .filter(Change::isNew)
                .filter(change -> tables.test(change.relation().name()))
                .collect(Collectors.groupingBy(change -> change.relation().name(), TreeMap::new, Collectors.toList()));
        var values = new Values(count, System.currentTimeMillis(), new TreeMap<>(replaced));
        for (var table : catalogue.ordered(byTable.keySet())) {
            for (var change : byTable.get(table)) {
                execute(values.insert(change));
            }
        }
    }

    /** Statistics and visibility, as the database would have them after two years. */
    void settle() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What stands for each value of the one purchase in purchase number g of so many. */
    private final class Values {

        private final int count;
        private final long now;
        private final Map<String, String> known;

        Values(int count, long now, Map<String, String> known) {
            this.count = count;
            this.now = now;
            this.known = known;
            known.put(centre, "b.id");
        }

        String insert(Change change) {
            var table = change.relation().name();
            var columns = change.relation().columns().stream()
                    .filter(column -> change.after().get(column) != null)
                    .toList();
            var values = columns.stream()
                    .map(column -> value(
                            catalogue.column(table, column).type(),
                            java.util.Objects.requireNonNull(change.after().get(column))))
                    .collect(Collectors.joining(", "));
            return "insert into " + table + " (" + String.join(", ", columns) + ") select " + values
                    + " from generate_series(1, " + count + ") g join bench.centre b on b.place = g % " + CENTRES;
        }

        private String value(String type, String value) {
            if (type.equals("uuid") && isMade(value)) {
                return known.computeIfAbsent(value, _ -> id(known.size()));
            }
            if (type.equals("text") && NUMBER.matcher(value).matches()) {
                return "'" + value + "." + now + ".' || g";
            }
            return switch (type) {
                case "tsvector" -> "to_tsvector('simple', 'supplies vendor lot' || (g / 40) || ' g' || g)";
                case "date" -> "current_date - " + DAYS + " + (g::bigint * " + DAYS + " / " + count + ")::int";
                default -> known.getOrDefault(value, "'" + value.replace("'", "''") + "'::" + type);
            };
        }

        private boolean isMade(String id) {
            return id.charAt(14) == '7' && UUID.fromString(id).getMostSignificantBits() >>> 16 >= madeFrom;
        }

        private String id(int number) {
            return "(lpad(to_hex(" + (now - count) + " + g), 12, '0') || '70" + "%02x".formatted(number % 256)
                    + "8' || substr(md5(g || '/" + number + "'), 1, 15))::uuid";
        }
    }
}
