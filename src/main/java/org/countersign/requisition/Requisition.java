package org.countersign.requisition;

import static org.countersign.requisition.RequisitionPhase.LIFE;

import java.time.LocalDate;
import java.util.Optional;
import org.countersign.approval.PlanId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.requisition.RequisitionPhase.Act;
import org.countersign.requisition.RequisitionPhase.EndReason;

/**
 * A requisition that was submitted at least once: where it is in its life. What it asks for are its {@link RequisitionLine}s
 * of one revision.
 *
 * @param plan the approval of its latest revision
 * @param submittedOn the business date of its first submission
 */
public record Requisition(
        RequisitionId id,
        String number,
        AccountId requester,
        RequisitionPhase phase,
        Optional<EndReason> endReason,
        int revision,
        PlanId plan,
        LocalDate submittedOn,
        int version) {

    /** Submitted for the first time; {@code version} goes on from the draft's. */
    static Requisition submitted(
            RequisitionId id, String number, AccountId requester, PlanId plan, LocalDate on, int version) {
        return new Requisition(
                id,
                number,
                requester,
                LIFE.next(RequisitionPhase.DRAFT, Act.SUBMIT),
                Optional.empty(),
                1,
                plan,
                on,
                version);
    }

    /** Submitted again after it was sent back, as the next revision. */
    Requisition submittedAgain(PlanId next, int draftVersion) {
        return new Requisition(
                id,
                number,
                requester,
                LIFE.next(phase, Act.SUBMIT),
                Optional.empty(),
                revision + 1,
                next,
                submittedOn,
                draftVersion + 1);
    }

    Requisition approved() {
        return after(Act.APPROVE, Optional.empty());
    }

    /** All that was asked for is on orders. */
    Requisition ordered() {
        return after(Act.ORDER, Optional.of(EndReason.ORDERED));
    }

    Requisition sentBack() {
        return after(Act.SEND_BACK, Optional.empty());
    }

    Requisition rejected() {
        return after(Act.REJECT, Optional.of(EndReason.REJECTED));
    }

    /** Taken back by its requester; refuses {@code not-yours} to anybody else. */
    Requisition withdrawn(Actor by) {
        Refusal.unless(
                by.account().equals(requester),
                () -> Refusal.forbidden(
                        "not-yours",
                        "A requisition is withdrawn by the person who asked for it.",
                        Refusal.Facts.of("lifted-by", "the requester")));
        return after(Act.WITHDRAW, Optional.of(EndReason.WITHDRAWN));
    }

    /** An act's step at its last version; several steps of one act raise it once each. */
    private Requisition after(Act act, Optional<EndReason> reason) {
        return new Requisition(
                id, number, requester, LIFE.next(phase, act), reason, revision, plan, submittedOn, version + 1);
    }
}
