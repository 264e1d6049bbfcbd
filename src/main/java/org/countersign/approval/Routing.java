package org.countersign.approval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.OrganizationSnapshot.CostCentre;
import org.countersign.approval.OrganizationSnapshot.Person;
import org.countersign.approval.Plan.Candidate;
import org.countersign.approval.Rule.Approvers;
import org.countersign.approval.Rule.Needed;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people a rule asks. Whoever asked for the request, is inactive or may not decide is passed over: up the chain of
 * managers, for a cost centre then to the owner of its parent, and where nobody is left to the named owner.
 */
final class Routing {

    private final ApprovalRequest request;
    private final OrganizationSnapshot organization;

    Routing(ApprovalRequest request, OrganizationSnapshot organization) {
        this.request = request;
        this.organization = organization;
    }

    /** The people asked, how many of them must agree, and what is to be said about the choice. */
    record Route(int needed, List<Candidate> candidates, List<String> notes) {}

    Route route(Rule rule) {
        var search = new Search(rule);
        switch (rule.approvers()) {
            case Approvers.Manager _ -> search.manager();
            case Approvers.CostCentreOwners _ ->
                request.charges().forEach(charge -> search.owner(charge.costCentre(), charge.code()));
            case Approvers.Named(var person) -> search.named(person);
            case Approvers.Group(var name) ->
                search.members(organization.groups().getOrDefault(name, List.of()), "group " + name);
            case Approvers.HavingRole(var role) -> search.members(having(role), "role " + role.code());
        }
        return search.route();
    }

    private List<AccountId> having(Role role) {
        return organization.people().values().stream()
                .filter(person -> person.roles().contains(role))
                .sorted(Comparator.comparing(Person::name)
                        .thenComparing(person -> person.account().value()))
                .map(Person::account)
                .toList();
    }

    /** One search for the people of one rule; it gathers them and the reasons for passing others over. */
    private final class Search {

        private final Rule rule;
        private final Set<Person> found = new LinkedHashSet<>();
        private final List<String> notes = new ArrayList<>();

        Search(Rule rule) {
            this.rule = rule;
        }

        void manager() {
            var reasons = new ArrayList<String>();
            var requester = organization.findPerson(request.requester());
            var first = requester.map(Person::manager).orElse(null);
            if (first == null) {
                reasons.add(requester.map(Person::name).orElse("the requester") + " has no manager");
            }
            choose(climb(first, reasons), reasons);
        }

        void named(AccountId person) {
            var reasons = new ArrayList<String>();
            choose(climb(person, reasons), reasons);
        }

        void owner(CostCentreId charged, String code) {
            var reasons = new ArrayList<String>();
            var seen = new HashSet<CostCentreId>();
            var centre = organization.findCostCentre(charged);
            if (centre.isEmpty()) {
                reasons.add(code + " is not a cost centre of this organisation");
            }
            while (centre.isPresent() && seen.add(centre.get().id())) {
                var decider = ownerOrAbove(centre.get(), reasons);
                if (decider.isPresent()) {
                    choose(decider, reasons);
                    return;
                }
                centre = organization.findCostCentre(centre.get().parent());
            }
            choose(Optional.empty(), reasons);
        }

        void members(List<AccountId> members, String of) {
            var reasons = new ArrayList<String>();
            for (var member : members) {
                organization
                        .findPerson(member)
                        .ifPresentOrElse(person -> take(person, reasons), () -> reasons.add(unknown()));
            }
            if (members.isEmpty()) {
                reasons.add(of + " has no members");
            }
            var wanted = rule.needed() instanceof Needed.AtLeast(var people) ? people : 1;
            if (found.size() < wanted) {
                if (!found.isEmpty()) {
                    reasons.add(of + " has " + found.size() + " who may decide where " + wanted + " must");
                }
                choose(Optional.empty(), reasons);
            } else if (!reasons.isEmpty()) {
                notes.add(said(reasons) + ", so the others of " + of + " decide.");
            }
            if (found.size() < wanted) {
                throw noApprover("needs more people than may decide", reasons);
            }
        }

        Route route() {
            var needed = switch (rule.needed()) {
                case Needed.All _ -> found.size();
                case Needed.AtLeast(var people) -> Math.min(people, found.size());
            };
            if (found.isEmpty()) {
                choose(Optional.empty(), new ArrayList<>(List.of("no cost centre is charged")));
                needed = 1;
            }
            return new Route(
                    needed,
                    found.stream()
                            .map(person -> new Candidate(person.account(), person.name()))
                            .toList(),
                    notes.stream().distinct().toList());
        }

        private Optional<Person> ownerOrAbove(CostCentre centre, List<String> reasons) {
            if (centre.owner() == null) {
                reasons.add(centre.code() + " has no owner");
            }
            return climb(centre.owner(), reasons);
        }

        /** From a person up the managers to the first who may decide this request; says why others were passed over. */
        private Optional<Person> climb(@Nullable AccountId from, List<String> reasons) {
            var seen = new LinkedHashSet<AccountId>();
            var account = from;
            while (account != null) {
                var person = organization.findPerson(account);
                if (person.isEmpty()) {
                    reasons.add(unknown());
                    return Optional.empty();
                }
                if (!seen.add(account)) {
                    reasons.add("the managers above " + person.get().name() + " lead back to "
                            + person.get().name());
                    return Optional.empty();
                }
                var reason = passedOver(person.get());
                if (reason.isEmpty()) {
                    return person;
                }
                reasons.add(reason.get());
                account = person.get().manager();
            }
            return Optional.empty();
        }

        private void take(Person person, List<String> reasons) {
            passedOver(person).ifPresentOrElse(reasons::add, () -> found.add(person));
        }

        /** Takes the person, or the named owner where there is none; a substitution is explained. */
        private void choose(Optional<Person> person, List<String> reasons) {
            if (person.isPresent()) {
                found.add(person.get());
                if (!reasons.isEmpty()) {
                    notes.add(said(reasons) + ", so " + person.get().name() + " decides.");
                }
                return;
            }
            var owner = organization.findPerson(organization.fallback());
            var reason = owner.isEmpty() ? Optional.of(unknown()) : passedOver(owner.get());
            if (reason.isPresent()) {
                throw noApprover("has nobody left who may decide", with(reasons, reason.get()));
            }
            found.add(owner.orElseThrow());
            notes.add(said(reasons) + ", so the named owner "
                    + owner.orElseThrow().name() + " decides.");
        }

        private Optional<String> passedOver(Person person) {
            if (person.account().equals(request.requester())) {
                return Optional.of(person.name() + " requested this");
            }
            if (request.barred().contains(person.account())) {
                return Optional.of(person.name() + " took part in requesting this");
            }
            if (!person.active()) {
                return Optional.of(person.name() + " is inactive");
            }
            return person.mayDecide() ? Optional.empty() : Optional.of(person.name() + " is not an approver");
        }

        private Refusal noApprover(String what, List<String> reasons) {
            var owner = organization.findPerson(organization.fallback()).map(Person::name);
            return Refusal.rule(
                    "no-approver",
                    rule.label() + " (" + rule.name() + ") " + what + ": " + joined(reasons)
                            + ". Finance can name another owner for such cases or change the rule.",
                    Refusal.Facts.of("named-owner", owner.orElse("unknown"))
                            .under("rule " + rule.number(), Authority.KEEP_RULES.roleWords()));
        }
    }

    private static String unknown() {
        return "a person named there is not in this organisation";
    }

    private static List<String> with(List<String> reasons, String last) {
        var all = new ArrayList<>(reasons);
        all.add(last);
        return all;
    }

    private static String joined(List<String> reasons) {
        return String.join(" and ", new LinkedHashSet<>(reasons));
    }

    private static String said(List<String> reasons) {
        var words = joined(reasons);
        return words.isEmpty() ? "Nobody else is left" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
