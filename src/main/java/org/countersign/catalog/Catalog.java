package org.countersign.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the catalogue: adds items, prices them anew, retires them. */
@Component
public class Catalog {

    private final CatalogStore items;
    private final VendorFinder vendors;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Catalog(JdbcClient jdbc, VendorFinder vendors, Journal journal, Ids ids, Clock clock) {
        this.items = new CatalogStore(jdbc);
        this.vendors = vendors;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds an item of a vendor with its first price; refuses an article number twice as {@code item-duplicate}. */
    public ItemId add(VendorId vendor, Article article, Validity validity, ItemPrice price, Actor by) {
        by.require(Authority.KEEP_CATALOG);
        var seller = vendors.vendor(vendor, by);
        items.ofSku(by.organization(), vendor, article.sku()).ifPresent(first -> {
            throw Refusal.conflict(
                    "item-duplicate",
                    "The vendor " + seller.terms().name() + " has an item with this article number already.",
                    Refusal.Facts.of("first", first).and("field", "sku").and("actual", article.sku()));
        });
        var item = new Item(new ItemId(ids.next()), vendor, article, validity, 1);
        items.add(by.organization(), item);
        items.addPrice(by.organization(), ids.next(), item.id(), price, clock.instant());
        journal.tell(new ItemEvent.ItemAdded(item.id(), vendor, article, validity, price), by);
        return item.id();
    }

    /** Gives the item another price from a day on; the earlier ones stay. */
    public void price(ItemId id, ItemPrice price, Actor by) {
        by.require(Authority.KEEP_CATALOG);
        locked(id, by);
        items.addPrice(by.organization(), ids.next(), id, price, clock.instant());
        journal.tell(new ItemEvent.ItemPriced(id, price), by);
    }

    /** Ends the item's validity with a day, for a reason. */
    public void retire(ItemId id, int seen, LocalDate lastDay, String reason, Actor by) {
        by.require(Authority.KEEP_CATALOG);
        var why = Reason.said(reason);
        var item = locked(id, by);
        Stale.unlessCurrent(seen, item.version());
        var retired = new Validity(item.validity().from(), lastDay);
        items.retire(by.organization(), id, lastDay);
        journal.tell(new ItemEvent.ItemRetired(id, Objects.requireNonNull(retired.to()), why), by);
    }

    private Item locked(ItemId id, Actor by) {
        items.lock(by.organization(), id);
        return items.byIds(by.organization(), Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("item", id));
    }
}
