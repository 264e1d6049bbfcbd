package org.countersign.exchange.outbound;

import java.time.Instant;
import java.util.Optional;
import org.countersign.exchange.DocumentKind;
import org.countersign.order.OrderId;
import org.countersign.platform.ContentId;

/**
 * A document of ours in one form, and where it got to.
 *
 * @param number what it is numbered: the order's number, with {@code -R2} for a change and {@code -C} for a cancellation
 * @param note why it failed, or is to be handed over; empty otherwise
 * @param ruleSet what it was held against; empty for a PDF
 */
public record OutboundMessage(
        OrderId order,
        MessageKey key,
        String number,
        MessageState state,
        String note,
        ContentId content,
        String ruleSet,
        Instant madeAt,
        Optional<Instant> settledAt) {

    public DocumentKind kind() {
        return key.kind();
    }

    public int revision() {
        return key.revision();
    }

    public Format format() {
        return key.format();
    }

    /** Where the API serves it. */
    public String address() {
        return "/api/v1/orders/" + order + "/documents/" + key.word() + "/content";
    }

    /** What it is called when it is saved. */
    public String fileName() {
        return number + (key.format() == Format.PDF ? "-rev" + key.revision() + ".pdf" : ".xml");
    }
}
