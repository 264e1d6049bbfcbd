package org.countersign.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
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

    @GetMapping("/items")
    ResponseEntity<Object> list(
            @RequestParam(defaultValue = "CURRENT") CatalogFinder.Listing view,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> items.page(view, text, after, Page.size(size), by)), request);
    }

    @GetMapping("/vendors/{vendor}/items")
    ResponseEntity<Object> ofVendor(
            @PathVariable VendorId vendor,
            @RequestParam(defaultValue = "CURRENT") CatalogFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(
                transactions.read(by, () -> items.ofVendor(vendor, view, after, Page.size(size), by)), request);
    }

    @GetMapping("/items/{id}")
    ResponseEntity<Object> show(@PathVariable ItemId id, Actor by) {
        var view = transactions.read(by, () -> items.item(id, by));
        return Edge.tagged(view.item().version(), view);
    }

    @PostMapping("/items")
    ResponseEntity<String> add(@RequestBody ItemWish wish, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = catalog.add(wish.vendor(), wish.article(), wish.validity(), wish.price(), by);
            return Answer.created("/api/v1/items/" + id, items.item(id, by));
        });
    }

    @PostMapping("/items/{id}/prices")
    ResponseEntity<String> price(
            @PathVariable ItemId id, @RequestBody ItemPrice price, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            catalog.price(id, price, by);
            return Answer.created("/api/v1/items/" + id, items.item(id, by));
        });
    }

    @PostMapping("/items/{id}/retirement")
    ResponseEntity<String> retire(
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
