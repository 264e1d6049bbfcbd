package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.approval.Decision.Verdict;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.DocumentRef;
import org.joda.money.Money;

/**
 * A whole plan: what is decided, who is asked and why, and what they said.
 *
 * @param waitingSince since when it waits for the first of those it waits for
 * @param actions the verdicts that whoever asked may give now
 */
public record PlanView(
        PlanId id,
        About about,
        ApprovalPhase outcome,
        int policyVersion,
        List<StageView> stages,
        List<String> waitingFor,
        Optional<Instant> waitingSince,
        Instant openedAt,
        Optional<Instant> finishedAt,
        List<Verdict> actions) {

    /** The document as it was when the plan was made. */
    public record About(
            DocumentRef subject,
            int revision,
            String number,
            String title,
            AccountId requester,
            String requesterName,
            Money total,
            String contentHash) {}

    /** One stage: whom the rule asks, how many must agree and have, and each decision that was taken in it. */
    public record StageView(
            int stage,
            int order,
            int needed,
            int given,
            boolean open,
            String people,
            String rule,
            String explanation,
            List<String> notes,
            List<DecisionView> decisions) {}

    /** What a person said. */
    public record DecisionView(AccountId approver, String name, Verdict verdict, String comment, Instant decidedAt) {}
}
