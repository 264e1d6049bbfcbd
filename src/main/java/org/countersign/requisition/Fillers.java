package org.countersign.requisition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Descriptions that say nothing: a vendor cannot deliver them, and nobody can check an invoice against them. */
final class Fillers {

    private static final int SHORTEST = 3;

    private static final Set<String> WORDS = Set.of(
            "misc",
            "miscellaneous",
            "various",
            "stuff",
            "thing",
            "things",
            "item",
            "items",
            "goods",
            "other",
            "others",
            "sundry",
            "sundries",
            "general",
            "something",
            "anything",
            "product",
            "products",
            "article",
            "articles",
            "order",
            "purchase",
            "tbd",
            "tba",
            "none",
            "test",
            "xxx",
            "and",
            "or",
            "as",
            "discussed",
            "agreed",
            "per",
            "see",
            "quote",
            "offer");

    private Fillers() {}

    /** Whether a description is too short, or has no word that says what is meant. */
    static boolean fills(String description) {
        var words = description.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
        return description.strip().length() < SHORTEST
                || Arrays.stream(words).filter(word -> !word.isEmpty()).allMatch(WORDS::contains);
    }
}
