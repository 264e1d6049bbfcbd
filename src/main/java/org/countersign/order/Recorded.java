package org.countersign.order;

import java.util.List;

/** What recording a document on an order came to: the order after it, with the lines that were touched. */
public record Recorded(PurchaseOrder order, List<Line> lines, boolean completed, boolean reopened) {

    public Recorded {
        lines = List.copyOf(lines);
    }
}
