package org.countersign.identity;

import static org.countersign.platform.Params.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Journal;
import org.joda.money.CurrencyUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The organisations of this installation: found, looked up, and what day it is for each. */
@Component
public class Organizations {

    static final String FIND = """
            select id, name, buys, sells, currency, zone, locale, legal_id, tax_id, endpoint_scheme, endpoint_id, street,
                   city, postal_code, country, iban, bic
              from identity.organization
             where id = :organization
            """;
    static final String BY_ENDPOINT = """
            select id from identity.organization where endpoint_scheme = :scheme and endpoint_id = :endpoint
            """;
    static final String IDS = """
            select id from identity.organization order by id
            """;
    static final String INSERT = """
            insert into identity.organization (id, name, buys, sells, currency, zone, locale, legal_id, tax_id,
                   endpoint_scheme, endpoint_id, street, city, postal_code, country, iban, bic, created_at)
            values (:organization, :name, :buys, :sells, :currency, :zone, :locale, :legalId, :taxId,
                   :endpointScheme, :endpointId, :street, :city, :postalCode, :country, :iban, :bic, :now)
            """;

    /** How long a node may go on with what it read of an organisation; another node's change is seen after it. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Clock clock;
    private final Map<OrganizationId, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Organization organization, long nanos) {}

    public Organizations(JdbcClient jdbc, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.clock = clock;
    }

    /** Founds an organisation, as the installation's own job in a transaction of the new organisation. */
    public void found(Organization organization, Actor by) {
        Refusal.unless(
                by.kind() == Actor.Kind.SYSTEM && by.organization().equals(organization.id()),
                () -> Refusal.forbidden(
                        "not-your-role", "Only the installation founds organisations.", Refusal.Facts.none()));
        forgetAfterwards(organization.id());
        jdbc.sql(INSERT)
                .param("organization", organization.id().value())
                .param("name", organization.name())
                .param("buys", organization.buys())
                .param("sells", organization.sells())
                .param("currency", organization.currency().getCode())
                .param("zone", organization.zone().getId())
                .param("locale", organization.locale().toLanguageTag())
                .param("legalId", organization.registration().legalId())
                .param("taxId", organization.registration().taxId())
                .param("endpointScheme", organization.endpoint().scheme())
                .param("endpointId", organization.endpoint().id())
                .param("street", organization.address().street())
                .param("city", organization.address().city())
                .param("postalCode", organization.address().postalCode())
                .param("country", organization.address().country())
                .param("iban", organization.bank().iban())
                .param("bic", organization.bank().bic())
                .param("now", column(clock.instant()))
                .update();
        journal.tell(
                new IdentityEvent.OrganizationFounded(
                        organization.id(), organization.name(), organization.buys(), organization.sells()),
                by);
    }

    /** The organisation, as it was at most 10 seconds ago. */
    public Organization organization(OrganizationId id) {
        var known = seen.get(id);
        if (known != null && System.nanoTime() - known.nanos() < FRESH.toNanos()) {
            return known.organization();
        }
        var organization = jdbc.sql(FIND)
                .param("organization", id.value())
                .query((rows, _) -> organization(rows))
                .optional()
                .orElseThrow(() -> new NotFound("organisation", id));
        seen.put(id, new Seen(organization, System.nanoTime()));
        return organization;
    }

    /** The organisation that answers at the address on the exchange. */
    public Optional<OrganizationId> findByEndpoint(String scheme, String endpoint) {
        return jdbc.sql(BY_ENDPOINT)
                .param("scheme", scheme)
                .param("endpoint", endpoint)
                .query(UUID.class)
                .optional()
                .map(OrganizationId::new);
    }

    /** Every organisation, the oldest first: for jobs that run once for each. */
    public List<OrganizationId> ids() {
        return jdbc.sql(IDS)
                .query((rows, _) -> new OrganizationId(rows.getObject("id", UUID.class)))
                .list();
    }

    /** The business date of the organisation: today in its zone. */
    public LocalDate today(OrganizationId id) {
        return LocalDate.now(clock.withZone(organization(id).zone()));
    }

    /** What was read inside the founding transaction must not outlive its rollback. */
    private void forgetAfterwards(OrganizationId id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                seen.remove(id);
            }
        });
    }

    private static Organization organization(ResultSet rows) throws SQLException {
        return new Organization(
                new OrganizationId(rows.getObject("id", UUID.class)),
                rows.getString("name"),
                rows.getBoolean("buys"),
                rows.getBoolean("sells"),
                CurrencyUnit.of(rows.getString("currency")),
                ZoneId.of(rows.getString("zone")),
                Locale.forLanguageTag(rows.getString("locale")),
                new Organization.Registration(rows.getString("legal_id"), rows.getString("tax_id")),
                new Organization.Endpoint(rows.getString("endpoint_scheme"), rows.getString("endpoint_id")),
                new Organization.Address(
                        rows.getString("street"),
                        rows.getString("city"),
                        rows.getString("postal_code"),
                        rows.getString("country")),
                new Organization.Bank(rows.getString("iban"), rows.getString("bic")));
    }
}
