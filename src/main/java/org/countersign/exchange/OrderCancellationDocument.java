package org.countersign.exchange;

import java.time.LocalDate;

/**
 * The buyer takes an order back.
 *
 * @param number the buyer's number for the cancellation
 * @param orderNumber the order that is cancelled
 * @param reason why, in words; never empty
 */
public record OrderCancellationDocument(
        String number, LocalDate issuedOn, String orderNumber, String reason, Party buyer, Party seller) {}
