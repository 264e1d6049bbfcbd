package org.countersign.web.order;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.countersign.exchange.outbound.MessageState;
import org.countersign.order.Duty;
import org.countersign.order.OrderPhase;
import org.countersign.order.OrderRow;
import org.countersign.order.PurchaseOrder;
import org.countersign.web.DocumentPage.Axis;
import org.countersign.web.Formats;
import org.countersign.web.Tone;

/** How an order's standing reads. */
final class OrderWords {

    private OrderWords() {}

    /** What the row waits for, and when it is due. */
    static String waiting(OrderRow row, Formats formats) {
        if (row.phase() == OrderPhase.ENDED) {
            return row.ended().map(OrderWords::ending).orElse("Closed");
        }
        if (row.held()) {
            return "Held";
        }
        return row.duty().words()
                + row.dutyDueOn().map(day -> ", by " + formats.day(day)).orElse("");
    }

    static Tone tone(OrderRow row, LocalDate today) {
        if (row.phase() == OrderPhase.ENDED) {
            return row.ended().filter(PurchaseOrder.Ending.CANCELLED::equals).isPresent() ? Tone.IDLE : Tone.OK;
        }
        if (row.held() || row.dutyDueOn().filter(day -> day.isBefore(today)).isPresent()) {
            return Tone.STOP;
        }
        return isOurs(row.duty()) ? Tone.WARN : Tone.INFO;
    }

    /** Whether somebody of ours has to act, rather than the vendor. */
    private static boolean isOurs(Duty duty) {
        return switch (duty) {
            case SEND, DECIDE_ANSWER, PAYMENT -> true;
            case ANSWER, DELIVERY, CREDIT, INVOICE, NOTHING -> false;
        };
    }

    static String ending(PurchaseOrder.Ending ending) {
        return switch (ending) {
            case CANCELLED -> "Cancelled";
            case SHORT_CLOSED -> "Closed short";
            case COMPLETED -> "Complete";
        };
    }

    /** Where the order stands, each truth apart. */
    static List<Axis> axes(PurchaseOrder order) {
        var kept = order.kept();
        var axes = new ArrayList<Axis>();
        axes.add(
                order.revisions().inPreparation()
                        ? new Axis("Approval", "Rev " + order.revisions().latest() + " waits", 50, Tone.WARN)
                        : new Axis("Approval", "Approved", 100, Tone.OK));
        axes.add(sent(order));
        axes.add(answer(order));
        if (order.ended().filter(PurchaseOrder.Ending.CANCELLED::equals).isPresent()) {
            for (var name : List.of("Received", "Invoiced", "Paid")) {
                axes.add(new Axis(name, "Nothing due", 0, Tone.OK));
            }
            return axes;
        }
        axes.add(progress(
                "Received",
                kept.receivedPercent().setScale(0, RoundingMode.DOWN).intValue(),
                Tone.OK));
        axes.add(
                kept.creditExpected() > 0
                        ? new Axis(
                                "Invoiced",
                                percent(kept.billedPercent().intValue()) + ", credit expected",
                                kept.billedPercent().intValue(),
                                Tone.STOP)
                        : progress("Invoiced", kept.billedPercent().intValue(), Tone.OK));
        axes.add(progress("Paid", kept.paidPercent().intValue(), Tone.OK));
        return axes;
    }

    private static Axis progress(String name, int percent, Tone tone) {
        return new Axis(name, percent(percent), percent, tone);
    }

    private static String percent(int percent) {
        return percent + " %";
    }

    private static Axis sent(PurchaseOrder order) {
        var revision = "Rev " + order.revisions().inForce();
        return switch (order.exchange().transmission()) {
            case PREPARING -> new Axis("Sent", "Preparing", 10, Tone.INFO);
            case TO_HAND_OVER -> new Axis("Sent", "To hand over", 40, Tone.WARN);
            case SENT -> new Axis("Sent", revision, 100, Tone.OK);
            case HANDED_OVER -> new Axis("Sent", revision + ", by hand", 100, Tone.OK);
            case FAILED -> new Axis("Sent", "Failed", 40, Tone.STOP);
        };
    }

    private static Axis answer(PurchaseOrder order) {
        return switch (order.exchange().answer()) {
            case NONE -> new Axis("Acknowledged", "No answer", 0, Tone.INFO);
            case ACCEPTED -> new Axis("Acknowledged", "Accepted", 100, Tone.OK);
            case CHANGES_PROPOSED -> new Axis("Acknowledged", "Changes proposed", 50, Tone.WARN);
            case REJECTED -> new Axis("Acknowledged", "Rejected", 50, Tone.STOP);
        };
    }

    static String words(MessageState state) {
        return switch (state) {
            case WAITING -> "To be sent";
            case READY -> "At hand";
            case DELIVERED -> "Delivered";
            case FAILED -> "Failed";
            case TO_HAND_OVER -> "To hand over";
            case HANDED_OVER -> "Handed over";
        };
    }

    static Tone tone(MessageState state) {
        return switch (state) {
            case WAITING -> Tone.INFO;
            case READY -> Tone.IDLE;
            case DELIVERED, HANDED_OVER -> Tone.OK;
            case FAILED -> Tone.STOP;
            case TO_HAND_OVER -> Tone.WARN;
        };
    }

    static String kind(Enum<?> code) {
        var words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
