package org.countersign.approval;

/** A rule as people write and read it, and as it is kept; {@link Rule} has the forms of approvers and needed. */
public record RuleText(int number, String name, String condition, int order, String approvers, String needed) {

    static RuleText of(Rule rule) {
        return new RuleText(
                rule.number(),
                rule.name(),
                rule.condition(),
                rule.order(),
                rule.approvers().code(),
                rule.needed().code());
    }

    Rule rule() {
        return new Rule(number, name, condition, order, Rule.Approvers.of(approvers), Rule.Needed.of(needed));
    }
}
