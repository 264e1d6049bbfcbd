package org.countersign.web;

/** One thing that is known: a name, what it is, and where it leads; an empty address leads nowhere. */
public record Fact(String name, String words, String href) {

    public static Fact of(String name, String words) {
        return new Fact(name, words, "");
    }
}
