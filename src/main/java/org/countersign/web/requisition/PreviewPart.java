package org.countersign.web.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.budget.Outlook;
import org.countersign.kernel.Refusal;
import org.countersign.requisition.RequisitionPreview;
import org.countersign.requisition.Totals;
import org.countersign.web.BudgetMeter;
import org.countersign.web.Formats;
import org.countersign.web.Life;
import org.countersign.web.Life.LifeRow;
import org.countersign.web.Meter;
import org.countersign.web.Sum;

/**
 * What would come of a requisition as it stands on the form.
 *
 * @param need whether an order is required, and why
 * @param sum what it comes to; empty while it cannot be reckoned
 * @param stages who would decide, in which order and by which rule
 * @param notAsked the rules that do not apply
 * @param obstacles what would make it pass, where it does not
 */
public record PreviewPart(
        boolean ready,
        String need,
        Optional<Sum> sum,
        Life stages,
        List<String> notAsked,
        List<BudgetPart> budgets,
        List<String> obstacles) {

    public PreviewPart {
        notAsked = List.copyOf(notAsked);
        budgets = List.copyOf(budgets);
        obstacles = List.copyOf(obstacles);
    }

    /** A budget after it, with what is left of it now. */
    public record BudgetPart(Meter meter, boolean passes, String before, String rule) {}

    static PreviewPart of(RequisitionPreview preview, Formats formats) {
        return new PreviewPart(
                preview.submittable(),
                preview.order().because(),
                preview.totals().filter(totals -> totals.gross().isPositive()).map(totals -> sum(totals, formats)),
                stages(preview),
                preview.notAsked(),
                preview.budgets().stream()
                        .map(budget -> budget(budget, formats))
                        .toList(),
                preview.obstacles().stream()
                        .map(obstacle -> obstacle(obstacle.sentence(), obstacle.facts()))
                        .distinct()
                        .toList());
    }

    static PreviewPart unreadable(Refusal refusal) {
        return new PreviewPart(
                false,
                "This is known once the rest is.",
                Optional.empty(),
                new Life("Who decides", "", List.of()),
                List.of(),
                List.of(),
                List.of(obstacle(refusal.sentence(), refusal.facts().named())));
    }

    private static Sum sum(Totals totals, Formats formats) {
        var tax = "incl. " + formats.amount(totals.tax()) + " tax";
        var home = totals.gross().getCurrencyUnit().equals(totals.cost().getCurrencyUnit())
                ? ""
                : " · " + formats.money(totals.cost()) + " for budgets and rules";
        return new Sum(formats.money(totals.gross()), tax + home);
    }

    private static Life stages(RequisitionPreview preview) {
        var rows = new ArrayList<LifeRow>();
        for (var stage : preview.stages()) {
            var why = new ArrayList<String>(List.of(stage.explanation() + "."));
            why.addAll(stage.notes());
            rows.add(LifeRow.later(stage.people(), String.join(" ", why), stage.order() == 1 ? "first" : "then"));
        }
        if (rows.isEmpty()
                && preview.totals().isPresent()
                && preview.obstacles().isEmpty()) {
            rows.add(LifeRow.done("Nobody is asked", "No rule asks for a person; it is ordered at once.", ""));
        }
        return new Life("Who decides", rows.size() > 1 ? rows.size() + " stages" : "", rows);
    }

    private static BudgetPart budget(Outlook outlook, Formats formats) {
        return new BudgetPart(
                BudgetMeter.of(outlook, formats),
                outlook.passes(),
                formats.money(outlook.leftBefore()) + " left before it",
                outlook.rule());
    }

    private static String obstacle(String sentence, Map<String, String> facts) {
        var line = facts.get("line");
        return line == null ? sentence : "Line " + line + ": " + sentence;
    }
}
