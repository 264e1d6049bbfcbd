package org.countersign.web.requisition;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.countersign.approval.Subject.Made;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.requisition.RequisitionRow;
import org.countersign.requisition.Requisitioning;
import org.countersign.web.Formats;
import org.countersign.web.Tone;

/** How requisitions stand, in words. */
final class RequisitionWords {

    private RequisitionWords() {}

    static String submitted(Requisitioning.Submitted submitted) {
        if (submitted.phase() == RequisitionPhase.IN_APPROVAL) {
            return submitted.number() + " is submitted and waits for " + submitted.waitingFor() + ".";
        }
        var orders = submitted.made().stream().map(Made::number).collect(Collectors.joining(", "));
        return submitted.number() + " needs nobody's approval"
                + (orders.isEmpty()
                        ? "."
                        : "; " + orders + (submitted.made().size() == 1 ? " was" : " were") + " ordered.");
    }

    static Tone tone(RequisitionRow row) {
        return switch (row.phase()) {
            case DRAFT, IN_APPROVAL -> Tone.WARN;
            case OPEN -> Tone.INFO;
            case ENDED ->
                switch (row.endReason().orElseThrow()) {
                    case ORDERED -> Tone.OK;
                    case REJECTED -> Tone.STOP;
                    case WITHDRAWN -> Tone.IDLE;
                };
        };
    }

    /** What it waits for and for how long, or how it ended. */
    static String standing(RequisitionRow row, Instant now, Formats formats) {
        var since = row.waitingSince()
                .map(at -> Duration.between(at, now))
                .filter(waited -> waited.toMinutes() > 0)
                .map(waited -> ", " + formats.duration(waited))
                .orElse("");
        return switch (row.phase()) {
            case DRAFT -> "Changes by " + row.waitingFor() + since;
            case IN_APPROVAL -> row.waitingFor() + since;
            case OPEN -> "Ordering";
            case ENDED ->
                switch (row.endReason().orElseThrow()) {
                    case ORDERED -> "Ordered";
                    case REJECTED -> "Rejected";
                    case WITHDRAWN -> "Withdrawn";
                };
        };
    }
}
