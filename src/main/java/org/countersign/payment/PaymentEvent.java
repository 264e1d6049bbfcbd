package org.countersign.payment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.Settling;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.order.OrderEvent;
import org.countersign.order.OrderId;
import org.joda.money.Money;

/** Everything that payment proposals tell the journal; each row shows in the life of the invoices and orders it is about. */
public sealed interface PaymentEvent extends Event {

    /** Which proposal it is, and the documents that are concerned. */
    record Run(ProposalId id, String number, List<DocumentRef> about) {

        /** With the orders that its documents bill or name. */
        static Run of(PaymentProposal proposal, Settling.Locked locked) {
            return of(
                    proposal,
                    locked.invoices(),
                    locked.orders().values().stream().flatMap(Set::stream).toList());
        }

        /** With the orders on whose lines money was paid. */
        static Run of(PaymentProposal proposal, Settling.Open open) {
            return of(proposal, open.invoices(), open.orders().keySet());
        }

        private static Run of(PaymentProposal proposal, List<Invoice> invoices, Collection<OrderId> orders) {
            var about = new LinkedHashSet<DocumentRef>();
            invoices.forEach(invoice -> about.add(invoice.ref()));
            orders.forEach(order -> about.add(OrderEvent.ordered(order)));
            return new Run(proposal.id(), proposal.number(), List.copyOf(about));
        }
    }

    Run run();

    @Override
    default DocumentRef document() {
        return PaymentProposal.ref(run().id());
    }

    @Override
    default List<DocumentRef> concerning() {
        return run().about();
    }

    /** Somebody proposed to pay what is due. */
    record PaymentProposed(Run run, Money total, int payments, int blocked, LocalDate dueUntil, LocalDate executeOn)
            implements PaymentEvent {}

    /** A second person approved it, and the file for the bank was made. */
    record PaymentApproved(Run run, Money total, UUID file, String sha256) implements PaymentEvent {}

    record PaymentRejected(Run run, String reason) implements PaymentEvent {}

    record PaymentWithdrawn(Run run, String reason) implements PaymentEvent {}

    /**
     * The bank has paid.
     *
     * @param ended how the proposal ended with it; empty while other payments are unknown
     */
    record PaymentExecuted(Run run, UUID payment, String vendor, Money amount, LocalDate on, String ended)
            implements PaymentEvent {}

    /** The bank has not paid; what it was for may be proposed again. */
    record PaymentFailed(Run run, UUID payment, String vendor, Money amount, String reason, String ended)
            implements PaymentEvent {}
}
