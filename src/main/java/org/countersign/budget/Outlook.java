package org.countersign.budget;

import org.joda.money.Money;

/**
 * What a budget would look like after so much more was taken from it; nothing is taken.
 *
 * @param passes whether the budget would give it
 * @param rule what decides that, in words
 */
public record Outlook(BudgetRow budget, Money needed, Money leftBefore, Money leftAfter, boolean passes, String rule) {

    static Outlook of(BudgetRow budget, Money needed) {
        var figures = budget.figures();
        var after = figures.left().minus(needed);
        var passes = figures.stop() == Stop.WARN || !needed.isPositive() || !after.isNegative();
        return new Outlook(
                budget, needed, figures.left(), after, passes, figures.stop().words());
    }
}
