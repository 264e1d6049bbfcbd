package org.countersign.vendor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.SearchKey;
import org.countersign.platform.PageKey;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of vendors. */
class VendorStore {

    static final String ADD = """
            insert into vendor.vendor (organization_id, id, name, name_key, legal_id, tax_id, legal_key, state,
                   endpoint_scheme, endpoint_id, partner_organization_id, email, billing_street, billing_city,
                   billing_postal_code, billing_country, ordering_street, ordering_city, ordering_postal_code,
                   ordering_country, payment_days, currency)
            values (:organization, :id, :name, :nameKey, :legalId, :taxId, :legalKey, :state,
                   :endpointScheme, :endpointId, :partner, :email, :billingStreet, :billingCity,
                   :billingPostalCode, :billingCountry, :orderingStreet, :orderingCity, :orderingPostalCode,
                   :orderingCountry, :paymentDays, :currency)
            """;
    static final String CHANGE = """
            update vendor.vendor
               set name = :name, name_key = :nameKey, legal_id = :legalId, tax_id = :taxId, legal_key = :legalKey,
                   endpoint_scheme = :endpointScheme, endpoint_id = :endpointId, partner_organization_id = :partner,
                   email = :email, billing_street = :billingStreet, billing_city = :billingCity,
                   billing_postal_code = :billingPostalCode, billing_country = :billingCountry,
                   ordering_street = :orderingStreet, ordering_city = :orderingCity,
                   ordering_postal_code = :orderingPostalCode, ordering_country = :orderingCountry,
                   payment_days = :paymentDays, currency = :currency, version = version + 1
             where organization_id = :organization and id = :id
            """;
    static final String CHANGE_BANK = """
            update vendor.vendor
               set iban = :iban, bic = :bic, account_holder = :holder, bank_version = bank_version + 1,
                   version = version + 1
             where organization_id = :organization and id = :id
            """;
    static final String CHANGE_STATE = """
            update vendor.vendor set state = :state, state_reason = :reason, version = version + 1
             where organization_id = :organization and id = :id
            """;
    static final String LOCK = """
            select id from vendor.vendor where organization_id = :organization and id = :id for no key update
            """;
    static final String BY_IDS = """
            select * from vendor.vendor where organization_id = :organization and id = any(:ids) order by id
            """;
    static final String OF_LEGAL_ENTITY = """
            select id from vendor.vendor
             where organization_id = :organization and legal_key = :legalKey and legal_key <> '' and id <> :id
            """;
    static final String BY_ENDPOINT = """
            select * from vendor.vendor
             where organization_id = :organization and endpoint_scheme = :scheme and endpoint_id = :endpoint
               and endpoint_id <> ''
             order by id
             limit 1
            """;
    static final String BY_TAX_ID = """
            select * from vendor.vendor
             where organization_id = :organization and tax_id = :taxId and tax_id <> ''
             order by id
             limit 1
            """;
    static final String BY_NAME = """
            select * from vendor.vendor
             where organization_id = :organization and name_key = :nameKey
             order by id
             limit 2
            """;
    static final String PARTNER = """
            select id from identity.organization
             where endpoint_scheme = :scheme and endpoint_id = :endpoint and endpoint_id <> '' and id <> :organization
            """;
    static final String PAGE = """
            select id, name, legal_id, tax_id, state, billing_country, currency, endpoint_id from vendor.vendor
             where organization_id = :organization and name_key >= :from and name_key < :to
               and (name_key, id) > (:nameKey, :id)
             order by name_key, id
             limit :size
            """;
    static final String PAGE_IN_STATE = """
            select id, name, legal_id, tax_id, state, billing_country, currency, endpoint_id from vendor.vendor
             where organization_id = :organization and state = :state and name_key >= :from and name_key < :to
               and (name_key, id) > (:nameKey, :id)
             order by name_key, id
             limit :size
            """;

    private final JdbcClient jdbc;

    VendorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(OrganizationId organization, VendorId id, VendorTerms terms, Optional<OrganizationId> partner) {
        jdbc.sql(ADD)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("state", VendorState.ORDERABLE.name())
                .params(columns(terms, partner))
                .update();
    }

    void change(OrganizationId organization, VendorId id, VendorTerms terms, Optional<OrganizationId> partner) {
        jdbc.sql(CHANGE)
                .param("organization", organization.value())
                .param("id", id.value())
                .params(columns(terms, partner))
                .update();
    }

    void changeBank(OrganizationId organization, VendorId id, BankDetails bank) {
        jdbc.sql(CHANGE_BANK)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("iban", bank.iban().value())
                .param("bic", bank.bic() == null ? "" : bank.bic().value())
                .param("holder", bank.holder())
                .update();
    }

    void changeState(OrganizationId organization, VendorId id, VendorState state, String reason) {
        jdbc.sql(CHANGE_STATE)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("state", state.name())
                .param("reason", reason)
                .update();
    }

    /** Locks the vendor; what it holds is read by the next statement. */
    void lock(OrganizationId organization, VendorId id) {
        jdbc.sql(LOCK)
                .param("organization", organization.value())
                .param("id", id.value())
                .query(UUID.class)
                .list();
    }

    List<VendorView> byIds(OrganizationId organization, Collection<VendorId> ids) {
        return jdbc.sql(BY_IDS)
                .param("organization", organization.value())
                .param("ids", ids.stream().map(VendorId::value).toArray(UUID[]::new))
                .query((rows, _) -> view(rows))
                .list();
    }

    /** Another vendor than this one that is the same legal entity. */
    Optional<VendorId> ofLegalEntity(OrganizationId organization, String legalKey, VendorId other) {
        return jdbc.sql(OF_LEGAL_ENTITY)
                .param("organization", organization.value())
                .param("legalKey", legalKey)
                .param("id", other.value())
                .query((rows, _) -> new VendorId(rows.getObject("id", UUID.class)))
                .optional();
    }

    Optional<VendorView> byEndpoint(OrganizationId organization, Endpoint endpoint) {
        return jdbc.sql(BY_ENDPOINT)
                .param("organization", organization.value())
                .param("scheme", endpoint.scheme())
                .param("endpoint", endpoint.id())
                .query((rows, _) -> view(rows))
                .optional();
    }

    Optional<VendorView> byTaxId(OrganizationId organization, String taxId) {
        return jdbc.sql(BY_TAX_ID)
                .param("organization", organization.value())
                .param("taxId", taxId)
                .query((rows, _) -> view(rows))
                .optional();
    }

    List<VendorView> byName(OrganizationId organization, String nameKey) {
        return jdbc.sql(BY_NAME)
                .param("organization", organization.value())
                .param("nameKey", nameKey)
                .query((rows, _) -> view(rows))
                .list();
    }

    /** The organisation of this installation that is reached at the endpoint, other than our own. */
    Optional<OrganizationId> partner(OrganizationId organization, Endpoint endpoint) {
        return jdbc.sql(PARTNER)
                .param("organization", organization.value())
                .param("scheme", endpoint.scheme())
                .param("endpoint", endpoint.id())
                .query((rows, _) -> new OrganizationId(rows.getObject("id", UUID.class)))
                .optional();
    }

    List<VendorRow> page(OrganizationId organization, String beginning, PageKey after, int size) {
        return bound(jdbc.sql(PAGE), organization, beginning, after, size)
                .query((rows, _) -> row(rows))
                .list();
    }

    List<VendorRow> page(OrganizationId organization, VendorState state, String beginning, PageKey after, int size) {
        return bound(jdbc.sql(PAGE_IN_STATE), organization, beginning, after, size)
                .param("state", state.name())
                .query((rows, _) -> row(rows))
                .list();
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec sql, OrganizationId organization, String beginning, PageKey after, int size) {
        return sql.param("organization", organization.value())
                .param("from", beginning)
                .param("to", SearchKey.end(beginning))
                .param("nameKey", after.word(0))
                .param("id", after.id(1))
                .param("size", size);
    }

    private static Map<String, @Nullable Object> columns(VendorTerms terms, Optional<OrganizationId> partner) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("name", terms.name());
        columns.put("nameKey", terms.nameKey());
        columns.put("legalId", terms.legalId());
        columns.put("taxId", terms.taxId());
        columns.put("legalKey", terms.legalKey());
        columns.put("endpointScheme", terms.endpoint().scheme());
        columns.put("endpointId", terms.endpoint().id());
        columns.put("partner", partner.map(OrganizationId::value).orElse(null));
        columns.put("email", terms.email());
        columns.put("billingStreet", terms.billing().street());
        columns.put("billingCity", terms.billing().city());
        columns.put("billingPostalCode", terms.billing().postalCode());
        columns.put("billingCountry", terms.billing().country());
        columns.put("orderingStreet", terms.ordering().street());
        columns.put("orderingCity", terms.ordering().city());
        columns.put("orderingPostalCode", terms.ordering().postalCode());
        columns.put("orderingCountry", terms.ordering().country());
        columns.put("paymentDays", terms.paymentDays());
        columns.put("currency", terms.currency().getCode());
        return columns;
    }

    private static VendorRow row(ResultSet rows) throws SQLException {
        return new VendorRow(
                new VendorId(rows.getObject("id", UUID.class)),
                rows.getString("name"),
                rows.getString("legal_id"),
                rows.getString("tax_id"),
                VendorState.valueOf(rows.getString("state")),
                rows.getString("billing_country"),
                CurrencyUnit.of(rows.getString("currency")),
                !rows.getString("endpoint_id").isEmpty());
    }

    private static VendorView view(ResultSet rows) throws SQLException {
        return new VendorView(
                new VendorId(rows.getObject("id", UUID.class)),
                terms(rows),
                VendorState.valueOf(rows.getString("state")),
                rows.getString("state_reason"),
                Optional.ofNullable(rows.getObject("partner_organization_id", UUID.class))
                        .map(OrganizationId::new),
                bank(rows),
                rows.getInt("bank_version"),
                rows.getInt("version"));
    }

    private static VendorTerms terms(ResultSet rows) throws SQLException {
        return new VendorTerms(
                rows.getString("name"),
                rows.getString("legal_id"),
                rows.getString("tax_id"),
                new Endpoint(rows.getString("endpoint_scheme"), rows.getString("endpoint_id")),
                rows.getString("email"),
                new Address(
                        rows.getString("billing_street"),
                        rows.getString("billing_city"),
                        rows.getString("billing_postal_code"),
                        rows.getString("billing_country")),
                new Address(
                        rows.getString("ordering_street"),
                        rows.getString("ordering_city"),
                        rows.getString("ordering_postal_code"),
                        rows.getString("ordering_country")),
                rows.getInt("payment_days"),
                CurrencyUnit.of(rows.getString("currency")));
    }

    private static Optional<BankDetails> bank(ResultSet rows) throws SQLException {
        var iban = rows.getString("iban");
        if (iban.isEmpty()) {
            return Optional.empty();
        }
        var bic = rows.getString("bic");
        return Optional.of(
                new BankDetails(new Iban(iban), bic.isEmpty() ? null : new Bic(bic), rows.getString("account_holder")));
    }
}
