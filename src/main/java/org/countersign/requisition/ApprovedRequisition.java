package org.countersign.requisition;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What ordering gets when the last approval is given.
 *
 * @param revision the approved revision of the requisition
 * @param plan the approval plan that passed it
 * @param on the business date of the approval
 */
public record ApprovedRequisition(
        RequisitionId id,
        String number,
        int revision,
        UUID plan,
        LocalDate on,
        Terms terms,
        List<RequisitionLine> lines) {

    public ApprovedRequisition {
        lines = List.copyOf(lines);
    }
}
