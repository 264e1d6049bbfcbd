package org.countersign.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.catalog.CatalogStore.Days;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.SearchKey;
import org.countersign.platform.PageKey;
import org.countersign.vendor.VendorId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists, searches and prices the catalogue; every member of the organisation may, prices are for those who may see them. */
@Component
public class CatalogFinder {

    private static final int MOST_WORDS = 8;
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final LocalDate FOR_EVER = LocalDate.MAX;

    /** Which items a list shows. */
    public enum Listing {
        CURRENT,
        EXPIRED,
        ALL;

        Days days(LocalDate today) {
            return switch (this) {
                case CURRENT -> new Days(today, today, FOR_EVER);
                case EXPIRED -> new Days(LAST_DAY, FIRST_DAY, today.minusDays(1));
                case ALL -> new Days(LAST_DAY, FIRST_DAY, FOR_EVER);
            };
        }
    }

    private final CatalogStore items;
    private final Clock clock;

    public CatalogFinder(JdbcClient jdbc, Clock clock) {
        this.items = new CatalogStore(jdbc);
        this.clock = clock;
    }

    /** Items by name; of those that have each word of the text in name, article number or category, where any is given. */
    public Page<ItemRow> page(Listing listing, String text, String after, int size, Actor by) {
        var words = SearchKey.words(text).stream().limit(MOST_WORDS).toList();
        var key = key(after);
        var read = words.isEmpty()
                ? byName(listing, key, size + 1, by)
                : items.search(by.organization(), words, listing.days(today(by)), key, size + 1);
        return rows(read, size, by);
    }

    private List<Item> byName(Listing listing, PageKey after, int size, Actor by) {
        return switch (listing) {
            case EXPIRED -> items.pageExpired(by.organization(), today(by), after, size);
            case CURRENT, ALL -> items.page(by.organization(), listing.days(today(by)), after, size);
        };
    }

    /** The items of one vendor, by name. */
    public Page<ItemRow> ofVendor(VendorId vendor, Listing listing, String after, int size, Actor by) {
        var days = listing.days(today(by));
        return rows(items.pageOfVendor(by.organization(), vendor, days, key(after), size + 1), size, by);
    }

    /** One item with all its prices, or with none for those who may not see them. */
    public ItemView item(ItemId id, Actor by) {
        return items.byIds(by.organization(), Set.of(id)).stream()
                .findFirst()
                .map(item -> new ItemView(
                        item, by.may(Authority.SEE_PRICES) ? items.prices(by.organization(), id) : List.of()))
                .orElseThrow(() -> new NotFound("item", id));
    }

    /**
     * The items with the price of each that counts on the day: two statements, however many they are. Refuses one that is
     * not valid or has no price then as {@code item-expired}; one that does not exist is not found.
     */
    public Map<ItemId, PricedItem> priced(Collection<ItemId> ids, LocalDate on, Actor by) {
        var found =
                items.byIds(by.organization(), ids).stream().collect(Collectors.toMap(Item::id, Function.identity()));
        var prices = items.pricesOn(by.organization(), ids, on);
        var priced = new LinkedHashMap<ItemId, PricedItem>();
        for (var id : ids) {
            var item = found.get(id);
            if (item == null) {
                throw new NotFound("item", id);
            }
            var price = prices.get(item.on(on).id());
            if (price == null) {
                throw item.expired(
                        "The item " + item.article().name() + " has no price on " + on + "; ask a buyer for one.",
                        on,
                        "a day with a price");
            }
            priced.put(id, new PricedItem(item, price));
        }
        return priced;
    }

    private Page<ItemRow> rows(List<Item> read, int size, Actor by) {
        var ids = read.stream().map(Item::id).toList();
        var prices = by.may(Authority.SEE_PRICES)
                ? items.pricesOn(by.organization(), ids, today(by))
                : Map.<ItemId, ItemPrice>of();
        var rows = read.stream()
                .map(item -> new ItemRow(item, prices.get(item.id())))
                .toList();
        return Page.of(
                rows,
                size,
                row -> PageKey.of(
                                SearchKey.of(row.item().article().name()),
                                row.item().id())
                        .text());
    }

    private LocalDate today(Actor by) {
        return LocalDate.ofInstant(clock.instant(), items.zone(by.organization()));
    }

    private static PageKey key(String after) {
        return PageKey.read(after, "", PageKey.LOWEST);
    }
}
