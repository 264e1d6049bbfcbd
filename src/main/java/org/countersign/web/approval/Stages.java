package org.countersign.web.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.approval.ApprovalPhase;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.PlanView;
import org.countersign.approval.PlanView.DecisionView;
import org.countersign.approval.PlanView.StageView;
import org.countersign.web.Formats;
import org.countersign.web.Life;
import org.countersign.web.Life.LifeRow;

/** The stages of an approval in words: who decided or has it now, by which rule, and how long each took. */
public final class Stages {

    private final PlanView plan;
    private final Formats formats;
    private final Instant now;
    private final List<LifeRow> rows = new ArrayList<>();
    private Instant since;

    private Stages(PlanView plan, Instant now, Formats formats) {
        this.plan = plan;
        this.now = now;
        this.formats = formats;
        this.since = plan.openedAt();
    }

    public static Life of(PlanView plan, String title, Instant now, Formats formats) {
        var stages = new Stages(plan, now, formats);
        plan.stages().forEach(stages::stage);
        if (stages.rows.isEmpty()) {
            stages.rows.add(LifeRow.done(
                    "Nobody is asked", "No rule asks for a person.", formats.shortMoment(plan.openedAt())));
        }
        return new Life(title, "Rules, version " + plan.policyVersion(), stages.rows);
    }

    private void stage(StageView stage) {
        var until = since;
        for (var decision : stage.decisions()) {
            rows.add(decided(stage, decision));
            until = decision.decidedAt().isAfter(until) ? decision.decidedAt() : until;
        }
        if (stage.given() < stage.needed()) {
            undecided(stage);
        } else if (stage.decisions().isEmpty()) {
            rows.add(LifeRow.done(stage.people() + " decided before", why(stage), ""));
        }
        since = until;
    }

    private LifeRow decided(StageView stage, DecisionView decision) {
        var took = "Took " + formats.duration(Duration.between(since, decision.decidedAt())) + ".";
        var said = decision.comment().isEmpty() ? "" : "“" + decision.comment() + "” ";
        var note = said + why(stage) + " " + took;
        var when = formats.shortMoment(decision.decidedAt());
        return switch (decision.verdict()) {
            case APPROVE -> LifeRow.done("Approved by " + decision.name(), note, when);
            case REJECT -> LifeRow.stopped("Rejected by " + decision.name(), note, when);
            case ASK_FOR_CHANGES -> LifeRow.stopped("Changes asked by " + decision.name(), note, when);
        };
    }

    private void undecided(StageView stage) {
        if (stage.decisions().stream().anyMatch(decision -> decision.verdict() != Verdict.APPROVE)) {
            return;
        }
        if (plan.outcome() != ApprovalPhase.OPEN) {
            rows.add(LifeRow.later(stage.people(), why(stage), "not asked any more"));
        } else if (stage.open()) {
            rows.add(LifeRow.waiting(stage.people(), why(stage), waited()));
        } else {
            rows.add(LifeRow.later(stage.people(), why(stage), "then"));
        }
    }

    private String waited() {
        return plan.waitingSince()
                .map(at -> Duration.between(at, now))
                .filter(waited -> waited.toMinutes() > 0)
                .map(waited -> "has it for " + formats.duration(waited))
                .orElse("has it now");
    }

    private static String why(StageView stage) {
        var why = new StringBuilder(stage.explanation()).append('.');
        stage.notes().forEach(note -> why.append(' ').append(note));
        if (stage.given() > 0 && stage.given() < stage.needed()) {
            why.append(' ')
                    .append(stage.given())
                    .append(" of ")
                    .append(stage.needed())
                    .append(" have agreed.");
        }
        return why.toString();
    }
}
