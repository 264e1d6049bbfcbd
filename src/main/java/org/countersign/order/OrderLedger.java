package org.countersign.order;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.countersign.budget.Buckets;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.budget.Shortfall;
import org.countersign.budget.Transfer;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderEvent.OrderCompleted;
import org.countersign.order.OrderEvent.OrderReopened;
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
    private final Journal journal;
    private final Clock clock;

    OrderLedger(OrderStore orders, Budget budget, Periods periods, Journal journal, Clock clock) {
        this.orders = orders;
        this.budget = budget;
        this.periods = periods;
        this.journal = journal;
        this.clock = clock;
    }

    /** Locks the orders, in ascending id, and answers them with all their lines; NotFound if one is missing. */
    public List<PurchaseOrder> lock(Collection<OrderId> ids, Actor by) {
        var found = orders.lock(ids, new OrderStore.Lines.All(), by);
        if (found.size() < ids.stream().distinct().count()) {
            throw new NotFound("order", ids);
        }
        return found;
    }

    /** Locks one order with the lines that will be touched. */
    public PurchaseOrder lock(OrderId id, Collection<OrderLineId> lines, Actor by) {
        return orders.lock(List.of(id), new OrderStore.Lines.These(lines), by).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("order", id));
    }

    /** Records what the document does to lines of a locked order; a hard budget that has not enough left refuses. */
    public Recorded record(
            PurchaseOrder order, OrderPhase.Act act, Source source, Cause cause, List<LineAct> acts, Actor by) {
        return recorded(order.act(act, acts), List.of(), source, cause, by);
    }

    /** What {@link #record} would lack of a hard budget, without writing anything; empty when there is enough. */
    public Optional<Shortfall> shortfall(
            PurchaseOrder order, OrderPhase.Act act, Source source, List<LineAct> acts, Actor by) {
        return budget.lacking(transfers(order, order.act(act, acts).posted()), by);
    }

    /** Takes back everything that a document recorded on the order; refused when some of it was taken back already. */
    public Recorded reverse(PurchaseOrder order, UUID document, Source source, Cause cause, Actor by) {
        var written = orders.factsOf(document, order.id(), by);
        Refusal.unless(!written.isEmpty(), "nothing-to-reverse", "The document recorded nothing on this order.");
        Refusal.unless(
                written.stream().noneMatch(OrderStore.WrittenFact::reversed),
                () -> Refusal.conflict(
                        "already-reversed", "This was reversed already.", Facts.of("document", document)));
        var acts = new ArrayList<LineAct>();
        var reverses = new ArrayList<UUID>();
        var byLine = written.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        OrderStore.WrittenFact::line,
                        java.util.LinkedHashMap::new,
                        java.util.stream.Collectors.toList()));
        byLine.forEach((line, facts) -> {
            acts.add(new LineAct(
                    line,
                    facts.getFirst().sourceLine(),
                    ledger -> ledger.reverse(
                            facts.stream().map(OrderStore.WrittenFact::fact).toList())));
            facts.forEach(fact -> reverses.add(fact.id()));
        });
        return recorded(order.act(OrderPhase.Act.REVERSE, acts), reverses, source, cause, by);
    }

    Recorded recorded(Outcome outcome, List<UUID> reverses, Source source, Cause cause, Actor by) {
        var now = clock.instant();
        var after = outcome.after();
        var effectiveOn = periods.effective(source.occurredOn(), by);
        orders.update(after, now, by);
        orders.post(after, outcome.posted(), reverses, source, effectiveOn, now, by);
        budget.move(transfers(after, outcome.posted()), cause, effectiveOn, by);
        tellEnding(outcome, source, by);
        return new Recorded(
                after, outcome.posted().stream().map(Posted::after).toList(), outcome.completed(), outcome.reopened());
    }

    private void tellEnding(Outcome outcome, Source source, Actor by) {
        var order = outcome.after();
        if (outcome.completed()
                && order.ended().filter(PurchaseOrder.Ending.CANCELLED::equals).isEmpty()) {
            journal.tell(
                    new OrderCompleted(
                            order.id(),
                            order.number(),
                            order.ended().orElseThrow().name()),
                    by);
        }
        if (outcome.reopened()) {
            journal.tell(new OrderReopened(order.id(), order.number(), source.kind()), by);
        }
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
