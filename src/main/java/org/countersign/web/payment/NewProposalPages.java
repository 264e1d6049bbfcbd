package org.countersign.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.payment.Paying;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentFinder;
import org.countersign.payment.PaymentPlan;
import org.countersign.payment.PaymentWish;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Typed;
import org.countersign.web.Visitor;
import org.countersign.web.payment.NewProposalPage.DueShown;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

/** The form that proposes payments; it shows what is due, and what is blocked and why, before anything is done. */
@Controller
@RequestMapping("/payment-proposals")
class NewProposalPages {

    private final Paying paying;
    private final PaymentFinder payments;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    NewProposalPages(
            Paying paying,
            PaymentFinder payments,
            VendorFinder vendors,
            Organizations organizations,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.paying = paying;
        this.payments = payments;
        this.vendors = vendors;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    /** The wish as it was typed; what is left empty is as the form begins. */
    private static PaymentWish wish(Typed typed, LocalDate today) {
        return new PaymentWish(
                typed.findDate("dueUntil").orElse(today),
                typed.findDate("executeOn").orElse(today),
                typed.text("vendor").isEmpty() ? Optional.empty() : Optional.of(new VendorId(typed.id("vendor"))),
                typed.text("currency").isEmpty() ? Optional.empty() : Optional.of(typed.currency("currency")));
    }

    @RequestMapping(
            path = "/new",
            method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView form(Actor by, HttpServletRequest request) {
        return form(Typed.of(request), by, request, Optional.empty());
    }

    @PostMapping("/preview")
    ModelAndView preview(Actor by, HttpServletRequest request) {
        return Pages.page("payment/due", due(Typed.of(request), by));
    }

    @PostMapping
    ModelAndView propose(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var proposal = paying.propose(wish(typed, organizations.today(by.organization())), by);
                    return new Forms.Done(
                            "/payment-proposals/" + proposal.number(),
                            "Proposed. It is sent when a second person has approved it.");
                },
                flash -> form(typed, by, request, Optional.of(flash)));
    }

    private ModelAndView form(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of("Propose payments", Place.PAYMENTS, by, request, flash);
        return Pages.page("payment/new", new NewProposalPage(frame, fields(typed, by, flash), due(typed, by)));
    }

    private List<Field> fields(Typed typed, Actor by, Optional<Flash> flash) {
        var today = organizations.today(by.organization()).toString();
        var known = transactions.read(
                by,
                () -> vendors.page(VendorFinder.Listing.ALL, "", "", Page.LARGEST, by)
                        .rows());
        var proposed = new LinkedHashMap<>(Map.of(
                "dueUntil",
                today,
                "executeOn",
                today,
                "currency",
                organizations.organization(by.organization()).currency().getCode()));
        typed.values().forEach((name, value) -> {
            if (!value.isBlank()) {
                proposed.put(name, value);
            }
        });
        return Typed.proposing(proposed)
                .in(
                        flash,
                        Field.date("dueUntil", "Due by")
                                .needed()
                                .help("Today unless you choose: everything that falls due by this day is paid"),
                        Field.date("executeOn", "Execution")
                                .needed()
                                .help("Today unless you choose: the day the money leaves your account"),
                        Field.choice(
                                        "vendor",
                                        "Vendor",
                                        known.stream()
                                                .map(row -> new Field.Option(
                                                        row.id().toString(), row.name()))
                                                .toList())
                                .help("All vendors unless you name one"),
                        Field.text("currency", "Currency"));
    }

    private DueShown due(Typed typed, Actor by) {
        var formats = frames.formats(by);
        try {
            var wish = wish(typed, organizations.today(by.organization()));
            var found = transactions.read(by, () -> {
                var plan = payments.due(wish, by);
                return new Found(plan, plan.payments().isEmpty() ? payments.nextDue(wish, by) : Optional.empty());
            });
            return shown(found, frames.visitor(by), formats);
        } catch (Refusal refusal) {
            return new DueShown(
                    frames.visitor(by),
                    refusal.sentence(),
                    payments(List.of(), formats),
                    PaymentWords.blocked(List.of(), formats));
        }
    }

    /** What the wish comes to; where that is nothing, the next day on which something may be paid. */
    private record Found(PaymentPlan plan, Optional<LocalDate> nextDue) {}

    private static DueShown shown(Found found, Visitor reader, Formats formats) {
        var plan = found.plan();
        var count = plan.payments().size();
        var sentence = count == 0
                ? found.nextDue()
                        .map(day -> "Nothing would be paid. The next invoice that may be paid falls due on "
                                + formats.date(day) + ".")
                        .orElse(
                                "Nothing would be paid: no invoice that may be paid, and is in no proposal yet, falls due within a year.")
                : formats.count(count) + (count == 1 ? " payment" : " payments") + ", " + formats.money(plan.total())
                        + " in all.";
        return new DueShown(
                reader, sentence, payments(plan.payments(), formats), PaymentWords.blocked(plan.blocked(), formats));
    }

    private static Table payments(List<PaymentPlan.Planned> planned, Formats formats) {
        return new Table(
                "What would be paid",
                List.of(Column.main("Vendor"), Column.text("Settles"), Column.sum("Amount")),
                planned.stream()
                        .map(one -> Table.Row.of(
                                Cell.text(one.vendorName()),
                                Cell.text(settles(one.parts())),
                                Cell.text(formats.money(one.amount()))))
                        .toList());
    }

    private static String settles(List<Payment.Part> parts) {
        return parts.stream()
                .map(part -> (part.amount().isNegative() ? "less " : "") + part.documentNumber())
                .reduce((some, more) -> some + ", " + more)
                .orElse("");
    }
}
