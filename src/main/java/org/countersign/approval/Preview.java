package org.countersign.approval;

import java.util.ArrayList;
import java.util.List;
import org.countersign.kernel.Refusal;

/** What would be asked if the request were submitted now, and why; without effect. */
public record Preview(Answer answer, List<NotAsked> notAsked) {

    /** What would come of it. */
    public sealed interface Answer {

        /** These stages. */
        record Asks(Plan plan) implements Answer {}

        /** Nobody: no rule applies. */
        record ApprovedByPolicy(int policyVersion) implements Answer {}

        /** It could not be submitted. */
        record Refused(Refusal refusal) implements Answer {}
    }

    /** A rule that does not apply, and why: what a requester stays below. */
    public record NotAsked(int ruleNumber, String ruleName, String explanation) {}

    public Preview {
        notAsked = List.copyOf(notAsked);
    }

    public static Preview of(ApprovalRequest request, Policy policy, OrganizationSnapshot organization) {
        try {
            var plan = policy.plan(request, organization);
            return new Preview(
                    plan.approvedByPolicy() ? new Answer.ApprovedByPolicy(policy.version()) : new Answer.Asks(plan),
                    notAsked(request, policy));
        } catch (Refusal refusal) {
            return new Preview(new Answer.Refused(refusal), List.of());
        }
    }

    /** The answer as lines to read, stage by stage. */
    public List<String> sentences() {
        return switch (answer) {
            case Answer.ApprovedByPolicy(var version) ->
                List.of("No rule of policy version " + version + " asks for a person.");
            case Answer.Refused(var refusal) -> List.of(refusal.sentence());
            case Answer.Asks(var plan) -> {
                var lines = new ArrayList<String>();
                for (var stage : plan.stages()) {
                    lines.add("Stage " + stage.order() + ", " + stage.ruleName() + ": " + stage.people() + ". "
                            + stage.explanation() + ".");
                    lines.addAll(stage.notes());
                }
                yield List.copyOf(lines);
            }
        };
    }

    private static List<NotAsked> notAsked(ApprovalRequest request, Policy policy) {
        return policy.compiled().stream()
                .filter(each -> !each.condition().holds(request))
                .map(each -> new NotAsked(
                        each.rule().number(),
                        each.rule().name(),
                        each.rule().label() + ": " + each.condition().because(request)))
                .toList();
    }
}
