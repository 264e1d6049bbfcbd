package org.countersign.web.document;

import java.util.Optional;
import org.countersign.web.About;
import org.countersign.web.DocumentPage;
import org.countersign.web.Field;
import org.countersign.web.Frame;
import org.countersign.web.Life;
import org.countersign.web.Table;

/**
 * One document that was handed in: what became of it, or why not.
 *
 * @param notice what its sender was told; empty unless it was returned
 * @param place the form that places it on an order
 */
public record InboundPage(
        Frame frame,
        DocumentPage document,
        String reason,
        Table became,
        Table mistakes,
        String notice,
        Optional<Place> place,
        Life life,
        About about) {

    /** Names the order that the document belongs to. */
    public record Place(String href, Field order) {}
}
