package org.countersign.budget;

import java.time.LocalDate;
import org.countersign.kernel.CostCentreId;

/** A budget with its figures, as lists show it. */
public record BudgetRow(
        BudgetAccountId id,
        CostCentreId costCentre,
        String costCentreCode,
        String name,
        LocalDate from,
        LocalDate to,
        Figures figures,
        int version) {}
