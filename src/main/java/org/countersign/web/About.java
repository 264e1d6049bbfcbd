package org.countersign.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known about a thing, fact by fact under a heading; what is not known is left out.
 *
 * @param note beside the heading; empty where there is nothing to add
 */
public record About(String title, String note, List<Fact> facts) {

    public About {
        facts = List.copyOf(facts);
    }

    public static About of(String title) {
        return of(title, List.of());
    }

    public static About of(String title, List<Fact> facts) {
        return new About(title, "", facts);
    }

    /** Adds a fact, if there is one. */
    public About with(String name, String value) {
        return value.isEmpty() ? this : with(Fact.of(name, value));
    }

    public About with(Fact fact) {
        var more = new ArrayList<>(facts);
        more.add(fact);
        return new About(title, note, more);
    }

    /** Adds a sentence beside the heading. */
    public About noting(String sentence) {
        return new About(title, sentence, facts);
    }
}
