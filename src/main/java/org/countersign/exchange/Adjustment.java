package org.countersign.exchange;

import org.joda.money.Money;

/**
 * Something taken off or added, to a line or to a whole document, before tax.
 *
 * @param amount never negative; {@code direction} says which way it counts
 * @param reasonCode by UNCL 5189 for an allowance, UNCL 7161 for a charge; empty if not said
 * @param tax how it is taxed; none at a line, which has its own
 */
public record Adjustment(Direction direction, Money amount, String reason, String reasonCode, TaxCategory tax) {

    public enum Direction {
        ALLOWANCE,
        CHARGE
    }
}
