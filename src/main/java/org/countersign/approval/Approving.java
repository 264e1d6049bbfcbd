package org.countersign.approval;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.countersign.approval.ApprovalEvent.ApprovalAsked;
import org.countersign.approval.ApprovalEvent.ApprovalGiven;
import org.countersign.approval.ApprovalEvent.ApprovalRefused;
import org.countersign.approval.ApprovalEvent.ApprovalWithdrawn;
import org.countersign.approval.ApprovalEvent.ChangesAsked;
import org.countersign.approval.Decision.Verdict;
import org.countersign.approval.Subject.Made;
import org.countersign.approval.Subject.Ruling;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The door to approvals: a document's module opens a plan for a revision of it, people decide, and the last approval calls
 * the document's {@link Subject} back in the same transaction.
 */
@Component
public class Approving {

    private static final int LONGEST_COMMENT = 2_000;

    private final PlanStore plans;
    private final Rulebook rulebook;
    private final Organizations organizations;
    private final List<Subject> subjects;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    /** The subjects are asked for late, because they know this door themselves. */
    public Approving(
            Pipeline jdbc,
            PeopleFinder people,
            Organizations organizations,
            @Lazy List<Subject> subjects,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.plans = new PlanStore(jdbc);
        this.rulebook = new Rulebook(jdbc, people);
        this.organizations = organizations;
        this.subjects = subjects;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** A plan that was worked out and is not stored yet. */
    public record Planned(ApprovalRequest request, String requesterName, Plan plan) {}

    /**
     * A plan that was stored. When nobody is asked it is {@code APPROVED} at once, recorded as passed by the policy, and
     * the caller goes on with the document itself.
     */
    public record Opened(PlanId id, ApprovalPhase outcome, Plan plan, Waiting waiting) {

        public boolean approved() {
            return outcome == ApprovalPhase.APPROVED;
        }
    }

    /** How the plan stands after a decision, and what the document's module made of it. */
    public record Ruled(ApprovalPhase outcome, Waiting waiting, List<Made> made) {}

    /** Who would be asked and why, without effect. */
    public Preview preview(ApprovalRequest request, Actor by) {
        var rules = rulebook.on(organizations.today(by.organization()), by.organization());
        return Preview.of(request, rules.policy(), rules.people());
    }

    /** Works the plan out, by the rules that count today and the people as they are; refuses as {@link Policy#plan}. */
    public Planned plan(ApprovalRequest request, Actor by) {
        var rules = rulebook.on(organizations.today(by.organization()), by.organization());
        var requester = rules.people()
                .findPerson(request.requester())
                .orElseThrow(() -> new NotFound("person", request.requester()));
        return new Planned(request, requester.name(), rules.policy().plan(request, rules.people()));
    }

    /** Works the plan out and stores it; see {@link #open(Planned, DocumentRef, String, int, byte[], Actor)}. */
    public Opened open(
            ApprovalRequest request, DocumentRef subject, String number, int revision, byte[] contentHash, Actor by) {
        return open(plan(request, by), subject, number, revision, contentHash, by);
    }

    /**
     * Stores the plan for a revision of a document, bound to the hash of its content. It only adds rows and locks none, so
     * it may come after the document's number. Revisions are counted from 1; each has at most one plan.
     */
    public Opened open(
            Planned planned, DocumentRef subject, String number, int revision, byte[] contentHash, Actor by) {
        var plan = planned.plan();
        var request = planned.request();
        var waiting = Waiting.of(PlanProgress.start(plan, request.barred()));
        var outcome = plan.approvedByPolicy() ? ApprovalPhase.APPROVED : ApprovalPhase.OPEN;
        var id = new PlanId(ids.next());
        var about = new KeptPlan.About(
                subject,
                revision,
                number,
                request.title(),
                contentHash,
                request.requester(),
                planned.requesterName(),
                request.figures().total());
        plans.add(by.organization(), id, about, request.barred(), plan, outcome, clock.instant());
        journal.tell(asked(id, about, plan), by);
        return new Opened(id, outcome, plan, waiting);
    }

    /**
     * Takes a decision up, on the content that was seen. Refuses as {@link PlanProgress#after}, {@code content-changed} when
     * the plan is for other content, and {@code comment-length}.
     *
     * @param seenHash the content hash that was shown with the plan
     */
    public Ruled decide(PlanId id, Verdict verdict, String comment, byte[] seenHash, Actor by) {
        by.require(Authority.DECIDE_APPROVALS);
        unless(
                comment.length() <= LONGEST_COMMENT,
                "comment-length",
                "A comment has at most " + LONGEST_COMMENT + " characters.");
        var seen = plans.findFor(id, by).orElseThrow(() -> new NotFound("approval", id));
        var subject = subject(seen.kind());
        subject.lock(seen.id(), by);
        var kept = plans.lock(by.organization(), id);
        unless(Arrays.equals(kept.about().contentHash(), seenHash), () -> otherContent(kept));
        refuseWithdrawn(kept, verdict);
        var after = kept.progress().after(Decision.of(by.account(), verdict, comment.strip()));
        save(kept, after, verdict, comment.strip(), by);
        journal.tell(told(kept, after, verdict, comment.strip()), by);
        var waiting = Waiting.of(after);
        var decided = subject.decided(
                new Ruling(
                        id,
                        kept.about().subject().id(),
                        kept.about().revision(),
                        after.outcome(),
                        kept.plan().asked(),
                        comment.strip(),
                        waiting),
                by);
        return new Ruled(after.outcome(), waiting, decided.made());
    }

    /** Ends the plan because its document is taken back; the caller has locked the document. */
    public void withdraw(PlanId id, Actor by) {
        var kept = plans.lock(by.organization(), id);
        var outcome = ApprovalPhase.LIFE.next(kept.course().outcome(), ApprovalPhase.Act.WITHDRAW);
        plans.moveOn(by.organization(), id, new PlanStore.Stand(List.of(), List.of(), outcome), clock.instant());
        journal.tell(
                new ApprovalWithdrawn(id, kept.about().subject(), kept.about().revision()), by);
    }

    private void save(KeptPlan kept, PlanProgress after, Verdict verdict, String comment, Actor by) {
        var stage = kept.stageAsking(by.account());
        plans.moveOn(
                by.organization(),
                kept.id(),
                new PlanStore.Stand(kept.stagesCounting(after), PlanStore.waits(after), after.outcome()),
                clock.instant());
        plans.decide(by, kept, stage, verdict, comment, clock.instant());
    }

    /** A withdrawn plan has no decision that says so, so its stored outcome is asked before the fold is. */
    private static void refuseWithdrawn(KeptPlan kept, Verdict verdict) {
        var act = switch (verdict) {
            case APPROVE -> ApprovalPhase.Act.APPROVE;
            case REJECT -> ApprovalPhase.Act.REJECT;
            case ASK_FOR_CHANGES -> ApprovalPhase.Act.ASK_FOR_CHANGES;
        };
        ApprovalPhase.LIFE.next(kept.course().outcome(), act);
    }

    private Subject subject(String kind) {
        return subjects.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody answers for " + kind));
    }

    private static Refusal otherContent(KeptPlan kept) {
        return Refusal.conflict(
                "content-changed",
                "This is not the content that waits for a decision; open "
                        + kept.about().number() + " again and decide on what it says now.",
                Refusal.Facts.of("field", "contentHash")
                        .and("expected", Hash.hex(kept.about().contentHash())));
    }

    private static ApprovalEvent asked(PlanId id, KeptPlan.About about, Plan plan) {
        return new ApprovalAsked(
                id,
                about.subject(),
                about.revision(),
                plan.policyVersion(),
                plan.stages().stream()
                        .map(stage -> stage.order() + ": " + stage.people() + ". " + stage.explanation())
                        .toList(),
                Hash.hex(about.contentHash()));
    }

    private static ApprovalEvent told(KeptPlan kept, PlanProgress after, Verdict verdict, String comment) {
        var subject = kept.about().subject();
        var revision = kept.about().revision();
        var hash = Hash.hex(kept.about().contentHash());
        return switch (verdict) {
            case APPROVE -> new ApprovalGiven(kept.id(), subject, revision, kept.stagesCounting(after), comment, hash);
            case REJECT -> new ApprovalRefused(kept.id(), subject, revision, comment, hash);
            case ASK_FOR_CHANGES -> new ChangesAsked(kept.id(), subject, revision, comment, hash);
        };
    }
}
