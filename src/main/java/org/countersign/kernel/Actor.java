package org.countersign.kernel;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who acts, for which organisation, with which roles: made once at the edge, handed to every door. A program acts as
 * {@link #system} (one job, one organisation) or {@link #exchange} (documents that arrive).
 */
public record Actor(OrganizationId organization, AccountId account, String name, Kind kind, Set<Grant> grants) {

    private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    /** A person (by session or key), a job of this installation, or the exchange that hands documents in. */
    public enum Kind {
        PERSON,
        SYSTEM,
        EXCHANGE
    }

    public Actor {
        grants = Set.copyOf(grants);
    }

    public static Actor person(OrganizationId organization, AccountId account, String name, Set<Grant> grants) {
        return new Actor(organization, account, name, Kind.PERSON, grants);
    }

    /** A person with whole-organisation grants. */
    public static Actor person(OrganizationId organization, AccountId account, String name, Role... roles) {
        return person(
                organization, account, name, Arrays.stream(roles).map(Grant::of).collect(Collectors.toSet()));
    }

    /** A job of the installation itself, working for one organisation; may do whatever its job's door does. */
    public static Actor system(OrganizationId organization, String job) {
        return new Actor(organization, NOBODY, job, Kind.SYSTEM, Set.of());
    }

    /** The exchange, handing a document of {@code sender} to the receiving organisation. */
    public static Actor exchange(OrganizationId receiver, String sender) {
        return new Actor(receiver, NOBODY, sender, Kind.EXCHANGE, Set.of());
    }

    /** Refuses unless one of the actor's roles goes with the act. */
    public void require(Authority act) {
        Refusal.unless(
                may(act),
                () -> Refusal.forbidden(
                        "not-your-role",
                        "You may not " + act.words() + "; that takes the role " + act.roleWords() + ".",
                        Refusal.Facts.of("act", act.name())
                                .and("lifted-by", "administrator, by granting one of: " + act.roleWords())));
    }

    public boolean may(Authority act) {
        return switch (kind) {
            case SYSTEM -> true;
            case EXCHANGE -> act == Authority.POST_DOCUMENTS;
            case PERSON -> grants.stream().anyMatch(grant -> act.goesWith(grant.role()));
        };
    }

    /** Whether a role that goes with the act is granted for the whole organisation, not for some cost centres only. */
    public boolean mayEverywhere(Authority act) {
        return switch (kind) {
            case SYSTEM -> true;
            case EXCHANGE -> false;
            case PERSON -> grants.stream().anyMatch(grant -> act.goesWith(grant.role()) && grant.wholeOrganization());
        };
    }

    /** Whether the actor may do the act for what the cost centre is charged with. */
    public boolean mayFor(Authority act, CostCentreId costCentre) {
        return mayEverywhere(act)
                || grants.stream()
                        .anyMatch(grant -> act.goesWith(grant.role())
                                && grant.costCentres().contains(costCentre));
    }

    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** The cost centres that any of the actor's limited grants names. */
    public Set<CostCentreId> costCentres() {
        return grants.stream().flatMap(grant -> grant.costCentres().stream()).collect(Collectors.toSet());
    }
}
