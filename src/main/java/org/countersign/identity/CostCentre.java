package org.countersign.identity;

import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What spending is charged to: its code is for life, its terms can be changed. */
public record CostCentre(CostCentreId id, String code, Terms terms, int version) {

    /**
     * What can be changed of a cost centre.
     *
     * @param parent the cost centre it is part of; absent at the top
     * @param owner who answers for what is charged to it
     * @param active whether anything new may be charged to it
     */
    public record Terms(String name, @Nullable CostCentreId parent, AccountId owner, boolean active) {

        void check() {
            Refusal.unless(
                    !name.isBlank() && name.length() <= 200,
                    "name-length",
                    "A cost centre needs a name of at most 200 characters.");
        }
    }

    public String name() {
        return terms.name();
    }

    public AccountId owner() {
        return terms.owner();
    }

    public @Nullable CostCentreId parent() {
        return terms.parent();
    }

    public boolean active() {
        return terms.active();
    }
}
