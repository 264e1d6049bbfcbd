package org.countersign.requisition;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.budget.BudgetAccountId;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.PricedItem;
import org.countersign.identity.CostCentre;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Refusal;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;

/**
 * What the modules below say about the things a requisition names, on the day it is judged: what each item costs, or why it
 * may not be asked for; who the vendors are; which cost centres there are, which of them the requester may charge, and the
 * budget of each, or why it has none.
 */
record Known(
        LocalDate today,
        Map<ItemId, Found<PricedItem>> items,
        Map<VendorId, VendorView> vendors,
        Map<String, CostCentre> costCentres,
        Set<CostCentreId> chargeable,
        Map<CostCentreId, Found<BudgetAccountId>> budgets) {

    /** What was looked for, or the refusal in its place. */
    record Found<T>(Optional<T> thing, Optional<Refusal> instead) {

        static <T> Found<T> of(T thing) {
            return new Found<>(Optional.of(thing), Optional.empty());
        }

        static <T> Found<T> not(Refusal refusal) {
            return new Found<>(Optional.empty(), Optional.of(refusal));
        }

        T orRefuse() {
            return thing.orElseThrow(() -> instead.orElseThrow());
        }
    }
}
