package org.countersign.web.people;

import java.util.List;
import java.util.Optional;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Frame;
import org.countersign.web.Life;

/**
 * One person, or the reader's own account.
 *
 * @param organizations those that the reader can go over to; empty on others' pages
 * @param life absent on one's own account
 */
public record PersonPage(
        Frame frame,
        DocumentPage document,
        List<About> abouts,
        List<KeyRow> keys,
        List<Act> organizations,
        Optional<Life> life) {

    public PersonPage {
        abouts = List.copyOf(abouts);
        keys = List.copyOf(keys);
        organizations = List.copyOf(organizations);
    }
}
