package org.countersign.payment;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A payment proposal, as lists show it.
 *
 * @param unknown payments in the bank's file whose outcome is not recorded
 * @param blocked documents that were due and are not paid with it
 */
public record ProposalRow(
        ProposalId id,
        String number,
        LocalDate dueUntil,
        LocalDate executeOn,
        LocalDate proposedOn,
        String proposedBy,
        Optional<String> approvedBy,
        Money total,
        int payments,
        int unknown,
        int blocked,
        ProposalPhase phase,
        Optional<PaymentProposal.Ending> ended) {}
