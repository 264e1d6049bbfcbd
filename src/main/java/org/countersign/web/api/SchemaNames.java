package org.countersign.web.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What records are called in the document: by their own name, a nested one after the record or door that it belongs to. Two
 * records of one name would be shown as one another; then there is no document.
 */
class SchemaNames {

    private final Map<String, Set<String>> types = new TreeMap<>();

    synchronized String of(Class<?> type) {
        var name = name(type);
        types.computeIfAbsent(name, _ -> new TreeSet<>()).add(type.getName());
        return name;
    }

    /** Refuses the document in which two records share a name. */
    synchronized void requireOneTypeEach() {
        var shared = types.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> name.getKey() + " of " + name.getValue())
                .collect(Collectors.joining(", "));
        if (!shared.isEmpty()) {
            throw new IllegalStateException("one schema for several records: " + shared);
        }
    }

    private static String name(Class<?> type) {
        var own = type.getSimpleName().replaceAll("Json$", "");
        var outer = type.getEnclosingClass();
        return outer == null ? own : after(name(outer).replaceAll("(s?Resource|View)$", ""), own);
    }

    private static String after(String outer, String own) {
        return own.contains(outer.replaceAll("s$", "")) ? own : outer + own;
    }
}
