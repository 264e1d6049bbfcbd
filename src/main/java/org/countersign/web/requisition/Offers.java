package org.countersign.web.requisition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.ItemRow;
import org.countersign.catalog.Unit;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.web.Formats;
import org.countersign.web.Frames;
import org.springframework.stereotype.Component;

/** The catalogue as a requester chooses from it: an item is named by its words, so that a browser needs no script for it. */
@Component
class Offers {

    private static final String BETWEEN = " · ";

    private final CatalogFinder catalog;
    private final VendorFinder vendors;
    private final Frames frames;

    Offers(CatalogFinder catalog, VendorFinder vendors, Frames frames) {
        this.catalog = catalog;
        this.vendors = vendors;
        this.frames = frames;
    }

    /** The offers with all of the words, at most 200. */
    List<Offer> offers(String words, Actor by) {
        var rows = catalog.page(CatalogFinder.Listing.CURRENT, words, "", Page.LARGEST, by)
                .rows();
        var formats = frames.formats(by);
        var names = names(rows.stream().map(row -> row.item().vendor()).collect(Collectors.toSet()), by);
        return rows.stream()
                .map(row -> offer(row, names.getOrDefault(row.item().vendor(), ""), formats))
                .toList();
    }

    /** What fits so far: the vendor at the end of a whole label is no word of the item. */
    List<Offer> like(String typed, Actor by) {
        var vendor = typed.lastIndexOf(BETWEEN);
        return offers(vendor < 0 ? typed : typed.substring(0, vendor), by);
    }

    /** The offer that was named, word for word. */
    Optional<Offer> named(String label, Actor by) {
        return label.contains(BETWEEN)
                ? like(label, by).stream()
                        .filter(offer -> offer.label().equals(label))
                        .findFirst()
                : Optional.empty();
    }

    /** The offer of an item, also of one that may no longer be asked for: then the form says so when it is judged. */
    Optional<Offer> of(ItemId id, Actor by) {
        try {
            var view = catalog.item(id, by);
            var price = view.prices().isEmpty() ? null : view.prices().getFirst();
            var vendor = view.item().vendor();
            return Optional.of(offer(
                    new ItemRow(view.item(), price),
                    names(Set.of(vendor), by).getOrDefault(vendor, ""),
                    frames.formats(by)));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    private Map<VendorId, String> names(Collection<VendorId> ids, Actor by) {
        return vendors.vendors(ids, by).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().terms().name()));
    }

    private static Offer offer(ItemRow row, String vendor, Formats formats) {
        var article = row.item().article();
        var price = row.price();
        var number = article.sku().isEmpty() ? "" : BETWEEN + article.sku();
        return new Offer(
                row.item().id(),
                article.name() + number + BETWEEN + vendor,
                price == null
                        ? vendor + ", no price today"
                        : vendor + ", " + formats.price(price.price()) + each(Unit.of(article.unit())) + ", "
                                + formats.percent(price.taxPercent()) + " tax");
    }

    private static String each(Unit unit) {
        return unit == Unit.C62 || unit == Unit.EA || unit == Unit.H87 ? " each" : " per " + unit.words();
    }
}
