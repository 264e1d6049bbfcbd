package org.countersign.web;

import org.countersign.kernel.Actor;

/** A place of the navigation: whether it is this person's, and how much waits for them there. */
public interface Waits {

    Place place();

    boolean isOpenTo(Actor by);

    /** How much waits, counted to 1,000; asked inside a read, at most every 15 seconds for a person. */
    default int waitingFor(Actor by) {
        return 0;
    }
}
