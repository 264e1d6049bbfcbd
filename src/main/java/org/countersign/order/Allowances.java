package org.countersign.order;

import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;

/** How much more than ordered a line may be received and invoiced: figures that a tolerance or an override wrote. */
public record Allowances(Quantity overReceipt, Quantity overInvoice) {

    public static final Allowances NONE = new Allowances(Quantity.ZERO, Quantity.ZERO);

    public Allowances {
        Refusal.unless(
                !overReceipt.isNegative() && !overInvoice.isNegative(),
                "allowance-negative",
                "An allowance is never negative.");
    }
}
