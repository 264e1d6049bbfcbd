package org.countersign.approval;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.countersign.approval.Rule.Approvers;
import org.countersign.approval.Rule.Needed;
import org.countersign.kernel.Refusal;

/**
 * One version of the rules of an organisation, with every condition read and checked once. It never changes: corrected
 * rules are the next version.
 */
public final class Policy {

    /** Rules that one version may hold. */
    public static final int MOST_RULES = 200;

    private final int version;
    private final LocalDate validFrom;
    private final List<Compiled> rules;

    private Policy(int version, LocalDate validFrom, List<Compiled> rules) {
        this.version = version;
        this.validFrom = validFrom;
        this.rules = rules;
    }

    /** A rule and its condition, ready to be asked. */
    record Compiled(Rule rule, Condition condition) {}

    /**
     * Reads the rules. Refuses a condition that cannot be read ({@code rule-unreadable}, with the rule's number and what is
     * wrong), a number used twice ({@code rule-number-twice}), several agreements asked of one person ({@code
     * rule-needs-too-many}), and more than {@link #MOST_RULES} rules ({@code rules-too-many}).
     */
    public static Policy compile(int version, LocalDate validFrom, List<Rule> rules) {
        Refusal.unless(
                rules.size() <= MOST_RULES,
                () -> Refusal.rule(
                        "rules-too-many",
                        "A policy holds at most " + MOST_RULES + " rules.",
                        Refusal.Facts.none().measured("rules", MOST_RULES, rules.size(), MOST_RULES)));
        var numbers = new HashSet<Integer>();
        rules.forEach(rule -> {
            Refusal.unless(numbers.add(rule.number()), () -> twice(rule));
            Refusal.unless(!asksTooMany(rule), () -> tooMany(rule));
        });
        return new Policy(
                version,
                validFrom,
                rules.stream()
                        .sorted(Comparator.comparingInt(Rule::order).thenComparingInt(Rule::number))
                        .map(rule -> new Compiled(rule, Condition.of(rule)))
                        .toList());
    }

    public int version() {
        return version;
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    /** The rules in the order in which they are asked. */
    public List<Rule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    /**
     * The decision of who must agree. Empty when no rule applies: then the policy approves without a person. Refuses ({@code
     * no-approver}) when a stage has nobody left who may decide, ({@code rule-failed}) when a condition cannot be worked out.
     */
    public Plan plan(ApprovalRequest request, OrganizationSnapshot organization) {
        var routing = new Routing(request, organization);
        var asked = matching(request);
        var orders = asked.stream().map(each -> each.rule().order()).distinct().toList();
        return Plan.of(
                version,
                asked.stream()
                        .map(each -> stage(
                                each,
                                request,
                                routing,
                                orders.indexOf(each.rule().order()) + 1))
                        .toList());
    }

    List<Compiled> compiled() {
        return rules;
    }

    private List<Compiled> matching(ApprovalRequest request) {
        return rules.stream().filter(each -> each.condition().holds(request)).toList();
    }

    private static Plan.Stage stage(Compiled each, ApprovalRequest request, Routing routing, int order) {
        var rule = each.rule();
        var route = routing.route(rule);
        return new Plan.Stage(
                order,
                route.needed(),
                route.candidates(),
                rule.number(),
                rule.name(),
                rule.label() + ": " + each.condition().because(request),
                route.notes());
    }

    private static boolean asksTooMany(Rule rule) {
        return switch (rule.approvers()) {
            case Approvers.Manager _, Approvers.Named _ ->
                rule.needed() instanceof Needed.AtLeast(var people) && people > 1;
            case Approvers.CostCentreOwners _, Approvers.Group _, Approvers.HavingRole _ -> false;
        };
    }

    private static Refusal twice(Rule rule) {
        return Refusal.rule(
                "rule-number-twice",
                "The number " + rule.number() + " is used by two rules; explanations name rules by number.",
                Refusal.Facts.of("rule", rule.number()));
    }

    private static Refusal tooMany(Rule rule) {
        return Refusal.rule(
                "rule-needs-too-many",
                rule.label() + " (" + rule.name() + ") asks one person and needs several to agree.",
                Refusal.Facts.none()
                        .measured("people", rule.needed().code(), 1, 1)
                        .under("rule " + rule.number(), "Finance"));
    }
}
