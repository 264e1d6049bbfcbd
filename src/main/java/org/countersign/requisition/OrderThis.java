package org.countersign.requisition;

import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;

/**
 * The question of a requisition that has just been approved: make the orders for it. It is answered in the same
 * transaction, so that the last approval returns with the orders' numbers; the answer also moves the requisition's money
 * from requested to committed.
 */
public interface OrderThis {

    /** The orders made, one per vendor, in the order of the lines. */
    List<Ordered> order(ApprovedRequisition requisition, Actor by);

    /** An order that was made, and which of its lines covers which need. */
    record Ordered(UUID order, String number, String vendor, List<Cover> covers) {

        public Ordered {
            covers = List.copyOf(covers);
        }
    }

    /** So much of a requisition line is covered by an order line. */
    record Cover(RequisitionLineId need, UUID orderLine, Quantity quantity) {}
}
