package org.countersign.budget;

import java.util.UUID;

/**
 * One move of a line's money in a budget: the signed difference of its five figures before and after an act.
 *
 * @param sourceKind the document's kind, in the words of the address
 * @param sourceId the order, or the requisition before there is one; also spreads the ledger's rows
 */
public record Transfer(BudgetAccountId account, String sourceKind, UUID sourceId, UUID sourceLineId, Buckets delta) {

    private static final int SLOTS = 16;

    Transfer reversed() {
        return new Transfer(account, sourceKind, sourceId, sourceLineId, delta.negated());
    }

    int slot() {
        return Math.floorMod(sourceId.getLeastSignificantBits(), SLOTS);
    }
}
