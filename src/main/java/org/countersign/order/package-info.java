/**
 * The order as the buyer keeps it. A line changes by facts alone: ordered, received, returned, invoiced, credited, paid.
 * {@link org.countersign.order.OrderLine} decides an act and answers with the facts to write; {@link
 * org.countersign.order.LineStanding} and {@link org.countersign.order.Standing} say where a line and an order stand; {@link
 * org.countersign.order.Encumbrance} says what that means for the budget.
 */
@ApplicationModule(
        displayName = "Order",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "requisition",
            "vendor",
            "catalog",
            "budget",
            "approval"
        })
@NullMarked
package org.countersign.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
