package org.countersign.web;

import java.util.List;
import java.util.Locale;

/** What happened to a document, oldest first, and what is waited for. */
public record Life(String title, String note, List<LifeRow> rows) {

    public Life {
        rows = List.copyOf(rows);
    }

    /**
     * One thing that happened, or will.
     *
     * @param words what, and who did it
     * @param note why, by which rule, and how long it took; empty where there is nothing to add
     * @param when the moment in words
     */
    public record LifeRow(String words, String note, String when, Standing standing) {

        public static LifeRow done(String words, String note, String when) {
            return new LifeRow(words, note, when, Standing.DONE);
        }

        /** A no, a hold, a return: it stopped something. */
        public static LifeRow stopped(String words, String note, String when) {
            return new LifeRow(words, note, when, Standing.STOPPED);
        }

        /** What is waited for now. */
        public static LifeRow waiting(String words, String note, String when) {
            return new LifeRow(words, note, when, Standing.WAITING);
        }

        /** What comes after that. */
        public static LifeRow later(String words, String note, String when) {
            return new LifeRow(words, note, when, Standing.LATER);
        }
    }

    /** Whether it has happened. */
    public enum Standing {
        DONE,
        STOPPED,
        WAITING,
        LATER;

        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
