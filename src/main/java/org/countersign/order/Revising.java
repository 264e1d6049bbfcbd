package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.approval.Approving;
import org.countersign.approval.PlanId;
import org.countersign.approval.Subject;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.identity.CostCentreFinder;
import org.countersign.identity.DocumentAccess;
import org.countersign.identity.Organizations;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.kernel.Stale;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.springframework.stereotype.Component;

/**
 * The acts that change what an order says: a revision is proposed, approved in full by the same plan as a requisition of
 * its amount, and then in force; the one before it stands until then.
 */
@Component
public class Revising implements Subject {

    private static final String KIND = "order";

    private final OrderStore orders;
    private final RevisionStore revisions;
    private final OrderLedger ledger;
    private final Budget budget;
    private final Approving approving;
    private final DocumentAccess access;
    private final Organizations organizations;
    private final CostCentreFinder costCentres;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Revising(
            OrderStore orders,
            RevisionStore revisions,
            OrderLedger ledger,
            Budget budget,
            Approving approving,
            DocumentAccess access,
            Organizations organizations,
            CostCentreFinder costCentres,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.revisions = revisions;
        this.ledger = ledger;
        this.budget = budget;
        this.approving = approving;
        this.access = access;
        this.organizations = organizations;
        this.costCentres = costCentres;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Proposes the next revision: changed, added or left-out lines. It is approved in full by the same plan as a
     * requisition of this amount; until then the revision in force stands, and goods may be received on it.
     *
     * @param base the revision that the author saw; another one in force is refused as stale
     */
    public RevisionView revise(OrderId id, int base, List<LineChange> changes, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.lockSeen(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.REVISE);
        Stale.unlessCurrent(base, order.revisions().inForce());
        unless(!changes.isEmpty(), "nothing-changed", "A revision changes at least one line.");
        order.requireNothingInPreparation();
        return propose(order, changes, why, by);
    }

    /** Proposes on a locked order of which no other revision waits. */
    RevisionView propose(PurchaseOrder order, List<LineChange> changes, String reason, Actor by) {
        var now = clock.instant();
        var next = order.revisions().latest() + 1;
        var kept = order.proposed(
                changes.stream().filter(change -> change.line().isPresent()).toList());
        var added = added(order, changes, by);
        var content = RevisionContent.of(
                next,
                Stream.concat(kept.stream(), added.stream().map(Line::content)).toList(),
                order.head().currency());
        unless(!content.lines().isEmpty(), "no-lines", "A revision keeps at least one line; cancel the order instead.");

        orders.update(List.of(order.revised(order.revisions().proposing())), now, by);
        budget.move(Growth.asked(order, content, added), Cause.REQUEST, today(by), by);
        revisions.insert(
                new RevisionStore.NewRevision(order, content, RevisionView.Kind.CHANGE, reason, Optional.empty()),
                now,
                by);
        if (!added.isEmpty()) {
            orders.insertLines(order.id(), added, by);
        }
        revisions.insertLines(order.id(), content, by);
        var opened = approving.open(
                RevisionRequest.of(order, content, costCentres.codes(by), by),
                DocumentRef.of(KIND, order.id()),
                order.number(),
                next,
                content.hash(order),
                by);
        journal.tell(
                new OrderEvent.RevisionProposed(
                        order.id(),
                        order.number(),
                        next,
                        reason,
                        order.revisions().gross(),
                        content.gross()),
                by);
        revisions.setPlan(order.id(), next, opened.id().value(), by);
        showToApprovers(order, opened, by);
        if (opened.approved()) {
            putInForce(order.id(), next, by);
        }
        return revision(order, next, by);
    }

    /** Who is asked about a revision may see the order from then on. */
    private void showToApprovers(PurchaseOrder order, Approving.Opened opened, Actor by) {
        access.grant(
                by.organization(),
                DocumentRef.of(KIND, order.id()),
                order.head().orderedOn(),
                opened.plan().asked().stream().map(AccountId::value).toList());
    }

    private List<Line> added(PurchaseOrder order, List<LineChange> changes, Actor by) {
        if (changes.stream().allMatch(change -> change.line().isPresent())) {
            return List.of();
        }
        var highest = orders.highestLineNumber(order.id(), by);
        var added = new ArrayList<Line>();
        for (var change : changes) {
            if (change.line().isEmpty()) {
                added.add(change.newLine(order, new OrderLineId(ids.next()), highest + added.size() + 1));
            }
        }
        return added;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void lock(UUID document, Actor by) {
        orders.lock(List.of(new OrderId(document)), new OrderStore.Lines.None(), by);
    }

    @Override
    public Decided decided(Ruling ruling, Actor by) {
        var order = ledger.lock(new OrderId(ruling.document()), by);
        return switch (ruling.phase()) {
            case APPROVED -> {
                putInForce(order.id(), ruling.revision(), by);
                yield new Decided(List.of(new Made(DocumentRef.of(KIND, order.id()), order.number())));
            }
            case REJECTED, CHANGES_ASKED, WITHDRAWN -> {
                withdrawRevision(order, ruling.revision(), ruling.reason(), by);
                yield Decided.nothingMade();
            }
            case OPEN -> Decided.nothingMade();
        };
    }

    /** Takes a proposed revision back before it is decided; the one in force stands. */
    public PurchaseOrder withdrawProposal(OrderId id, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.lockSeen(id, by);
        var proposed = revisions.of(id, order.head().currency(), by).stream()
                .filter(RevisionView::inPreparation)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("no-revision-waits", "No revision waits for its approval."));
        approving.withdraw(new PlanId(proposed.plan().orElseThrow()), by);
        withdrawRevision(order, proposed.revision(), why, by);
        return ledger.head(id, by);
    }

    private void putInForce(OrderId id, int revision, Actor by) {
        var order = ledger.lock(id, by);
        var now = clock.instant();
        var content = RevisionContent.of(
                revision, revisions.contents(id, revision, by), order.head().currency());
        var outcome = content.comingIntoForce(order);
        unless(revisions.putInForce(id, revision, now, by), () -> decidedAlready(revision));
        budget.move(budget.requestedBy(KIND, id.value(), by), Cause.RELEASE, today(by), by);
        ledger.recorded(outcome, new Source(KIND, id.value(), today(by)), Cause.COMMIT, by);
        journal.tell(
                new OrderEvent.RevisionInForce(
                        id,
                        order.number(),
                        revision,
                        RevisionView.Kind.CHANGE.name(),
                        "",
                        order.revisions().gross(),
                        content.gross()),
                by);
    }

    private void withdrawRevision(PurchaseOrder order, int revision, String why, Actor by) {
        var now = clock.instant();
        unless(revisions.withdraw(order.id(), revision, now, by), () -> decidedAlready(revision));
        orders.update(List.of(order.revised(order.revisions().withdrawn())), now, by);
        budget.move(budget.requestedBy(KIND, order.id().value(), by), Cause.RELEASE, today(by), by);
        journal.tell(new OrderEvent.RevisionWithdrawn(order.id(), order.number(), revision, why), by);
    }

    private RevisionView revision(PurchaseOrder order, int revision, Actor by) {
        return revisions.of(order.id(), order.head().currency(), by).stream()
                .filter(one -> one.revision() == revision)
                .findFirst()
                .orElseThrow();
    }

    private static Refusal decidedAlready(int revision) {
        return Refusal.conflict(
                "revision-decided", "This revision was decided already.", Facts.of("revision", revision));
    }

    private LocalDate today(Actor by) {
        return organizations.today(by.organization());
    }
}
