package org.countersign.payment;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.identity.Organization;
import org.countersign.identity.Organizations;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.Settling;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.kernel.Stale;
import org.countersign.order.Source;
import org.countersign.payment.Payment.Account;
import org.countersign.payment.Payment.Part;
import org.countersign.payment.Payment.Payee;
import org.countersign.payment.Payment.Result;
import org.countersign.payment.PaymentEvent.PaymentApproved;
import org.countersign.payment.PaymentEvent.PaymentExecuted;
import org.countersign.payment.PaymentEvent.PaymentFailed;
import org.countersign.payment.PaymentEvent.PaymentProposed;
import org.countersign.payment.PaymentEvent.PaymentRejected;
import org.countersign.payment.PaymentEvent.PaymentWithdrawn;
import org.countersign.payment.PaymentEvent.Run;
import org.countersign.payment.PaymentPlan.Obstacle;
import org.countersign.payment.PaymentPlan.Planned;
import org.countersign.payment.PaymentProposal.Approved;
import org.countersign.payment.PaymentProposal.Head;
import org.countersign.payment.PaymentProposal.Proposed;
import org.countersign.payment.PaymentProposal.Standing;
import org.countersign.payment.bankfile.CreditTransferInitiation;
import org.countersign.payment.bankfile.CreditTransferInitiation.CreditTransfer;
import org.countersign.payment.bankfile.CreditTransferInitiation.Holder;
import org.countersign.payment.bankfile.Pain001;
import org.countersign.platform.Contents;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Numbers;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Bic;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.springframework.stereotype.Component;

/**
 * The acts on payment proposals: what is due is proposed, approved by a second person, sent as one file, and each payment
 * gets its outcome. Orders are locked first, then invoices, then the proposal.
 *
 * <p>The file is written inside the approving transaction, unlike other documents: it is what was approved, byte for byte,
 * so it must be made of the rows that the lock holds; writing it is a pure function in memory of a few milliseconds.
 */
@Component
public class Paying {

    private final PaymentStore payments;
    private final Dues dues;
    private final Settling settling;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final Contents contents;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Paying(
            PaymentStore payments,
            Dues dues,
            Settling settling,
            VendorFinder vendors,
            Organizations organizations,
            Contents contents,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.payments = payments;
        this.dues = dues;
        this.settling = settling;
        this.vendors = vendors;
        this.organizations = organizations;
        this.contents = contents;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    // ---- proposed

    /**
     * Proposes to pay all that is due and not blocked; what is blocked is kept with its reason. Refuses
     * {@code nothing-to-pay}, {@code execution-in-the-past} and {@code no-bank-account}.
     */
    public PaymentProposal propose(PaymentWish wish, Actor by) {
        by.require(Authority.PROPOSE_PAYMENTS);
        wish.requireNotPast(organizations.today(by.organization()));
        payer(by);
        var documents = dues.documents(wish, by);
        var locked = settling.lock(documents.payable(), by);
        var plan = dues.plan(documents, locked, wish, by);
        var blocked = plan.blocked().size();
        unless(!plan.payments().isEmpty(), () -> nothingToPay(wish, blocked));
        var proposal = proposed(plan, wish, by);
        payments.insert(proposal, plan.blocked(), by);
        journal.tell(
                new PaymentProposed(
                        Run.of(proposal, locked.only(proposal.invoices())),
                        proposal.total(),
                        proposal.payments().size(),
                        proposal.head().blocked(),
                        wish.dueUntil(),
                        wish.executeOn()),
                by);
        return proposal;
    }

    private PaymentProposal proposed(PaymentPlan plan, PaymentWish wish, Actor by) {
        var today = organizations.today(by.organization());
        var made = new ArrayList<Payment>();
        for (var planned : plan.payments()) {
            made.add(payment(planned, made.size() + 1));
        }
        return new PaymentProposal(
                new ProposalId(ids.next()),
                numbers.next(by.organization(), "PAY", today.getYear()),
                new Head(
                        wish.dueUntil(),
                        wish.executeOn(),
                        plan.currency(),
                        new Proposed(by.account(), by.name(), today, clock.instant()),
                        plan.blocked().size()),
                made,
                Standing.PROPOSED,
                1);
    }

    private Payment payment(Planned planned, int place) {
        return new Payment(
                new PaymentId(ids.next()),
                place,
                new Payee(planned.vendor(), planned.vendorName(), planned.bankVersion(), Optional.empty()),
                planned.amount(),
                planned.parts(),
                Result.PROPOSED);
    }

    private static Refusal nothingToPay(PaymentWish wish, int blocked) {
        return Refusal.rule(
                "nothing-to-pay",
                blocked == 0
                        ? "Nothing is due by " + wish.dueUntil() + "."
                        : "All that is due by " + wish.dueUntil() + " is blocked: see the reasons.",
                Facts.of("due-until", wish.dueUntil()).and("blocked", blocked));
    }

    // ---- decided by a second person

    /**
     * Approves what was seen and makes the file for the bank. Every document is looked at again under its lock; where one
     * may no longer be paid, refuses {@code payment-blocked} and names it.
     */
    public PaymentProposal approve(ProposalId id, int seen, Actor by) {
        by.require(Authority.APPROVE_PAYMENTS);
        var locked = settling.lock(payments.invoices(id, by), by);
        var proposal = payments.lock(id, by).decidable(ProposalPhase.Act.APPROVE, by);
        Stale.unlessCurrent(seen, proposal.version());
        var payees = vendors.vendors(
                proposal.payments().stream()
                        .map(payment -> payment.payee().vendor())
                        .collect(Collectors.toSet()),
                by);
        requirePayable(proposal, locked, payees);

        var now = clock.instant();
        var file = Pain001.write(initiation(proposal, payees, by));
        var content = contents.keep(by.organization(), "application/xml", file);
        var approved = proposal.approved(
                new Approved(by.account(), by.name(), now, content),
                payment -> account(bank(payment.payee().vendor(), payees)));
        payments.update(approved, by);
        payments.updatePayments(approved.payments(), by);
        journal.tell(
                new PaymentApproved(
                        Run.of(approved, locked), approved.total(), content.value(), Hash.hex(Hash.sha256(file))),
                by);
        return approved;
    }

    /** Says no to a proposal; what it would have paid may be proposed again. */
    public PaymentProposal reject(ProposalId id, String reason, Actor by) {
        by.require(Authority.APPROVE_PAYMENTS);
        var why = Reason.said(reason);
        var locked = settling.lock(payments.invoices(id, by), by);
        var rejected =
                payments.lock(id, by).decidable(ProposalPhase.Act.REJECT, by).rejected(why);
        payments.update(rejected, by);
        payments.free(rejected.payments(), by);
        journal.tell(new PaymentRejected(Run.of(rejected, locked), why), by);
        return rejected;
    }

    /** Takes a proposal back before it is approved. */
    public PaymentProposal withdraw(ProposalId id, String reason, Actor by) {
        by.require(Authority.PROPOSE_PAYMENTS);
        var why = Reason.said(reason);
        var locked = settling.lock(payments.invoices(id, by), by);
        var withdrawn = payments.lock(id, by).withdrawn(why);
        payments.update(withdrawn, by);
        payments.free(withdrawn.payments(), by);
        journal.tell(new PaymentWithdrawn(Run.of(withdrawn, locked), why), by);
        return withdrawn;
    }

    private static void requirePayable(
            PaymentProposal proposal, Settling.Locked locked, Map<VendorId, VendorView> payees) {
        var byId = locked.invoices().stream().collect(Collectors.toMap(Invoice::id, Function.identity()));
        for (var payment : proposal.payments()) {
            var payee = Objects.requireNonNull(payees.get(payment.payee().vendor()));
            PaymentPlan.ofVendor(payee).or(() -> changedBank(payment, payee)).ifPresent(why -> {
                throw blocked(proposal, payment.payee().name(), why.words());
            });
            for (var part : payment.parts()) {
                var invoice = Objects.requireNonNull(byId.get(part.invoice()));
                changed(part, invoice)
                        .or(() -> part.isCredit()
                                ? Optional.empty()
                                : PaymentPlan.ofOrders(locked.orders(invoice.id()), locked.held())
                                        .map(Obstacle::words))
                        .ifPresent(why -> {
                            throw blocked(proposal, part.number(), why);
                        });
            }
        }
    }

    private static Optional<Obstacle> changedBank(Payment payment, VendorView payee) {
        return payee.bankVersion() == payment.payee().bankVersion()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        Blocked.Reason.NO_BANK_DETAILS,
                        "Its bank details were changed after this was proposed; check the change first."));
    }

    private static Optional<String> changed(Part part, Invoice invoice) {
        if (!invoice.isPayable()) {
            return Optional.of("It may no longer be paid.");
        }
        return invoice.open().isEqual(part.amount().abs())
                ? Optional.empty()
                : Optional.of("What is open of it has changed to " + invoice.open() + ".");
    }

    private static Refusal blocked(PaymentProposal proposal, String what, String why) {
        return Refusal.conflict(
                "payment-blocked",
                what + " cannot be paid now: " + why + " Settle that, or withdraw " + proposal.number()
                        + " and propose again.",
                Facts.of("number", proposal.number()).and("blocked", what).and("reason", why));
    }

    // ---- the file

    private CreditTransferInitiation initiation(PaymentProposal proposal, Map<VendorId, VendorView> payees, Actor by) {
        var today = organizations.today(by.organization());
        var asked = proposal.head().executeOn();
        var on = asked.isBefore(today) ? today : asked;
        var payer = payer(by);
        return new CreditTransferInitiation(
                proposal.number(),
                clock.instant(),
                payer.name(),
                payer,
                proposal.payments().stream()
                        .map(payment -> transfer(proposal, payment, on, payees))
                        .toList());
    }

    private static CreditTransfer transfer(
            PaymentProposal proposal, Payment payment, LocalDate on, Map<VendorId, VendorView> payees) {
        var vendor = payment.payee().vendor();
        var bank = bank(vendor, payees);
        return new CreditTransfer(
                proposal.endToEndId(payment),
                on,
                new Holder(bank.holder(), bank.iban(), bank.bic()),
                Objects.requireNonNull(payees.get(vendor)).terms().billing().country(),
                payment.amount(),
                payment.documentNumbers());
    }

    private static BankDetails bank(VendorId vendor, Map<VendorId, VendorView> payees) {
        return Objects.requireNonNull(payees.get(vendor)).bank().orElseThrow();
    }

    private static Account account(BankDetails bank) {
        return new Account(bank.iban(), bank.holder());
    }

    /** The organisation as its bank knows it. */
    private Holder payer(Actor by) {
        Organization organization = organizations.organization(by.organization());
        var bank = organization.bank();
        unless(
                !bank.iban().isEmpty(),
                () -> Refusal.rule(
                        "no-bank-account",
                        "Your organisation has no bank account to pay from; an administrator enters it.",
                        Facts.of("field", "iban").under("no-bank-account", "administrator")));
        return new Holder(
                organization.name(), new Iban(bank.iban()), bank.bic().isEmpty() ? null : new Bic(bank.bic()));
    }

    // ---- what the bank did

    /**
     * The bank has paid: every document of the payment is settled by its amount, and what that completes closes itself.
     *
     * @param on the day the money left the account
     */
    public PaymentProposal executed(PaymentId id, LocalDate on, Actor by) {
        by.require(Authority.RECORD_PAYMENTS);
        var today = organizations.today(by.organization());
        unless(
                !on.isAfter(today),
                () -> Refusal.rule(
                        "executed-in-the-future",
                        "Record a payment once the bank has made it; " + on + " is still to come.",
                        Facts.of("field", "on").measured("day", today, on, today)));
        var belongings = payments.ofPayment(id, by);
        var open = settling.open(belongings.invoices(), by);
        var executed = payments.lock(belongings.proposal(), by).executed(id, on, by.name());
        var payment = executed.payment(id);
        payments.update(executed, by);
        payments.updatePayments(List.of(payment), by);
        payments.free(List.of(payment), by);
        settling.settle(open, payment.settlements(), new Source("payment", id.value(), on), by);
        journal.tell(
                new PaymentExecuted(
                        Run.of(executed, open),
                        id.value(),
                        payment.payee().name(),
                        payment.amount(),
                        on,
                        ending(executed)),
                by);
        return executed;
    }

    /** The bank has not paid: nothing is settled, and what it was for may be proposed again. */
    public PaymentProposal failed(PaymentId id, String reason, Actor by) {
        by.require(Authority.RECORD_PAYMENTS);
        var why = Reason.said(reason);
        var belongings = payments.ofPayment(id, by);
        var locked = settling.lock(belongings.invoices(), by);
        var failed = payments.lock(belongings.proposal(), by)
                .failed(id, organizations.today(by.organization()), why, by.name());
        var payment = failed.payment(id);
        payments.update(failed, by);
        payments.updatePayments(List.of(payment), by);
        payments.free(List.of(payment), by);
        journal.tell(
                new PaymentFailed(
                        Run.of(failed, locked),
                        id.value(),
                        payment.payee().name(),
                        payment.amount(),
                        why,
                        ending(failed)),
                by);
        return failed;
    }

    private static String ending(PaymentProposal proposal) {
        return proposal.standing().ended().map(Enum::name).orElse("");
    }
}
