package org.countersign.invoice.match;

import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.kernel.Quantity;

/** How each hold ends, in one sentence for its owner. */
final class WaysOut {

    static final String WITHIN = "Within the tolerance: nothing to do.";
    static final String UNDER = "Below what was agreed: nothing to do, the payment does not wait.";
    static final String CORRECTED_DOCUMENT =
            "The document's total is not that of its lines: ask the vendor for a corrected document.";
    static final String TOTAL =
            "The whole document is further above the orders than allowed: ask the vendor for a credit note, or let"
                    + " finance lift the hold.";
    static final String FREIGHT =
            "These charges were not agreed: add them to the order by a revision, or ask the vendor for a credit note.";
    static final String RATE =
            "The document's exchange rate is further from the order's than allowed: ask the vendor, or let finance lift"
                    + " the hold.";
    static final String TAX =
            "The tax is not what the order's rates give: ask the vendor for a corrected document, or let finance lift"
                    + " the hold.";

    private static final String BEYOND =
            ". That alone does not free it, since all documents together bill more than was ordered: ask the vendor for a"
                    + " credit note, or have the order revised.";

    private WaysOut() {}

    /** @param beyond all documents together bill more than was ordered, so that what comes is not enough */
    static String receive(OrderLine order, boolean beyond) {
        return "Nothing of line " + order.name() + " has been received: record the receipt"
                + (beyond ? BEYOND : " and the invoice frees itself.");
    }

    static String receiveTheRest(OrderLine order, boolean beyond) {
        return "More of line " + order.name() + " is billed than was received: record what has come"
                + (beyond ? BEYOND : " and the invoice frees itself, or ask the vendor for a credit note.");
    }

    static String tooMuch(OrderLine order) {
        return "More of line " + order.name()
                + " is billed than is left to bill: ask the vendor for a credit note, or have the order revised.";
    }

    static String price(OrderLine order) {
        return "Agree the price of line " + order.name()
                + " with the vendor: revise the order, or ask for a credit note.";
    }

    static String creditExpected(OrderLine order, Quantity due) {
        return "The vendor owes a credit of " + due + " on line " + order.name()
                + " for goods sent back: enter the credit note when it comes, or waive it.";
    }

    static String creditedTooMuch(OrderLine order) {
        return "More is credited on line " + order.name()
                + " than was billed: link the credit to the line it is for, or ask the vendor for a corrected one.";
    }

    static String creditedTooLittle(OrderLine order) {
        return "Line " + order.name() + " is credited below the order's price: ask the vendor for the rest.";
    }
}
