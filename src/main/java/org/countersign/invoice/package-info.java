/** What vendors bill: captured as printed, checked for duplicates, matched against orders and receipts. */
@ApplicationModule(
        displayName = "Invoice",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "fulfilment",
            "order",
            "vendor",
            "catalog",
            "tolerance",
            "budget",
            "approval"
        })
@NullMarked
package org.countersign.invoice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
