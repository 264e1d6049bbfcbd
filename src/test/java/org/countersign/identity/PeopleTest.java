package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Organisations, people, groups, cost centres and document access, through their doors. */
class PeopleTest {

    private static final Instant NEW_YEAR_IN_BERLIN = Instant.parse("2026-12-31T23:30:00Z");

    private static TestDatabase database;
    private static Transactions transactions;
    private static Pipeline jdbc;
    private static Organizations organizations;
    private static PeopleFinder finder;
    private static People people;
    private static CostCentres costCentres;
    private static CostCentreFinder costCentreFinder;
    private static DocumentAccess access;

    private Fixture fixture;

    @BeforeAll
    static void doors() {
        database = TestDatabase.fresh();
        transactions = new Transactions(database.app());
        jdbc = Pipeline.to(database.app());
        var clock = Clock.fixed(NEW_YEAR_IN_BERLIN, ZoneOffset.UTC);
        var ids = new Ids(Clock.systemUTC());
        var journal = new Journal(jdbc, ids, clock, new Wake());
        organizations = new Organizations(jdbc, journal, clock);
        finder = new PeopleFinder(jdbc);
        people = new People(jdbc, new NamedParameterJdbcTemplate(database.app()), finder, journal, ids, clock);
        costCentreFinder = new CostCentreFinder(jdbc);
        costCentres = new CostCentres(jdbc, costCentreFinder, journal, ids);
        access = new DocumentAccess(jdbc);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void organization() {
        fixture = Fixture.in(database);
    }

    @Test
    void anOrganizationHasItsBusinessDateInItsOwnZone() {
        assertThat(organizations.today(fixture.organization)).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void anOrganizationIsFoundedByTheInstallationAndFoundByItsEndpoint() {
        var id = new OrganizationId(UUID.randomUUID());
        var organization = new Organization(
                id,
                "Fjord AS",
                true,
                false,
                CurrencyUnit.of("NOK"),
                java.time.ZoneId.of("Europe/Oslo"),
                Locale.forLanguageTag("nb-NO"),
                new Organization.Registration("987654325", "NO987654325MVA"),
                new Organization.Endpoint("0192", "987654325"),
                new Organization.Address("Kaigata 1", "Bergen", "5015", "NO"),
                Organization.Bank.NONE);

        act(Actor.system(id, "founding"), by -> organizations.found(organization, by));

        assertThat(organizations.organization(id)).isEqualTo(organization);
        assertThat(organizations.findByEndpoint("0192", "987654325")).contains(id);
        assertThat(organizations.ids()).contains(id);
    }

    @Test
    void anOrganizationIsNotFoundedByItsAdministrator() {
        assertRefused(
                "not-your-role",
                () -> act(
                        fixture.administrator,
                        by -> organizations.found(organizations.organization(fixture.organization), by)));
    }

    @Test
    void anOrganizationWhoseFoundingWasRolledBackIsNotRemembered() {
        var id = new OrganizationId(UUID.randomUUID());
        var model = organizations.organization(fixture.organization);
        var organization = new Organization(
                id,
                "Nowhere",
                true,
                true,
                model.currency(),
                model.zone(),
                model.locale(),
                model.registration(),
                Organization.Endpoint.NONE,
                model.address(),
                model.bank());

        assertThatThrownBy(() -> act(Actor.system(id, "founding"), by -> {
                    organizations.found(organization, by);
                    organizations.organization(id);
                    throw new IllegalStateException("changed our mind");
                }))
                .hasMessage("changed our mind");

        assertThatThrownBy(() -> organizations.organization(id)).isInstanceOf(NotFound.class);
    }

    @Test
    void aPersonIsAddedWithGrantsAndManagerAndTheJournalSaysSo() {
        var added = new NewPerson(
                "Nora New",
                " Nora.New@" + fixture.organization + " ",
                List.of(new Grant(Role.APPROVER, Set.of(fixture.research)), Grant.of(Role.REQUESTER)),
                fixture.mona.account());

        var id = answer(fixture.administrator, by -> people.add(added, by));

        var person = answer(fixture.administrator, by -> finder.person(id, by));
        assertThat(person.login()).isEqualTo("nora.new@" + fixture.organization);
        assertThat(person.manager()).isEqualTo(fixture.mona.account());
        assertThat(person.grants())
                .containsExactly(new Grant(Role.APPROVER, Set.of(fixture.research)), Grant.of(Role.REQUESTER));
        assertThat(acts("person", id.value())).containsExactly("person-added");
    }

    @Test
    void aPersonIsNotAddedTwice() {
        var again = new NewPerson("Somebody", Fixture.login(fixture.rita), List.of(), null);

        assertRefused("already-a-member", () -> answer(fixture.administrator, by -> people.add(again, by)));
    }

    @Test
    void aPersonOfAnotherOrganizationJoinsWithTheSameAccount() {
        var other = Fixture.in(database);
        var same = new NewPerson("Rita", Fixture.login(other.rita), List.of(Grant.of(Role.AUDITOR)), null);

        var id = answer(fixture.administrator, by -> people.add(same, by));

        assertThat(id).isEqualTo(other.rita.account());
        assertRefused(
                "member-elsewhere",
                () -> act(fixture.administrator, by -> people.setPassword(id, new PasswordHash("x"), by)));
    }

    @Test
    void aPersonIsOnlyAddedByWhoKeepsPeople() {
        var person = new NewPerson("Nora New", "nora@" + fixture.organization, List.of(), null);

        assertRefused("not-your-role", () -> answer(fixture.finance, by -> people.add(person, by)));
    }

    @Test
    void anAdministratorMayGrantThemselvesARoleAndTheJournalSaysSo() {
        var ada = fixture.administrator.account();

        act(
                fixture.administrator,
                by -> people.changeGrants(ada, 1, List.of(Grant.of(Role.ADMINISTRATOR), Grant.of(Role.FINANCE)), by));

        assertThat(acts("person", ada.value())).containsExactly("grants-changed");
    }

    @Test
    void theLastAdministratorKeepsTheRoleAndIsNotSuspended() {
        var ada = fixture.administrator.account();

        assertRefused(
                "last-administrator",
                () -> act(fixture.administrator, by -> people.changeGrants(ada, 1, List.of(), by)));
        assertRefused("last-administrator", () -> act(fixture.administrator, by -> people.suspend(ada, 1, by)));
    }

    @Test
    void aPersonIsNotChangedByWhoSawAnOlderVersion() {
        var rita = fixture.rita.account();
        act(fixture.administrator, by -> people.changeManager(rita, 1, fixture.dora.account(), by));

        assertThatThrownBy(() -> act(fixture.administrator, by -> people.changeGrants(rita, 1, List.of(), by)))
                .isInstanceOf(Stale.class);
    }

    @Test
    void nobodyReportsToThemselvesThroughOthers() {
        var dora = fixture.dora.account();

        assertRefused(
                "manager-cycle",
                () -> act(fixture.administrator, by -> people.changeManager(dora, 1, fixture.rita.account(), by)));
    }

    @Test
    void aGrantLimitedToAnUnknownCostCentreIsRefused() {
        var limited = List.of(new Grant(Role.BUYER, Set.of(new CostCentreId(UUID.randomUUID()))));

        assertThatThrownBy(() ->
                        act(fixture.administrator, by -> people.changeGrants(fixture.rita.account(), 1, limited, by)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aPersonOfAnotherOrganizationIsInvisible() {
        var other = Fixture.in(database);

        assertThatThrownBy(() -> answer(fixture.administrator, by -> finder.person(other.rita.account(), by)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void peopleAreListedByLoginAPageAtATime() {
        var first = answer(fixture.administrator, by -> finder.people("", 10, by));
        var second =
                answer(fixture.administrator, by -> finder.people(first.next().orElseThrow(), 10, by));

        assertThat(first.rows()).hasSize(10).isSortedAccordingTo(java.util.Comparator.comparing(Person::login));
        assertThat(second.rows()).hasSize(5);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void theSnapshotKnowsManagersOwnersAndGroups() {
        var legal = List.of(fixture.olga.account(), fixture.rene.account());
        act(fixture.administrator, by -> people.changeGroup("legal", legal, by));

        var snapshot = answer(fixture.rita, by -> finder.snapshot(by.organization()));

        assertThat(snapshot.people()).hasSize(15);
        assertThat(snapshot.findManager(fixture.rita.account()).orElseThrow().name())
                .isEqualTo("Mona Manager");
        assertThat(snapshot.findManager(fixture.dora.account())).isEmpty();
        assertThat(snapshot.findOwner(fixture.research).orElseThrow().name()).isEqualTo("Rene Research");
        assertThat(snapshot.group("legal")).containsExactlyInAnyOrderElementsOf(legal);
        assertThat(snapshot.group("nobody")).isEmpty();
    }

    @Test
    void aCostCentreIsOpenedOnceUnderItsCode() {
        var terms = new CostCentre.Terms("Sales", fixture.all, fixture.dora.account(), true);

        var opened = answer(fixture.finance, by -> costCentres.open("SAL", terms, by));

        assertThat(transactions.read(fixture.rita, () -> costCentreFinder.findByCode("SAL", fixture.rita)))
                .contains(opened);
        assertThat(acts("cost-centre", opened.id().value())).containsExactly("cost-centre-opened");
        assertRefused("code-taken", () -> answer(fixture.finance, by -> costCentres.open("SAL", terms, by)));
    }

    @Test
    void aCostCentreIsNotPartOfItselfThroughOthers() {
        var terms = new CostCentre.Terms("Company", fixture.research, fixture.dora.account(), true);

        assertRefused(
                "parent-cycle", () -> answer(fixture.finance, by -> costCentres.change(fixture.all, 1, terms, by)));
    }

    @Test
    void aCostCentreChangesWithTheVersionThatWasSeen() {
        var terms = new CostCentre.Terms("Laboratory", fixture.all, fixture.olga.account(), true);

        var changed = answer(fixture.finance, by -> costCentres.change(fixture.research, 1, terms, by));

        assertThat(changed.version()).isEqualTo(2);
        assertThat(answer(fixture.rita, by -> costCentreFinder.costCentre(fixture.research, by))
                        .terms())
                .isEqualTo(terms);
        assertThatThrownBy(() -> answer(fixture.finance, by -> costCentres.change(fixture.research, 1, terms, by)))
                .isInstanceOf(Stale.class);
    }

    @Test
    void aDocumentIsSeenThroughTheAccountOrACostCentreOfALimitedGrant() {
        var order = new DocumentRef("order", UUID.randomUUID());
        var today = LocalDate.of(2026, 3, 1);
        var limited = fixture.add("Lena Limited", new Grant(Role.BUYER, Set.of(fixture.research)));
        var subjects = Set.of(fixture.rita.account().value(), fixture.research.value());

        act(fixture.rita, by -> access.grant(by.organization(), order, today, subjects));
        act(fixture.rita, by -> access.grant(by.organization(), order, today, subjects));

        assertThat(sees(fixture.rita, order, today)).isTrue();
        assertThat(sees(limited, order, today)).isTrue();
        assertThat(sees(fixture.mona, order, today)).isFalse();
    }

    private static boolean sees(Actor by, DocumentRef order, LocalDate today) {
        return transactions.read(by, () -> access.sees(by, order, today));
    }

    private List<String> acts(String kind, UUID id) {
        return transactions.read(
                fixture.organization,
                () -> new JournalFinder(jdbc)
                        .life(new DocumentRef(kind, id), 0, fixture.auditor).stream()
                                .map(JournalRow::act)
                                .toList());
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static <T> T answer(Actor by, java.util.function.Function<Actor, T> act) {
        return transactions.act(by, () -> act.apply(by));
    }

    private static void act(Actor by, java.util.function.Consumer<Actor> act) {
        transactions.act(by, () -> {
            act.accept(by);
            return by;
        });
    }
}
