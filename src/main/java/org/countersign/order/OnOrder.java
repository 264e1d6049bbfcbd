package org.countersign.order;

import java.util.List;

/** What a document does to the lines of one order, which is locked. */
public record OnOrder(PurchaseOrder order, List<LineAct> acts) {

    public OnOrder {
        acts = List.copyOf(acts);
    }
}
