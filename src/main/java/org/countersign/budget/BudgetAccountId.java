package org.countersign.budget;

import java.util.UUID;
import org.countersign.kernel.Id;

/** A budget of a cost centre for a period. */
public record BudgetAccountId(UUID value) implements Id {

    @Override
    public String toString() {
        return value.toString();
    }
}
