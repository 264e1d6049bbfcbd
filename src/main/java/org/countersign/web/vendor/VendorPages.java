package org.countersign.web.vendor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderPhase;
import org.countersign.order.OrderRow;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Address;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorState;
import org.countersign.vendor.VendorView;
import org.countersign.vendor.Vendors;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Flash;
import org.countersign.web.FormPage;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Vendors: the list, one vendor, and what may be done with it. */
@Controller
class VendorPages {

    private static final Crumb VENDORS = new Crumb("Vendors", "/vendors");
    private static final int NEWEST_ORDERS = 10;
    private final Vendors vendors;
    private final VendorFinder finder;
    private final OrderFinder orders;
    private final Organizations organizations;
    private final LifeOf lives;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    VendorPages(
            Vendors vendors,
            VendorFinder finder,
            OrderFinder orders,
            Organizations organizations,
            LifeOf lives,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.vendors = vendors;
        this.finder = finder;
        this.orders = orders;
        this.organizations = organizations;
        this.lives = lives;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/vendors/{id}")
    ModelAndView show(@PathVariable VendorId id, Actor by, HttpServletRequest request) {
        return page(id, by, request, Optional.empty());
    }

    @GetMapping("/vendors/new")
    ModelAndView describe(Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_VENDORS);
        var home = organizations.organization(by.organization());
        var proposed =
                VendorForms.proposed(home.currency().getCode(), home.address().country());
        return addForm(proposed, by, request, Optional.empty());
    }

    @PostMapping("/vendors")
    ModelAndView add(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var terms = VendorForms.terms(typed);
                    var id = vendors.add(terms, by);
                    return new Forms.Done("/vendors/" + id, "Added " + terms.name() + "; orders may go to it.");
                },
                flash -> addForm(typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/vendors/{id}/description")
    ModelAndView change(@PathVariable VendorId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_VENDORS);
        var vendor = vendor(id, by);
        return changeForm(id, vendor.version(), VendorForms.of(vendor), by, request, Optional.empty());
    }

    @PostMapping("/vendors/{id}/description")
    ModelAndView changed(
            @PathVariable VendorId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    vendors.change(id, typed.whole("version"), VendorForms.terms(typed), by);
                    return new Forms.Done("/vendors/" + id, "Changed. Orders keep what they were issued with.");
                },
                flash -> changeForm(id, vendor(id, by).version(), typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/vendors/{id}/bank-details")
    ModelAndView bank(@PathVariable VendorId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_BANK_DETAILS);
        var vendor = vendor(id, by);
        return bankForm(vendor, Typed.proposing(Map.of()), by, request, Optional.empty());
    }

    @PostMapping("/vendors/{id}/bank-details")
    ModelAndView banked(@PathVariable VendorId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var bank = VendorForms.bank(typed);
                    vendors.changeBankDetails(id, typed.whole("version"), bank, by);
                    return new Forms.Done(
                            "/vendors/" + id, "It is paid to " + bank.iban().masked() + " from now on.");
                },
                flash -> bankForm(vendor(id, by), typed, by, request, Optional.of(flash)));
    }

    @PostMapping("/vendors/{id}/hold")
    ModelAndView hold(@PathVariable VendorId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var reason = Typed.of(request).text("reason");
        return act(id, () -> vendors.hold(id, reason, by), "On hold: no orders go to it.", by, request, response);
    }

    @PostMapping("/vendors/{id}/release")
    ModelAndView release(
            @PathVariable VendorId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        return act(id, () -> vendors.release(id, by), "Released: it may receive orders.", by, request, response);
    }

    @PostMapping("/vendors/{id}/retirement")
    ModelAndView retire(@PathVariable VendorId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var reason = Typed.of(request).text("reason");
        return act(id, () -> vendors.retire(id, reason, by), "Retired: it stays in the books.", by, request, response);
    }

    private ModelAndView act(
            VendorId id,
            Runnable act,
            String sentence,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    act.run();
                    return new Forms.Done("/vendors/" + id, sentence);
                },
                flash -> page(id, by, request, Optional.of(flash)));
    }

    private VendorView vendor(VendorId id, Actor by) {
        return transactions.read(by, () -> finder.vendor(id, by));
    }

    private ModelAndView page(VendorId id, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var formats = frames.formats(by);
        return transactions.read(by, () -> {
            var vendor = finder.vendor(id, by);
            var frame = frames.of(vendor.terms().name(), Place.VENDORS, by, request, flash);
            var life = lives.life(DocumentRef.of("vendor", id), "Life", by);
            return Pages.page(
                    "vendor/show",
                    new VendorPage(
                            frame, document(vendor, by), abouts(vendor, by), newestOrders(id, formats, by), life));
        });
    }

    private Optional<Table> newestOrders(VendorId id, Formats formats, Actor by) {
        if (!by.may(Authority.SEE_WHOLE_ORGANIZATION)) {
            return Optional.empty();
        }
        var priced = by.may(Authority.SEE_PRICES);
        var rows = orders.ofVendor(id, "", NEWEST_ORDERS, by).rows().stream()
                .map(order -> orderRow(order, formats, priced ? formats.money(order.gross()) : "not shown"))
                .toList();
        var columns = List.of(
                Column.main("Order"),
                Column.text("Ordered"),
                Column.state("State"),
                Column.progress("Received"),
                Column.sum("Total, incl. tax"));
        return Optional.of(new Table("Newest orders", columns, rows));
    }

    private static Row orderRow(OrderRow order, Formats formats, String gross) {
        return Row.of(
                Cell.link(order.number(), "/orders/" + order.number(), order.title()),
                Cell.text(formats.date(order.orderedOn())),
                order.phase() == OrderPhase.OPEN ? Cell.state(Tone.INFO, "open") : Cell.state(Tone.IDLE, "ended"),
                Cell.progress(order.progress().received().intValue()),
                Cell.text(gross));
    }

    private static DocumentPage document(VendorView vendor, Actor by) {
        var why = vendor.stateReason().isEmpty() ? "" : ": " + vendor.stateReason();
        return new DocumentPage(
                VENDORS,
                vendor.terms().name(),
                "",
                "This vendor " + (vendor.state() == VendorState.ORDERABLE ? "" : "is ")
                        + vendor.state().words() + why,
                Optional.empty(),
                acts(vendor, by),
                List.of(),
                List.of());
    }

    private static List<Act> acts(VendorView vendor, Actor by) {
        var address = "/vendors/" + vendor.id();
        var acts = new ArrayList<Act>();
        if (by.may(Authority.KEEP_VENDORS)) {
            acts.add(Act.open("change", "Change", address + "/description"));
        }
        if (by.may(Authority.KEEP_BANK_DETAILS)) {
            acts.add(Act.open("bank", "Bank details", address + "/bank-details"));
        }
        if (by.may(Authority.KEEP_VENDORS) && vendor.state() == VendorState.ORDERABLE) {
            acts.add(Act.reason("hold", "Hold", address + "/hold", "No orders go to it until it is released. Why?"));
        }
        if (by.may(Authority.KEEP_VENDORS) && vendor.state() != VendorState.ORDERABLE) {
            acts.add(Act.confirm("release", "Release", address + "/release", "It may receive orders again.")
                    .first());
        }
        if (by.may(Authority.KEEP_VENDORS) && vendor.state() != VendorState.RETIRED) {
            acts.add(Act.reason(
                    "retire",
                    "Retire",
                    address + "/retirement",
                    "It stays in the books and receives no more orders. Why?"));
        }
        return acts;
    }

    private static List<About> abouts(VendorView vendor, Actor by) {
        var terms = vendor.terms();
        var abouts = new ArrayList<About>();
        abouts.add(About.of("Who it is")
                .with("Register number", terms.legalId())
                .with("VAT number", terms.taxId())
                .with("Address", address(terms.billing()))
                .with("Orders go to", terms.ordering().equals(terms.billing()) ? "" : address(terms.ordering())));
        abouts.add(About.of("What is agreed")
                .with("Payment due", terms.paymentDays() == 0 ? "at once" : "after " + terms.paymentDays() + " days")
                .with("Bills in", terms.currency().getCode()));
        abouts.add(About.of("How documents reach it")
                .with(
                        "Endpoint",
                        terms.endpoint().isNone()
                                ? "none: documents are handed over"
                                : terms.endpoint().scheme() + ":"
                                        + terms.endpoint().id())
                .with("On this installation", vendor.partner().isPresent() ? "yes, orders arrive at once" : "")
                .with("E-mail", terms.email()));
        if (by.may(Authority.KEEP_BANK_DETAILS)
                || by.may(Authority.APPROVE_PAYMENTS)
                || by.may(Authority.RECORD_PAYMENTS)) {
            abouts.add(bankShown(vendor));
        }
        return abouts;
    }

    private static About bankShown(VendorView vendor) {
        var about = About.of("Where it is paid");
        return vendor.bank()
                .map(bank -> about.with("IBAN", bank.iban().masked())
                        .with("BIC", bank.bic() == null ? "" : bank.bic().value())
                        .with("Holder", bank.holder())
                        .noting("version " + vendor.bankVersion()))
                .orElseGet(() -> about.with("IBAN", "not known: it cannot be paid yet"));
    }

    private static String address(Address address) {
        var town = (address.postalCode() + " " + address.city()).strip();
        return Stream.of(address.street(), town, address.country())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private ModelAndView addForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        return new FormPage(
                        frames.of("New vendor", Place.VENDORS, by, request, flash),
                        VENDORS,
                        "It may receive orders as soon as it is added.",
                        "/vendors",
                        "Add the vendor",
                        VendorForms.groups(typed, flash),
                        Map.of())
                .shown();
    }

    private ModelAndView changeForm(
            VendorId id, int version, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        return new FormPage(
                        frames.of("Change the vendor", Place.VENDORS, by, request, flash),
                        new Crumb("Back to the vendor", "/vendors/" + id),
                        "Orders keep what they were issued with.",
                        "/vendors/" + id + "/description",
                        "Change",
                        VendorForms.groups(typed, flash),
                        Map.of())
                .seeing(typed, version)
                .shown();
    }

    private ModelAndView bankForm(
            VendorView vendor, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var known = vendor.bank()
                .map(bank -> "It is paid to " + bank.iban().masked()
                        + " now. What you enter counts from the next payment on.")
                .orElse("No account is known yet.");
        return FormPage.of(
                        frames.of("Bank details of " + vendor.terms().name(), Place.VENDORS, by, request, flash),
                        new Crumb(vendor.terms().name(), "/vendors/" + vendor.id()),
                        known,
                        "/vendors/" + vendor.id() + "/bank-details",
                        "Pay it there from now on",
                        VendorForms.bankFields(typed, flash))
                .seeing(typed, vendor.version())
                .shown();
    }

    static Tone tone(VendorState state) {
        return switch (state) {
            case ORDERABLE -> Tone.OK;
            case ON_HOLD -> Tone.STOP;
            case ONBOARDING -> Tone.WARN;
            case RETIRED -> Tone.IDLE;
        };
    }
}
