package org.countersign.web;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A whole in parts, as one bar with a line for each part: a budget paid, invoiced, committed and left.
 *
 * @param parts in their order from the left; what they leave of 100 stays empty
 * @param rest the last line, in bold: what is left
 */
public record Meter(String name, List<Part> parts, Sum rest) {

    public Meter {
        parts = List.copyOf(parts);
    }

    /** A part with its share of the whole, 0 to 100, and its figure. */
    public record Part(String words, String figure, int percent) {}

    /** How many percent stand to the left of a part, never more than 100. */
    public int before(int part) {
        return Math.min(
                100, parts.subList(0, part).stream().mapToInt(Part::percent).sum());
    }

    /** All of it as one sentence, for readers that do not see the bar. */
    public String sentence() {
        return name + ": "
                + parts.stream().map(part -> part.words() + " " + part.figure()).collect(Collectors.joining(", "))
                + ", " + rest.note() + " " + rest.figure();
    }
}
