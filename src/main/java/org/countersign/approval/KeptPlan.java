package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.approval.Plan.Stage;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.DocumentRef;
import org.joda.money.Money;

/** A plan as it is stored: for which content of which document it was made, and what was decided since. */
record KeptPlan(PlanId id, About about, Plan plan, Set<AccountId> barred, Course course) {

    /** The document, as it was when the plan was made. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, compared by its bytes where it matters
    record About(
            DocumentRef subject,
            int revision,
            String number,
            String title,
            byte[] contentHash,
            AccountId requester,
            String requesterName,
            Money total) {}

    /** How far it is: the decisions in their order, since when it waits, and when it was opened and over. */
    record Course(
            ApprovalPhase outcome,
            List<Taken> decisions,
            Optional<Instant> waitingSince,
            Instant openedAt,
            Optional<Instant> finishedAt) {}

    /** A decision with who took it when, in the stage (counted from 1) that asked for it. */
    record Taken(int stage, String approver, Decision decision, Instant at) {}

    /** Where it stands, by its decisions; withdrawn plans stand where they were when they were. */
    PlanProgress progress() {
        return new PlanProgress(
                plan, barred, course.decisions().stream().map(Taken::decision).toList());
    }

    /** The number of the stage that asks this person now. */
    int stageAsking(AccountId person) {
        var open = progress().open();
        return IntStream.range(0, plan.stages().size())
                        .filter(index -> open.contains(plan.stages().get(index))
                                && plan.stages().get(index).asks(person))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }

    /** The numbers of the stages in which more is given after than before. */
    List<Integer> stagesCounting(PlanProgress after) {
        return IntStream.range(0, plan.stages().size())
                .filter(index -> after.given(stage(index)) > progress().given(stage(index)))
                .mapToObj(index -> index + 1)
                .toList();
    }

    private Stage stage(int index) {
        return plan.stages().get(index);
    }
}
