package org.countersign.requisition;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.Approving;
import org.countersign.approval.PlanId;
import org.countersign.approval.Subject.Made;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.budget.Rates;
import org.countersign.catalog.CatalogFinder;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Numbers;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.DraftStore.Draft;
import org.countersign.requisition.RequisitionEvent.DraftChanged;
import org.countersign.requisition.RequisitionEvent.DraftDiscarded;
import org.countersign.requisition.RequisitionEvent.DraftStarted;
import org.countersign.requisition.RequisitionEvent.RequisitionSubmitted;
import org.countersign.requisition.RequisitionEvent.RequisitionWithdrawn;
import org.countersign.requisition.RequisitionStore.Submission;
import org.countersign.requisition.RequisitionStore.WithTerms;
import org.countersign.vendor.VendorFinder;
import org.springframework.stereotype.Component;

/**
 * The door to requisitions: write, preview, submit, withdraw, copy. What is decided about them comes back through
 * {@link RequisitionDecisions}.
 */
@Component
public class Requisitioning {

    private static final String SERIES = "REQ";
    private static final int LONGEST_REASON = 2_000;

    private final DraftStore drafts;
    private final RequisitionStore requisitions;
    private final AskedStore askedOfVendors;
    private final RequisitionFinder finder;
    private final NeedReader needs;
    private final RequisitionDecisions decisions;
    private final Approving approving;
    private final Budget budget;
    private final Periods periods;
    private final DocumentAccess access;
    private final Organizations organizations;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Requisitioning(
            Pipeline jdbc,
            CatalogFinder catalog,
            VendorFinder vendors,
            PeopleFinder people,
            Organizations organizations,
            Budget budget,
            Rates rates,
            Periods periods,
            Approving approving,
            RequisitionDecisions decisions,
            RequisitionFinder finder,
            DocumentAccess access,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.drafts = new DraftStore(jdbc);
        this.requisitions = new RequisitionStore(jdbc);
        this.askedOfVendors = new AskedStore(jdbc);
        this.needs = new NeedReader(jdbc, catalog, vendors, people, organizations, budget, rates);
        this.finder = finder;
        this.decisions = decisions;
        this.approving = approving;
        this.budget = budget;
        this.periods = periods;
        this.access = access;
        this.organizations = organizations;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** A requisition as an act left it: a draft, or one that was submitted. */
    public sealed interface Stored permits Saved, Submitted {}

    /** A draft that was saved; the version is what the next save must have seen. */
    public record Saved(RequisitionId id, int version) implements Stored {}

    /**
     * A requisition that was submitted.
     *
     * @param waitingFor who is asked now; empty when nobody was, then {@code made} has the orders
     */
    public record Submitted(
            RequisitionId id,
            String number,
            int revision,
            int version,
            RequisitionPhase phase,
            PlanId approval,
            String waitingFor,
            List<Made> made)
            implements Stored {}

    /** Begins a draft, which nobody but its author sees; refuses what is beyond the bounds of {@link RequisitionContent}. */
    public Saved draft(RequisitionContent content, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        content.refuseBeyondBounds();
        return begin(content.identified(this::nextLine), Optional.empty(), by);
    }

    /** Begins a draft with the entered values of a requisition or draft that the actor may see, and nothing else of it. */
    public Saved copy(RequisitionId of, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        return begin(finder.content(of, by).copied(this::nextLine), Optional.of(of), by);
    }

    /** Saves a draft as it was seen; the author's alone. */
    public Saved save(RequisitionId id, int seen, RequisitionContent content, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        content.refuseBeyondBounds();
        var draft = locked(id, seen, by);
        var written = content.identified(this::nextLine);
        drafts.change(new Draft(id, draft.version(), draft.number(), written, clock.instant()), seen, by);
        journal.tell(new DraftChanged(id, written.title(), written.lines().size(), seen + 1), by);
        return new Saved(id, seen + 1);
    }

    /** What would come of it, without effect; for whoever may write requisitions. */
    public RequisitionPreview preview(RequisitionContent content, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        try {
            var need = needs.read(content.identified(this::nextLine), by);
            return RequisitionPreview.of(
                    need, approving.preview(need.request(), by), budget.outlook(need.byBudget(), by));
        } catch (Refusal refusal) {
            return RequisitionPreview.refused(refusal);
        }
    }

    /** Submits what was never kept as a draft; see {@link #submit(RequisitionId, int, Actor)}. */
    public Submitted submit(RequisitionContent content, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        content.refuseBeyondBounds();
        return submitted(nextId(), content.identified(this::nextLine), 1, Optional.empty(), by);
    }

    /**
     * Submits a draft as it was seen: judged by what it says now, its money requested, its approval opened, its number taken
     * last. Where the policy asks nobody it is approved and ordered at once.
     */
    public Submitted submit(RequisitionId id, int seen, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        var draft = locked(id, seen, by);
        requisitions.lock(by.organization(), id);
        var before = requisitions.find(by.organization(), id).map(WithTerms::requisition);
        drafts.drop(by.organization(), id);
        return submitted(id, draft.content(), draft.version() + 1, before, by);
    }

    private Submitted submitted(
            RequisitionId id, RequisitionContent content, int version, Optional<Requisition> before, Actor by) {
        var need = needs.read(content, by).orRefuse();
        var planned = approving.plan(need.request(), by);
        var revision = before.map(Requisition::revision).orElse(0) + 1;
        var hash = Hash.ofContent(need.content(id, revision));
        request(id, need, by);
        var number = before.map(Requisition::number).orElseGet(() -> number(by));
        var opened = approving.open(planned, DocumentRef.of(RequisitionEvent.KIND, id), number, revision, hash, by);
        var submitted = before.map(known -> known.submittedAgain(opened.id(), version - 1))
                .orElseGet(() -> Requisition.submitted(
                        id, number, by.account(), opened.id(), organizations.today(by.organization()), version));
        save(new Submission(submitted, content, need, hash, opened.waiting()), opened, by);
        return answered(submitted, opened, by);
    }

    /** Takes a requisition back, or throws a draft away that was never submitted; its money is free again. */
    public void withdraw(RequisitionId id, String reason, Actor by) {
        by.require(Authority.WRITE_REQUISITIONS);
        Refusal.unless(
                reason.length() <= LONGEST_REASON,
                "text-too-long",
                "A reason has at most " + LONGEST_REASON + " characters.");
        var draft = drafts.findLocked(id, by);
        requisitions.lock(by.organization(), id);
        var known = requisitions.find(by.organization(), id);
        if (known.isEmpty()) {
            discard(draft.orElseThrow(() -> new NotFound("requisition", id)), by);
            return;
        }
        finder.refuseUnseen(known.get().requisition(), by);
        withdraw(known.get(), reason.strip(), by);
    }

    private void withdraw(WithTerms known, String reason, Actor by) {
        var requisition = known.requisition();
        var withdrawn = requisition.withdrawn(by);
        if (requisition.phase() == RequisitionPhase.IN_APPROVAL) {
            approving.withdraw(requisition.plan(), by);
        }
        drafts.drop(by.organization(), requisition.id());
        requisitions.move(by.organization(), withdrawn, 1, "", List.of(), clock.instant());
        if (requisition.phase() != RequisitionPhase.DRAFT) {
            decisions.release(known, by);
        }
        journal.tell(
                new RequisitionWithdrawn(requisition.id(), requisition.number(), requisition.revision(), reason), by);
    }

    private void discard(Draft draft, Actor by) {
        drafts.drop(by.organization(), draft.id());
        journal.tell(new DraftDiscarded(draft.id(), draft.content().title()), by);
    }

    private Saved begin(RequisitionContent content, Optional<RequisitionId> copyOf, Actor by) {
        var draft = new Draft(nextId(), 1, Optional.empty(), content, clock.instant());
        drafts.add(by.organization(), by.account(), draft);
        journal.tell(new DraftStarted(draft.id(), content.title(), copyOf), by);
        return new Saved(draft.id(), draft.version());
    }

    /** The draft, locked and as it was seen. One that was submitted meanwhile is refused by the requisition's phase. */
    private Draft locked(RequisitionId id, int seen, Actor by) {
        var draft = drafts.findLocked(id, by);
        if (draft.isEmpty()) {
            var requisition = requisitions
                    .find(by.organization(), id)
                    .orElseThrow(() -> new NotFound("requisition", id))
                    .requisition();
            finder.refuseUnseen(requisition, by);
            RequisitionPhase.LIFE.next(requisition.phase(), RequisitionPhase.Act.SUBMIT);
        }
        var found = draft.orElseThrow(() -> new NotFound("draft", id));
        Stale.unlessCurrent(seen, found.version());
        return found;
    }

    private void request(RequisitionId id, Need need, Actor by) {
        var today = organizations.today(by.organization());
        budget.move(Need.asked(id, need.lines(), need.terms().rate()), Cause.REQUEST, periods.effective(today, by), by);
    }

    private String number(Actor by) {
        return numbers.next(
                by.organization(),
                SERIES,
                organizations.today(by.organization()).getYear());
    }

    private void save(Submission submission, Approving.Opened opened, Actor by) {
        var requisition = submission.requisition();
        requisitions.add(by.organization(), submission, clock.instant());
        askedOfVendors.add(by.organization(), requisition, submission.need().costs());
        access.grant(
                by.organization(),
                DocumentRef.of(RequisitionEvent.KIND, requisition.id()),
                requisition.submittedOn(),
                subjects(submission, opened));
        var need = submission.need();
        journal.tell(
                new RequisitionSubmitted(
                        requisition.id(),
                        requisition.number(),
                        requisition.revision(),
                        need.terms().title(),
                        need.totals(),
                        need.vendorNames(),
                        need.terms().rate(),
                        Hash.hex(submission.hash()),
                        opened.id()),
                by);
    }

    /** Who may see it from now on: who asks, who is asked, and who is granted a cost centre that it charges. */
    private static List<UUID> subjects(Submission submission, Approving.Opened opened) {
        var asked = opened.plan().stages().stream()
                .flatMap(stage -> stage.candidates().stream())
                .map(candidate -> candidate.account().value());
        return Stream.of(
                        Stream.of(submission.requisition().requester().value()),
                        asked,
                        submission.need().chargedCentres().stream())
                .flatMap(each -> each)
                .collect(Collectors.toSet())
                .stream()
                .sorted()
                .toList();
    }

    private WithTerms stored(Requisition submitted, Actor by) {
        return requisitions.find(by.organization(), submitted.id()).orElseThrow();
    }

    /** Without anybody to ask the policy has approved it; its orders then come after its number, a rare and retried order of locks. */
    private Submitted answered(Requisition submitted, Approving.Opened opened, Actor by) {
        var made = opened.approved()
                ? decisions
                        .approve(
                                stored(submitted, by),
                                opened.id(),
                                opened.plan().asked(),
                                by)
                        .made()
                : List.<Made>of();
        var now = opened.approved() ? stored(submitted, by).requisition() : submitted;
        return new Submitted(
                now.id(),
                now.number(),
                now.revision(),
                now.version(),
                now.phase(),
                opened.id(),
                opened.waiting().words(),
                made);
    }

    private RequisitionId nextId() {
        return new RequisitionId(ids.next());
    }

    private RequisitionLineId nextLine() {
        return new RequisitionLineId(ids.next());
    }
}
