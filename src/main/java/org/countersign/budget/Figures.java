package org.countersign.budget;

import org.joda.money.Money;

/**
 * What a budget grants, what is used of it and how far that is; {@code left} is below zero where a budget that only warns
 * is used beyond what is granted.
 */
public record Figures(Money granted, Money overrunGranted, Stop stop, Money used, Money left, Buckets buckets) {

    static Figures of(Money granted, Money overrunGranted, Stop stop, Money used, Buckets buckets) {
        var left = granted.plus(overrunGranted).minus(used);
        return new Figures(granted, overrunGranted, stop, used, left, buckets);
    }
}
