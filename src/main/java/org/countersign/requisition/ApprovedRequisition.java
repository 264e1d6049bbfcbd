package org.countersign.requisition;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.AccountId;

/**
 * What ordering gets when the last approval is given.
 *
 * @param revision the approved revision of the requisition
 * @param plan the approval plan that passed it
 * @param asked everyone whom the plan named: they see what comes of it
 * @param on the business date of the approval
 */
public record ApprovedRequisition(
        RequisitionId id,
        String number,
        int revision,
        UUID plan,
        Set<AccountId> asked,
        LocalDate on,
        Terms terms,
        List<RequisitionLine> lines) {

    public ApprovedRequisition {
        asked = Set.copyOf(asked);
        lines = List.copyOf(lines);
    }
}
