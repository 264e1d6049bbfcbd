package org.countersign.payment;

import java.time.LocalDate;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.InvoiceRow;
import org.joda.money.Money;

/**
 * A document that is due and not paid.
 *
 * @param number ours; {@code documentNumber} is the vendor's
 * @param words why, and what would let it be paid
 */
public record Blocked(
        InvoiceId invoice,
        String number,
        String documentNumber,
        String vendorName,
        LocalDate dueOn,
        Money amount,
        Reason reason,
        String words) {

    /** Why a document is not paid. */
    public enum Reason {
        HELD,
        OTHER_CURRENCY,
        IN_PROPOSAL,
        ORDER_HELD,
        VENDOR_ON_HOLD,
        NO_BANK_DETAILS,
        CREDIT_EXCEEDS
    }

    static Blocked of(InvoiceRow row, Reason reason, String words) {
        return new Blocked(
                row.id(),
                row.number(),
                row.documentNumber(),
                row.vendorName(),
                row.dueOn(),
                row.payable().minus(row.settled()),
                reason,
                words);
    }
}
