package org.countersign.web.home;

import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.web.Formats;
import org.countersign.web.Table;

/** What a part of the product puts on the home page of a person; asked inside a read. */
public interface Tiles {

    /** Tiles in the order in which they should be looked at; empty where it is nothing to this person. */
    List<Tile> tiles(Actor by, Formats formats);

    /** What this person looks up most often, ready to see; asked inside the same read. */
    default Optional<Latest> latest(Actor by, Formats formats) {
        return Optional.empty();
    }

    /**
     * The newest of something.
     *
     * @param all in words, what stands at {@code href}
     */
    record Latest(String title, String all, String href, Table table) {}

    /**
     * One question and its answer.
     *
     * @param count as words, bounded
     * @param urgent whether somebody waits for this person
     */
    record Tile(int order, String words, String count, String note, String href, boolean urgent) {}
}
