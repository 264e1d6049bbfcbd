package org.countersign.payment;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.Optional;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;

/**
 * What somebody wants to pay.
 *
 * @param dueUntil invoices that are due by this day
 * @param executeOn the day that the money shall leave the account
 * @param vendor only this vendor's; empty = all vendors'
 * @param currency empty = the organisation's; a proposal has one currency
 */
public record PaymentWish(
        LocalDate dueUntil, LocalDate executeOn, Optional<VendorId> vendor, Optional<CurrencyUnit> currency) {

    /** Everybody who is to be paid by the day, in the organisation's currency. */
    public static PaymentWish dueUntil(LocalDate day, LocalDate executeOn) {
        return new PaymentWish(day, executeOn, Optional.empty(), Optional.empty());
    }

    /** The same, of what is due by another day. */
    PaymentWish until(LocalDate day) {
        return new PaymentWish(day, executeOn, vendor, currency);
    }

    void requireNotPast(LocalDate today) {
        unless(
                !executeOn.isBefore(today),
                () -> Refusal.rule(
                        "execution-in-the-past",
                        "The bank cannot pay on a day that has passed; name today or a later day.",
                        Facts.of("field", "executeOn").measured("day", today, executeOn, today)));
    }
}
