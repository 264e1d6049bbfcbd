package org.countersign.requisition;

import static org.countersign.kernel.Lifecycle.from;
import static org.countersign.kernel.Lifecycle.on;

import org.countersign.kernel.Lifecycle;

/** Who has a requisition in hand: its author, its approvers, those who order, or nobody any more. */
public enum RequisitionPhase {
    DRAFT,
    IN_APPROVAL,
    OPEN,
    ENDED;

    /** What may be done to a requisition; a submission is a new revision each time. */
    public enum Act {
        SUBMIT,
        APPROVE,
        ORDER,
        SEND_BACK,
        REJECT,
        WITHDRAW
    }

    /** Why a requisition ended. */
    public enum EndReason {
        ORDERED,
        REJECTED,
        WITHDRAWN
    }

    public static final Lifecycle<RequisitionPhase, Act> LIFE = Lifecycle.of(
            from(DRAFT, on(Act.SUBMIT, IN_APPROVAL), on(Act.WITHDRAW, ENDED)),
            from(
                    IN_APPROVAL,
                    on(Act.APPROVE, OPEN),
                    on(Act.SEND_BACK, DRAFT),
                    on(Act.REJECT, ENDED),
                    on(Act.WITHDRAW, ENDED)),
            from(OPEN, on(Act.ORDER, ENDED), on(Act.WITHDRAW, ENDED)),
            from(ENDED));
}
