package org.countersign.exchange;

import java.util.Map;

/**
 * A change to an order that was sent: the whole order as it shall be from now on.
 *
 * @param number the buyer's number for the change
 * @param order the order with its change; its revision is 2 or more, its heading that of the change
 * @param marks what happened to each line, by the line's id; a deleted line still stands in the order, with net zero, since
 *     its amount counts into the totals
 */
public record OrderChangeDocument(String number, OrderDocument order, Map<String, Mark> marks) {

    public OrderChangeDocument {
        marks = Map.copyOf(marks);
    }

    /** What a change does to a line. */
    public enum Mark {
        ADDED,
        DELETED,
        CHANGED,
        UNCHANGED,
        REOPENED
    }
}
