package org.countersign.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API answers it: who has it in hand, the axes, the lines with their own standing, what may be done now.
 * Prices and amounts are absent for those who may not see them.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record OrderJson(
        OrderId id,
        String number,
        String title,
        OrderPhase phase,
        Optional<PurchaseOrder.Ending> ended,
        Vendor vendor,
        Requisition requisition,
        LocalDate orderedOn,
        LocalDate neededBy,
        String deliverTo,
        int revision,
        boolean revisionInPreparation,
        @Nullable Totals totals,
        Axes axes,
        List<LineJson> lines,
        List<RevisionJson> revisions,
        List<AnswerView> answers,
        Set<OrderPhase.Act> actions,
        int version) {

    record Vendor(UUID id, String name) {}

    record Requisition(UUID id, String number, String requester) {}

    /** What the revision in force comes to, and how much of its net is still wanted after what was given up or sent back. */
    record Totals(Money net, Money tax, Money gross, Money wanted) {}

    /** Where the order stands; percent by value. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Axes(
            PurchaseOrder.Transmission transmission,
            PurchaseOrder.Answer answer,
            BigDecimal receivedPercent,
            BigDecimal billedPercent,
            BigDecimal paidPercent,
            int linesToReceive,
            int linesToInvoice,
            int linesCreditExpected,
            Duty waitingFor,
            Optional<LocalDate> dueOn,
            Optional<PurchaseOrder.Hold> hold) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record LineJson(
            OrderLineId id,
            String quotable,
            int number,
            String description,
            String sku,
            String category,
            String unit,
            LocalDate neededBy,
            Quantity ordered,
            Quantity received,
            Quantity returned,
            Quantity invoiced,
            Quantity openToReceive,
            Quantity openToInvoice,
            Quantity creditExpected,
            @Nullable Price price,
            @Nullable Money net,
            @Nullable BigDecimal taxPercent,
            List<Part> allocation) {}

    record Part(UUID costCentre, UUID budget, BigDecimal weight) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RevisionJson(
            int revision,
            RevisionView.Kind kind,
            String reason,
            String author,
            Instant createdAt,
            Optional<Instant> inForceAt,
            Optional<Instant> withdrawnAt) {}

    static OrderJson of(OrderView view, Actor by) {
        var order = view.order();
        var head = order.head();
        var prices = by.may(Authority.SEE_PRICES);
        return new OrderJson(
                order.id(),
                order.number(),
                head.title(),
                order.phase(),
                order.ended(),
                new Vendor(head.vendor().value(), head.vendorName()),
                new Requisition(head.requisition().value(), head.requisitionNumber(), head.requesterName()),
                head.orderedOn(),
                head.neededBy(),
                head.deliverTo(),
                order.revisions().inForce(),
                order.revisions().inPreparation(),
                prices
                        ? new Totals(
                                order.revisions().net(),
                                order.revisions().tax(),
                                order.revisions().gross(),
                                order.kept().wanted())
                        : null,
                axes(order),
                order.lines().values().stream()
                        .map(line -> line(order, line, prices))
                        .toList(),
                view.revisions().stream()
                        .map(revision -> new RevisionJson(
                                revision.revision(),
                                revision.kind(),
                                revision.reason(),
                                revision.authorName(),
                                revision.createdAt(),
                                revision.inForceAt(),
                                revision.withdrawnAt()))
                        .toList(),
                prices ? view.answers() : List.of(),
                view.actions(by),
                order.version());
    }

    private static Axes axes(PurchaseOrder order) {
        var kept = order.kept();
        return new Axes(
                order.exchange().transmission(),
                order.exchange().answer(),
                kept.receivedPercent(),
                kept.billedPercent(),
                kept.paidPercent(),
                kept.toReceive(),
                kept.toInvoice(),
                kept.creditExpected(),
                order.duty(),
                order.dutyDueOn(),
                order.hold());
    }

    private static LineJson line(PurchaseOrder order, Line line, boolean prices) {
        var standing = line.ledger().standing();
        var sums = line.ledger().sums();
        var content = line.content();
        return new LineJson(
                line.id(),
                order.number() + "/" + content.number(),
                content.number(),
                content.goods().description(),
                content.goods().sku(),
                content.goods().category(),
                content.goods().unit(),
                content.neededBy(),
                standing.wanted(),
                sums.of(FactKind.RECEIVED).quantity(),
                sums.of(FactKind.RETURNED).quantity(),
                standing.netInvoiced(),
                standing.openToReceive(),
                standing.openToInvoice(),
                standing.creditExpected(),
                prices ? content.price() : null,
                prices ? line.wanted().net() : null,
                prices ? content.tax().ratePercent() : null,
                content.allocation().parts().stream()
                        .map(part -> new Part(
                                part.costCentre().value(), part.account().value(), part.weight()))
                        .toList());
    }
}
