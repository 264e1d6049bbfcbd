package org.countersign.web.approval;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalPhase;
import org.countersign.approval.Approving;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.Subject.Made;
import org.countersign.web.Tone;

/** Approvals in words. */
final class ApprovalWords {

    private ApprovalWords() {}

    /** What came of a decision, for whoever took it. */
    static String ruled(String number, String requester, Approving.Ruled ruled) {
        return switch (ruled.outcome()) {
            case OPEN ->
                number + " is approved by you and waits for " + ruled.waiting().words() + ".";
            case APPROVED -> approved(number, ruled.made());
            case REJECTED -> number + " is rejected; " + requester + " reads why.";
            case CHANGES_ASKED -> number + " went back to " + requester + " with what you said.";
            case WITHDRAWN -> number + " was withdrawn meanwhile.";
        };
    }

    /** A requisition makes orders with numbers of their own; a revision of an order makes none. */
    private static String approved(String number, List<Made> made) {
        var others = made.stream()
                .map(Made::number)
                .filter(each -> !each.equals(number))
                .toList();
        if (others.isEmpty()) {
            return number + " is approved; the new revision is in force.";
        }
        return number + " is approved; " + others.stream().collect(Collectors.joining(", "))
                + (others.size() == 1 ? " was" : " were") + " ordered.";
    }

    static String verdict(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "Approved";
            case REJECT -> "Rejected";
            case ASK_FOR_CHANGES -> "Changes asked";
        };
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> Tone.OK;
            case REJECT -> Tone.STOP;
            case ASK_FOR_CHANGES -> Tone.WARN;
        };
    }

    static String outcome(ApprovalPhase outcome) {
        return switch (outcome) {
            case OPEN -> "Waits for others";
            case APPROVED -> "Approved";
            case REJECTED -> "Rejected";
            case CHANGES_ASKED -> "Changes asked";
            case WITHDRAWN -> "Withdrawn";
        };
    }
}
