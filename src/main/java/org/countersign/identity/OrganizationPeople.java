package org.countersign.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;

/** The organisation's people, cost centres and approver groups at one moment: what approvals are routed by. */
public record OrganizationPeople(
        Map<AccountId, Person> people, Map<CostCentreId, CostCentre> costCentres, Map<String, Set<AccountId>> groups) {

    public OrganizationPeople {
        people = Map.copyOf(people);
        costCentres = Map.copyOf(costCentres);
        groups = Map.copyOf(groups);
    }

    static OrganizationPeople of(
            List<Person> people, List<CostCentre> costCentres, Map<String, Set<AccountId>> groups) {
        return new OrganizationPeople(
                people.stream().collect(Collectors.toMap(Person::id, Function.identity())),
                costCentres.stream().collect(Collectors.toMap(CostCentre::id, Function.identity())),
                groups);
    }

    public Optional<Person> findPerson(AccountId id) {
        return Optional.ofNullable(people.get(id));
    }

    /** Whom the person reports to, if anybody. */
    public Optional<Person> findManager(AccountId id) {
        return findPerson(id).map(Person::manager).flatMap(this::findPerson);
    }

    /** Who answers for the cost centre. */
    public Optional<Person> findOwner(CostCentreId id) {
        return Optional.ofNullable(costCentres.get(id)).map(CostCentre::owner).flatMap(this::findPerson);
    }

    /** The members of the approver group; empty where there is no such group. */
    public Set<AccountId> group(String name) {
        return groups.getOrDefault(name, Set.of());
    }
}
