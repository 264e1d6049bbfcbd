package org.countersign.web.vendor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorRow;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The list of vendors. They are everybody's to look at; nothing waits there. */
@Controller
class VendorListPages implements Waits {

    private final VendorFinder finder;
    private final Transactions transactions;
    private final Frames frames;

    VendorListPages(VendorFinder finder, Transactions transactions, Frames frames) {
        this.finder = finder;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.VENDORS;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_VENDORS) ? List.of(Act.open("new", "New vendor", "/vendors/new")) : List.of();
    }

    /** What the list may show, as words in its address. */
    enum View {
        ORDERABLE("Orderable", VendorFinder.Listing.ORDERABLE),
        ON_HOLD("On hold", VendorFinder.Listing.ON_HOLD),
        RETIRED("Retired", VendorFinder.Listing.RETIRED),
        ALL("All", VendorFinder.Listing.ALL);

        private final String words;
        private final VendorFinder.Listing listing;

        View(String words, VendorFinder.Listing listing) {
            this.words = words;
            this.listing = listing;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static View of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(word))
                    .findFirst()
                    .orElse(ORDERABLE);
        }
    }

    @GetMapping("/vendors")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view", "name");
        var view = View.of(walk.chosen("view"));
        var page = transactions.read(
                by, () -> finder.page(view.listing, walk.chosen("name"), walk.after(), Page.USUAL, by));
        var list = new ListPage(
                heading(by),
                Arrays.stream(View.values())
                        .map(other -> new ListPage.View(
                                other.word(), other.words, "", walk.with("view", other.word()), other == view))
                        .toList(),
                narrowing(walk),
                "by name",
                table(page.rows()),
                walk.paging(page.rows().size(), "vendor", "vendors", page.next()),
                Optional.empty(),
                empty(walk, by));
        return Csv.orPage(request, frames.of("Vendors", Place.VENDORS, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Vendors", "Whom we buy from");
        return by.may(Authority.KEEP_VENDORS)
                ? heading.with(Act.open("add", "New vendor", "/vendors/new").first())
                : heading;
    }

    private static ListPage.Narrowing narrowing(Walk walk) {
        var name = walk.chosen("name");
        return new ListPage.Narrowing(
                "/vendors",
                name.isEmpty()
                        ? List.of()
                        : List.of(new ListPage.Filter("name begins with", name, walk.with("name", ""))),
                List.of(Field.text("name", "Name begins with").value(name)),
                List.of(new Field.Option("view", walk.chosen("view"))));
    }

    private static ListPage.Empty empty(Walk walk, Actor by) {
        if (!walk.chosen("name").isEmpty()) {
            return ListPage.Empty.of(
                    "No vendor begins so",
                    "Look under All, or by another beginning.",
                    Act.open("all", "All vendors", "/vendors?view=all"));
        }
        return by.may(Authority.KEEP_VENDORS)
                ? ListPage.Empty.of(
                        "No vendors here",
                        "Add the first one; it may receive orders at once.",
                        Act.open("add-first", "New vendor", "/vendors/new"))
                : ListPage.Empty.of("No vendors here", "A buyer adds them.");
    }

    private static Table table(List<VendorRow> rows) {
        var columns = List.of(
                Column.main("Vendor"),
                Column.text("Country"),
                Column.text("Identified by"),
                Column.text("Documents"),
                Column.text("Bills in"),
                Column.state("State"));
        return new Table(
                "Vendors", columns, rows.stream().map(VendorListPages::row).toList());
    }

    private static Row row(VendorRow vendor) {
        return Row.of(
                Cell.link(vendor.name(), "/vendors/" + vendor.id()),
                Cell.text(vendor.country()),
                Cell.text(vendor.taxId().isEmpty() ? vendor.legalId() : vendor.taxId()),
                Cell.text(vendor.electronic() ? "electronic" : "handed over"),
                Cell.text(vendor.currency().getCode()),
                Cell.state(VendorPages.tone(vendor.state()), vendor.state().words()));
    }
}
