package org.countersign.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.Plan.Candidate;
import org.countersign.approval.Plan.Stage;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Refusal;

/**
 * Where a plan stands after the decisions taken so far. An approval counts in every stage that names the approver, and in one
 * stage each person counts once, for whomever they decide. {@code barred} are those of {@link ApprovalRequest#barred()}.
 */
public record PlanProgress(Plan plan, Set<AccountId> barred, List<Decision> decisions) {

    public PlanProgress {
        barred = Set.copyOf(barred);
        decisions = List.copyOf(decisions);
    }

    public static PlanProgress start(Plan plan, Set<AccountId> barred) {
        return new PlanProgress(plan, barred, List.of());
    }

    /** Adds a decision; refuses one that its taker may not take now, see {@link #refuseUnlessOpenTo}. */
    public PlanProgress after(Decision decision) {
        refuseUnlessOpenTo(decision.by(), decision.onBehalfOf());
        Refusal.unless(
                decision.verdict() == Verdict.APPROVE || !decision.comment().isBlank(),
                "reason-missing",
                "Say in a sentence why, so that the requester knows what to do.");
        var more = new ArrayList<>(decisions);
        more.add(decision);
        return new PlanProgress(plan, barred, more);
    }

    /**
     * Refuses whoever may not decide now: {@code not-in-this-phase} when the plan is over, {@code own-request} for those who
     * asked for it, or on behalf of them, {@code not-asked} when no open stage names the person, {@code already-decided} when
     * they have, or others have and theirs is no longer needed.
     */
    public void refuseUnlessOpenTo(AccountId by, AccountId onBehalfOf) {
        ApprovalPhase.LIFE.next(outcome(), ApprovalPhase.Act.APPROVE);
        Refusal.unless(!barred.contains(by) && !barred.contains(onBehalfOf), this::ownRequest);
        var naming =
                orderIsOpen().stream().filter(stage -> stage.asks(onBehalfOf)).toList();
        Refusal.unless(!naming.isEmpty(), this::notAsked);
        Refusal.unless(
                naming.stream().anyMatch(stage -> !isDone(stage) && isFree(stage, by, onBehalfOf)),
                this::alreadyDecided);
    }

    public boolean mayDecide(AccountId by, AccountId onBehalfOf) {
        return outcome() == ApprovalPhase.OPEN
                && !barred.contains(by)
                && !barred.contains(onBehalfOf)
                && open().stream().anyMatch(stage -> stage.asks(onBehalfOf) && isFree(stage, by, onBehalfOf));
    }

    public boolean mayDecide(AccountId by) {
        return mayDecide(by, by);
    }

    public ApprovalPhase outcome() {
        for (var decision : decisions) {
            switch (decision.verdict()) {
                case REJECT -> {
                    return ApprovalPhase.REJECTED;
                }
                case ASK_FOR_CHANGES -> {
                    return ApprovalPhase.CHANGES_ASKED;
                }
                case APPROVE -> {}
            }
        }
        return plan.stages().stream().allMatch(this::isDone) ? ApprovalPhase.APPROVED : ApprovalPhase.OPEN;
    }

    /** The stages that wait for a decision now; none when the plan is over. */
    public List<Stage> open() {
        return outcome() == ApprovalPhase.OPEN
                ? orderIsOpen().stream().filter(stage -> !isDone(stage)).toList()
                : List.of();
    }

    /** How many approvals count in the stage, never more than it needs. */
    public int given(Stage stage) {
        var people = approvalsIn(stage).map(Decision::by).distinct().count();
        return (int) Math.min(people, stage.needed());
    }

    public boolean isDone(Stage stage) {
        return given(stage) >= stage.needed();
    }

    /** Those who are asked now and have not decided, each once. */
    public List<Candidate> waitingFor() {
        return open().stream()
                .flatMap(stage -> stage.candidates().stream()
                        .filter(candidate -> isFree(stage, candidate.account(), candidate.account())))
                .distinct()
                .toList();
    }

    private List<Stage> orderIsOpen() {
        var order = plan.stages().stream()
                .filter(stage -> !isDone(stage))
                .mapToInt(Stage::order)
                .min();
        return order.isEmpty()
                ? List.of()
                : plan.stages().stream()
                        .filter(stage -> stage.order() == order.getAsInt())
                        .toList();
    }

    private boolean isFree(Stage stage, AccountId by, AccountId onBehalfOf) {
        return approvalsIn(stage)
                .noneMatch(earlier ->
                        earlier.by().equals(by) || earlier.onBehalfOf().equals(onBehalfOf));
    }

    private Stream<Decision> approvalsIn(Stage stage) {
        return decisions.stream()
                .filter(decision -> decision.verdict() == Verdict.APPROVE)
                .filter(decision -> stage.asks(decision.onBehalfOf()));
    }

    private Refusal ownRequest() {
        return Refusal.forbidden(
                "own-request",
                "Nobody decides their own request, nor on behalf of the person who made it.",
                Refusal.Facts.of("lifted-by", waitingNames()));
    }

    private Refusal notAsked() {
        return Refusal.forbidden(
                "not-asked",
                "This waits for " + waitingNames() + "; your decision is not asked here.",
                Refusal.Facts.of("lifted-by", waitingNames()));
    }

    private Refusal alreadyDecided() {
        return Refusal.conflict(
                "already-decided",
                "This stage has your decision or needs none more; the plan now waits for " + waitingNames() + ".",
                Refusal.Facts.of("lifted-by", waitingNames()));
    }

    private String waitingNames() {
        return String.join(", ", waitingFor().stream().map(Candidate::name).toList());
    }
}
