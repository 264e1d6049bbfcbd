package org.countersign.tolerance;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Params;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of tolerances. */
class ToleranceStore {

    static final String ADD_SET = """
            insert into tolerance.tolerance_set (organization_id, version, id, valid_from, recorded_at)
            values (:organization, :version, :id, :from, :now)
            on conflict (organization_id, version) do nothing
            """;
    static final String ADD_RULES = """
            insert into tolerance.tolerance_rule (organization_id, version, position, id, item, vendor, category,
                   vendor_group, entity, order_type, measure, side, extent, percent, absolute, combine, per_document,
                   per_life, currency)
            select :organization, :version, r.position, r.id, r.item, r.vendor, r.category,
                   r.vendor_group, r.entity, r.order_type, r.measure, r.side, r.extent, r.percent, r.absolute, r.combine,
                   r.per_document, r.per_life, r.currency
              from unnest(:ids::text[], :items::text[], :vendors::text[], :categories::text[], :vendorGroups::text[],
                          :entities::text[], :orderTypes::text[], :measures::text[], :sides::text[], :extents::text[],
                          :percents::numeric[], :absolutes::numeric[], :combines::text[], :perDocuments::numeric[],
                          :perLives::numeric[], :currencies::text[])
                   with ordinality
                   as r (id, item, vendor, category, vendor_group, entity, order_type, measure, side, extent, percent,
                         absolute, combine, per_document, per_life, currency, position)
            """;
    static final String LATEST = """
            select coalesce(max(version), 0) from tolerance.tolerance_set where organization_id = :organization
            """;
    static final String IN_FORCE = """
            select version, valid_from from tolerance.tolerance_set
             where organization_id = :organization and valid_from <= :on
             order by valid_from desc, version desc
             limit 1
            """;
    static final String OF_VERSION = """
            select version, valid_from from tolerance.tolerance_set
             where organization_id = :organization and version = :version
            """;
    static final String RULES = """
            select id, item, vendor, category, vendor_group, entity, order_type, measure, side, extent, percent, absolute,
                   combine, per_document, per_life, currency
              from tolerance.tolerance_rule
             where organization_id = :organization and version = :version
             order by position
            """;
    static final String PAGE = """
            select s.version, s.id, s.valid_from, s.recorded_at,
                   (select count(*) from tolerance.tolerance_rule r
                     where r.organization_id = s.organization_id and r.version = s.version) as rules
              from tolerance.tolerance_set s
             where s.organization_id = :organization and s.version < :before
             order by s.version desc
             limit :size
            """;

    private final JdbcClient jdbc;

    ToleranceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Head(int version, LocalDate from) {}

    /** Adds the set as this version; whether nobody was faster. */
    boolean add(OrganizationId organization, int version, UUID id, LocalDate from, List<RuleEntry> rules, Instant now) {
        var added = jdbc.sql(ADD_SET)
                .param("organization", organization.value())
                .param("version", version)
                .param("id", id)
                .param("from", from)
                .param("now", Params.column(now))
                .update();
        if (added == 1) {
            addRules(organization, version, rules);
        }
        return added == 1;
    }

    int latest(OrganizationId organization) {
        return jdbc.sql(LATEST)
                .param("organization", organization.value())
                .query(Integer.class)
                .single();
    }

    Optional<Tolerances> inForce(OrganizationId organization, LocalDate on) {
        return jdbc.sql(IN_FORCE)
                .param("organization", organization.value())
                .param("on", on)
                .query((rows, _) -> head(rows))
                .optional()
                .map(head -> withRules(organization, head));
    }

    Optional<Tolerances> ofVersion(OrganizationId organization, int version) {
        return jdbc.sql(OF_VERSION)
                .param("organization", organization.value())
                .param("version", version)
                .query((rows, _) -> head(rows))
                .optional()
                .map(head -> withRules(organization, head));
    }

    List<ToleranceSetRow> page(OrganizationId organization, int before, int size) {
        return jdbc.sql(PAGE)
                .param("organization", organization.value())
                .param("before", before)
                .param("size", size)
                .query((rows, _) -> new ToleranceSetRow(
                        rows.getInt("version"),
                        rows.getObject("id", UUID.class),
                        rows.getObject("valid_from", LocalDate.class),
                        rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        rows.getInt("rules")))
                .list();
    }

    private void addRules(OrganizationId organization, int version, List<RuleEntry> rules) {
        jdbc.sql(ADD_RULES)
                .param("organization", organization.value())
                .param("version", version)
                .param("ids", words(rules, RuleEntry::id))
                .param("items", words(rules, RuleEntry::item))
                .param("vendors", words(rules, RuleEntry::vendor))
                .param("categories", words(rules, RuleEntry::category))
                .param("vendorGroups", words(rules, RuleEntry::vendorGroup))
                .param("entities", words(rules, RuleEntry::entity))
                .param("orderTypes", words(rules, RuleEntry::orderType))
                .param("measures", words(rules, RuleEntry::measure))
                .param("sides", words(rules, RuleEntry::side))
                .param("extents", words(rules, RuleEntry::extent))
                .param("percents", figures(rules, RuleEntry::percent))
                .param("absolutes", figures(rules, RuleEntry::absolute))
                .param("combines", words(rules, RuleEntry::combine))
                .param("perDocuments", figures(rules, RuleEntry::perDocument))
                .param("perLives", figures(rules, RuleEntry::perLife))
                .param("currencies", words(rules, RuleEntry::currency))
                .update();
    }

    private Tolerances withRules(OrganizationId organization, Head head) {
        var rules = jdbc.sql(RULES)
                .param("organization", organization.value())
                .param("version", head.version())
                .query((rows, _) -> entry(rows).rule())
                .list();
        return new Tolerances(Integer.toString(head.version()), head.from(), rules);
    }

    private static String[] words(List<RuleEntry> rules, Function<RuleEntry, @Nullable Object> component) {
        return rules.stream().map(rule -> String.valueOf(component.apply(rule))).toArray(String[]::new);
    }

    private static @Nullable BigDecimal[] figures(
            List<RuleEntry> rules, Function<RuleEntry, @Nullable BigDecimal> component) {
        var figures = new @Nullable BigDecimal[rules.size()];
        for (var i = 0; i < figures.length; i++) {
            figures[i] = component.apply(rules.get(i));
        }
        return figures;
    }

    private static Head head(ResultSet rows) throws SQLException {
        return new Head(rows.getInt("version"), rows.getObject("valid_from", LocalDate.class));
    }

    private static RuleEntry entry(ResultSet rows) throws SQLException {
        return new RuleEntry(
                rows.getString("id"),
                rows.getString("item"),
                rows.getString("vendor"),
                rows.getString("category"),
                rows.getString("vendor_group"),
                rows.getString("entity"),
                rows.getString("order_type"),
                Measure.valueOf(rows.getString("measure")),
                Side.valueOf(rows.getString("side")),
                RuleEntry.Extent.valueOf(rows.getString("extent")),
                figure(rows, "percent"),
                figure(rows, "absolute"),
                Limit.Combine.valueOf(rows.getString("combine")),
                figure(rows, "per_document"),
                figure(rows, "per_life"),
                rows.getString("currency"));
    }

    private static @Nullable BigDecimal figure(ResultSet rows, String column) throws SQLException {
        var figure = rows.getBigDecimal(column);
        return figure == null
                ? null
                : new BigDecimal(figure.stripTrailingZeros().toPlainString());
    }
}
