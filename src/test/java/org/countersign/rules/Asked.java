package org.countersign.rules;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** A list statement as the driver comes to send it: prepared, and planned as the login or its transaction says. */
final class Asked implements AutoCloseable {

    /** Of each type the lowest key, one in the middle, and the highest. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "date", List.of("0001-01-01", "2025-06-01", "9999-12-31"),
            "timestamp with time zone", List.of("0001-01-01", "2025-06-01", "9999-12-31"),
            "uuid", List.of(Crowd.uuid(0), Crowd.uuid(50_000), "ffffffff-ffff-ffff-ffff-ffffffffffff"),
            "text", List.of("", "x5", "zzz"),
            "integer", List.of("0", "100", "2147483647"),
            "bigint", List.of("0", "50000", "9223372036854775807"));

    private static final Pattern A_NAME = Pattern.compile("NARROW|CENTRE|WIDE|\\b\\d{1,6}\\b");

    private final Statement statement;
    private final List<String> names;
    private final List<String> types;

    /** An answer: what was asked, and what was done for it. */
    record Answer(Map<String, String> question, Plan plan) {}

    /** As the login plans it, without knowing values, or {@code asAsked} for these. */
    Asked(Connection connection, String sql, boolean asAsked) throws SQLException {
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        if (asAsked) {
            statement.execute("set local plan_cache_mode = force_custom_plan");
        }
        statement.execute("prepare asked as " + Statements.numbered(sql));
        try (var rows = statement.executeQuery(
                "select parameter_types::text[] from pg_prepared_statements where name = 'asked'")) {
            rows.next();
            types = Arrays.asList((String[]) rows.getArray(1).getArray());
        }
        names = Arrays.stream(NamedParameterUtils.buildValueArray(
                        NamedParameterUtils.parseSqlStatement(sql), new ItsName(), null))
                .map(String::valueOf)
                .toList();
    }

    /** What was done for each question. */
    List<Answer> answers(List<ListCase> cases) throws SQLException {
        var answers = new ArrayList<Answer>();
        for (var question :
                cases.stream().flatMap(list -> questions(list).stream()).toList()) {
            answers.add(new Answer(question, answer(question)));
        }
        return answers;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private List<Map<String, String>> questions(ListCase list) {
        var questions = new ArrayList<Map<String, String>>();
        for (var given : list.questions()) {
            for (var place : new int[] {list.down() ? 2 : 0, 1}) {
                var question = new TreeMap<String, String>(given);
                for (var i = 0; i < names.size(); i++) {
                    if (!question.containsKey(names.get(i))) {
                        question.put(names.get(i), key(names.get(i), types.get(i), place));
                    }
                }
                questions.add(question);
            }
        }
        return questions.stream().distinct().toList();
    }

    private static String key(String name, String type, int place) {
        return name.equals("size") ? "51" : KEYS.get(type).get(place);
    }

    private Plan answer(Map<String, String> question) throws SQLException {
        statement.execute(
                "select set_config('countersign.organization', '%s', true)".formatted(question.get("organization")));
        var values = new ArrayList<String>();
        for (var i = 0; i < names.size(); i++) {
            values.add("'" + value(question.get(names.get(i)), types.get(i)) + "'");
        }
        var execute = names.isEmpty()
                ? "execute asked"
                : values.stream().collect(Collectors.joining(", ", "execute asked (", ")"));
        try (var rows = statement.executeQuery("explain (analyze, verbose, timing off, format json) " + execute)) {
            rows.next();
            return Plan.of(rows.getString(1));
        }
    }

    private static String value(String given, String type) {
        return type.startsWith("uuid")
                ? A_NAME.matcher(given).replaceAll(name -> switch (name.group()) {
                    case "NARROW" -> Crowd.NARROW;
                    case "CENTRE" -> Crowd.ONE_CENTRE;
                    case "WIDE" -> Crowd.WIDE;
                    default -> given.length() > 30 ? name.group() : Crowd.uuid(Integer.parseInt(name.group()));
                })
                : given;
    }

    private record ItsName() implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            return name;
        }
    }
}
