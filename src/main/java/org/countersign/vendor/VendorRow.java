package org.countersign.vendor;

import org.joda.money.CurrencyUnit;

/** A vendor, as lists show it. */
public record VendorRow(
        VendorId id,
        String name,
        String legalId,
        String taxId,
        VendorState state,
        String country,
        CurrencyUnit currency,
        boolean electronic) {}
