package org.countersign.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a list is asked: which way it goes, and the values of what it is asked with; those apart by a slash are tried in turn. */
record ListCase(boolean down, Map<String, List<String>> values) {

    /** A table of lists: name, way, values; a list may have several rows. */
    static Map<String, List<ListCase>> all(String table) {
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.groupingBy(
                        cells -> cells[0].strip(),
                        TreeMap::new,
                        Collectors.mapping(ListCase::read, Collectors.toList())));
    }

    /** Everything to be asked, each as values by parameter. */
    List<Map<String, String>> questions() {
        var questions = new ArrayList<Map<String, String>>(List.of(Map.of()));
        values.forEach((name, ways) -> {
            var before = List.copyOf(questions);
            questions.clear();
            for (var question : before) {
                for (var way : ways) {
                    var next = new LinkedHashMap<>(question);
                    next.put(name, way);
                    questions.add(next);
                }
            }
        });
        return questions;
    }

    private static ListCase read(String[] cells) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("organization", List.of(Crowd.MIXED, Crowd.ONE_SIDED));
        for (var word : cells[2].strip().split(" +")) {
            var equals = word.indexOf('=');
            if (equals > 0) {
                values.put(
                        word.substring(0, equals),
                        Arrays.asList(word.substring(equals + 1).split("/", -1)));
            }
        }
        return new ListCase(cells[1].strip().equals("down"), values);
    }
}
