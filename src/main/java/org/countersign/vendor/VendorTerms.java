package org.countersign.vendor;

import java.util.Locale;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.SearchKey;
import org.joda.money.CurrencyUnit;

/**
 * A vendor as a person describes it; texts that are not said are empty.
 *
 * @param legalId the number of the company in its register
 * @param taxId the number for value added tax, with its country
 * @param paymentDays days from the invoice's date to its due date
 * @param currency the one it usually bills in
 */
public record VendorTerms(
        String name,
        String legalId,
        String taxId,
        Endpoint endpoint,
        String email,
        Address billing,
        Address ordering,
        int paymentDays,
        CurrencyUnit currency) {

    public VendorTerms {
        name = name.strip();
        legalId = legalId.strip();
        taxId = taxId.strip().replace(" ", "").toUpperCase(Locale.ROOT);
        email = email.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= 200, "name-length", "A vendor's name has 1 to 200 characters.");
        Refusal.unless(
                email.isEmpty() || (email.length() <= 200 && email.matches("[^@\\s]+@[^@\\s]+")),
                "email-form",
                "An e-mail address has one @ and no spaces.");
        Refusal.unless(paymentDays >= 0 && paymentDays <= 365, "payment-days", "Payment is due after 0 to 365 days.");
    }

    /** What makes two vendors the same legal entity: the legal id or else the tax id, without marks; empty = not said. */
    public String legalKey() {
        var said = legalId.isEmpty() ? taxId : billing.country() + legalId;
        return said.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    String nameKey() {
        return SearchKey.of(name);
    }
}
