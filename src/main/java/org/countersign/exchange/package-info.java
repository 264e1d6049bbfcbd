/**
 * Documents that travel between buyers and sellers, in our own words: order, order change, order cancellation, order
 * response, despatch advice, invoice and credit note. A format is an adapter to and from these; {@code check} says
 * whether what arrived obeys the rules of its format before anything is read from it.
 *
 * <p>A text that was not said is empty; a date or an amount that was not said is null; a list without entries is empty.
 */
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {
            "kernel",
            "platform",
            "identity",
            "vendor",
            "catalog",
            "budget",
            "approval",
            "tolerance",
            "requisition",
            "order",
            "order::document",
            "fulfilment",
            "invoice",
            "invoice::match",
            "payment"
        })
@NullMarked
package org.countersign.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
