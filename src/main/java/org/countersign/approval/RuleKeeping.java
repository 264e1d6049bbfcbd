package org.countersign.approval;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the rules of an organisation: which count, and the act that makes the next version of them. */
@Component
public class RuleKeeping {

    private static final int LONGEST_REASON = 500;

    private final PolicyStore policies;
    private final PeopleFinder people;
    private final Organizations organizations;
    private final Journal journal;
    private final Clock clock;

    public RuleKeeping(
            JdbcClient jdbc, PeopleFinder people, Organizations organizations, Journal journal, Clock clock) {
        this.policies = new PolicyStore(jdbc);
        this.people = people;
        this.organizations = organizations;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Rules as they shall be from a day on.
     *
     * @param namedOwner who decides where a rule finds nobody else
     * @param reason why they change
     */
    public record NewPolicy(LocalDate validFrom, List<RuleText> rules, AccountId namedOwner, String reason) {

        public NewPolicy {
            rules = List.copyOf(rules);
            reason = reason.strip();
        }

        /** The rules an organisation starts with. */
        public static NewPolicy standard(LocalDate validFrom, AccountId namedOwner) {
            return new NewPolicy(
                    validFrom,
                    Policies.standardRules().stream().map(RuleText::of).toList(),
                    namedOwner,
                    "The standard rules");
        }
    }

    /**
     * Stores the next version of the rules. They are read first, a refusal names the rule that is wrong, see {@link
     * Policy#compile}; also refuses {@code valid-from-past}, {@code reason-missing} and {@code owner-cannot-decide}.
     */
    public PolicyView keep(NewPolicy next, Actor by) {
        by.require(Authority.KEEP_RULES);
        refuseUnlessSound(next, by);
        var version = policies.latest(by.organization()) + 1;
        Policy.compile(
                version,
                next.validFrom(),
                next.rules().stream().map(RuleText::rule).toList());
        var kept = new PolicyView(
                version,
                next.validFrom(),
                next.rules(),
                next.namedOwner(),
                next.reason(),
                by.account(),
                clock.instant());
        Refusal.unless(
                policies.add(by.organization(), kept),
                () -> Refusal.conflict("busy", "Somebody else has just changed the rules; look at theirs first."));
        journal.tell(told(kept, by), by);
        return kept;
    }

    /** The rules that count on the day, as stored; empty while the organisation has kept none and the standard ones count. */
    public Optional<PolicyView> findInForce(LocalDate on, Actor by) {
        return policies.findInForce(by.organization(), on);
    }

    /** A version, as stored. */
    public Optional<PolicyView> findVersion(int version, Actor by) {
        return policies.page(by.organization(), version + 1, 1).stream()
                .filter(policy -> policy.version() == version)
                .findFirst();
    }

    /** The versions, the newest first. */
    public Page<PolicyView> page(String after, int size, Actor by) {
        var before = after.isEmpty() ? Integer.MAX_VALUE : version(after);
        return Page.of(
                policies.page(by.organization(), before, size + 1), size, policy -> Integer.toString(policy.version()));
    }

    private void refuseUnlessSound(NewPolicy next, Actor by) {
        var today = organizations.today(by.organization());
        Refusal.unless(
                !next.validFrom().isBefore(today),
                () -> Refusal.rule(
                        "valid-from-past",
                        "Rules count from today or a later day; what was decided before keeps its rules.",
                        Refusal.Facts.of("field", "validFrom")
                                .measured("day", "from " + today, next.validFrom(), today)));
        Refusal.unless(
                !next.reason().isEmpty() && next.reason().length() <= LONGEST_REASON,
                "reason-missing",
                "Say in at most " + LONGEST_REASON + " characters why the rules change.");
        var owner = people.snapshot(by.organization())
                .findPerson(next.namedOwner())
                .orElseThrow(() -> new NotFound("person", next.namedOwner()));
        Refusal.unless(
                Rulebook.person(owner).mayDecide(),
                () -> Refusal.rule(
                        "owner-cannot-decide",
                        owner.name() + " is not an active approver; name somebody who may decide.",
                        Refusal.Facts.of("field", "namedOwner")));
    }

    private static ApprovalEvent told(PolicyView kept, Actor by) {
        return new ApprovalEvent.PolicyKept(
                policies(by),
                kept.version(),
                kept.validFrom(),
                kept.rules(),
                kept.namedOwner().value(),
                kept.reason());
    }

    /** All versions are one document, the organisation's policy. */
    private static UUID policies(Actor by) {
        return by.organization().value();
    }

    private static int version(String after) {
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw Refusal.unreadable(
                    "key-unreadable",
                    "This list cannot go on from there; begin it again.",
                    Refusal.Facts.of("field", "after").and("actual", after));
        }
    }
}
