package org.countersign.approval;

import static org.countersign.approval.ApprovalPhase.Act.APPROVE;
import static org.countersign.approval.ApprovalPhase.Act.ASK_FOR_CHANGES;
import static org.countersign.approval.ApprovalPhase.Act.COMPLETE;
import static org.countersign.approval.ApprovalPhase.Act.REJECT;
import static org.countersign.approval.ApprovalPhase.Act.WITHDRAW;
import static org.countersign.kernel.Lifecycle.from;
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
            from(
                    OPEN,
                    on(APPROVE, OPEN),
                    on(COMPLETE, APPROVED),
                    on(REJECT, REJECTED),
                    on(ASK_FOR_CHANGES, CHANGES_ASKED),
                    on(WITHDRAW, WITHDRAWN)),
            from(APPROVED),
            from(REJECTED),
            from(CHANGES_ASKED),
            from(WITHDRAWN));
}
