package org.countersign.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known about a thing, as names and values under a heading; what is not known is left out.
 *
 * @param note beside the heading; empty where there is nothing to add
 */
public record About(String title, String note, Map<String, String> facts) {

    public About {
        facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static About of(String title) {
        return new About(title, "", Map.of());
    }

    /** Adds a fact, if there is one. */
    public About with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new About(title, note, more);
    }

    /** Adds a sentence beside the heading. */
    public About noting(String sentence) {
        return new About(title, sentence, facts);
    }
}
