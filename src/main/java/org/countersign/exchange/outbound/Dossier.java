package org.countersign.exchange.outbound;

import java.time.LocalDate;
import java.util.List;
import org.countersign.approval.PlanView;
import org.countersign.exchange.DocumentKind;
import org.countersign.identity.Organization;
import org.countersign.order.Line;
import org.countersign.order.OrderId;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.RevisionView;
import org.countersign.vendor.VendorView;

/**
 * Everything that the documents of one revision are made from.
 *
 * @param lines as the revision says them
 * @param before as the revision in force before it said them; empty for the first
 * @param plans the approvals that cover the revision
 */
record Dossier(
        Cause cause,
        Organization buyer,
        VendorView vendor,
        PurchaseOrder order,
        RevisionView revision,
        List<Line.Content> lines,
        List<Line.Content> before,
        List<PlanView> plans) {

    /** Why documents are made: a revision came into force, or the order was cancelled. */
    record Cause(DocumentKind kind, OrderId order, int revision, String reason, LocalDate on) {}

    Dossier {
        lines = List.copyOf(lines);
        before = List.copyOf(before);
        plans = List.copyOf(plans);
    }

    /** The number of the document itself. */
    String number() {
        return switch (cause.kind()) {
            case ORDER_CHANGE -> order.number() + "-R" + cause.revision();
            case ORDER_CANCELLATION -> order.number() + "-C";
            case ORDER, ORDER_RESPONSE, DESPATCH_ADVICE, INVOICE, CREDIT_NOTE -> order.number();
        };
    }

    /** Whether a document can travel: both sides have an electronic address. */
    boolean travels() {
        return buyer.endpoint().exists() && !vendor.terms().endpoint().isNone();
    }
}
