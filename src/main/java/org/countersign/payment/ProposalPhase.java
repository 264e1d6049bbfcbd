package org.countersign.payment;

import static org.countersign.kernel.Lifecycle.from;
import static org.countersign.kernel.Lifecycle.on;

import org.countersign.kernel.Lifecycle;

/**
 * Who has a payment proposal in hand: a second person, who approves it; the bank, which has the file; nobody any more. What
 * became of each payment is not a phase: see {@link Payment.Outcome}.
 */
public enum ProposalPhase {
    IN_APPROVAL,
    OPEN,
    ENDED;

    /** What may be done to a proposal, or happen to it. */
    public enum Act {
        APPROVE,
        REJECT,
        WITHDRAW,
        EXECUTE,
        FAIL,
        END
    }

    public static final Lifecycle<ProposalPhase, Act> LIFE = Lifecycle.of(
            from(IN_APPROVAL, on(Act.APPROVE, OPEN), on(Act.REJECT, ENDED), on(Act.WITHDRAW, ENDED)),
            from(OPEN, on(Act.EXECUTE, OPEN), on(Act.FAIL, OPEN), on(Act.END, ENDED)),
            from(ENDED));
}
