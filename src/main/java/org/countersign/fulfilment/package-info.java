/**
 * Fulfilment: what came of an order, what went back, and what was recorded by mistake.
 *
 * <p>Words: a <em>receipt</em> says what came; what is damaged or wrong <em>at the dock</em> came and went back in one and
 * is never payable. A <em>return</em> sends back goods of a receipt, to be replaced or for credit. A <em>reversal</em>
 * says that a receipt or return never happened. None of them ever changes. It tells the journal {@link
 * org.countersign.fulfilment.FulfilmentEvent}s; quantities and money change through {@link
 * org.countersign.order.OrderLedger}.
 */
@ApplicationModule(
        displayName = "Fulfilment",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "order",
            "requisition",
            "catalog",
            "tolerance",
            "vendor",
            "budget"
        })
@NullMarked
package org.countersign.fulfilment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
