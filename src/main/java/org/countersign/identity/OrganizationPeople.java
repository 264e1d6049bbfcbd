package org.countersign.identity;

import java.util.HashMap;
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
        Map<AccountId, Person> people,
        Map<CostCentreId, CostCentre> costCentres,
        Map<String, CostCentre> named,
        Map<String, Set<AccountId>> groups) {

    public OrganizationPeople {
        people = Map.copyOf(people);
        costCentres = Map.copyOf(costCentres);
        named = Map.copyOf(named);
        groups = Map.copyOf(groups);
    }

    static OrganizationPeople of(
            List<Person> people, List<CostCentre> costCentres, Map<String, Set<AccountId>> groups) {
        return new OrganizationPeople(
                people.stream().collect(Collectors.toMap(Person::id, Function.identity())),
                costCentres.stream().collect(Collectors.toMap(CostCentre::id, Function.identity())),
                named(costCentres),
                groups);
    }

    private static Map<String, CostCentre> named(List<CostCentre> costCentres) {
        var named = new HashMap<String, CostCentre>();
        for (var centre : costCentres) {
            named.put(centre.id().toString(), centre);
            named.put(centre.code(), centre);
        }
        return named;
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

    /** The cost centre as people name it: by its code, or by its id. */
    public Optional<CostCentre> costCentre(String codeOrId) {
        return Optional.ofNullable(named.get(codeOrId));
    }

    /** The members of the approver group; empty where there is no such group. */
    public Set<AccountId> group(String name) {
        return groups.getOrDefault(name, Set.of());
    }
}
