package org.countersign.web.home;

import java.util.List;
import org.countersign.web.Frame;

/** What waits for this person, most urgent first, where their own requisitions are, and what they can begin. */
public record HomePage(
        Frame frame, String greeting, List<Tiles.Tile> tiles, List<Tiles.Latest> latest, List<Step> steps) {

    /** Something to begin with, in words of what it leads to. */
    public record Step(String words, String note, String href) {}
}
