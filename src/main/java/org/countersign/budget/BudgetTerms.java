package org.countersign.budget;

import java.time.LocalDate;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Refusal;
import org.joda.money.Money;

/** A budget as it is made: for which cost centre, from which day to which, how much, and what happens at its end. */
public record BudgetTerms(
        CostCentreId costCentre, String name, LocalDate from, LocalDate to, Money granted, Stop stop) {

    public BudgetTerms {
        name = name.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= 200, "name-length", "A budget's name has 1 to 200 characters.");
        Refusal.unless(
                !to.isBefore(from),
                () -> Refusal.rule(
                        "period-backwards",
                        "A period ends on its first day or later.",
                        Refusal.Facts.of("field", "to")
                                .and("expected", "not before " + from)
                                .and("actual", to)));
        Refusal.unless(!granted.isNegative(), "budget-negative", "A budget grants zero or more.");
    }
}
