package org.countersign.approval;

import static org.countersign.kernel.Lifecycle.on;

import org.countersign.kernel.Lifecycle;

/** Where an approval plan is. Which stage is open is not a phase: see {@link PlanProgress}. */
public enum ApprovalPhase {
    OPEN,
    APPROVED,
    REJECTED,
    CHANGES_ASKED,
    WITHDRAWN;

    /** What may be done to a plan; the approval that leaves nobody to wait for completes it. */
    public enum Act {
        APPROVE,
        COMPLETE,
        REJECT,
        ASK_FOR_CHANGES,
        WITHDRAW
    }

    public static final Lifecycle<ApprovalPhase, Act> LIFE = Lifecycle.of(
            Lifecycle.from(
                    OPEN,
                    on(Act.APPROVE, OPEN),
                    on(Act.COMPLETE, APPROVED),
                    on(Act.REJECT, REJECTED),
                    on(Act.ASK_FOR_CHANGES, CHANGES_ASKED),
                    on(Act.WITHDRAW, WITHDRAWN)),
            Lifecycle.from(APPROVED),
            Lifecycle.from(REJECTED),
            Lifecycle.from(CHANGES_ASKED),
            Lifecycle.from(WITHDRAWN));
}
