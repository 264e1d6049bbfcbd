package org.countersign;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Role;
import org.countersign.platform.Hash;
import org.countersign.platform.Params;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An organisation as the tests of every module find it: it buys and sells in euro from Berlin; Rita (requester) reports
 * to Mona (approver), Mona to Dora (approver), Dora to nobody; Olga and Rene (approvers) own the cost centres OPS and
 * RND, Dora owns their parent ALL; and there is one person for each other role, two payers and two of finance.
 */
public final class Fixture {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T08:00:00Z");

    public final OrganizationId organization = new OrganizationId(UUID.randomUUID());
    public final Actor rita = person("Rita Requester", Role.REQUESTER);
    public final Actor mona = person("Mona Manager", Role.REQUESTER, Role.APPROVER);
    public final Actor dora = person("Dora Director", Role.APPROVER);
    public final Actor olga = person("Olga Operations", Role.APPROVER);
    public final Actor rene = person("Rene Research", Role.APPROVER);
    public final Actor buyer = person("Bert Buyer", Role.BUYER);
    public final Actor receiver = person("Rolf Receiver", Role.RECEIVER);
    public final Actor apClerk = person("Anna Clerk", Role.AP_CLERK);
    public final Actor payer = person("Paul Payer", Role.PAYER);
    public final Actor otherPayer = person("Petra Payer", Role.PAYER);
    public final Actor finance = person("Fiona Finance", Role.FINANCE);
    public final Actor otherFinance = person("Felix Finance", Role.FINANCE);
    public final Actor seller = person("Sven Seller", Role.SELLER);
    public final Actor auditor = person("Axel Auditor", Role.AUDITOR);
    public final Actor administrator = person("Ada Administrator", Role.ADMINISTRATOR);

    /** The parent of the other two; owned by Dora. */
    public final CostCentreId all = new CostCentreId(UUID.randomUUID());

    /** Code OPS, owned by Olga. */
    public final CostCentreId operations = new CostCentreId(UUID.randomUUID());

    /** Code RND, owned by Rene. */
    public final CostCentreId research = new CostCentreId(UUID.randomUUID());

    private final JdbcClient jdbc;
    private final Transactions transactions;

    private Fixture(DataSource app) {
        this.jdbc = JdbcClient.create(app);
        this.transactions = new Transactions(app);
    }

    /** A new organisation in the database. */
    public static Fixture in(TestDatabase database) {
        return in(database.app());
    }

    /** A new organisation in the database that the {@code app} login's pool reaches. */
    public static Fixture in(DataSource app) {
        var fixture = new Fixture(app);
        fixture.transactions.act(fixture.organization, fixture::write);
        return fixture;
    }

    /** Everybody, one actor for each role (the first where there are two). */
    public Map<Role, Actor> byRole() {
        return Map.of(
                Role.REQUESTER, rita,
                Role.APPROVER, dora,
                Role.BUYER, buyer,
                Role.RECEIVER, receiver,
                Role.AP_CLERK, apClerk,
                Role.PAYER, payer,
                Role.FINANCE, finance,
                Role.SELLER, seller,
                Role.AUDITOR, auditor,
                Role.ADMINISTRATOR, administrator);
    }

    /** Makes an API key for the person and answers what goes into {@code Authorization}. */
    public String bearer(Actor person) {
        var id = UUID.randomUUID();
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into identity.api_key (id, secret_hash, account_id, organization_id, name, created_at)
                values (:id, :hash, :account, :organization, 'of a test', :at)
                """)
                .param("id", id)
                .param("hash", Hash.sha256(secret))
                .param("account", person.account().value())
                .param("organization", organization.value())
                .param("at", Params.column(LONG_AGO))
                .update();
        return "Bearer " + id + "." + secret;
    }

    /** Starts a session of the person, as of now, and answers what its cookie holds. */
    public String session(Actor person) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = Instant.now();
        jdbc.sql("""
                insert into identity.session (token_hash, account_id, organization_id, created_at, touched_at, expires_at)
                values (:hash, :account, :organization, :now, :now, :expires)
                """)
                .param("hash", Hash.sha256(token))
                .param("account", person.account().value())
                .param("organization", organization.value())
                .param("now", Params.column(now))
                .param("expires", Params.column(now.plusSeconds(3_600)))
                .update();
        return token;
    }

    /** Adds a person with grants of their own, reporting to nobody. */
    public Actor add(String name, Grant... grants) {
        var person = Actor.person(organization, new AccountId(UUID.randomUUID()), name, Set.of(grants));
        return transactions.act(organization, () -> {
            insert(person, null);
            return person;
        });
    }

    private Actor person(String name, Role... roles) {
        return Actor.person(
                organization,
                new AccountId(UUID.randomUUID()),
                name,
                Arrays.stream(roles).map(Grant::of).collect(Collectors.toSet()));
    }

    private Fixture write() {
        jdbc.sql("""
                insert into identity.organization (id, name, buys, sells, currency, zone, locale, legal_id, tax_id,
                    endpoint_scheme, endpoint_id, street, city, postal_code, country, iban, bic, created_at)
                values (:organization, 'Muster GmbH', true, true, 'EUR', 'Europe/Berlin', 'en-GB', 'HRB 1234',
                    'DE123456789', '9930', :endpoint, 'Hauptstrasse 1', 'Berlin', '10115', 'DE',
                    'DE89370400440532013000', 'COBADEFFXXX', :at)
                """)
                .param("organization", organization.value())
                .param("endpoint", "DE" + organization)
                .param("at", Params.column(LONG_AGO))
                .update();
        insert(dora, null);
        insert(mona, dora);
        insert(rita, mona);
        insert(olga, dora);
        insert(rene, dora);
        insert(buyer, mona);
        insert(receiver, mona);
        insert(finance, dora);
        insert(apClerk, finance);
        insert(payer, mona);
        insert(otherPayer, mona);
        insert(otherFinance, dora);
        insert(seller, mona);
        insert(auditor, null);
        insert(administrator, null);
        costCentre(all, "ALL", "Company", null, dora);
        costCentre(operations, "OPS", "Operations", all, olga);
        costCentre(research, "RND", "Research", all, rene);
        return this;
    }

    private void insert(Actor person, @Nullable Actor manager) {
        jdbc.sql("insert into identity.account (id, name, login, created_at) values (:id, :name, :login, :at)")
                .param("id", person.account().value())
                .param("name", person.name())
                .param("login", login(person))
                .param("at", Params.column(LONG_AGO))
                .update();
        jdbc.sql("insert into identity.membership values (:organization, :account, :manager)")
                .param("organization", organization.value())
                .param("account", person.account().value())
                .param("manager", manager == null ? null : manager.account().value())
                .update();
        for (var grant : person.grants()) {
            jdbc.sql("""
                    insert into identity.role_grant (organization_id, account_id, role, cost_centre_ids, granted_at)
                    values (:organization, :account, :role, :costCentres, :at)
                    """)
                    .param("organization", organization.value())
                    .param("account", person.account().value())
                    .param("role", grant.role().name())
                    .param(
                            "costCentres",
                            grant.costCentres().stream()
                                    .map(CostCentreId::value)
                                    .toArray(UUID[]::new))
                    .param("at", Params.column(LONG_AGO))
                    .update();
        }
    }

    /** The login of a person of this fixture: the name in lower case, a dot, and part of the id. */
    public static String login(Actor person) {
        return (person.name().replace(' ', '.') + "."
                        + person.account().value().toString().substring(24))
                .toLowerCase(Locale.ROOT);
    }

    private void costCentre(CostCentreId id, String code, String name, @Nullable CostCentreId parent, Actor owner) {
        jdbc.sql("""
                insert into identity.cost_centre (organization_id, id, code, name, parent_id, owner_id)
                values (:organization, :id, :code, :name, :parent, :owner)
                """)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("code", code)
                .param("name", name)
                .param("parent", parent == null ? null : parent.value())
                .param("owner", owner.account().value())
                .update();
    }
}
