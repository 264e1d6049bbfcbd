/**
 * What an empty installation begins with: the demonstration organisations with 90 days of purchasing behind them, made
 * through the same doors as everything else, or the link to set a first organisation up.
 */
@ApplicationModule(
        displayName = "Demonstration",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "vendor",
            "catalog",
            "budget",
            "approval",
            "requisition",
            "order",
            "fulfilment",
            "invoice",
            "invoice::match",
            "payment"
        })
@NullMarked
package org.countersign.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
