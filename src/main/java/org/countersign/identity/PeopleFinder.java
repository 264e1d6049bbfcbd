package org.countersign.identity;

import static org.countersign.kernel.Authority.KEEP_COST_CENTRES;
import static org.countersign.kernel.Authority.KEEP_PEOPLE;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Page;
import org.countersign.kernel.Role;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the people of an organisation: for those who keep them, and as a snapshot for routing approvals. */
@Component
public class PeopleFinder {

    static final String FIND = """
            select m.account_id, a.name, a.login, m.manager_id, m.active, m.version, g.role, g.cost_centre_ids
              from identity.membership m
              join identity.account a on a.id = m.account_id
              left join identity.role_grant g on (g.organization_id, g.account_id) = (m.organization_id, m.account_id)
             where m.organization_id = :organization and m.account_id = :id
             order by g.role
            """;
    static final String PAGE = """
            select p.account_id, p.name, p.login, p.manager_id, p.active, p.version, g.role, g.cost_centre_ids
              from (select m.organization_id, m.account_id, a.name, a.login, m.manager_id, m.active, m.version
                      from identity.membership m
                      join identity.account a on a.id = m.account_id
                     where m.organization_id = :organization and a.login > :after
                       and (:listing = 'ALL' or m.active = (:listing = 'ACTIVE'))
                     order by a.login
                     limit :size) p
              left join identity.role_grant g on (g.organization_id, g.account_id) = (p.organization_id, p.account_id)
             order by p.login, g.role
            """;
    static final String ALL = """
            select m.account_id, a.name, a.login, m.manager_id, m.active, m.version, g.role, g.cost_centre_ids
              from identity.membership m
              join identity.account a on a.id = m.account_id
              left join identity.role_grant g on (g.organization_id, g.account_id) = (m.organization_id, m.account_id)
             where m.organization_id = :organization
             order by m.account_id, g.role
            """;
    static final String GROUPS = """
            select name, account_id from identity.approver_group where organization_id = :organization order by name, account_id
            """;

    static final String VERSION = """
            select version from identity.people_version where organization_id = :organization
            """;

    private static final UUID NOBODY_YET = new UUID(0, 0);

    /** Organisations whose people are kept at hand; beyond that the one not asked for longest is read again. */
    private static final int MOST_KEPT = 100;

    private static final ResultSetExtractor<List<Person>> PEOPLE = PeopleFinder::people;

    private final JdbcClient jdbc;
    private final CostCentreFinder costCentres;
    private final Map<OrganizationId, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrganizationId, Seen> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public PeopleFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.costCentres = new CostCentreFinder(jdbc);
    }

    /** The person; anybody may look themselves up, for others it takes who keeps people. */
    public Person person(AccountId id, Actor by) {
        if (!id.equals(by.account())) {
            by.require(KEEP_PEOPLE);
        }
        return person(id, by.organization());
    }

    /** Which people a list shows. */
    public enum Listing {
        ACTIVE,
        SUSPENDED,
        ALL
    }

    /** The people whose login comes after the key, by login. */
    public Page<Person> people(String after, int size, Actor by) {
        return people(Listing.ALL, after, size, by);
    }

    /** Those of the people that the list shows whose login comes after the key, by login. */
    public Page<Person> people(Listing listing, String after, int size, Actor by) {
        by.require(KEEP_PEOPLE);
        var rows = jdbc.sql(PAGE)
                .param("organization", by.organization().value())
                .param("listing", listing.name())
                .param("after", after)
                .param("size", size + 1)
                .query(PEOPLE);
        return Page.of(rows, size, Person::login);
    }

    /** The approver groups with their members. */
    public Map<String, Set<AccountId>> groups(Actor by) {
        by.require(KEEP_PEOPLE);
        return groups(by.organization());
    }

    /** Everybody's name, to choose from; for who keeps people or the cost centres that people answer for. */
    public Map<AccountId, Choice> choices(Actor by) {
        if (!by.may(KEEP_COST_CENTRES)) {
            by.require(KEEP_PEOPLE);
        }
        return jdbc.sql(ALL).param("organization", by.organization().value()).query(PEOPLE).stream()
                .sorted(Comparator.comparing(Person::name))
                .collect(Collectors.toMap(
                        Person::id,
                        person -> new Choice(person.name(), person.active()),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    /** A person as one of several to choose from. */
    public record Choice(String name, boolean active) {}

    /** The people as they were read, and the version that was asked for before. */
    private record Seen(UUID version, OrganizationPeople people) {}

    /**
     * Everybody, every cost centre and every group as they are now; for doors and pages that judge what they show of it. One
     * statement while nothing has changed since they were last read. A transaction's own changes are always seen.
     */
    public OrganizationPeople snapshot(OrganizationId organization) {
        var version = jdbc.sql(VERSION)
                .param("organization", organization.value())
                .query(UUID.class)
                .optional()
                .orElse(NOBODY_YET);
        var known = known(organization);
        if (known.filter(kept -> kept.version().equals(version)).isPresent()) {
            return known.orElseThrow().people();
        }
        var people = jdbc.sql(ALL).param("organization", organization.value()).query(PEOPLE);
        var read = OrganizationPeople.of(people, costCentres.all(organization), groups(organization));
        keep(organization, new Seen(version, read));
        return read;
    }

    private Optional<Seen> known(OrganizationId organization) {
        synchronized (seen) {
            return Optional.ofNullable(seen.get(organization));
        }
    }

    private void keep(OrganizationId organization, Seen read) {
        synchronized (seen) {
            seen.put(organization, read);
        }
    }

    Person person(AccountId id, OrganizationId organization) {
        return jdbc.sql(FIND).param("organization", organization.value()).param("id", id.value()).query(PEOPLE).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("person", id));
    }

    Map<String, Set<AccountId>> groups(OrganizationId organization) {
        record Member(String group, AccountId account) {}
        return jdbc
                .sql(GROUPS)
                .param("organization", organization.value())
                .query((rows, _) ->
                        new Member(rows.getString("name"), new AccountId(rows.getObject("account_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Member::group, TreeMap::new, Collectors.mapping(Member::account, Collectors.toSet())));
    }

    /** One row a grant; a person without any has one row with none. */
    private static List<Person> people(ResultSet rows) throws SQLException {
        var people = new LinkedHashMap<UUID, Person>();
        while (rows.next()) {
            var id = rows.getObject("account_id", UUID.class);
            var manager = rows.getObject("manager_id", UUID.class);
            var known = people.get(id);
            var grants = new ArrayList<>(known == null ? List.of() : known.grants());
            if (rows.getString("role") != null) {
                grants.add(grant(rows.getString("role"), rows.getArray("cost_centre_ids")));
            }
            people.put(
                    id,
                    new Person(
                            new AccountId(id),
                            rows.getString("name"),
                            rows.getString("login"),
                            manager == null ? null : new AccountId(manager),
                            rows.getBoolean("active"),
                            grants,
                            rows.getInt("version")));
        }
        return List.copyOf(people.values());
    }

    static Grant grant(String role, Array costCentres) throws SQLException {
        return new Grant(
                Role.valueOf(role),
                Stream.of((UUID[]) costCentres.getArray())
                        .map(CostCentreId::new)
                        .collect(Collectors.toSet()));
    }
}
