package org.countersign.exchange;

import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The seller says what is on its way.
 *
 * @param sender who despatches it
 * @param recipient who is to receive it
 */
public record DespatchDocument(Heading heading, Party sender, Party recipient, Shipment shipment, List<Line> lines) {

    public DespatchDocument {
        lines = List.copyOf(lines);
    }

    /**
     * Which despatch this is, and of which order.
     *
     * @param number the seller's number for the despatch
     * @param orderNumber the order it belongs to, empty if only the lines say so, or none does
     */
    public record Heading(String number, LocalDate issuedOn, String orderNumber, String note) {}

    /**
     * When it left, when it should arrive, and how to follow it.
     *
     * @param despatchedOn null if not said
     * @param expected when it should arrive
     * @param trackingId the carrier's number, empty if not said
     */
    public record Shipment(@Nullable LocalDate despatchedOn, Period expected, String trackingId) {

        public static final Shipment NONE = new Shipment(null, Period.NONE, "");
    }

    /**
     * One thing on its way.
     *
     * @param orderNumber the order this line belongs to where it differs from the heading's; empty otherwise
     * @param orderLineId the line of that order, empty if not said
     * @param quantity null if not said, which the rules only advise against
     * @param outstanding what is still to come on that line, null if not said
     */
    public record Line(
            String id,
            String orderNumber,
            String orderLineId,
            Item item,
            @Nullable Quantity quantity,
            String unit,
            @Nullable Quantity outstanding,
            String outstandingReason,
            String note) {}
}
