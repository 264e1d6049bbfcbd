package org.countersign.payment;

import static org.countersign.kernel.Refusal.unless;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.countersign.invoice.InvoiceId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.payment.Payment.Outcome;
import org.countersign.platform.ContentId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What shall be paid in one file: a payment for each vendor, in one currency, approved by a second person. */
public record PaymentProposal(
        ProposalId id, String number, Head head, List<Payment> payments, Standing standing, int version) {

    /**
     * What a proposal is made with and keeps.
     *
     * @param blocked how many documents were due and could not be proposed
     */
    public record Head(
            LocalDate dueUntil, LocalDate executeOn, CurrencyUnit currency, Proposed proposed, int blocked) {}

    /** By whom and when it was proposed. */
    public record Proposed(AccountId by, String byName, LocalDate on, Instant at) {}

    /** Who approved it, when, and the file that was made of it then. */
    public record Approved(AccountId by, String byName, Instant at, ContentId file) {}

    /** Why a proposal ended. */
    public enum Ending {
        PAID("Paid"),
        PARTLY_PAID("Partly paid"),
        FAILED("Failed"),
        WITHDRAWN("Withdrawn"),
        REJECTED("Rejected");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** How far it has come. */
    public record Standing(ProposalPhase phase, Optional<Approved> approved, Optional<Ending> ended, String endNote) {

        static final Standing PROPOSED =
                new Standing(ProposalPhase.IN_APPROVAL, Optional.empty(), Optional.empty(), "");
    }

    public PaymentProposal {
        payments = List.copyOf(payments);
    }

    /** How others name a proposal. */
    static DocumentRef ref(ProposalId id) {
        return DocumentRef.of("payment-proposal", id);
    }

    public Money total() {
        return payments.stream().map(Payment::amount).reduce(Money.zero(head.currency()), Money::plus);
    }

    public List<InvoiceId> invoices() {
        return payments.stream().flatMap(payment -> payment.invoices().stream()).toList();
    }

    /** The payment; NotFound if this proposal has none by that id. */
    public Payment payment(PaymentId payment) {
        return payments.stream()
                .filter(one -> one.id().equals(payment))
                .findFirst()
                .orElseThrow(() -> new NotFound("payment", payment));
    }

    /** Payments that the bank was asked for and whose outcome is not recorded. */
    public int unknown() {
        return (int) payments.stream()
                .filter(payment -> payment.result().outcome() == Outcome.SENT)
                .count();
    }

    /** The end-to-end id of a payment, by which the bank speaks of it. */
    public String endToEndId(Payment payment) {
        return number + "-" + payment.place();
    }

    boolean isBy(Actor actor) {
        return head.proposed().by().equals(actor.account());
    }

    /** Refuses unless it waits for its approval and this is another person than who proposed it. */
    PaymentProposal decidable(ProposalPhase.Act act, Actor by) {
        ProposalPhase.LIFE.next(standing.phase(), act);
        unless(
                !isBy(by),
                () -> Refusal.forbidden(
                        "second-person",
                        "You proposed this payment yourself, so somebody else decides; withdraw it if it is wrong.",
                        Facts.of("number", number)
                                .and("proposed-by", head.proposed().byName())
                                .under("second-person", "nobody; another payer or finance decides")));
        return this;
    }

    /** Approved: every payment stands in the file and its outcome is unknown. */
    PaymentProposal approved(Approved approval, Function<Payment, Payment.Account> accounts) {
        var phase = ProposalPhase.LIFE.next(standing.phase(), ProposalPhase.Act.APPROVE);
        var sent = payments.stream()
                .map(payment -> payment.sentTo(accounts.apply(payment)))
                .toList();
        return new PaymentProposal(
                id, number, head, sent, new Standing(phase, Optional.of(approval), Optional.empty(), ""), version + 1);
    }

    PaymentProposal rejected(String why) {
        return ended(ProposalPhase.Act.REJECT, Ending.REJECTED, why);
    }

    PaymentProposal withdrawn(String why) {
        return ended(ProposalPhase.Act.WITHDRAW, Ending.WITHDRAWN, why);
    }

    PaymentProposal executed(PaymentId payment, LocalDate on, String byName) {
        return resulted(ProposalPhase.Act.EXECUTE, payment, one -> one.withResult(Outcome.EXECUTED, on, "", byName));
    }

    PaymentProposal failed(PaymentId payment, LocalDate on, String why, String byName) {
        return resulted(ProposalPhase.Act.FAIL, payment, one -> one.withResult(Outcome.FAILED, on, why, byName));
    }

    private PaymentProposal resulted(ProposalPhase.Act act, PaymentId payment, UnaryOperator<Payment> result) {
        payment(payment);
        var phase = ProposalPhase.LIFE.next(standing.phase(), act);
        var after = payments.stream()
                .map(one -> one.id().equals(payment) ? result.apply(one) : one)
                .toList();
        var next = new PaymentProposal(
                id, number, head, after, new Standing(phase, standing.approved(), Optional.empty(), ""), version + 1);
        return next.unknown() > 0 ? next : next.ended(ProposalPhase.Act.END, next.ending(), "");
    }

    private Ending ending() {
        var executed = payments.stream()
                .filter(payment -> payment.result().outcome() == Outcome.EXECUTED)
                .count();
        if (executed == payments.size()) {
            return Ending.PAID;
        }
        return executed == 0 ? Ending.FAILED : Ending.PARTLY_PAID;
    }

    private PaymentProposal ended(ProposalPhase.Act act, Ending ending, String why) {
        var phase = ProposalPhase.LIFE.next(standing.phase(), act);
        var next = act == ProposalPhase.Act.END ? version : version + 1;
        return new PaymentProposal(
                id, number, head, payments, new Standing(phase, standing.approved(), Optional.of(ending), why), next);
    }

    PaymentProposal withoutAccounts() {
        return new PaymentProposal(
                id, number, head, payments.stream().map(Payment::withoutAccount).toList(), standing, version);
    }
}
