package org.countersign.vendor;

import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor is paid.
 *
 * @param bic null where the IBAN alone is enough
 */
public record BankDetails(Iban iban, @Nullable Bic bic, String holder) {

    public BankDetails {
        holder = holder.strip();
        Refusal.unless(
                !holder.isEmpty() && holder.length() <= 140,
                "account-holder",
                "Name the holder of the account, in at most 140 characters.");
    }
}
