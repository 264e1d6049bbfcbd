package org.countersign.kernel;

import java.util.Set;

/** A role given to a person; limited to cost centres where any are named, else for the whole organisation. */
public record Grant(Role role, Set<CostCentreId> costCentres) {

    public Grant {
        costCentres = Set.copyOf(costCentres);
    }

    public static Grant of(Role role) {
        return new Grant(role, Set.of());
    }

    boolean wholeOrganization() {
        return costCentres.isEmpty();
    }
}
