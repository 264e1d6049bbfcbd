package org.countersign.web.home;

import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.web.Formats;

/** What a part of the product puts on the home page of a person; asked inside a read. */
public interface Tiles {

    /** Tiles in the order in which they should be looked at; empty where it is nothing to this person. */
    List<Tile> tiles(Actor by, Formats formats);

    /**
     * One question and its answer.
     *
     * @param count as words, bounded
     * @param urgent whether somebody waits for this person
     */
    record Tile(int order, String words, String count, String note, String href, boolean urgent) {}
}
