/**
 * The pages: HTML made from every door. One look, set once: {@link org.countersign.web.Frame} around every page,
 * {@link org.countersign.web.ListPage} for lists, {@link org.countersign.web.DocumentPage} for one document and its life.
 * Records carry words that are ready to be read; templates only loop and choose.
 */
@ApplicationModule(
        displayName = "Web",
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
            "fulfilment",
            "invoice",
            "invoice::match",
            "payment",
            "exchange",
            "exchange::inbound",
            "exchange::outbound"
        })
@NullMarked
package org.countersign.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
