package org.countersign.requisition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.requisition.RequisitionPhase.EndReason;
import org.joda.money.Money;

/**
 * A requisition, as lists show it.
 *
 * @param gross in its own currency, with tax
 * @param cost what budgets and rules count, in the organisation's currency
 * @param waitingFor who has it in hand, in words; empty when nobody has
 */
public record RequisitionRow(
        RequisitionId id,
        String number,
        String title,
        String requester,
        String vendors,
        Money gross,
        Money cost,
        RequisitionPhase phase,
        Optional<EndReason> endReason,
        String waitingFor,
        Optional<Instant> waitingSince,
        List<String> orders,
        LocalDate neededBy,
        LocalDate submittedOn,
        int revision)
        implements ListedRequisition {}
