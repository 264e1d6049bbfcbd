package org.countersign.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.catalog.CatalogFinder.Listing;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Edge;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class CatalogTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    private static final Instant IN_MARCH = Instant.parse("2026-03-15T12:00:00Z");

    private static TestDatabase database;
    private static Pipeline jdbc;
    private static Transactions transactions;
    private static Vendors vendors;
    private static Catalog catalog;
    private static CatalogFinder finder;
    private static ItemResource resource;

    private Fixture at;
    private VendorId vendor;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        var journal = new Journal(jdbc, ids, clock, new Wake());
        vendors = new Vendors(jdbc, journal, ids);
        catalog = new Catalog(jdbc, new VendorFinder(jdbc), journal, ids, clock);
        finder = new CatalogFinder(jdbc, clock);
        resource = new ItemResource(catalog, finder, new Edge(jdbc, transactions, clock), transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aVendor() {
        at = Fixture.in(database);
        vendor = vendor("Hardware AG");
    }

    @Test
    void anItemIsKeptAsDescribed() {
        var article = new Article("LT-1", "Laptop 14\"", "Light, 32 GB", "laptop", "H87", 0, true);
        var price = new ItemPrice(
                new Price(BigMoney.of(CurrencyUnit.EUR, new BigDecimal("12.345678901")), Quantity.of(100)),
                "S",
                new BigDecimal("19"),
                Validity.from(JANUARY));

        var id = act(() -> catalog.add(vendor, article, new Validity(JANUARY, JUNE), price, at.buyer));

        var view = act(() -> finder.item(id, at.rita));
        assertThat(view.item()).isEqualTo(new Item(id, vendor, article, new Validity(JANUARY, JUNE), 1));
        assertThat(view.prices()).containsExactly(price);
    }

    @Test
    void theSameArticleNumberOfAVendorIsNotAddedTwice() {
        var first = add("Laptop", "LT-1", "900.00");

        var refusal = refused(() -> add("Laptop again", "LT-1", "800.00"));

        assertThat(refusal.code()).isEqualTo("item-duplicate");
        assertThat(refusal.facts().named()).containsEntry("first", first.toString());
    }

    @Test
    void anItemOfAnUnknownVendorIsNotAdded() {
        var nobody = new VendorId(UUID.randomUUID());

        assertThatThrownBy(() -> act(() -> catalog.add(
                        nobody, article("Laptop", ""), Validity.from(JANUARY), price("1.00", JANUARY), at.buyer)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aUnitIsOneOfTheCodes() {
        var refusal = refused(() -> new Article("", "Nails", "", "", "BUCKET", 0, false));

        assertThat(refusal.code()).isEqualTo("unit-unknown");
        assertThat(Unit.of("KGM").words()).isEqualTo("kilogram");
    }

    @Test
    void thePriceThatBeganLastCounts() {
        var id = add("Laptop", "LT-1", "900.00");
        act(() -> {
            catalog.price(id, price("950.00", MARCH), at.buyer);
            return 0;
        });

        assertThat(priceOn(id, MARCH.minusDays(1))).isEqualTo(Price.of("EUR", "900.00"));
        assertThat(priceOn(id, MARCH)).isEqualTo(Price.of("EUR", "950.00"));
        assertThat(act(() -> finder.item(id, at.rita)).prices()).hasSize(2);
    }

    @Test
    void severalItemsArePricedAtOnce() {
        var laptop = add("Laptop", "LT-1", "900.00");
        var mouse = add("Mouse", "MS-1", "20.00");

        var priced = act(() -> finder.priced(List.of(mouse, laptop), MARCH, at.rita));

        assertThat(priced.keySet()).containsExactly(mouse, laptop);
        assertThat(priced.get(laptop).price().price()).isEqualTo(Price.of("EUR", "900.00"));
        assertThat(priced.get(mouse).item().vendor()).isEqualTo(vendor);
    }

    @Test
    void anExpiredItemIsRefused() {
        var id = add("Laptop", "LT-1", "900.00");
        act(() -> {
            catalog.retire(id, 1, MARCH, "the vendor stopped making it", at.buyer);
            return 0;
        });

        var refusal = refused(() -> finder.priced(Set.of(id), MARCH.plusDays(1), at.rita));

        assertThat(refusal.code()).isEqualTo("item-expired");
        assertThat(refusal.facts().named())
                .containsEntry("sku", "LT-1")
                .containsEntry("actual", "2026-03-02")
                .containsEntry("allowed", "from 2026-01-01 to 2026-03-01");
        assertThat(priceOn(id, MARCH)).isEqualTo(Price.of("EUR", "900.00"));
    }

    @Test
    void anItemWithoutAPriceOnTheDayIsRefused() {
        var id = act(() -> catalog.add(
                vendor, article("Laptop", "LT-1"), Validity.from(JANUARY), price("900.00", MARCH), at.buyer));

        var refusal = refused(() -> finder.priced(Set.of(id), JANUARY, at.rita));

        assertThat(refusal.code()).isEqualTo("item-expired");
    }

    @Test
    void anItemOfAnotherVendorIsRefused() {
        var item =
                act(() -> finder.item(add("Laptop", "LT-1", "900.00"), at.rita)).item();
        var other = vendor("Other AG");

        assertThat(item.soldBy(vendor)).isEqualTo(item);
        assertThat(refused(() -> item.soldBy(other)).code()).isEqualTo("item-vendor");
    }

    @Test
    void aRetirementIsBasedOnWhatWasSeen() {
        var id = add("Laptop", "LT-1", "900.00");

        assertThatThrownBy(() -> act(() -> {
                    catalog.retire(id, 3, MARCH, "old", at.buyer);
                    return 0;
                }))
                .isInstanceOf(Stale.class);
    }

    @Test
    void aPriceIsNeverRewritten() {
        assertThatThrownBy(() -> act(() ->
                        jdbc.sql("update catalog.item_price set price = 0").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aSearchFindsEachWordAnywhereInNameNumberOrCategory() {
        add("Dell Latitude Laptop", "DL-14", "900.00");
        add("Lenovo Laptop", "LN-14", "900.00");
        add("Mouse", "MS-1", "20.00");

        assertThat(found("lap")).containsExactly("Dell Latitude Laptop", "Lenovo Laptop");
        assertThat(found("laptop DELL")).containsExactly("Dell Latitude Laptop");
        assertThat(found("ln-14")).containsExactly("Lenovo Laptop");
        assertThat(found("hardw mou")).containsExactly("Mouse");
        assertThat(found("printer")).isEmpty();
    }

    @Test
    void aListShowsWhatIsValidTodayWithItsPrice() {
        var old = add("Old Laptop", "LT-0", "700.00");
        act(() -> {
            catalog.retire(old, 1, JANUARY.plusDays(1), "old", at.buyer);
            return 0;
        });
        add("New Laptop", "LT-1", "900.00");

        var current = listed(Listing.CURRENT);

        assertThat(current).extracting(row -> row.item().article().name()).containsExactly("New Laptop");
        assertThat(current).extracting(row -> row.price().price()).containsExactly(Price.of("EUR", "900.00"));
        assertThat(listed(Listing.EXPIRED))
                .extracting(row -> row.item().article().name())
                .containsExactly("Old Laptop");
        assertThat(listed(Listing.ALL)).hasSize(2);
    }

    @Test
    void aListGoesOnFromItsKey() {
        List.of("A", "B", "C").forEach(name -> add(name, "", "1.00"));

        var page = inMarch(() -> finder.page(Listing.ALL, "", "", 2, at.rita));
        var rest =
                inMarch(() -> finder.ofVendor(vendor, Listing.ALL, page.next().orElseThrow(), 2, at.rita));

        assertThat(page.rows()).hasSize(2);
        assertThat(rest.rows()).extracting(row -> row.item().article().name()).containsExactly("C");
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void pricesAreForThoseWhoMaySeeThem() {
        var id = add("Laptop", "LT-1", "900.00");

        var shown = act(() -> finder.item(id, at.receiver));
        var listed = inMarch(() -> finder.page(Listing.ALL, "", "", 50, at.receiver));
        var ofVendor = inMarch(() -> finder.ofVendor(vendor, Listing.ALL, "", 50, at.receiver));
        var searched = inMarch(() -> finder.page(Listing.ALL, "laptop", "", 50, at.receiver));

        assertThat(shown.item().article().name()).isEqualTo("Laptop");
        assertThat(shown.prices()).isEmpty();
        assertThat(List.of(listed, ofVendor, searched))
                .allSatisfy(page ->
                        assertThat(page.rows()).extracting(ItemRow::price).isEqualTo(Collections.singletonList(null)));
    }

    @Test
    void anItemIsShownWithoutPricesOverHttpToAReceiver() {
        var id = add("Laptop", "LT-1", "900.00");

        var shown = Served.to(at.receiver, resource)
                .get()
                .uri("/api/v1/items/" + id)
                .exchange();

        assertThat(shown).hasStatusOk().bodyJson().extractingPath("$.prices").isEqualTo(List.of());
        assertThat(shown).bodyJson().extractingPath("$.item.article.name").isEqualTo("Laptop");
    }

    @Test
    void anItemIsAddedAndPricedOverHttp() {
        var added = Served.to(at.buyer, resource)
                .post()
                .uri("/api/v1/items")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"vendor": "%s",
                         "article": {"sku": "SC-1", "name": "Screw", "description": "", "category": "hardware",
                                     "unit": "C62", "baseScale": 0, "capital": false},
                         "validity": {"from": "2026-01-01"},
                         "price": {"price": {"amount": "12.50", "currency": "EUR", "per": "1000"},
                                   "taxCategory": "S", "taxPercent": "19", "validity": {"from": "2026-01-01"}}}
                        """.formatted(vendor))
                .exchange();
        var location = String.valueOf(added.getResponse().getHeader("Location"));
        var shown = Served.to(at.rita, resource).get().uri(location).exchange();

        assertThat(added).hasStatus(201);
        assertThat(shown).hasStatusOk().headers().hasValue("ETag", "\"1\"");
        assertThat(shown).bodyJson().extractingPath("$.prices[0].price.per").isEqualTo("1000");
        assertThat(shown).bodyJson().extractingPath("$.item.article.unit").isEqualTo("C62");
    }

    private VendorId vendor(String name) {
        var address = new Address("Gasse 1", "Berlin", "10115", "DE");
        return act(() -> vendors.add(
                new VendorTerms(name, "", "", Endpoint.none(), "", address, address, 30, CurrencyUnit.EUR), at.buyer));
    }

    private ItemId add(String name, String sku, String price) {
        return act(
                () -> catalog.add(vendor, article(name, sku), Validity.from(JANUARY), price(price, JANUARY), at.buyer));
    }

    private static Article article(String name, String sku) {
        return new Article(sku, name, "", "hardware", "C62", 0, false);
    }

    private static ItemPrice price(String amount, LocalDate from) {
        return new ItemPrice(Price.of("EUR", amount), "S", new BigDecimal("19"), Validity.from(from));
    }

    private Price priceOn(ItemId id, LocalDate on) {
        Map<ItemId, PricedItem> priced = act(() -> finder.priced(Set.of(id), on, at.rita));
        return priced.get(id).price().price();
    }

    private List<String> found(String text) {
        return inMarch(() -> finder.page(Listing.CURRENT, text, "", 50, at.rita)).rows().stream()
                .map(row -> row.item().article().name())
                .toList();
    }

    private List<ItemRow> listed(Listing listing) {
        return inMarch(() -> finder.page(listing, "", "", 50, at.rita)).rows();
    }

    private <T> T inMarch(Supplier<T> work) {
        return InstallationClock.at(IN_MARCH, () -> act(work));
    }

    private Refusal refused(Supplier<?> work) {
        try {
            act(work);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    private <T> T act(Supplier<T> work) {
        return transactions.act(at.organization, work);
    }
}
