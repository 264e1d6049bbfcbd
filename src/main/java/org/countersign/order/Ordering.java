package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.budget.Cause;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Stale;
import org.countersign.order.PurchaseOrder.Exchange;
import org.countersign.order.PurchaseOrder.Hold;
import org.countersign.order.PurchaseOrder.Outcome;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.springframework.stereotype.Component;

/**
 * The acts that end or halt an order: closed short, cancelled, held and released, a credit waived. What receipts, invoices
 * and payments do to lines goes through {@link OrderLedger}; what an order says is changed by {@link Revising}.
 */
@Component
public class Ordering {

    private final OrderStore orders;
    private final RevisionStore revisions;
    private final OrderLedger ledger;
    private final Organizations organizations;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Ordering(
            OrderStore orders,
            RevisionStore revisions,
            OrderLedger ledger,
            Organizations organizations,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.revisions = revisions;
        this.ledger = ledger;
        this.organizations = organizations;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives up what is still to come on the lines (all lines if none is named): a revision of its own, without approval. */
    public PurchaseOrder shortClose(OrderId id, Set<OrderLineId> lines, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.lockSeen(id, by);
        order.requireNothingInPreparation();
        var closing = order.lines().values().stream()
                .filter(line -> lines.isEmpty() || lines.contains(line.id()))
                .filter(line -> !lines.isEmpty()
                        || line.ledger().standing().openToReceive().isPositive())
                .map(line -> OrderLedger.on(line.id(), OrderLine::shortClose))
                .toList();
        unless(
                !closing.isEmpty(),
                "nothing-open",
                "Nothing is left to come on this order, so there is nothing to close short.");
        return closedShort(order, order.act(OrderPhase.Act.SHORT_CLOSE, closing), why, by);
    }

    private PurchaseOrder closedShort(PurchaseOrder before, Outcome outcome, String reason, Actor by) {
        var content = remaining(outcome.after());
        revisions.insert(
                new RevisionStore.NewRevision(before, content, RevisionView.Kind.SHORT_CLOSE, reason, plan(before, by)),
                clock.instant(),
                by);
        if (!content.lines().isEmpty()) {
            revisions.insertLines(before.id(), content, by);
        }
        var after = (content.lines().isEmpty()
                        ? outcome.after()
                        : outcome.after().neededBy(content.neededBy()))
                .revised(content.inForce())
                .exchanging(Exchange.beginning().answered(before.exchange().answer()));
        var recorded = ledger.recorded(
                new Outcome(after, outcome.posted(), outcome.completed(), outcome.reopened()),
                source(before, by),
                Cause.RELEASE,
                by);
        journal.tell(
                new OrderEvent.RevisionInForce(
                        before.id(),
                        before.number(),
                        content.revision(),
                        RevisionView.Kind.SHORT_CLOSE.name(),
                        reason,
                        before.revisions().gross(),
                        content.gross()),
                by);
        return recorded;
    }

    /** What the next revision says: the lines with what is still wanted of them. */
    private static RevisionContent remaining(PurchaseOrder closed) {
        var lines = closed.lines().values().stream()
                .map(Line::wanted)
                .filter(content -> content.quantity().isPositive())
                .toList();
        return RevisionContent.of(
                closed.revisions().latest() + 1, lines, closed.head().currency());
    }

    /** The plan that approved the revision in force: giving up a part of it asks nobody anew. */
    private Optional<UUID> plan(PurchaseOrder order, Actor by) {
        return revisions.of(order.id(), order.head().currency(), by).stream()
                .filter(revision -> revision.revision() == order.revisions().inForce())
                .flatMap(revision -> revision.plan().stream())
                .findFirst();
    }

    /** Cancels an order of which nothing was received or billed; the money goes back. */
    public PurchaseOrder cancel(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.lockSeen(id, by);
        Stale.unlessCurrent(seen, order.version());
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.CANCEL);
        order.requireNothingInPreparation();
        var outcome = order.cancel();
        var recorded = ledger.recorded(outcome, source(order, by), Cause.RELEASE, by);
        journal.tell(
                new OrderEvent.OrderCancelled(
                        id, order.number(), order.revisions().inForce(), why),
                by);
        return recorded;
    }

    /** Holds the order: nothing is received on it and nothing of it is paid until the hold is lifted. */
    public PurchaseOrder hold(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.headSeen(id, by);
        Stale.unlessCurrent(seen, order.version());
        var held = order.holding(Optional.of(new Hold(by.name(), why)));
        orders.update(List.of(held), clock.instant(), by);
        journal.tell(new OrderEvent.OrderHeld(id, order.number(), why), by);
        return held;
    }

    public PurchaseOrder release(OrderId id, int seen, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.headSeen(id, by);
        Stale.unlessCurrent(seen, order.version());
        unless(order.hold().isPresent(), "not-held", "This order is not held.");
        var released = order.holding(Optional.empty());
        orders.update(List.of(released), clock.instant(), by);
        journal.tell(new OrderEvent.OrderReleased(id, order.number(), why), by);
        return released;
    }

    /** Forgoes a credit that is expected; its value becomes a price variance. */
    public PurchaseOrder waive(OrderId id, OrderLineId line, Quantity quantity, String reason, Actor by) {
        by.require(Authority.LIFT_HOLDS);
        var why = Reason.said(reason);
        var order = ledger.lockSeen(id, by);
        var waived = ledger.record(
                order,
                OrderPhase.Act.WAIVE,
                new Source("waiver", ids.next(), organizations.today(by.organization())),
                Cause.RELEASE,
                List.of(OrderLedger.on(line, current -> current.waive(quantity))),
                by);
        var quoted = order.number() + "/" + order.line(line).content().number();
        journal.tell(new OrderEvent.CreditWaived(id, order.number(), quoted, quantity, why), by);
        return waived;
    }

    private Source source(PurchaseOrder order, Actor by) {
        return new Source("order", order.id().value(), organizations.today(by.organization()));
    }
}
