package org.countersign.requisition;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.countersign.kernel.AccountId;
import org.joda.money.CurrencyUnit;

/**
 * What holds for a requisition as a whole, and for the orders made from it.
 *
 * @param deliverTo where the goods go, as printed; empty = the organisation's address
 */
public record Terms(
        String title,
        String justification,
        String deliverTo,
        LocalDate neededBy,
        Requester requester,
        CurrencyUnit currency,
        Rate rate) {

    /** Who states the need, with the name at the time. */
    public record Requester(AccountId account, String name) {}

    /** How the document's currency becomes the organisation's, as stored at submission: one unit = {@code rate} units. */
    public record Rate(CurrencyUnit into, BigDecimal rate, LocalDate on, String source) {}
}
