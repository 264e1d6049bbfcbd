package org.countersign.approval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * The people and cost centres of an organisation as they are when a plan is made. {@code fallback} is the named owner who
 * decides where nobody else is left.
 */
public record OrganizationSnapshot(
        Map<AccountId, Person> people,
        Map<CostCentreId, CostCentre> costCentres,
        Map<String, List<AccountId>> groups,
        AccountId fallback) {

    /** A member of the organisation; {@code manager} is absent for whoever reports to nobody. */
    public record Person(
            AccountId account, String name, @Nullable AccountId manager, boolean active, Set<Role> roles) {

        public Person {
            roles = Set.copyOf(roles);
        }

        /** Whether this person may decide approvals at all. */
        public boolean mayDecide() {
            return active && roles.stream().anyMatch(Authority.DECIDE_APPROVALS::goesWith);
        }
    }

    /** A cost centre; {@code owner} is absent where none is set, {@code parent} at the top. */
    public record CostCentre(
            CostCentreId id,
            String code,
            String name,
            @Nullable AccountId owner,
            @Nullable CostCentreId parent) {}

    public OrganizationSnapshot {
        people = Map.copyOf(people);
        costCentres = Map.copyOf(costCentres);
        groups = Map.copyOf(groups);
    }

    public static OrganizationSnapshot of(
            List<Person> people,
            List<CostCentre> costCentres,
            Map<String, List<AccountId>> groups,
            AccountId fallback) {
        return new OrganizationSnapshot(
                people.stream().collect(Collectors.toMap(Person::account, Function.identity())),
                costCentres.stream().collect(Collectors.toMap(CostCentre::id, Function.identity())),
                groups,
                fallback);
    }

    Optional<Person> findPerson(@Nullable AccountId account) {
        return account == null ? Optional.empty() : Optional.ofNullable(people.get(account));
    }

    Optional<CostCentre> findCostCentre(@Nullable CostCentreId id) {
        return id == null ? Optional.empty() : Optional.ofNullable(costCentres.get(id));
    }

    /** The ring that a person's managers make, from the person back to the same; empty when they end at the top. */
    public List<Person> managerRing(AccountId account) {
        var above = new LinkedHashSet<Person>();
        var next = findPerson(account);
        while (next.isPresent() && above.add(next.get())) {
            next = findPerson(next.get().manager());
        }
        if (next.isEmpty() || !next.get().account().equals(account)) {
            return List.of();
        }
        var ring = new ArrayList<>(above);
        ring.add(next.get());
        return List.copyOf(ring);
    }
}
