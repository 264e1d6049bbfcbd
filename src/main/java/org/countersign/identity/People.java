package org.countersign.identity;

import static org.countersign.kernel.Authority.KEEP_PEOPLE;
import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the people of an organisation: who is in it, with which roles, under which manager, in which approver groups.
 * Refuses {@code already-a-member}, {@code role-twice}, {@code manager-cycle}, {@code last-administrator} and {@code
 * member-elsewhere} (a password is set by an administrator of the person's only organisation).
 */
@Component
public class People {

    private final PeopleStore store;
    private final PeopleFinder people;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public People(
            JdbcClient jdbc,
            NamedParameterJdbcTemplate batch,
            PeopleFinder people,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.store = new PeopleStore(jdbc, batch);
        this.people = people;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds a person to the organisation; answers the account. */
    public AccountId add(NewPerson person, Actor by) {
        by.require(KEEP_PEOPLE);
        checkWords(person);
        store.lock(by.organization());
        checkGrants(person.grants(), by);
        checkManager(person.manager(), by);
        var id = store.account(new AccountId(ids.next()), person, clock.instant());
        unless(
                store.insertMembership(by.organization(), id, person.manager()),
                () -> Refusal.conflict(
                        "already-a-member",
                        person.login() + " is in this organisation already.",
                        Refusal.Facts.of("field", "login").and("first", id)));
        store.insertGrants(by.organization(), id, person.grants(), clock.instant());
        journal.tell(
                new IdentityEvent.PersonAdded(id, person.name(), person.login(), person.grants(), person.manager()),
                by);
        return id;
    }

    /** Replaces the person's grants; somebody must remain to keep people. Answers the person as they are now. */
    public Person changeGrants(AccountId id, int seen, List<Grant> grants, Actor by) {
        by.require(KEEP_PEOPLE);
        var before = locked(id, seen, by);
        checkGrants(grants, by);
        store.deleteGrants(by.organization(), id);
        store.insertGrants(by.organization(), id, grants, clock.instant());
        checkAdministrators(by);
        store.touch(by.organization(), id);
        journal.tell(new IdentityEvent.GrantsChanged(id, before.grants(), List.copyOf(grants)), by);
        return people.person(id, by.organization());
    }

    /** Changes whom the person reports to; nobody reports to themselves, not even through others. */
    public Person changeManager(AccountId id, int seen, @Nullable AccountId manager, Actor by) {
        by.require(KEEP_PEOPLE);
        var before = locked(id, seen, by);
        checkManager(manager, by);
        unless(
                manager == null || !store.reportsTo(by.organization(), manager, id),
                "manager-cycle",
                "Nobody can report to themselves, not even through others.");
        store.changeManager(by.organization(), id, manager);
        journal.tell(new IdentityEvent.ManagerChanged(id, before.manager(), manager), by);
        return people.person(id, by.organization());
    }

    /** Ends what the person may do here, at once; what they did stays. */
    public Person suspend(AccountId id, int seen, Actor by) {
        by.require(KEEP_PEOPLE);
        locked(id, seen, by);
        store.changeActive(by.organization(), id, false);
        checkAdministrators(by);
        store.endSessions(by.organization(), id);
        journal.tell(new IdentityEvent.PersonSuspended(id), by);
        return people.person(id, by.organization());
    }

    /** Lets a suspended person act again. */
    public Person restore(AccountId id, int seen, Actor by) {
        by.require(KEEP_PEOPLE);
        locked(id, seen, by);
        store.changeActive(by.organization(), id, true);
        journal.tell(new IdentityEvent.PersonRestored(id), by);
        return people.person(id, by.organization());
    }

    /** Replaces the members of an approver group; a group without members is none. */
    public void changeGroup(String group, Collection<AccountId> members, Actor by) {
        by.require(KEEP_PEOPLE);
        unless(
                !group.isBlank() && group.length() <= 80,
                "name-length",
                "A group needs a name of at most 80 characters.");
        store.lock(by.organization());
        var before = people.groups(by.organization()).getOrDefault(group, Set.of());
        var after = new HashSet<>(members);
        for (var member : after) {
            people.person(member, by.organization());
        }
        store.changeGroup(by.organization(), group, after);
        journal.tell(
                new IdentityEvent.GroupChanged(by.organization(), group, List.copyOf(before), List.copyOf(after)), by);
    }

    /** Sets a password for a person who is in no other organisation, and ends their sessions. */
    public void setPassword(AccountId id, PasswordHash password, Actor by) {
        by.require(KEEP_PEOPLE);
        people.person(id, by.organization());
        unless(
                store.memberships(id).stream().allMatch(by.organization()::equals),
                "member-elsewhere",
                "This person is in another organisation too, so no administrator of one alone sets their password.");
        store.setPassword(id, password);
        journal.tell(new IdentityEvent.PasswordSet(id), by);
    }

    /** Acts on people wait for each other: a last administrator or a circle of managers shows only when all is seen. */
    private Person locked(AccountId id, int seen, Actor by) {
        store.lock(by.organization());
        var person = people.person(id, by.organization());
        Stale.unlessCurrent(seen, person.version());
        return person;
    }

    private static void checkWords(NewPerson person) {
        unless(
                !person.name().isBlank() && person.name().length() <= 200,
                "name-length",
                "A person needs a name of at most 200 characters.");
        unless(
                !person.login().isBlank() && person.login().length() <= 200,
                "login-length",
                "A person needs a login of at most 200 characters.");
    }

    private void checkGrants(List<Grant> grants, Actor by) {
        unless(
                grants.stream().map(Grant::role).distinct().count() == grants.size(),
                "role-twice",
                "Name each role once, with all the cost centres it is limited to.");
        for (var grant : grants) {
            store.findMissingCostCentre(by.organization(), grant.costCentres()).ifPresent(missing -> {
                throw new NotFound("cost centre", missing);
            });
        }
    }

    private void checkManager(@Nullable AccountId manager, Actor by) {
        if (manager != null) {
            unless(
                    people.person(manager, by.organization()).active(),
                    "manager-inactive",
                    "A manager must be an active person.");
        }
    }

    private void checkAdministrators(Actor by) {
        unless(
                store.hasActive(by.organization(), Role.ADMINISTRATOR),
                "last-administrator",
                "An organisation keeps at least one active administrator; name another first.");
    }
}
