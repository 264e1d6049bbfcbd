package org.countersign.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.SearchKey;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the catalogue. */
class CatalogStore {

    static final String ZONE = """
            select zone from identity.organization where id = :organization
            """;
    static final String ADD = """
            insert into catalog.item (organization_id, id, vendor_id, sku, name, name_key, description, category, unit,
                   base_scale, capital, valid_from, valid_to)
            values (:organization, :id, :vendor, :sku, :name, :nameKey, :description, :category, :unit,
                   :baseScale, :capital, :from, :to)
            """;
    static final String ADD_WORDS = """
            insert into catalog.item_word (organization_id, word, item_id)
            select :organization, word, :id from unnest(:words::text[]) as word
            """;
    static final String ADD_PRICE = """
            insert into catalog.item_price (organization_id, id, item_id, price, price_quantity, currency, tax_category,
                   tax_percent, valid_from, valid_to, recorded_at)
            values (:organization, :id, :item, :price, :per, :currency, :taxCategory, :taxPercent, :from, :to, :now)
            """;
    static final String RETIRE = """
            update catalog.item set valid_to = :lastDay, version = version + 1
             where organization_id = :organization and id = :id
            """;
    static final String LOCK = """
            select id from catalog.item where organization_id = :organization and id = :id for no key update
            """;
    static final String OF_SKU = """
            select id from catalog.item
             where organization_id = :organization and vendor_id = :vendor and sku = :sku and sku <> ''
            """;
    static final String BY_IDS = """
            select * from catalog.item where organization_id = :organization and id = any(:ids) order by id
            """;
    static final String PRICES_ON = """
            select distinct on (item_id) * from catalog.item_price
             where organization_id = :organization and item_id = any(:ids)
               and valid_from <= :on and (valid_to is null or valid_to >= :on)
             order by item_id, valid_from desc, recorded_at desc, id desc
            """;
    static final String PRICES = """
            select * from catalog.item_price
             where organization_id = :organization and item_id = :id
             order by valid_from desc, recorded_at desc, id desc
             limit 200
            """;
    static final String PAGE = """
            select * from catalog.item i
             where i.organization_id = :organization and (i.name_key, i.id) > (:nameKey, :id)
               and i.valid_from <= :startsBy and coalesce(i.valid_to, 'infinity') between :endsFrom and :endsBy
             order by i.name_key, i.id
             limit :size
            """;
    static final String PAGE_EXPIRED = """
            select * from catalog.item i
             where i.organization_id = :organization and (i.name_key, i.id) > (:nameKey, :id)
               and i.valid_to < :today
             order by i.name_key, i.id
             limit :size
            """;
    static final String PAGE_OF_VENDOR = """
            select * from catalog.item i
             where i.organization_id = :organization and i.vendor_id = :vendor
               and (i.name_key, i.id) > (:nameKey, :id)
               and i.valid_from <= :startsBy and coalesce(i.valid_to, 'infinity') between :endsFrom and :endsBy
             order by i.name_key, i.id
             limit :size
            """;
    // The longest word finds the candidates, then each word that was asked for must begin one of theirs.
    static final String SEARCH = """
            select * from catalog.item i
             where i.organization_id = :organization and (i.name_key, i.id) > (:nameKey, :id)
               and i.valid_from <= :startsBy and coalesce(i.valid_to, 'infinity') between :endsFrom and :endsBy
               and i.id in (
                    select w.item_id from catalog.item_word w
                     where w.organization_id = :organization and w.word >= :longest and w.word < :longestEnd)
               and not exists (
                    select from unnest(:words::text[], :ends::text[]) as asked (word, word_end)
                     where not exists (
                            select from catalog.item_word w
                             where w.organization_id = :organization and w.item_id = i.id
                               and w.word >= asked.word and w.word < asked.word_end))
             order by i.name_key, i.id
             limit :size
            """;

    private final JdbcClient jdbc;

    CatalogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which items a list shows, by the days on which they are valid. */
    record Days(LocalDate startsBy, LocalDate endsFrom, LocalDate endsBy) {}

    ZoneId zone(OrganizationId organization) {
        return ZoneId.of(jdbc.sql(ZONE)
                .param("organization", organization.value())
                .query(String.class)
                .single());
    }

    void add(OrganizationId organization, Item item) {
        var article = item.article();
        jdbc.sql(ADD)
                .param("organization", organization.value())
                .param("id", item.id().value())
                .param("vendor", item.vendor().value())
                .params(Params.of(article))
                .param("nameKey", SearchKey.of(article.name()))
                .params(Params.of(item.validity()))
                .update();
        jdbc.sql(ADD_WORDS)
                .param("organization", organization.value())
                .param("id", item.id().value())
                .param(
                        "words",
                        SearchKey.words(article.name() + " " + article.sku() + " " + article.category())
                                .toArray(String[]::new))
                .update();
    }

    void addPrice(OrganizationId organization, UUID id, ItemId item, ItemPrice price, Instant now) {
        jdbc.sql(ADD_PRICE)
                .param("organization", organization.value())
                .param("id", id)
                .param("item", item.value())
                .param("price", price.price().amount().getAmount())
                .param("per", price.price().per().value())
                .param("currency", price.price().currency().getCode())
                .param("taxCategory", price.taxCategory())
                .param("taxPercent", price.taxPercent())
                .params(Params.of(price.validity()))
                .param("now", Params.column(now))
                .update();
    }

    void retire(OrganizationId organization, ItemId id, LocalDate lastDay) {
        jdbc.sql(RETIRE)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("lastDay", lastDay)
                .update();
    }

    /** Locks the item; what it holds is read by the next statement. */
    void lock(OrganizationId organization, ItemId id) {
        jdbc.sql(LOCK)
                .param("organization", organization.value())
                .param("id", id.value())
                .query(UUID.class)
                .list();
    }

    Optional<ItemId> ofSku(OrganizationId organization, VendorId vendor, String sku) {
        return jdbc.sql(OF_SKU)
                .param("organization", organization.value())
                .param("vendor", vendor.value())
                .param("sku", sku)
                .query((rows, _) -> new ItemId(rows.getObject("id", UUID.class)))
                .optional();
    }

    List<Item> byIds(OrganizationId organization, Collection<ItemId> ids) {
        return jdbc.sql(BY_IDS)
                .param("organization", organization.value())
                .param("ids", uuids(ids))
                .query((rows, _) -> item(rows))
                .list();
    }

    /** The price of each item that counts on the day; items without one are missing. */
    Map<ItemId, ItemPrice> pricesOn(OrganizationId organization, Collection<ItemId> ids, LocalDate on) {
        return jdbc
                .sql(PRICES_ON)
                .param("organization", organization.value())
                .param("ids", uuids(ids))
                .param("on", on)
                .query((rows, _) -> Map.entry(new ItemId(rows.getObject("item_id", UUID.class)), price(rows)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<ItemPrice> prices(OrganizationId organization, ItemId id) {
        return jdbc.sql(PRICES)
                .param("organization", organization.value())
                .param("id", id.value())
                .query((rows, _) -> price(rows))
                .list();
    }

    List<Item> page(OrganizationId organization, Days days, PageKey after, int size) {
        return listed(PAGE, organization, days, after, size, UnaryOperator.identity());
    }

    /** Those whose last day is past, which few are: by an index that the other lists do not need. */
    List<Item> pageExpired(OrganizationId organization, LocalDate today, PageKey after, int size) {
        return jdbc.sql(PAGE_EXPIRED)
                .param("organization", organization.value())
                .param("today", today)
                .param("nameKey", after.word(0))
                .param("id", after.id(1))
                .param("size", size)
                .query((rows, _) -> item(rows))
                .list();
    }

    List<Item> pageOfVendor(OrganizationId organization, VendorId vendor, Days days, PageKey after, int size) {
        return listed(PAGE_OF_VENDOR, organization, days, after, size, sql -> sql.param("vendor", vendor.value()));
    }

    List<Item> search(OrganizationId organization, List<String> words, Days days, PageKey after, int size) {
        var longest =
                words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
        return listed(
                SEARCH,
                organization,
                days,
                after,
                size,
                sql -> sql.param("longest", longest)
                        .param("longestEnd", SearchKey.end(longest))
                        .param("words", words.toArray(String[]::new))
                        .param("ends", words.stream().map(SearchKey::end).toArray(String[]::new)));
    }

    private List<Item> listed(
            String sql,
            OrganizationId organization,
            Days days,
            PageKey after,
            int size,
            UnaryOperator<JdbcClient.StatementSpec> more) {
        return more.apply(jdbc.sql(sql)
                        .param("organization", organization.value())
                        .params(Params.of(days))
                        .param("nameKey", after.word(0))
                        .param("id", after.id(1))
                        .param("size", size))
                .query((rows, _) -> item(rows))
                .list();
    }

    private static UUID[] uuids(Collection<ItemId> ids) {
        return ids.stream().map(ItemId::value).toArray(UUID[]::new);
    }

    private static Item item(ResultSet rows) throws SQLException {
        return new Item(
                new ItemId(rows.getObject("id", UUID.class)),
                new VendorId(rows.getObject("vendor_id", UUID.class)),
                new Article(
                        rows.getString("sku"),
                        rows.getString("name"),
                        rows.getString("description"),
                        rows.getString("category"),
                        rows.getString("unit"),
                        rows.getInt("base_scale"),
                        rows.getBoolean("capital")),
                validity(rows),
                rows.getInt("version"));
    }

    private static ItemPrice price(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new ItemPrice(
                new Price(
                        BigMoney.of(currency, plain(rows.getBigDecimal("price"), currency.getDecimalPlaces())),
                        new Quantity(rows.getBigDecimal("price_quantity"))),
                rows.getString("tax_category"),
                rows.getBigDecimal("tax_percent"),
                validity(rows));
    }

    /** Without the zeros that are the column's, but with the digits of the currency. */
    private static BigDecimal plain(BigDecimal price, int digits) {
        var stripped = price.stripTrailingZeros();
        return stripped.scale() < digits ? stripped.setScale(digits) : stripped;
    }

    private static Validity validity(ResultSet rows) throws SQLException {
        return new Validity(rows.getObject("valid_from", LocalDate.class), rows.getObject("valid_to", LocalDate.class));
    }
}
