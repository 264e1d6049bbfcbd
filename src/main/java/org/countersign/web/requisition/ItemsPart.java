package org.countersign.web.requisition;

import java.util.List;

/** The items that what was typed may mean. */
public record ItemsPart(List<Offer> items) {

    public ItemsPart {
        items = List.copyOf(items);
    }
}
