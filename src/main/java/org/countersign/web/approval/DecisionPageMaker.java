package org.countersign.web.approval;

import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.ApprovalPhase;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.PlanView;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetRow;
import org.countersign.budget.Outlook;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Refusal;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorState;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Formats;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Meter;
import org.countersign.web.Sum;
import org.countersign.web.Tone;
import org.countersign.web.approval.DecisionPage.Check;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Puts the page together on which a person decides. Asked inside a read. */
@Component
class DecisionPageMaker {

    private static final int SHOWN_OF_THE_HASH = 8;

    private final ApprovalFinder approvals;
    private final Subjects subjects;
    private final Budget budget;
    private final VendorFinder vendors;
    private final Organizations organizations;
    private final LifeOf life;
    private final Frames frames;
    private final Clock clock;

    DecisionPageMaker(
            ApprovalFinder approvals,
            Subjects subjects,
            Budget budget,
            VendorFinder vendors,
            Organizations organizations,
            LifeOf life,
            Frames frames,
            Clock clock) {
        this.approvals = approvals;
        this.subjects = subjects;
        this.budget = budget;
        this.vendors = vendors;
        this.organizations = organizations;
        this.life = life;
        this.frames = frames;
        this.clock = clock;
    }

    DecisionPage page(Frame frame, PlanView plan, Actor by) {
        var formats = frames.formats(by);
        var subject = subjects.read(plan, formats, by);
        var budgets = budgets(subject.borne(), by);
        return new DecisionPage(
                frame,
                document(plan, subject, by),
                plan.about().number(),
                subject.href(),
                subject.why(),
                subject.changes(),
                subject.lines(),
                Stages.of(plan, "Who decides, and why", clock.instant(), formats),
                life.life(plan.about().subject(), "Life so far", by),
                budgets.stream()
                        .map(outlook -> meter(outlook, asked(subject, outlook), plan, formats))
                        .toList(),
                checks(plan, subject, budgets, formats, by));
    }

    private DocumentPage document(PlanView plan, SubjectPage subject, Actor by) {
        var waiting = approvals.waiting(by);
        return new DocumentPage(
                new DocumentPage.Crumb(
                        waiting == 0 ? "Approvals" : "Approvals, " + waiting + " waiting for you", "/approvals"),
                plan.about().title(),
                plan.outcome() == ApprovalPhase.OPEN ? "" : ApprovalWords.outcome(plan.outcome()),
                subject.subtitle(),
                Optional.of(new Sum(subject.costs().figure(), subject.costs().note())),
                acts(plan),
                List.of(),
                List.of());
    }

    private static List<Act> acts(PlanView plan) {
        var here = "/approvals/" + plan.id() + "/decision";
        var acts = new ArrayList<Act>();
        for (var verdict : plan.actions()) {
            var act = switch (verdict) {
                case APPROVE -> Act.post("approve", "Approve", here).first();
                case ASK_FOR_CHANGES ->
                    Act.reason(
                            "ask", "Ask for changes", here, "What should be different? It goes back to the requester.");
                case REJECT -> Act.reason("reject", "Reject", here, "Why not? The requester reads it.");
            };
            acts.add(act.with("decision", verdict.name())
                    .with("contentHash", plan.about().contentHash()));
        }
        acts.sort(Comparator.comparing((Act act) -> !act.primary()).thenComparing(Act::name));
        return acts;
    }

    /** The budgets as they stand, this request within them. */
    private List<Outlook> budgets(Map<CostCentreId, Money> borne, Actor by) {
        if (borne.isEmpty()) {
            return List.of();
        }
        try {
            var accounts = budget.accounts(borne.keySet(), organizations.today(by.organization()), by);
            var home = organizations.organization(by.organization()).currency();
            return budget.outlook(
                    accounts.values().stream()
                            .distinct()
                            .collect(Collectors.toMap(account -> account, _ -> Money.zero(home))),
                    by);
        } catch (Refusal without) {
            return List.of();
        }
    }

    private static Money asked(SubjectPage subject, Outlook outlook) {
        var row = outlook.budget();
        return subject.borne()
                .getOrDefault(
                        row.costCentre(), Money.zero(row.figures().granted().getCurrencyUnit()));
    }

    /** While it waits its money is among what is requested; afterwards it has moved on and is no part of its own. */
    private static Meter meter(Outlook outlook, Money asked, PlanView plan, Formats formats) {
        var row = outlook.budget();
        var waits = plan.outcome() == ApprovalPhase.OPEN;
        var buckets = row.figures().buckets();
        var others = waits ? buckets.requested().minus(asked) : buckets.requested();
        var parts = new ArrayList<Meter.Part>();
        parts.add(part("Spent or committed", buckets.total().minus(buckets.requested()), row, formats));
        parts.add(part("Other requests", others, row, formats));
        if (waits) {
            parts.add(part("This request", asked, row, formats));
        }
        return new Meter(
                row.costCentreCode() + ", " + row.name(),
                parts,
                new Sum(formats.money(row.figures().left()), waits ? "Left after it" : "Left now"));
    }

    private static Meter.Part part(String words, Money figure, BudgetRow row, Formats formats) {
        var whole = row.figures().granted().plus(row.figures().overrunGranted());
        var percent = whole.isPositive()
                ? figure.getAmount()
                        .movePointRight(2)
                        .divide(whole.getAmount(), 0, RoundingMode.HALF_UP)
                        .intValue()
                : 0;
        return new Meter.Part(words, formats.amount(figure), Math.clamp(percent, 0, 100));
    }

    private List<Check> checks(PlanView plan, SubjectPage subject, List<Outlook> budgets, Formats formats, Actor by) {
        var checks = new ArrayList<Check>();
        checks.add(duties(plan, by));
        vendors.vendors(subject.vendors(), by).values().stream()
                .sorted(Comparator.comparing(vendor -> vendor.terms().name()))
                .map(vendor -> new Check(
                        vendor.state() == VendorState.ORDERABLE ? Tone.OK : Tone.STOP,
                        "Vendor: " + vendor.terms().name() + " "
                                + (vendor.state() == VendorState.ORDERABLE ? "" : "is ")
                                + vendor.state().words() + "."))
                .forEach(checks::add);
        budgets.stream()
                .filter(outlook -> outlook.leftBefore().isNegative())
                .map(outlook -> new Check(
                        Tone.WARN,
                        "Budget: " + outlook.budget().name() + " is "
                                + formats.money(outlook.leftBefore().negated()) + " above what is granted."))
                .forEach(checks::add);
        checks.add(new Check(
                Tone.OK,
                "Content: you decide on exactly what is shown here, fingerprint "
                        + plan.about().contentHash().substring(0, SHOWN_OF_THE_HASH)
                        + "; whatever changes is asked again."));
        return checks;
    }

    private static Check duties(PlanView plan, Actor by) {
        if (plan.about().requester().equals(by.account())) {
            return new Check(Tone.STOP, "Duties: you asked for this yourself, so others decide.");
        }
        if (plan.actions().contains(Verdict.APPROVE)) {
            return new Check(
                    Tone.OK,
                    "Duties: " + plan.about().requesterName()
                            + " asked for this; you did not, and you are asked to decide.");
        }
        return new Check(
                Tone.INFO,
                plan.outcome() == ApprovalPhase.OPEN
                        ? "Duties: it waits for " + String.join(", ", plan.waitingFor()) + ", not for you."
                        : "Duties: nothing is left to decide here.");
    }
}
