package org.countersign.order;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Percent to two digits, rounded down, so that 100 is never shown before all is done. */
final class Percent {

    static final BigDecimal ALL = new BigDecimal("100.00");

    private Percent() {}

    static BigDecimal of(BigDecimal done, BigDecimal all) {
        return done.movePointRight(2).divide(all, 2, RoundingMode.DOWN);
    }
}
