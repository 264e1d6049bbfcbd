package org.countersign.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over HTTP. */
@RestController
@Chapter(value = "Catalogue", about = "What vendors offer, at which price")
@RequestMapping("/api/v1")
class ItemResource {

    private final Catalog catalog;
    private final CatalogFinder items;
    private final Edge edge;
    private final Transactions transactions;

    ItemResource(Catalog catalog, CatalogFinder items, Edge edge, Transactions transactions) {
        this.catalog = catalog;
        this.items = items;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** An item as it is added. */
    record ItemWish(VendorId vendor, Article article, Validity validity, ItemPrice price) {}

    /** The last day of an item, and why. */
    record Retirement(LocalDate lastDay, String reason) {}

    @Does("Lists or searches the items of the catalogue; prices for those who may see them")
    @GetMapping("/items")
    ResponseEntity<List<ItemRow>> list(
            @RequestParam(defaultValue = "CURRENT") CatalogFinder.Listing view,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> items.page(view, text, after, Page.size(size), by)), request);
    }

    @Does("Lists the items of a vendor; prices for those who may see them")
    @GetMapping("/vendors/{vendor}/items")
    ResponseEntity<List<ItemRow>> ofVendor(
            @PathVariable VendorId vendor,
            @RequestParam(defaultValue = "CURRENT") CatalogFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(
                transactions.read(by, () -> items.ofVendor(vendor, view, after, Page.size(size), by)), request);
    }

    @Does("Shows an item, with its prices for those who may see them")
    @GetMapping("/items/{id}")
    ResponseEntity<ItemView> show(@PathVariable ItemId id, Actor by) {
        var view = transactions.read(by, () -> items.item(id, by));
        return Edge.tagged(view.item().version(), view);
    }

    @Does(value = "Adds an item with its first price", needs = Authority.KEEP_CATALOG)
    @PostMapping("/items")
    Answered<Created<ItemView>> add(@RequestBody ItemWish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = catalog.add(wish.vendor(), wish.article(), wish.validity(), wish.price(), by);
            return Answer.created("/api/v1/items/" + id, items.item(id, by));
        });
    }

    @Does(value = "Prices an item from a day on", needs = Authority.KEEP_CATALOG)
    @PostMapping("/items/{id}/prices")
    Answered<Created<ItemView>> price(
            @PathVariable ItemId id, @RequestBody ItemPrice price, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            catalog.price(id, price, by);
            return Answer.created("/api/v1/items/" + id, items.item(id, by));
        });
    }

    @Does(value = "Ends the life of an item with a last day", needs = Authority.KEEP_CATALOG)
    @PostMapping("/items/{id}/retirement")
    Answered<Ok<ItemView>> retire(
            @PathVariable ItemId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Retirement retirement,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> {
            catalog.retire(id, Edge.seen(ifMatch), retirement.lastDay(), retirement.reason(), by);
            return Answer.ok(items.item(id, by));
        });
    }
}
