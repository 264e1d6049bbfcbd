package org.countersign.invoice;

import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.invoice.InvoiceEvent.Bill;
import org.countersign.invoice.InvoiceEvent.InvoiceSettled;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.order.HeldOrders;
import org.countersign.order.LineAct;
import org.countersign.order.OnOrder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLedger;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * What payments do to invoices and credit notes. Of each line so much is paid as the settled share of what is payable, by
 * running shares, so that a fully settled document has paid exactly its net; a credit note takes back on the lines that it
 * credits. Amounts are positive for both kinds and in the document's currency.
 */
@Component
public class Settling {

    private final InvoiceStore invoices;
    private final OrderLedger ledger;
    private final Budget budget;
    private final Periods periods;
    private final Journal journal;
    private final Clock clock;

    public Settling(Pipeline jdbc, OrderLedger ledger, Budget budget, Periods periods, Journal journal, Clock clock) {
        this.invoices = new InvoiceStore(jdbc);
        this.ledger = ledger;
        this.budget = budget;
        this.periods = periods;
        this.journal = journal;
        this.clock = clock;
    }

    /** So much of a document: cash, discount and what is withheld together. */
    public record Settlement(InvoiceId invoice, Money amount) {}

    /** Documents that are locked, with those lines of their orders that they bill. */
    public record Open(List<Invoice> invoices, Map<OrderId, PurchaseOrder> orders) {

        private Invoice invoice(InvoiceId id) {
            return invoices.stream()
                    .filter(invoice -> invoice.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("invoice", id));
        }
    }

    /**
     * Documents that are locked and known without their lines.
     *
     * @param orders those that a document bills or names; one without orders is missing
     * @param held those of the orders that are held
     */
    public record Locked(
            List<Invoice> invoices, Map<InvoiceId, Set<OrderId>> orders, Map<OrderId, HeldOrders.Held> held) {

        /** Those of the documents that are named, in the order in which they were locked. */
        public Locked only(Collection<InvoiceId> named) {
            var ids = Set.copyOf(named);
            var theirs = new LinkedHashMap<>(orders);
            theirs.keySet().retainAll(ids);
            return new Locked(
                    invoices.stream()
                            .filter(invoice -> ids.contains(invoice.id()))
                            .toList(),
                    theirs,
                    held);
        }

        /** The orders of a document. */
        public Set<OrderId> orders(InvoiceId id) {
            return orders.getOrDefault(id, Set.of());
        }
    }

    /** Locks the headers of the orders and then the documents, so that an act on several keeps one order of locks. */
    public Locked lock(List<InvoiceId> ids, Actor by) {
        var orders = invoices.orders(ids, by);
        var held =
                ledger.lockHeads(orders.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), by);
        return new Locked(all(invoices.lockHeads(ids, by), ids), orders, held);
    }

    /** Locks them with their lines, and of their orders the lines that they bill: documents that will be settled. */
    public Open open(List<InvoiceId> ids, Actor by) {
        var lines = invoices.billedLines(ids, by);
        var orders = new TreeMap<OrderId, PurchaseOrder>(Comparator.comparing(OrderId::value));
        ledger.lock(Set.copyOf(lines.values()), lines.keySet(), by).forEach(order -> orders.put(order.id(), order));
        return new Open(all(invoices.lock(ids, by), ids), orders);
    }

    /**
     * Settles the documents, invoices before credit notes, so that what is paid on an order line never falls below zero on
     * the way; refuses {@code over-settlement}. As many statements for many documents as for one.
     */
    public List<Invoice> settle(Open open, List<Settlement> settlements, Source payment, Actor by) {
        var changes = settlements.stream()
                .map(settlement -> Change.of(open.invoice(settlement.invoice()), settlement.amount()))
                .sorted(Comparator.comparing(change -> change.after().isCredit()))
                .toList();
        var after = changes.stream().map(Change::after).toList();
        var acts = acts(changes, open.orders());
        if (!acts.isEmpty()) {
            ledger.record(acts, OrderPhase.Act.PAY, payment, Cause.PAY, by);
        }
        move(changes, payment, by);
        invoices.update(after, clock.instant(), by);
        journal.tell(changes.stream().map(change -> change.settled(payment)).toList(), by);
        return after;
    }

    private void move(List<Change> changes, Source payment, Actor by) {
        var charged = changes.stream()
                .map(Change::after)
                .filter(Charges::areOn)
                .map(Invoice::id)
                .toList();
        if (charged.isEmpty()) {
            return;
        }
        var shares = invoices.chargeShares(charged, by);
        var moved = changes.stream()
                .flatMap(change -> Charges.settling(
                        change.before(),
                        change.after(),
                        shares.getOrDefault(change.after().id(), List.of()))
                        .stream())
                .toList();
        if (!moved.isEmpty()) {
            budget.move(moved, Cause.PAY, periods.effective(payment.occurredOn(), by), by);
        }
    }

    /** A document before and after so much of it is settled. */
    private record Change(Invoice before, Invoice after, Money amount) {

        static Change of(Invoice before, Money amount) {
            return new Change(before, before.settling(amount), amount);
        }

        InvoiceSettled settled(Source payment) {
            return new InvoiceSettled(
                    Bill.of(after, after.orders()),
                    amount,
                    after.standing().settled(),
                    after.standing().phase() == InvoicePhase.ENDED,
                    new DocumentRef(payment.kind(), payment.id()));
        }
    }

    /** The settled share of a figure of the document, rounded half-up once; all of it where nothing is payable. */
    static Money share(Money figure, Invoice invoice) {
        var payable = invoice.totals().payable().getAmount();
        var settled = invoice.standing().settled().getAmount();
        if (settled.compareTo(payable) == 0) {
            return invoice.standing().posted() ? figure : Money.zero(figure.getCurrencyUnit());
        }
        var exact = figure.getAmount().multiply(settled).divide(payable, MathContext.DECIMAL128);
        return Money.of(
                figure.getCurrencyUnit(),
                exact.setScale(figure.getCurrencyUnit().getDecimalPlaces(), RoundingMode.HALF_UP));
    }

    private static List<Invoice> all(List<Invoice> locked, List<InvoiceId> ids) {
        if (locked.size() < ids.stream().distinct().count()) {
            throw new NotFound("invoice", ids);
        }
        return locked;
    }

    private static List<OnOrder> acts(List<Change> changes, Map<OrderId, PurchaseOrder> orders) {
        var acts = new TreeMap<OrderId, List<LineAct>>(Comparator.comparing(OrderId::value));
        for (var change : changes) {
            var after = change.after();
            for (var line : after.lines()) {
                var paid =
                        share(line.said().net(), after).minus(share(line.said().net(), change.before()));
                if (line.link().isPresent() && !paid.isZero()) {
                    var link = line.link().orElseThrow();
                    var signed = after.isCredit() ? paid.negated() : paid;
                    acts.computeIfAbsent(link.order(), _ -> new ArrayList<>())
                            .add(new LineAct(link.line(), line.id().value(), ordered -> ordered.pay(signed)));
                }
            }
        }
        return acts.entrySet().stream()
                .map(entry -> new OnOrder(Objects.requireNonNull(orders.get(entry.getKey())), entry.getValue()))
                .toList();
    }
}
