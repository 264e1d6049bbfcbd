package org.countersign.fulfilment;

import java.time.LocalDate;
import java.util.Optional;
import org.countersign.order.OrderId;

/**
 * A receipt, return or reversal as lists show it; no prices, since who receives sees none.
 *
 * @param reference the delivery note, or the reference of the return; empty = none
 * @param reversedBy the number of the reversal that takes it back
 */
public record ReceiptRow(
        ReceiptId id,
        String number,
        ReceiptKind kind,
        Order order,
        LocalDate on,
        Receipt.Recording recorded,
        String reference,
        String note,
        Counts lines,
        Optional<String> reversedBy) {

    /** The order as it stood then. */
    public record Order(OrderId id, String number, int revision, String vendorName) {}

    /** Lines in all, lines of which something was rejected at the dock, and lines that a credit is expected for. */
    public record Counts(int all, int rejected, int forCredit) {}
}
