package org.countersign.requisition;

import java.math.BigDecimal;
import java.util.List;
import org.countersign.budget.BudgetAccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Shares;

/**
 * Which cost centres, and which of their budgets, bear a line; entered by percent or by amount, both kept as weights. The
 * budget is chosen by the business date of submission and kept for life.
 */
public record Allocation(List<Part> parts) {

    /** One cost centre's part; the weights of a line need not add up to anything in particular. */
    public record Part(CostCentreId costCentre, BudgetAccountId account, BigDecimal weight) {}

    public Allocation {
        parts = List.copyOf(parts);
    }

    public Shares shares() {
        return new Shares(parts.stream().map(Part::weight).toList());
    }
}
