package org.countersign.invoice;

import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.invoice.InvoiceEvent.Bill;
import org.countersign.invoice.InvoiceEvent.InvoiceSettled;
import org.countersign.invoice.InvoiceEvent.SettlementTakenBack;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.order.LineAct;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLedger;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.Journal;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What payments do to invoices and credit notes. Of each line so much is paid as the settled share of what is payable, by
 * running shares, so that a fully settled document has paid exactly its net; a credit note takes back on the lines that it
 * credits. Amounts are positive for both kinds and in the document's currency. Lock the orders of all documents of a
 * payment first: {@link #lock}.
 */
@Component
public class Settling {

    private final InvoiceStore invoices;
    private final OrderLedger ledger;
    private final Budget budget;
    private final Periods periods;
    private final Journal journal;
    private final Clock clock;

    public Settling(JdbcClient jdbc, OrderLedger ledger, Budget budget, Periods periods, Journal journal, Clock clock) {
        this.invoices = new InvoiceStore(jdbc);
        this.ledger = ledger;
        this.budget = budget;
        this.periods = periods;
        this.journal = journal;
        this.clock = clock;
    }

    /** Locks the orders of these documents and then the documents, so that an act on several keeps one order of locks. */
    public List<Invoice> lock(List<InvoiceId> ids, Actor by) {
        var orders = invoices.find(ids, by).stream()
                .flatMap(invoice -> invoice.orders().stream())
                .distinct()
                .toList();
        if (!orders.isEmpty()) {
            ledger.lock(orders, by);
        }
        var locked = invoices.lock(ids, by);
        if (locked.size() < ids.stream().distinct().count()) {
            throw new NotFound("invoice", ids);
        }
        return locked;
    }

    /** Settles so much of the document: cash, discount and what is withheld together; refuses {@code over-settlement}. */
    public Invoice settle(InvoiceId id, Money amount, Source payment, Actor by) {
        var before = before(id, by);
        var after = changed(before, invoice -> invoice.settling(amount), payment, by);
        journal.tell(
                new InvoiceSettled(
                        Bill.of(after, after.orders()),
                        amount,
                        after.standing().settled(),
                        after.standing().phase() == InvoicePhase.ENDED,
                        new DocumentRef(payment.kind(), payment.id())),
                by);
        return after;
    }

    /** A payment that settled so much failed after all: the document is open again for it. */
    public Invoice takeBack(InvoiceId id, Money amount, Source payment, Actor by) {
        var before = before(id, by);
        var after = changed(before, invoice -> invoice.takingBack(amount), payment, by);
        journal.tell(
                new SettlementTakenBack(
                        Bill.of(after, after.orders()),
                        amount,
                        after.standing().settled(),
                        new DocumentRef(payment.kind(), payment.id())),
                by);
        return after;
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

    private Invoice before(InvoiceId id, Actor by) {
        return lock(List.of(id), by).getFirst();
    }

    private Invoice changed(Invoice before, UnaryOperator<Invoice> change, Source payment, Actor by) {
        var after = change.apply(before);
        var orders = new TreeMap<OrderId, PurchaseOrder>(java.util.Comparator.comparing(OrderId::value));
        if (!before.orders().isEmpty()) {
            ledger.lock(before.orders(), by).forEach(order -> orders.put(order.id(), order));
        }
        acts(before, after)
                .forEach((order, acts) -> ledger.record(
                        Objects.requireNonNull(orders.get(order)), OrderPhase.Act.PAY, payment, Cause.PAY, acts, by));
        var moved = Charges.settling(before, after, invoices.chargeShares(before.id(), by));
        if (!moved.isEmpty()) {
            budget.move(moved, Cause.PAY, periods.effective(payment.occurredOn(), by), by);
        }
        invoices.update(after, clock.instant(), by);
        return after;
    }

    private static Map<OrderId, List<LineAct>> acts(Invoice before, Invoice after) {
        var acts = new TreeMap<OrderId, List<LineAct>>(java.util.Comparator.comparing(OrderId::value));
        for (var line : after.lines()) {
            var link = line.link();
            var paid = share(line.said().net(), after).minus(share(line.said().net(), before));
            if (link.isPresent() && !paid.isZero()) {
                var signed = after.isCredit() ? paid.negated() : paid;
                acts.computeIfAbsent(link.orElseThrow().order(), _ -> new ArrayList<>())
                        .add(new LineAct(link.orElseThrow().line(), line.id().value(), ordered -> ordered.pay(signed)));
            }
        }
        return acts;
    }
}
