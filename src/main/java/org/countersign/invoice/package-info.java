/**
 * What vendors bill: captured as printed, checked for duplicates, matched against orders and receipts.
 *
 * <p>Words: a document is <em>held</em> by one or more reasons, each with an owner and a way out, or <em>posted</em> and
 * ready to be paid; held lines <em>claim</em> what they ask for. Tells {@code InvoiceEvent}s and hears what may free a held
 * document ({@code Rematching}).
 */
@ApplicationModule(
        displayName = "Invoice",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "fulfilment",
            "order",
            "requisition",
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
