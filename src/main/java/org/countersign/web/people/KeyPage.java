package org.countersign.web.people;

import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;

/**
 * A key that was just made, with its text for this once.
 *
 * @param back the page that lists it
 */
public record KeyPage(Frame frame, String name, String text, DocumentPage.Crumb back) {

    /** Never the key, so that no log shows it. */
    @Override
    public String toString() {
        return "KeyPage[" + name + "]";
    }
}
