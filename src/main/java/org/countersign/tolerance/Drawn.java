package org.countersign.tolerance;

import java.math.BigDecimal;

/**
 * What a rule's caps have already let through, in the unit of the caps and the order's currency.
 *
 * @param extent how many times the difference counts: the billed quantity for a unit price, else 1
 * @param onDocument by the other lines of this document
 * @param onOrder by the order's whole life so far: pending and approved, net of credits
 */
public record Drawn(BigDecimal extent, BigDecimal onDocument, BigDecimal onOrder) {

    public static Drawn nothing() {
        return new Drawn(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
