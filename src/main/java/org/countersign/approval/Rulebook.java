package org.countersign.approval;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.approval.OrganizationSnapshot.CostCentre;
import org.countersign.approval.OrganizationSnapshot.Person;
import org.countersign.identity.OrganizationPeople;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a plan is made from: the rules that count on a day, ready to be asked, and the people as they are now. */
class Rulebook {

    /** Compiled versions that are kept ready; beyond that the one not asked for longest is read again. */
    private static final int MOST_READY = 100;

    private final PolicyStore policies;
    private final PeopleFinder people;
    private final Map<Version, Policy> ready = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Policy> eldest) {
            return size() > MOST_READY;
        }
    };

    private final Map<OrganizationId, Routed> routed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrganizationId, Routed> eldest) {
            return size() > MOST_READY;
        }
    };

    Rulebook(JdbcClient jdbc, PeopleFinder people) {
        this.policies = new PolicyStore(jdbc);
        this.people = people;
    }

    /** The rules that count and the people they ask. */
    record Opened(Policy policy, OrganizationSnapshot people) {}

    /** Its rules are part of the key: the number of a version that was rolled back may come again with others. */
    private record Version(int number, LocalDate validFrom, List<RuleText> rules) {}

    /** What routing knows of the people as they were read; it holds as long as they do. */
    private record Routed(OrganizationPeople of, AccountId namedOwner, OrganizationSnapshot snapshot) {

        @SuppressWarnings(
                "ReferenceEquality") // the very people that were read, or others: comparing them all would cost more
        boolean holds(OrganizationPeople people, AccountId owner) {
            return of == people && namedOwner.equals(owner);
        }
    }

    Opened on(LocalDate day, OrganizationId organization) {
        var everybody = people.snapshot(organization);
        return policies.findInForce(organization, day)
                .map(kept -> new Opened(
                        compiled(new Version(kept.version(), kept.validFrom(), kept.rules())),
                        snapshot(organization, everybody, kept.namedOwner())))
                .orElseGet(() -> new Opened(standard(), snapshot(organization, everybody, usualOwner(everybody))));
    }

    private Policy standard() {
        return compiled(new Version(
                0,
                LocalDate.EPOCH,
                Policies.standardRules().stream().map(RuleText::of).toList()));
    }

    private Policy compiled(Version version) {
        synchronized (ready) {
            return ready.computeIfAbsent(
                    version,
                    kept -> Policy.compile(
                            kept.number(),
                            kept.validFrom(),
                            kept.rules().stream().map(RuleText::rule).toList()));
        }
    }

    /** Until an owner is named it is who may decide and reports to nobody, before others who may decide. */
    private static AccountId usualOwner(OrganizationPeople everybody) {
        return everybody.people().values().stream()
                .filter(one -> person(one).mayDecide())
                .min(Comparator.comparing((org.countersign.identity.Person one) -> one.manager() != null)
                        .thenComparing(one -> one.id().value()))
                .map(org.countersign.identity.Person::id)
                .orElse(new AccountId(new UUID(0, 0)));
    }

    private OrganizationSnapshot snapshot(
            OrganizationId organization, OrganizationPeople everybody, AccountId namedOwner) {
        synchronized (routed) {
            return routed.compute(
                            organization,
                            (_, known) -> known != null && known.holds(everybody, namedOwner)
                                    ? known
                                    : new Routed(everybody, namedOwner, snapshot(everybody, namedOwner)))
                    .snapshot();
        }
    }

    private static OrganizationSnapshot snapshot(OrganizationPeople everybody, AccountId namedOwner) {
        return OrganizationSnapshot.of(
                everybody.people().values().stream().map(Rulebook::person).toList(),
                everybody.costCentres().values().stream()
                        .map(centre -> new CostCentre(
                                centre.id(), centre.code(), centre.name(), centre.owner(), centre.parent()))
                        .toList(),
                groups(everybody),
                namedOwner);
    }

    private static Map<String, List<AccountId>> groups(OrganizationPeople everybody) {
        var groups = new HashMap<String, List<AccountId>>();
        everybody.groups().forEach((name, members) -> groups.put(name, byName(members, everybody)));
        return groups;
    }

    private static List<AccountId> byName(Set<AccountId> members, OrganizationPeople everybody) {
        return members.stream()
                .sorted(Comparator.comparing((AccountId member) -> everybody
                                .findPerson(member)
                                .map(org.countersign.identity.Person::name)
                                .orElse(""))
                        .thenComparing(AccountId::value))
                .toList();
    }

    static Person person(org.countersign.identity.Person one) {
        return new Person(one.id(), one.name(), one.manager(), one.active(), roles(one));
    }

    private static Set<Role> roles(org.countersign.identity.Person one) {
        return one.grants().stream().map(Grant::role).collect(Collectors.toSet());
    }
}
