package org.countersign.web;

import java.util.List;
import org.countersign.kernel.Actor;

/** A place of the navigation: whether it is this person's, and how much waits for them there. */
public interface Waits {

    Place place();

    boolean isOpenTo(Actor by);

    /** The pages that lie further in and begin something, as acts to be found by name. */
    default List<Act> pages(Actor by) {
        return List.of();
    }

    /** How much waits, counted to 1,000; asked inside a read, at most every 15 seconds for a person. */
    default int waitingFor(Actor by) {
        return 0;
    }
}
