package org.countersign.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.payment.Paying;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentFinder;
import org.countersign.payment.PaymentProposal;
import org.countersign.payment.ProposalPhase;
import org.countersign.payment.ProposalView;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Fact;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Sum;
import org.countersign.web.Typed;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of one payment proposal, and what a second person and the payer do there. */
@Controller
@RequestMapping("/payment-proposals/{number:PAY-.+}")
class PaymentPages {

    private final Paying paying;
    private final PaymentFinder payments;
    private final Organizations organizations;
    private final Transactions transactions;
    private final LifeOf life;
    private final Frames frames;
    private final Forms forms;

    PaymentPages(
            Paying paying,
            PaymentFinder payments,
            Organizations organizations,
            Transactions transactions,
            LifeOf life,
            Frames frames,
            Forms forms) {
        this.paying = paying;
        this.payments = payments;
        this.organizations = organizations;
        this.transactions = transactions;
        this.life = life;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping
    ModelAndView show(@PathVariable String number, Actor by, HttpServletRequest request) {
        return show(number, by, request, Optional.empty());
    }

    private ModelAndView show(String number, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of(number, Place.PAYMENTS, by, request, flash);
        return Pages.page("payment/show", transactions.read(by, () -> page(frame, payments.byNumber(number, by), by)));
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(@PathVariable String number, Actor by) {
        var file = transactions.read(
                by, () -> payments.file(payments.byNumber(number, by).proposal().id(), by));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".xml\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file.bytes());
    }

    // ---- acts

    @PostMapping("/approval")
    ModelAndView approve(
            @PathVariable String number,
            @RequestParam int version,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, proposal -> {
            paying.approve(proposal.id(), version, by);
            return "Approved. The file for the bank is ready to download.";
        });
    }

    @PostMapping("/rejection")
    ModelAndView reject(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, proposal -> {
            paying.reject(proposal.id(), reason, by);
            return "Rejected. Its invoices may be proposed again.";
        });
    }

    @PostMapping("/withdrawal")
    ModelAndView withdraw(
            @PathVariable String number,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, proposal -> {
            paying.withdraw(proposal.id(), reason, by);
            return "Withdrawn. Its invoices may be proposed again.";
        });
    }

    @PostMapping("/payments/{place}/execution")
    ModelAndView execute(
            @PathVariable String number,
            @PathVariable int place,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, proposal -> {
            var payment = payment(proposal, place);
            paying.executed(payment.id(), Typed.of(request).date("on"), by);
            return "Recorded: " + payment.payee().name() + " is paid.";
        });
    }

    @PostMapping("/payments/{place}/failure")
    ModelAndView fail(
            @PathVariable String number,
            @PathVariable int place,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return act(number, by, request, response, proposal -> {
            var payment = payment(proposal, place);
            paying.failed(payment.id(), reason, by);
            return "Recorded: " + payment.payee().name() + " was not paid; its invoices may be proposed again.";
        });
    }

    private ModelAndView act(
            String number,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<PaymentProposal, String> act) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> new Forms.Done(
                        "/payment-proposals/" + number,
                        act.apply(payments.byNumber(number, by).proposal())),
                flash -> show(number, by, request, Optional.of(flash)));
    }

    private static Payment payment(PaymentProposal proposal, int place) {
        return proposal.payments().stream()
                .filter(payment -> payment.place() == place)
                .findFirst()
                .orElseThrow(() -> new NotFound("payment", place));
    }

    // ---- the page

    private ProposalPage page(Frame frame, ProposalView view, Actor by) {
        var formats = frames.formats(by);
        var proposal = view.proposal();
        return new ProposalPage(
                frame,
                document(view, formats, by),
                proposal.payments().stream()
                        .map(payment -> onePayment(view, payment, formats))
                        .toList(),
                PaymentWords.blocked(view.blocked(), formats),
                life.life(DocumentRef.of("payment-proposal", proposal.id()), "Life of this proposal", by),
                About.of("About this proposal", facts(proposal, formats)),
                organizations.today(by.organization()).toString());
    }

    private static DocumentPage document(ProposalView view, Formats formats, Actor by) {
        var proposal = view.proposal();
        var count = proposal.payments().size();
        return new DocumentPage(
                new DocumentPage.Crumb("Payments", "/payment-proposals"),
                proposal.number(),
                "",
                "Due by " + formats.date(proposal.head().dueUntil()) + " · proposed by "
                        + proposal.head().proposed().byName(),
                Optional.of(new Sum(
                        formats.money(proposal.total()),
                        formats.count(count) + (count == 1 ? " payment" : " payments"))),
                acts(view, formats, by),
                PaymentWords.axes(proposal, formats),
                List.of());
    }

    private static List<Act> acts(ProposalView view, Formats formats, Actor by) {
        var proposal = view.proposal();
        var here = "/payment-proposals/" + proposal.number();
        var acts = new ArrayList<Act>();
        if (view.actions().contains(ProposalPhase.Act.APPROVE)) {
            acts.add(Act.confirm(
                            "approve",
                            "Approve",
                            here + "/approval",
                            "Pay " + formats.money(proposal.total()) + "? The file for the bank is made, once.")
                    .with("version", proposal.version())
                    .first());
            acts.add(Act.reason("reject", "Reject", here + "/rejection", "Why is this not paid?"));
        } else if (proposal.standing().phase() == ProposalPhase.IN_APPROVAL && by.may(Authority.APPROVE_PAYMENTS)) {
            acts.add(Act.refused("approve", "Approve", "You proposed this yourself, so somebody else approves it."));
        }
        if (view.actions().contains(ProposalPhase.Act.WITHDRAW)) {
            acts.add(Act.reason("withdraw", "Withdraw", here + "/withdrawal", "Why is it taken back?"));
        }
        if (proposal.standing().approved().isPresent() && by.may(Authority.APPROVE_PAYMENTS)) {
            var file = Act.open("file", "Download the bank file", here + "/file");
            acts.add(proposal.standing().phase() == ProposalPhase.OPEN ? file.first() : file);
        }
        return acts;
    }

    private static ProposalPage.OnePayment onePayment(ProposalView view, Payment payment, Formats formats) {
        var result = payment.result();
        var open = view.actions().contains(ProposalPhase.Act.EXECUTE) && result.outcome() == Payment.Outcome.SENT;
        var note = result.on()
                .map(day -> formats.date(day) + ", recorded by " + result.byName()
                        + (result.note().isEmpty() ? "" : ": " + result.note()))
                .orElse("");
        return new ProposalPage.OnePayment(
                payment.place(),
                payment.payee().name(),
                formats.money(payment.amount()),
                PaymentWords.tone(result.outcome()),
                result.outcome().words(),
                payment.payee()
                        .account()
                        .map(account -> account.iban().masked() + ", " + account.holder() + ", "
                                + view.proposal().endToEndId(payment))
                        .orElse(""),
                note,
                PaymentWords.parts("Documents of " + payment.payee().name(), payment.parts(), formats),
                open ? "/payment-proposals/" + view.proposal().number() + "/payments/" + payment.place() : "");
    }

    private static List<Fact> facts(PaymentProposal proposal, Formats formats) {
        var head = proposal.head();
        var facts = new ArrayList<>(List.of(
                Fact.of("Due by", formats.date(head.dueUntil())),
                Fact.of("Execution", formats.date(head.executeOn())),
                Fact.of(
                        "Proposed",
                        head.proposed().byName() + ", "
                                + formats.moment(head.proposed().at()))));
        proposal.standing()
                .approved()
                .ifPresent(approved ->
                        facts.add(Fact.of("Approved", approved.byName() + ", " + formats.moment(approved.at()))));
        if (!proposal.standing().endNote().isEmpty()) {
            facts.add(Fact.of("Reason", proposal.standing().endNote()));
        }
        return facts;
    }
}
