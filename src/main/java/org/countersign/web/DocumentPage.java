package org.countersign.web;

import java.util.List;
import java.util.Optional;

/**
 * The head of one document: what it is, what may be done with it now, and where it stands on each of its axes.
 *
 * @param note beside the title, such as "Rev 2"; empty where there is none
 * @param tabs parts of the document with an address each; empty where it is one page
 */
public record DocumentPage(
        Crumb crumb,
        String title,
        String note,
        String subtitle,
        Optional<Sum> sum,
        List<Act> acts,
        List<Axis> axes,
        List<Tab> tabs) {

    /** So many acts stand as buttons; the others under More. */
    private static final int IN_SIGHT = 4;

    public DocumentPage {
        acts = List.copyOf(acts);
        axes = List.copyOf(axes);
        tabs = List.copyOf(tabs);
        if (acts.stream().filter(Act::primary).count() > 1) {
            throw new IllegalArgumentException(title + " has more than one primary act");
        }
    }

    public List<Act> inSight() {
        return acts.size() <= IN_SIGHT ? acts : acts.subList(0, IN_SIGHT - 1);
    }

    public List<Act> more() {
        return acts.size() <= IN_SIGHT ? List.of() : acts.subList(IN_SIGHT - 1, acts.size());
    }

    /** The list it came from. */
    public record Crumb(String words, String href) {}

    /**
     * One of the ways a document stands: approval, sent, received ... Never all in one word.
     *
     * @param percent 0 to 100, how far it is
     */
    public record Axis(String name, String words, int percent, Tone tone) {}

    /** A part of the document. */
    public record Tab(String words, String count, String href, boolean on) {}
}
