package org.countersign.payment;

import java.util.List;
import java.util.Set;

/**
 * One whole proposal.
 *
 * @param blocked what was due when it was made and is not paid with it
 * @param actions what this reader may do now
 */
public record ProposalView(
        PaymentProposal proposal, List<Blocked> blocked, Set<ProposalPhase.Act> actions, boolean seesAccounts) {

    public ProposalView {
        blocked = List.copyOf(blocked);
        actions = Set.copyOf(actions);
    }
}
