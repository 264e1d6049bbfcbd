package org.countersign.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.approval.Preview;
import org.countersign.budget.Outlook;
import org.countersign.budget.Shortfall;
import org.countersign.kernel.Refusal;

/**
 * What would come of a requisition if it were submitted now; nothing is written and nothing is locked.
 *
 * @param totals empty while it cannot be reckoned at all
 * @param stages who would be asked, in what order and why
 * @param notAsked the rules that do not apply, and why
 * @param budgets each budget that would be charged, before and after
 * @param obstacles what would make it pass: each refusal, as the submission would give it
 */
public record RequisitionPreview(
        boolean submittable,
        OrderNeed order,
        Optional<Totals> totals,
        List<Stage> stages,
        List<String> notAsked,
        List<Outlook> budgets,
        List<Obstacle> obstacles) {

    /** Whether a purchase order is required, and why. */
    public record OrderNeed(boolean required, String because) {

        static OrderNeed of(Need need) {
            if (need.vendors().isEmpty()) {
                return new OrderNeed(false, "Nothing is asked of a vendor yet.");
            }
            return need.totals().gross().isPositive()
                    ? new OrderNeed(
                            true,
                            "A purchase order is required: the total is above zero and " + need.vendorNames()
                                    + " is outside the organisation.")
                    : new OrderNeed(
                            false,
                            "Nothing is to be paid; an order is made all the same, so that receipt can be recorded.");
        }
    }

    /** One stage of the approval. */
    public record Stage(int order, String people, String rule, String explanation, List<String> notes) {}

    /** Something in the way, with the facts behind it. */
    public record Obstacle(String code, String sentence, Map<String, String> facts) {

        static Obstacle of(Refusal refusal) {
            return new Obstacle(
                    refusal.code(), refusal.sentence(), refusal.facts().named());
        }
    }

    /** It cannot even be reckoned. */
    static RequisitionPreview refused(Refusal refusal) {
        return new RequisitionPreview(
                false,
                new OrderNeed(false, "This is known once the rest is."),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Obstacle.of(refusal)));
    }

    static RequisitionPreview of(Need need, Preview approval, List<Outlook> budgets) {
        var obstacles = new ArrayList<Obstacle>();
        need.refusals().stream().map(Obstacle::of).forEach(obstacles::add);
        budgets.stream()
                .filter(outlook -> !outlook.passes())
                .map(RequisitionPreview::shortfall)
                .map(Obstacle::of)
                .forEach(obstacles::add);
        var stages = switch (approval.answer()) {
            case Preview.Answer.Asks(var plan) ->
                plan.stages().stream()
                        .map(stage -> new Stage(
                                stage.order(), stage.people(), stage.ruleName(), stage.explanation(), stage.notes()))
                        .toList();
            case Preview.Answer.ApprovedByPolicy _ -> List.<Stage>of();
            case Preview.Answer.Refused(var refusal) -> {
                obstacles.add(Obstacle.of(refusal));
                yield List.<Stage>of();
            }
        };
        return new RequisitionPreview(
                obstacles.isEmpty(),
                OrderNeed.of(need),
                Optional.of(need.totals()),
                stages,
                approval.notAsked().stream().map(Preview.NotAsked::explanation).toList(),
                budgets,
                List.copyOf(obstacles));
    }

    private static Refusal shortfall(Outlook outlook) {
        return new Shortfall(
                        outlook.budget().id(),
                        outlook.budget().name(),
                        outlook.budget().costCentreCode(),
                        outlook.leftBefore(),
                        outlook.needed())
                .refusal();
    }
}
