package org.countersign.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.payment.Payment.Account;
import org.countersign.payment.Payment.Part;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payment proposals over HTTP. */
@RestController
@Chapter(value = "Payments", about = "What is due, proposed, approved and paid")
@RequestMapping("/api/v1/payment-proposals")
class PaymentResource {

    private final Paying paying;
    private final PaymentFinder payments;
    private final Organizations organizations;
    private final Edge edge;
    private final Transactions transactions;

    PaymentResource(
            Paying paying, PaymentFinder payments, Organizations organizations, Edge edge, Transactions transactions) {
        this.paying = paying;
        this.payments = payments;
        this.organizations = organizations;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** What to pay; without days what is due today, today. */
    record Wish(
            @Nullable LocalDate dueUntil,
            @Nullable LocalDate executeOn,
            @Nullable VendorId vendor,
            @Nullable String currency) {

        PaymentWish on(LocalDate today) {
            return new PaymentWish(
                    dueUntil == null ? today : dueUntil,
                    executeOn == null ? today : executeOn,
                    Optional.ofNullable(vendor),
                    Optional.ofNullable(currency).map(PaymentResource::currency));
        }
    }

    record Reason(String reason) {}

    /** The day the money left the account; absent = today. */
    record Execution(@Nullable LocalDate on) {}

    /** A proposal as the API answers it. */
    record ProposalJson(
            ProposalId id,
            String number,
            ProposalPhase phase,
            Optional<PaymentProposal.Ending> ended,
            String endNote,
            LocalDate dueUntil,
            LocalDate executeOn,
            LocalDate proposedOn,
            String proposedBy,
            Optional<String> approvedBy,
            Money total,
            List<PaymentJson> payments,
            List<Blocked> blocked,
            Set<ProposalPhase.Act> actions,
            int version) {

        static ProposalJson of(ProposalView view) {
            var proposal = view.proposal();
            var standing = proposal.standing();
            return new ProposalJson(
                    proposal.id(),
                    proposal.number(),
                    standing.phase(),
                    standing.ended(),
                    standing.endNote(),
                    proposal.head().dueUntil(),
                    proposal.head().executeOn(),
                    proposal.head().proposed().on(),
                    proposal.head().proposed().byName(),
                    standing.approved().map(PaymentProposal.Approved::byName),
                    proposal.total(),
                    proposal.payments().stream()
                            .map(payment -> PaymentJson.of(proposal, payment))
                            .toList(),
                    view.blocked(),
                    view.actions(),
                    proposal.version());
        }
    }

    record PaymentJson(
            PaymentId id,
            String endToEndId,
            UUID vendor,
            String vendorName,
            Optional<String> iban,
            Optional<String> accountHolder,
            Money amount,
            Payment.Outcome outcome,
            Optional<LocalDate> outcomeOn,
            String outcomeNote,
            List<Part> invoices) {

        static PaymentJson of(PaymentProposal proposal, Payment payment) {
            var account = payment.payee().account();
            return new PaymentJson(
                    payment.id(),
                    proposal.endToEndId(payment),
                    payment.payee().vendor().value(),
                    payment.payee().name(),
                    account.map(one -> one.iban().value()),
                    account.map(Account::holder),
                    payment.amount(),
                    payment.result().outcome(),
                    payment.result().on(),
                    payment.result().note(),
                    payment.parts());
        }
    }

    /** What would be proposed. */
    record DueJson(Money total, List<PlannedJson> payments, List<Blocked> blocked) {

        static DueJson of(PaymentPlan plan) {
            return new DueJson(
                    plan.total(),
                    plan.payments().stream()
                            .map(one ->
                                    new PlannedJson(one.vendor().value(), one.vendorName(), one.amount(), one.parts()))
                            .toList(),
                    plan.blocked());
        }
    }

    record PlannedJson(UUID vendor, String vendorName, Money amount, List<Part> invoices) {}

    @Does(value = "Lists the payment proposals, the newest first", needs = Authority.SEE_INVOICES)
    @GetMapping
    ResponseEntity<List<ProposalRow>> list(
            @RequestParam(defaultValue = "ALL") PaymentFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        var page = transactions.read(by, () -> payments.page(view, after, Page.size(size), by));
        return Links.page(page, request);
    }

    @Does(value = "Shows what would be proposed for payment now", needs = Authority.SEE_INVOICES)
    @GetMapping("/due")
    DueJson due(
            @RequestParam(required = false) @Nullable LocalDate dueUntil,
            @RequestParam(required = false) @Nullable VendorId vendor,
            @RequestParam(required = false) @Nullable String currency,
            Actor by) {
        var wish = new Wish(dueUntil, null, vendor, currency).on(today(by));
        return DueJson.of(transactions.read(by, () -> payments.due(wish, by)));
    }

    @Does(value = "Shows a payment proposal with its payments", needs = Authority.SEE_INVOICES)
    @GetMapping("/{id}")
    ResponseEntity<ProposalJson> show(@PathVariable ProposalId id, Actor by) {
        var view = transactions.read(by, () -> payments.proposal(id, by));
        return Edge.tagged(view.proposal().version(), ProposalJson.of(view));
    }

    @Does(value = "Answers the file for the bank (ISO 20022 pain.001)", needs = Authority.APPROVE_PAYMENTS)
    @GetMapping(value = "/{id}/file", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> file(@PathVariable ProposalId id, Actor by) {
        var file = transactions.read(by, () -> payments.file(id, by));
        var number =
                transactions.read(by, () -> payments.proposal(id, by).proposal().number());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".xml\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file.bytes());
    }

    @Does(value = "Proposes what is due for payment", needs = Authority.PROPOSE_PAYMENTS)
    @PostMapping
    Answered<Created<ProposalJson>> propose(@RequestBody Wish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var proposal = paying.propose(wish.on(today(by)), by);
            return Answer.created("/api/v1/payment-proposals/" + proposal.id(), shown(proposal, by));
        });
    }

    @Does(value = "Approves another's proposal and makes its file", needs = Authority.APPROVE_PAYMENTS)
    @PostMapping("/{id}/approval")
    Answered<Ok<ProposalJson>> approve(
            @PathVariable ProposalId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            return Answer.ok(shown(paying.approve(id, Edge.seen(ifMatch), by), by));
        });
    }

    @Does(value = "Rejects a proposal", needs = Authority.APPROVE_PAYMENTS)
    @PostMapping("/{id}/rejection")
    Answered<Ok<ProposalJson>> reject(
            @PathVariable ProposalId id, @RequestBody Reason why, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            return Answer.ok(shown(paying.reject(id, why.reason(), by), by));
        });
    }

    @Does(value = "Withdraws a proposal", needs = Authority.PROPOSE_PAYMENTS)
    @PostMapping("/{id}/withdrawal")
    Answered<Ok<ProposalJson>> withdraw(
            @PathVariable ProposalId id, @RequestBody Reason why, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            return Answer.ok(shown(paying.withdraw(id, why.reason(), by), by));
        });
    }

    @Does(value = "Records that a payment left the account", needs = Authority.RECORD_PAYMENTS)
    @PostMapping("/{id}/payments/{payment}/execution")
    Answered<Ok<ProposalJson>> execute(
            @PathVariable ProposalId id,
            @PathVariable PaymentId payment,
            @RequestBody Execution execution,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            return Answer.ok(shown(
                    requireOf(
                            id,
                            paying.executed(payment, execution.on() == null ? today(by) : execution.on(), by),
                            payment),
                    by));
        });
    }

    @Does(value = "Records that a payment failed", needs = Authority.RECORD_PAYMENTS)
    @PostMapping("/{id}/payments/{payment}/failure")
    Answered<Ok<ProposalJson>> fail(
            @PathVariable ProposalId id,
            @PathVariable PaymentId payment,
            @RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            return Answer.ok(shown(requireOf(id, paying.failed(payment, why.reason(), by), payment), by));
        });
    }

    /** A payment under the address of another proposal is not there; the act is undone with the transaction. */
    private static PaymentProposal requireOf(ProposalId id, PaymentProposal proposal, PaymentId payment) {
        if (!proposal.id().equals(id)) {
            throw new NotFound("payment", payment);
        }
        return proposal;
    }

    private ProposalJson shown(PaymentProposal proposal, Actor by) {
        return ProposalJson.of(payments.shown(proposal, by));
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }

    private static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            throw Refusal.unreadable(
                    "currency-unreadable",
                    "A currency is three capital letters (ISO 4217).",
                    Refusal.Facts.of("field", "currency").and("actual", code));
        }
    }
}
