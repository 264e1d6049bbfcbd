package org.countersign.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;

/** An order as lists show it: kept figures only, no line is read. */
public record OrderRow(
        OrderId id,
        String number,
        String title,
        VendorId vendor,
        String vendorName,
        String requesterName,
        LocalDate orderedOn,
        LocalDate neededBy,
        OrderPhase phase,
        Optional<PurchaseOrder.Ending> ended,
        boolean held,
        Duty duty,
        Optional<LocalDate> dutyDueOn,
        PurchaseOrder.Answer answer,
        PurchaseOrder.Transmission transmission,
        Progress progress,
        Money gross,
        int version)
        implements ListedOrder {

    /** How far, in percent, and how many lines wait. */
    public record Progress(
            BigDecimal received, BigDecimal billed, BigDecimal paid, int linesToReceive, int linesCreditExpected) {}

    static OrderRow of(PurchaseOrder order) {
        var head = order.head();
        var kept = order.kept();
        return new OrderRow(
                order.id(),
                order.number(),
                head.title(),
                head.vendor(),
                head.vendorName(),
                head.requesterName(),
                head.orderedOn(),
                head.neededBy(),
                order.phase(),
                order.ended(),
                order.hold().isPresent(),
                order.duty(),
                order.dutyDueOn(),
                order.exchange().answer(),
                order.exchange().transmission(),
                new Progress(
                        kept.receivedPercent(),
                        kept.billedPercent(),
                        kept.paidPercent(),
                        kept.toReceive(),
                        kept.creditExpected()),
                order.revisions().gross(),
                order.version());
    }

    /** Whether the row belongs to the listing, as the statements of those who see everything ask it. */
    boolean isIn(OrderFinder.Listing listing, LocalDate today) {
        var open = phase == OrderPhase.OPEN;
        return switch (listing) {
            case ALL -> true;
            case OPEN -> open;
            case ENDED -> !open;
            case TO_SEND -> open && duty == Duty.SEND;
            case UNANSWERED -> open && answer != PurchaseOrder.Answer.ACCEPTED;
            case TO_RECEIVE -> open && progress.linesToReceive() > 0;
            case LATE -> open && progress.linesToReceive() > 0 && neededBy.isBefore(today);
            case CREDIT_EXPECTED -> progress.linesCreditExpected() > 0;
        };
    }
}
