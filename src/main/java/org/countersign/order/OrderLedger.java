package org.countersign.order;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.budget.Buckets;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.budget.Transfer;
import org.countersign.identity.DocumentAccess;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderEvent.OrderCompleted;
import org.countersign.order.OrderEvent.OrderReopened;
import org.countersign.order.PurchaseOrder.Ending;
import org.countersign.order.PurchaseOrder.Outcome;
import org.countersign.order.PurchaseOrder.Posted;
import org.countersign.platform.Journal;
import org.springframework.stereotype.Component;

/**
 * The door for documents that act on order lines: receipts, returns, invoices, credit notes, payments. They lock the orders
 * first, then record what they do; facts, kept sums, header and budget change together, one statement each.
 */
@Component
public class OrderLedger {

    private final OrderStore orders;
    private final Budget budget;
    private final Periods periods;
    private final DocumentAccess access;
    private final Journal journal;
    private final Clock clock;

    OrderLedger(
            OrderStore orders, Budget budget, Periods periods, DocumentAccess access, Journal journal, Clock clock) {
        this.orders = orders;
        this.budget = budget;
        this.periods = periods;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /** Locks the orders, in ascending id, and answers them with all their lines; NotFound if one is missing. */
    public List<PurchaseOrder> lock(Collection<OrderId> ids, Actor by) {
        return all(orders.lock(ids, new OrderStore.Lines.All(), by), ids);
    }

    private static List<PurchaseOrder> all(List<PurchaseOrder> found, Collection<OrderId> ids) {
        if (found.size() < ids.stream().distinct().count()) {
            throw new NotFound("order", ids);
        }
        return found;
    }

    /** Locks one order and answers it with all its lines. */
    PurchaseOrder lock(OrderId id, Actor by) {
        return lock(List.of(id), by).getFirst();
    }

    /** Locks one order and answers its header alone. */
    PurchaseOrder head(OrderId id, Actor by) {
        return orders.lock(List.of(id), new OrderStore.Lines.None(), by).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("order", id));
    }

    /** Locks one order for what a person does to it, with all its lines; NotFound unless they may see it. */
    PurchaseOrder lockSeen(OrderId id, Actor by) {
        return seen(lock(id, by), by);
    }

    /** The same with its header alone. */
    PurchaseOrder headSeen(OrderId id, Actor by) {
        return seen(head(id, by), by);
    }

    /** The same with the lines that will be touched. */
    public PurchaseOrder lockSeen(OrderId id, Collection<OrderLineId> lines, Actor by) {
        return seen(lock(List.of(id), lines, by).getFirst(), by);
    }

    private PurchaseOrder seen(PurchaseOrder order, Actor by) {
        if (!by.mayEverywhere(Authority.SEE_WHOLE_ORGANIZATION)
                && !access.sees(
                        by, DocumentRef.of("order", order.id()), order.head().orderedOn())) {
            throw new NotFound("order", order.id());
        }
        return order;
    }

    /** Locks several orders, in ascending id, with the lines that will be touched. */
    public List<PurchaseOrder> lock(Collection<OrderId> ids, Collection<OrderLineId> lines, Actor by) {
        return all(orders.lock(ids, new OrderStore.Lines.These(lines), by), ids);
    }

    /**
     * Locks the headers alone, in ascending id, for documents that look at the orders and change nothing on their lines; answers
     * which of them are held.
     */
    public Map<OrderId, HeldOrders.Held> lockHeads(Collection<OrderId> ids, Actor by) {
        return HeldOrders.of(orders.lock(ids, new OrderStore.Lines.None(), by));
    }

    /** Records what the document does to lines of a locked order; a hard budget that has not enough left refuses. */
    public PurchaseOrder record(
            PurchaseOrder order, OrderPhase.Act act, Source source, Cause cause, List<LineAct> acts, Actor by) {
        return record(List.of(new OnOrder(order, acts)), act, source, cause, by).getFirst();
    }

    /** The same for a document on several orders, with as many statements as for one. */
    public List<PurchaseOrder> record(
            List<OnOrder> document, OrderPhase.Act act, Source source, Cause cause, Actor by) {
        return recorded(
                document.stream().map(one -> one.order().act(act, one.acts())).toList(), List.of(), source, cause, by);
    }

    /** What {@link #record} would move on the budgets, without writing anything. */
    public List<Transfer> foreseen(List<OnOrder> document, OrderPhase.Act act) {
        return document.stream()
                .flatMap(one ->
                        transfers(one.order(), one.order().act(act, one.acts()).posted()).stream())
                .toList();
    }

    /** Takes back everything that a document recorded on these orders; refused when some of it was taken back already. */
    public void reverse(List<PurchaseOrder> locked, UUID document, Source source, Cause cause, Actor by) {
        var written = orders.factsOf(document, by);
        Refusal.unless(!written.isEmpty(), "nothing-to-reverse", "The document recorded nothing on this order.");
        Refusal.unless(
                written.stream().noneMatch(OrderStore.WrittenFact::reversed),
                () -> Refusal.conflict(
                        "already-reversed", "This was reversed already.", Facts.of("document", document)));
        var byLine = written.stream()
                .collect(Collectors.groupingBy(OrderStore.WrittenFact::line, LinkedHashMap::new, Collectors.toList()));
        var outcomes = new ArrayList<Outcome>();
        var reverses = new ArrayList<UUID>();
        for (var order : locked) {
            var acts = new ArrayList<LineAct>();
            for (var line : order.lines().keySet()) {
                var facts = byLine.getOrDefault(line, List.of());
                if (!facts.isEmpty()) {
                    acts.add(reversing(line, facts));
                    facts.forEach(fact -> reverses.add(fact.id()));
                }
            }
            outcomes.add(order.act(OrderPhase.Act.REVERSE, acts));
        }
        if (reverses.size() < written.size()) {
            throw new IllegalStateException("a document is reversed on all lines that it touched, or not at all");
        }
        recorded(outcomes, reverses, source, cause, by);
    }

    private static LineAct reversing(OrderLineId line, List<OrderStore.WrittenFact> facts) {
        return new LineAct(
                line,
                facts.getFirst().sourceLine(),
                ledger -> ledger.reverse(
                        facts.stream().map(OrderStore.WrittenFact::fact).toList()));
    }

    PurchaseOrder recorded(Outcome outcome, Source source, Cause cause, Actor by) {
        return recorded(List.of(outcome), List.of(), source, cause, by).getFirst();
    }

    private List<PurchaseOrder> recorded(
            List<Outcome> outcomes, List<UUID> reverses, Source source, Cause cause, Actor by) {
        var now = clock.instant();
        var after = outcomes.stream().map(Outcome::after).toList();
        var effectiveOn = periods.effective(source.occurredOn(), by);
        orders.update(after, now, by);
        orders.post(outcomes, reverses, source, effectiveOn, now, by);
        budget.move(
                outcomes.stream()
                        .flatMap(outcome -> transfers(outcome.after(), outcome.posted()).stream())
                        .toList(),
                cause,
                effectiveOn,
                by);
        journal.tell(
                outcomes.stream()
                        .flatMap(outcome -> ending(outcome, source).stream())
                        .toList(),
                by);
        return after;
    }

    /** What is told of an order that this completes or opens again. */
    private static Optional<OrderEvent> ending(Outcome outcome, Source source) {
        var order = outcome.after();
        if (outcome.reopened()) {
            return Optional.of(new OrderReopened(order.id(), order.number(), source.kind()));
        }
        return outcome.completed()
                        && order.ended().filter(Ending.CANCELLED::equals).isEmpty()
                ? Optional.of(new OrderCompleted(
                        order.id(), order.number(), order.ended().orElseThrow().name()))
                : Optional.empty();
    }

    /** What the lines weigh on their budgets after less before, share by share. */
    static List<Transfer> transfers(PurchaseOrder order, List<Posted> posted) {
        return posted.stream()
                .flatMap(
                        line -> transfers(
                                order,
                                line.after(),
                                Encumbrance.differences(
                                        line.before().buckets(), line.after().buckets()))
                                .stream())
                .toList();
    }

    static List<Transfer> transfers(PurchaseOrder order, Line line, List<Buckets> differences) {
        var parts = line.content().allocation().parts();
        var transfers = new ArrayList<Transfer>();
        for (var k = 0; k < parts.size(); k++) {
            if (!differences.get(k).isZero()) {
                transfers.add(new Transfer(
                        parts.get(k).account(),
                        "order",
                        order.id().value(),
                        line.id().value(),
                        differences.get(k)));
            }
        }
        return transfers;
    }

    /** A function over a line, for documents that only need the ledger. */
    static LineAct on(OrderLineId line, Function<OrderLine, Posting> act) {
        return new LineAct(line, null, act);
    }
}
