package org.countersign.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemRow;
import org.countersign.catalog.Unit;
import org.countersign.catalog.Validity;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.countersign.web.Act;
import org.countersign.web.Csv;
import org.countersign.web.Field;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.countersign.web.ListPage;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.Tone;
import org.countersign.web.Waits;
import org.countersign.web.Walk;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue as a list. It is everybody's to look at; nothing waits there. */
@Controller
class ItemListPages implements Waits {

    private final CatalogFinder items;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final Transactions transactions;
    private final Frames frames;

    ItemListPages(
            CatalogFinder items,
            VendorFinder vendors,
            Organizations organizations,
            Transactions transactions,
            Frames frames) {
        this.items = items;
        this.vendors = vendors;
        this.organizations = organizations;
        this.transactions = transactions;
        this.frames = frames;
    }

    @Override
    public Place place() {
        return Place.CATALOG;
    }

    @Override
    public boolean isOpenTo(Actor by) {
        return true;
    }

    @Override
    public List<Act> pages(Actor by) {
        return by.may(Authority.KEEP_CATALOG) ? List.of(Act.open("new", "New item", "/items/new")) : List.of();
    }

    @GetMapping("/items")
    ModelAndView list(Actor by, HttpServletRequest request) {
        var walk = Walk.of(request, "view", "text");
        var view = Arrays.stream(CatalogFinder.Listing.values())
                .filter(listing -> Walk.word(listing).equals(walk.chosen("view")))
                .findFirst()
                .orElse(CatalogFinder.Listing.CURRENT);
        var today = organizations.today(by.organization());
        var formats = frames.formats(by);
        var list = transactions.read(by, () -> {
            var page = items.page(view, walk.chosen("text"), walk.after(), Page.USUAL, by);
            return new ListPage(
                    heading(by),
                    walk.views(List.of(CatalogFinder.Listing.values()), view, ItemListPages::words),
                    narrowing(walk),
                    "by name",
                    table(page.rows(), today, formats, by),
                    walk.paging(page.rows().size(), "item", "items", page.next()),
                    Optional.empty(),
                    empty(by));
        });
        return Csv.orPage(request, frames.of("Catalogue", Place.CATALOG, by, request), list);
    }

    private static ListPage.Heading heading(Actor by) {
        var heading = ListPage.Heading.of("Catalogue", "What may be requisitioned at an agreed price");
        return by.may(Authority.KEEP_CATALOG)
                ? heading.with(Act.open("add", "New item", "/items/new").first())
                : heading;
    }

    private static String words(CatalogFinder.Listing listing) {
        return switch (listing) {
            case CURRENT -> "Current";
            case EXPIRED -> "Expired";
            case ALL -> "All";
        };
    }

    private static ListPage.Narrowing narrowing(Walk walk) {
        var text = walk.chosen("text");
        return new ListPage.Narrowing(
                "/items",
                text.isEmpty() ? List.of() : List.of(new ListPage.Filter("has the words", text, walk.with("text", ""))),
                List.of(Field.text("text", "Words in name, article number or category")
                        .value(text)),
                List.of(new Field.Option("view", walk.chosen("view"))));
    }

    private static ListPage.Empty empty(Actor by) {
        return by.may(Authority.KEEP_CATALOG)
                ? ListPage.Empty.of(
                        "No items here",
                        "Add an article of a vendor with its price.",
                        Act.open("add-first", "New item", "/items/new"))
                : ListPage.Empty.of("No items here", "A buyer adds them; anything else is requisitioned in words.");
    }

    private Table table(List<ItemRow> rows, LocalDate today, Formats formats, Actor by) {
        var names = vendors.vendors(
                rows.stream().map(row -> row.item().vendor()).distinct().toList(), by);
        var columns = List.of(
                Column.main("Item"),
                Column.text("Vendor"),
                Column.text("Category"),
                Column.text("Unit"),
                Column.state("Validity"),
                Column.sum("Net price today"));
        return new Table(
                "Catalogue",
                columns,
                rows.stream().map(row -> row(row, names, today, formats, by)).toList());
    }

    private static Row row(ItemRow row, Map<VendorId, VendorView> vendors, LocalDate today, Formats formats, Actor by) {
        var item = row.item();
        var vendor = vendors.get(item.vendor());
        return Row.of(
                Cell.link(
                        item.article().name(),
                        "/items/" + item.id(),
                        item.article().sku()),
                Cell.text(vendor == null ? "" : vendor.terms().name()),
                Cell.text(item.article().category()),
                Cell.text(Unit.of(item.article().unit()).words()),
                state(item.validity(), today, formats),
                Cell.text(row.price() == null ? "none" : ItemPages.shown(row.price(), formats, by)));
    }

    private static Cell state(Validity validity, LocalDate today, Formats formats) {
        var to = validity.to();
        if (today.isBefore(validity.from())) {
            return Cell.state(Tone.INFO, "from " + formats.date(validity.from()));
        }
        if (to == null) {
            return Cell.state(Tone.OK, "without end");
        }
        if (to.isBefore(today)) {
            return Cell.state(Tone.IDLE, "ended " + formats.date(to));
        }
        return to.isBefore(today.plusDays(31))
                ? Cell.state(Tone.WARN, "ends " + formats.date(to))
                : Cell.state(Tone.OK, "to " + formats.date(to));
    }
}
