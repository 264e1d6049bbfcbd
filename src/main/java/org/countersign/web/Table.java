package org.countersign.web;

import java.util.List;

/**
 * Rows under columns; on a phone each row is a card whose head is the cells of {@link As#MAIN} and {@link As#SUM}.
 *
 * @param name what the rows are, for readers that do not see: "Orders"
 */
public record Table(String name, List<Column> columns, List<Row> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (var row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + name + " has "
                        + row.cells().size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** How a column is set. */
    public enum As {
        /** What the row is: its number or name. */
        MAIN,
        TEXT,
        /** Figures, right-aligned. */
        FIGURE,
        /** What it waits for. */
        STATE,
        /** A percentage with its bar. */
        PROGRESS,
        /** The figure that matters most; right-aligned, at the head of the card. */
        SUM;

        public String css() {
            return switch (this) {
                case MAIN -> "main";
                case TEXT -> "text";
                case FIGURE -> "num";
                case STATE -> "state";
                case PROGRESS -> "bar";
                case SUM -> "num sum";
            };
        }
    }

    /** A column with its heading. */
    public record Column(String words, As as) {

        public static Column main(String words) {
            return new Column(words, As.MAIN);
        }

        public static Column text(String words) {
            return new Column(words, As.TEXT);
        }

        public static Column figure(String words) {
            return new Column(words, As.FIGURE);
        }

        public static Column state(String words) {
            return new Column(words, As.STATE);
        }

        public static Column progress(String words) {
            return new Column(words, As.PROGRESS);
        }

        public static Column sum(String words) {
            return new Column(words, As.SUM);
        }
    }

    /**
     * One row.
     *
     * @param key what is sent when the row is selected; empty where it cannot be
     */
    public record Row(String key, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row("", List.of(cells));
        }

        /** May be selected, with the key sent. */
        public Row selectable(String sent) {
            return new Row(sent, cells);
        }
    }

    /** What stands in a row under a column. */
    public sealed interface Cell {

        static Cell link(String words, String href) {
            return new Link(words, href, "");
        }

        static Cell link(String words, String href, String note) {
            return new Link(words, href, note);
        }

        static Cell text(String words) {
            return new Text(words, "");
        }

        static Cell text(String words, String note) {
            return new Text(words, note);
        }

        static Cell state(Tone tone, String words) {
            return new State(tone, words);
        }

        static Cell progress(int percent) {
            return new Progress(percent, percent + " %");
        }

        static Cell progress(int percent, String words) {
            return new Progress(percent, words);
        }

        /** A value that changed. */
        static Cell change(String was, String now) {
            return new Change(was, now);
        }

        /** Opens what the row is; the first link of a row is what Enter opens. */
        record Link(String words, String href, String note) implements Cell {}

        /** Words or a figure, with a note below. */
        record Text(String words, String note) implements Cell {}

        /** What is waited for, and for whom. */
        record State(Tone tone, String words) implements Cell {}

        /** How far it is. */
        record Progress(int percent, String words) implements Cell {}

        /** What stood before and what stands now. */
        record Change(String was, String now) implements Cell {}
    }
}
