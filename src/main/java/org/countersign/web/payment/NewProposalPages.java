package org.countersign.web.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
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
import org.countersign.web.payment.NewProposalPage.DueShown;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
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

    /** What was typed; absent or empty fields are as the form begins. */
    record Typed(
            @Nullable String dueUntil,
            @Nullable String executeOn,
            @Nullable String vendor,
            @Nullable String currency) {

        PaymentWish wish(LocalDate today) {
            return new PaymentWish(
                    day("dueUntil", dueUntil, today),
                    day("executeOn", executeOn, today),
                    said(vendor).map(UUID::fromString).map(VendorId::new),
                    said(currency).map(Typed::currencyOf));
        }

        private static Optional<String> said(@Nullable String word) {
            return Optional.ofNullable(word).map(String::strip).filter(one -> !one.isEmpty());
        }

        private static LocalDate day(String field, @Nullable String word, LocalDate today) {
            try {
                return said(word).map(LocalDate::parse).orElse(today);
            } catch (DateTimeException e) {
                throw Refusal.unreadable("date-unreadable", "This is not a date.", Facts.of("field", field));
            }
        }

        private static CurrencyUnit currencyOf(String code) {
            try {
                return CurrencyUnit.of(code.toUpperCase(Locale.ROOT));
            } catch (IllegalCurrencyException e) {
                throw Refusal.unreadable(
                        "currency-unknown",
                        "A currency is three letters, such as EUR.",
                        Facts.of("field", "currency").and("actual", code));
            }
        }
    }

    @RequestMapping(
            path = "/new",
            method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView form(@ModelAttribute Typed typed, Actor by, HttpServletRequest request) {
        return form(typed, by, request, Optional.empty());
    }

    @PostMapping("/preview")
    ModelAndView preview(@ModelAttribute Typed typed, Actor by) {
        return Pages.page("payment/due", due(typed, by));
    }

    @PostMapping
    ModelAndView propose(
            @ModelAttribute Typed typed, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var proposal = paying.propose(typed.wish(organizations.today(by.organization())), by);
                    return new Forms.Done(
                            "/payment-proposals/" + proposal.number(),
                            "Proposed. It is sent when a second person has approved it.");
                },
                flash -> form(typed, by, request, Optional.of(flash)));
    }

    private ModelAndView form(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var frame = frames.of("Propose payments", Place.PAYMENTS, by, request, flash);
        return Pages.page("payment/new", new NewProposalPage(frame, fields(typed, by), due(typed, by)));
    }

    private List<Field> fields(Typed typed, Actor by) {
        var today = organizations.today(by.organization()).toString();
        var known = transactions.read(
                by,
                () -> vendors.page(VendorFinder.Listing.ALL, "", "", Page.LARGEST, by)
                        .rows());
        return List.of(
                Field.date("dueUntil", "Due by")
                        .value(Typed.said(typed.dueUntil()).orElse(today))
                        .needed(),
                Field.date("executeOn", "Execution")
                        .value(Typed.said(typed.executeOn()).orElse(today))
                        .needed()
                        .help("The day the money leaves your account"),
                Field.choice(
                                "vendor",
                                "Vendor",
                                known.stream()
                                        .map(row -> new Field.Option(row.id().toString(), row.name()))
                                        .toList())
                        .value(Typed.said(typed.vendor()).orElse(""))
                        .help("All vendors unless you name one"),
                Field.text("currency", "Currency")
                        .value(Typed.said(typed.currency())
                                .orElseGet(() -> organizations
                                        .organization(by.organization())
                                        .currency()
                                        .getCode())));
    }

    private DueShown due(Typed typed, Actor by) {
        var formats = frames.formats(by);
        try {
            var wish = typed.wish(organizations.today(by.organization()));
            return shown(transactions.read(by, () -> payments.due(wish, by)), formats);
        } catch (Refusal refusal) {
            return new DueShown(
                    refusal.sentence(), payments(List.of(), formats), PaymentWords.blocked(List.of(), formats));
        }
    }

    private static DueShown shown(PaymentPlan plan, Formats formats) {
        var count = plan.payments().size();
        var sentence = count == 0
                ? "Nothing would be paid."
                : formats.count(count) + (count == 1 ? " payment" : " payments") + ", " + formats.money(plan.total())
                        + " in all.";
        return new DueShown(
                sentence, payments(plan.payments(), formats), PaymentWords.blocked(plan.blocked(), formats));
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
