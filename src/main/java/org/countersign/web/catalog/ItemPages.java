package org.countersign.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.catalog.Catalog;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.ItemPrice;
import org.countersign.catalog.ItemView;
import org.countersign.catalog.Unit;
import org.countersign.catalog.Validity;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Page;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.DocumentPage.Crumb;
import org.countersign.web.Field;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue: the list, one item with its prices, and what may be done with it. */
@Controller
class ItemPages {

    private static final Crumb CATALOGUE = new Crumb("Catalogue", "/items");
    private final Catalog catalog;
    private final CatalogFinder items;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final LifeOf lives;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    ItemPages(
            Catalog catalog,
            CatalogFinder items,
            VendorFinder vendors,
            Organizations organizations,
            LifeOf lives,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.catalog = catalog;
        this.items = items;
        this.vendors = vendors;
        this.organizations = organizations;
        this.lives = lives;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    @GetMapping("/items/{id}")
    ModelAndView show(@PathVariable ItemId id, Actor by, HttpServletRequest request) {
        return page(id, by, request, Optional.empty());
    }

    @GetMapping("/items/new")
    ModelAndView describe(@RequestParam(defaultValue = "") String vendor, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_CATALOG);
        var home = organizations.organization(by.organization());
        var proposed = Map.of(
                "vendor", vendor,
                "currency", home.currency().getCode(),
                "unit", Unit.C62.code(),
                "taxCategory", "S",
                "from", organizations.today(by.organization()).toString());
        return addForm(Typed.proposing(proposed), by, request, Optional.empty());
    }

    @PostMapping("/items")
    ModelAndView add(Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    var article = ItemForms.article(typed);
                    var price = ItemForms.price(typed);
                    var id = catalog.add(new VendorId(typed.id("vendor")), article, price.validity(), price, by);
                    return new Forms.Done("/items/" + id, "Added " + article.name() + ".");
                },
                flash -> addForm(typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/items/{id}/price")
    ModelAndView price(@PathVariable ItemId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_CATALOG);
        var now = transactions.read(by, () -> items.item(id, by)).prices().getFirst();
        var proposed = Map.of(
                "currency", now.price().currency().getCode(),
                "per", now.price().per().toString(),
                "taxCategory", now.taxCategory(),
                "taxPercent", now.taxPercent().toPlainString(),
                "from", organizations.today(by.organization()).toString());
        return priceForm(id, Typed.proposing(proposed), by, request, Optional.empty());
    }

    @PostMapping("/items/{id}/price")
    ModelAndView priced(@PathVariable ItemId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    catalog.price(id, ItemForms.price(typed), by);
                    return new Forms.Done("/items/" + id, "Priced anew; earlier prices stay in the history.");
                },
                flash -> priceForm(id, typed, by, request, Optional.of(flash)));
    }

    @GetMapping("/items/{id}/retirement")
    ModelAndView retire(@PathVariable ItemId id, Actor by, HttpServletRequest request) {
        by.require(Authority.KEEP_CATALOG);
        var today = organizations.today(by.organization()).toString();
        return retireForm(id, Typed.proposing(Map.of("lastDay", today)), by, request, Optional.empty());
    }

    @PostMapping("/items/{id}/retirement")
    ModelAndView retired(@PathVariable ItemId id, Actor by, HttpServletRequest request, HttpServletResponse response) {
        var typed = Typed.of(request);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    catalog.retire(id, typed.whole("version"), typed.date("lastDay"), typed.text("reason"), by);
                    return new Forms.Done("/items/" + id, "Retired. Orders that name it stay as they are.");
                },
                flash -> retireForm(id, typed, by, request, Optional.of(flash)));
    }

    private ModelAndView page(ItemId id, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var formats = frames.formats(by);
        var today = organizations.today(by.organization());
        return transactions.read(by, () -> {
            var view = items.item(id, by);
            var vendor = vendors.vendor(view.item().vendor(), by);
            var frame = frames.of(view.item().article().name(), Place.CATALOG, by, request, flash);
            var life = lives.life(DocumentRef.of("item", id), "Life", by);
            return Pages.page(
                    "item/show",
                    new ItemPage(
                            frame,
                            document(view, vendor, today, formats, by),
                            about(view, vendor),
                            prices(view, today, formats, by),
                            life));
        });
    }

    private static DocumentPage document(ItemView view, VendorView vendor, LocalDate today, Formats formats, Actor by) {
        var item = view.item();
        var address = "/items/" + item.id();
        var acts = by.may(Authority.KEEP_CATALOG)
                ? List.of(
                        Act.open("price", "New price", address + "/price").first(),
                        Act.open("retire", "Retire", address + "/retirement"))
                : List.<Act>of();
        return new DocumentPage(
                CATALOGUE,
                item.article().name(),
                item.article().sku(),
                "Of " + vendor.terms().name() + ", valid " + words(item.validity(), formats)
                        + (item.validity().covers(today) ? "" : ": may not be requisitioned today"),
                Optional.empty(),
                acts,
                List.of(),
                List.of());
    }

    private static About about(ItemView view, VendorView vendor) {
        var article = view.item().article();
        return About.of("What it is")
                .with("Vendor", vendor.terms().name())
                .with("Article number", article.sku())
                .with("Category", article.category())
                .with("Unit", Unit.of(article.unit()).words())
                .with(
                        "Quantities",
                        article.baseScale() == 0 ? "whole" : "up to " + article.baseScale() + " digits after the point")
                .with("Capital", article.capital() ? "becomes an asset when it is received" : "")
                .with("Description", article.description());
    }

    private static Table prices(ItemView view, LocalDate today, Formats formats, Actor by) {
        var columns = List.of(
                Column.main("From"),
                Column.text("To"),
                Column.figure("Tax"),
                Column.state("State"),
                Column.sum("Net price"));
        var rows = view.prices().stream()
                .map(price -> Row.of(
                        Cell.text(formats.date(price.validity().from())),
                        Cell.text(
                                price.validity().to() == null
                                        ? "no end"
                                        : formats.date(price.validity().to())),
                        Cell.text(formats.percent(price.taxPercent()) + " " + price.taxCategory()),
                        state(price, view.prices(), today),
                        Cell.text(shown(price, formats, by))))
                .toList();
        return new Table("Prices", columns, rows);
    }

    /** The one that begins last of those that cover the day counts. */
    private static Cell state(ItemPrice price, List<ItemPrice> newestFirst, LocalDate today) {
        var counts = newestFirst.stream()
                .filter(one -> one.validity().covers(today))
                .findFirst()
                .filter(price::equals);
        if (counts.isPresent()) {
            return Cell.state(Tone.OK, "counts today");
        }
        return price.validity().from().isAfter(today)
                ? Cell.state(Tone.INFO, "to come")
                : Cell.state(Tone.IDLE, "over");
    }

    static String shown(@Nullable ItemPrice price, Formats formats, Actor by) {
        if (!by.may(Authority.SEE_PRICES)) {
            return "not shown";
        }
        return price == null ? "none" : formats.price(price.price());
    }

    private static String words(Validity validity, Formats formats) {
        return "from " + formats.date(validity.from())
                + (validity.to() == null ? "" : " to " + formats.date(validity.to()));
    }

    private ModelAndView addForm(Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var choices = transactions.read(
                by,
                () -> vendors.page(VendorFinder.Listing.ORDERABLE, "", "", Page.LARGEST, by).rows().stream()
                        .map(vendor -> new Field.Option(vendor.id().toString(), vendor.name()))
                        .toList());
        return new FormPage(
                        frames.of("New item", Place.CATALOG, by, request, flash),
                        CATALOGUE,
                        "An article of one vendor, which may be requisitioned from its first day on.",
                        "/items",
                        "Add the item",
                        ItemForms.itemGroups(typed, flash, choices),
                        Map.of())
                .shown();
    }

    private ModelAndView priceForm(
            ItemId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var name = item(id, by).item().article().name();
        return FormPage.of(
                        frames.of("New price of " + name, Place.CATALOG, by, request, flash),
                        new Crumb(name, "/items/" + id),
                        "Of several prices the one that begins last counts. Orders keep theirs.",
                        "/items/" + id + "/price",
                        "Set the price",
                        ItemForms.priceFields(typed, flash))
                .shown();
    }

    private ModelAndView retireForm(
            ItemId id, Typed typed, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        var item = item(id, by).item();
        return FormPage.of(
                        frames.of("Retire " + item.article().name(), Place.CATALOG, by, request, flash),
                        new Crumb(item.article().name(), "/items/" + id),
                        "After its last day nobody may requisition it.",
                        "/items/" + id + "/retirement",
                        "Retire the item",
                        typed.in(
                                flash,
                                Field.date("lastDay", "Last day").needed(),
                                Field.of(Field.Kind.LONG_TEXT, "reason", "Reason")
                                        .needed()))
                .seeing(typed, item.version())
                .shown();
    }

    private ItemView item(ItemId id, Actor by) {
        return transactions.read(by, () -> items.item(id, by));
    }
}
