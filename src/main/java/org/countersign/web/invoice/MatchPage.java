package org.countersign.web.invoice;

import java.util.List;
import java.util.Optional;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Fact;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;
import org.countersign.web.Tone;

/**
 * One invoice beside its orders and receipts: line by line, what holds it, its totals, and its life.
 *
 * @param whole what differs on the document as a whole
 */
public record MatchPage(
        Frame frame,
        DocumentPage document,
        String compared,
        List<Line> lines,
        List<HoldCard> holds,
        Table totals,
        List<Difference> whole,
        Life life,
        About about) {

    /** What stands under a column: figures, and a note below. */
    public record Side(List<Part> words, List<Part> note) {

        static final Side NOTHING = new Side(List.of(), List.of());

        static Side of(String words, String note) {
            return new Side(List.of(Part.of(words)), note.isEmpty() ? List.of() : List.of(Part.of(note)));
        }
    }

    /** Words, marked where they are what differs. */
    public record Part(String words, boolean differs) {

        static Part of(String words) {
            return new Part(words, false);
        }
    }

    /**
     * A line of the document.
     *
     * @param ordered the order line beside it; empty sides where it is linked to none
     * @param link where it may be linked
     */
    public record Line(
            String name,
            String note,
            Side ordered,
            Side received,
            Side billedBefore,
            Side billed,
            List<Difference> differences,
            Optional<Link> link) {}

    /** A measure that differs, in words. */
    public record Difference(Tone tone, String words, String note) {}

    /** The form that links a line to an order line. */
    public record Link(String href, Field choice) {}

    /**
     * One hold.
     *
     * @param facts expected, actual, allowed, rule
     * @param clock since when and until when
     * @param act what this reader may do about it
     */
    public record HoldCard(
            Tone tone,
            String words,
            String where,
            String owner,
            String clock,
            String wayOut,
            List<Fact> facts,
            Optional<Act> act) {}

    /** The acts that ask in a dialog. */
    public List<Act> asking() {
        return holds.stream().flatMap(hold -> hold.act().stream()).toList();
    }
}
