package org.countersign.exchange;

import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The seller's answer to an order or to a change of it.
 *
 * @param promised when the seller will deliver, unless a line says otherwise
 * @param lines empty unless the answer changes something or is given line by line
 */
public record OrderResponseDocument(
        Heading heading, Answer answer, Party seller, Party buyer, Period promised, List<Line> lines) {

    public OrderResponseDocument {
        lines = List.copyOf(lines);
    }

    /**
     * Which answer this is, and to what.
     *
     * @param form the Peppol process the answer belongs to
     * @param number the seller's number for the answer
     * @param currency null if not said
     * @param orderNumber the order that is answered
     * @param changeNumber the change of the order that is answered, empty if it is the order itself
     */
    public record Heading(
            Form form,
            String number,
            LocalDate issuedOn,
            @Nullable CurrencyUnit currency,
            String orderNumber,
            String changeNumber,
            String note) {}

    /** Plain ordering knows no changes; advanced ordering does. */
    public enum Form {
        PLAIN,
        ADVANCED
    }

    public enum Answer {
        /** Received, an answer will follow. */
        ACKNOWLEDGED,
        ACCEPTED,
        ACCEPTED_WITH_CHANGES,
        REJECTED
    }

    public enum LineAnswer {
        ADDED,
        CHANGED,
        ACCEPTED,
        REJECTED,
        ALREADY_DELIVERED
    }

    /**
     * The answer to one line of the order, or a line the seller adds.
     *
     * @param id the line of this answer
     * @param orderLineId the line of the order that is answered
     * @param quantity what the seller proposes or confirms, null if not said
     * @param unit empty if no quantity is said
     * @param price what the seller proposes or confirms, null if not said
     * @param promised when this line will be delivered
     */
    public record Line(
            String id,
            String orderLineId,
            LineAnswer answer,
            Item item,
            @Nullable Quantity quantity,
            String unit,
            @Nullable Price price,
            Period promised,
            String note) {}
}
