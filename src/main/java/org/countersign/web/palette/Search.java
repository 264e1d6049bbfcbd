package org.countersign.web.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.fulfilment.ReceiptFinder;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.SearchKey;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderRow;
import org.countersign.requisition.RequisitionFinder;
import org.countersign.requisition.RequisitionRow;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorRow;
import org.countersign.web.Place;
import org.countersign.web.Waits;
import org.countersign.web.palette.Found.Group;
import org.countersign.web.palette.Found.Item;
import org.springframework.stereotype.Component;

/** Finds documents and records by number, words or name, as far as the actor may see. Asked inside a read. */
@Component
class Search {

    private static final int MOST = 8;
    private static final Pattern NUMBER = Pattern.compile("(PO|REQ|RCV|RET|INV|CRN)-\\d{4}-\\d{6}");

    private final OrderFinder orders;
    private final RequisitionFinder requisitions;
    private final ReceiptFinder receipts;
    private final InvoiceFinder invoices;
    private final VendorFinder vendors;
    private final List<Waits> places;

    Search(
            OrderFinder orders,
            RequisitionFinder requisitions,
            ReceiptFinder receipts,
            InvoiceFinder invoices,
            VendorFinder vendors,
            List<Waits> places) {
        this.orders = orders;
        this.requisitions = requisitions;
        this.receipts = receipts;
        this.invoices = invoices;
        this.vendors = vendors;
        this.places = List.copyOf(places);
    }

    Found find(String text, Actor by) {
        var words = text.strip();
        if (words.isEmpty()) {
            return new Found(List.of(new Group("Pages", pages("", by))));
        }
        var exact = exact(words.toUpperCase(Locale.ROOT), by);
        var groups = new ArrayList<Group>();
        exact.ifPresent(item -> groups.add(new Group("This number", List.of(item))));
        add(groups, "Orders", others(orders.search(words, MOST, by).stream().map(Search::order), exact));
        if (leadsTo(Place.REQUISITIONS, by)) {
            add(groups, "Requisitions", others(requisitions(words, by), exact));
        }
        if (leadsTo(Place.VENDORS, by)) {
            add(groups, "Vendors", vendors(words, by));
        }
        add(groups, "Pages", pages(words, by));
        return new Found(groups);
    }

    /** The pages that are not in the navigation but begin something, of every place that is theirs. */
    private List<Item> pages(String text, Actor by) {
        var words = SearchKey.words(text);
        return places.stream()
                .filter(place -> place.isOpenTo(by))
                .flatMap(place -> place.pages(by).stream()
                        .map(page -> new Item(page.words(), place.place().words(), page.href())))
                .filter(item -> {
                    var key = " " + SearchKey.of(item.words());
                    return words.stream().allMatch(word -> key.contains(" " + word));
                })
                .sorted(Comparator.comparing(Item::words))
                .toList();
    }

    private boolean leadsTo(Place place, Actor by) {
        return places.stream().anyMatch(one -> one.place() == place && one.isOpenTo(by));
    }

    private static void add(List<Group> groups, String name, List<Item> items) {
        if (!items.isEmpty()) {
            groups.add(new Group(name, items));
        }
    }

    private static List<Item> others(Stream<Item> items, Optional<Item> exact) {
        return items.filter(item -> exact.filter(item::equals).isEmpty())
                .limit(MOST)
                .toList();
    }

    /** The document of a whole number, whatever kind it is. */
    private Optional<Item> exact(String number, Actor by) {
        var kind = NUMBER.matcher(number);
        if (!kind.matches()) {
            return Optional.empty();
        }
        return switch (kind.group(1)) {
            case "PO" ->
                visible(() -> {
                    var head = orders.byNumber(number, by).order().head();
                    return new Item(number, head.vendorName() + ", " + head.title(), "/orders/" + number);
                });
            case "REQ" ->
                by.may(Authority.SEE_PRICES)
                        ? visible(() -> requisition(requisitions
                                .requisition(number, by)
                                .submitted()
                                .orElseThrow()
                                .row()))
                        : Optional.empty();
            case "RCV", "RET" ->
                leadsTo(Place.RECEIPTS, by)
                        ? visible(() -> {
                            receipts.byNumber(number, by);
                            return new Item(
                                    number, kind.group(1).equals("RCV") ? "Receipt" : "Return", "/receipts/" + number);
                        })
                        : Optional.empty();
            case "INV", "CRN" ->
                leadsTo(Place.INVOICES, by)
                        ? visible(() -> {
                            invoices.byNumber(number, by);
                            return new Item(
                                    number,
                                    kind.group(1).equals("INV") ? "Invoice" : "Credit note",
                                    "/invoices/" + number);
                        })
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Item> visible(Supplier<Item> found) {
        try {
            return Optional.of(found.get());
        } catch (NotFound hidden) {
            return Optional.empty();
        }
    }

    /** Those of the newest that have each of the words. */
    private Stream<Item> requisitions(String text, Actor by) {
        var words = SearchKey.words(text);
        return requisitions.page(RequisitionFinder.Listing.ALL, "", Page.LARGEST, by).rows().stream()
                .filter(row -> {
                    var key = " " + SearchKey.of(row.number() + " " + row.title() + " " + row.requester());
                    return words.stream().allMatch(word -> key.contains(" " + word));
                })
                .map(Search::requisition);
    }

    private List<Item> vendors(String beginning, Actor by) {
        return vendors.page(VendorFinder.Listing.ALL, beginning, "", MOST, by).rows().stream()
                .filter(vendor -> SearchKey.of(vendor.name()).startsWith(SearchKey.of(beginning)))
                .map(Search::vendor)
                .toList();
    }

    private static Item vendor(VendorRow vendor) {
        var standing = vendor.state().words();
        return new Item(vendor.name(), standing, "/vendors/" + vendor.id());
    }

    private static Item order(OrderRow row) {
        return new Item(row.number(), row.vendorName() + ", " + row.title(), "/orders/" + row.number());
    }

    private static Item requisition(RequisitionRow row) {
        return new Item(row.number(), row.title() + ", " + row.requester(), "/requisitions/" + row.number());
    }
}
