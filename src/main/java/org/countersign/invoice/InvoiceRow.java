package org.countersign.invoice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;

/**
 * An invoice or credit note, as lists show it.
 *
 * @param number ours; {@code documentNumber} is the vendor's
 * @param reasons why it is held, each once
 * @param owner whose move it is, for the hold that is due first
 * @param holdDueOn absent unless it is held
 */
public record InvoiceRow(
        InvoiceId id,
        Kind kind,
        String number,
        String documentNumber,
        VendorId vendor,
        String vendorName,
        String orderNumber,
        LocalDate issuedOn,
        LocalDate dueOn,
        LocalDate capturedOn,
        Money payable,
        Money settled,
        InvoiceView.State state,
        int holds,
        List<HoldReason> reasons,
        String owner,
        Optional<LocalDate> holdDueOn) {

    public InvoiceRow {
        reasons = List.copyOf(reasons);
    }

    /** The state with what is behind it: {@code Held: price, tax; buyer}. */
    public String words() {
        if (state != InvoiceView.State.HELD) {
            return state.words();
        }
        var why = reasons.stream()
                .map(HoldReason::words)
                .reduce((some, more) -> some + ", " + more)
                .orElse("");
        return state.words() + ": " + why + "; " + owner;
    }
}
