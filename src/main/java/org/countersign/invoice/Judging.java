package org.countersign.invoice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Periods;
import org.countersign.budget.Shortfall;
import org.countersign.budget.Transfer;
import org.countersign.identity.Organizations;
import org.countersign.invoice.InvoiceView.Outcome;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.Variance;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Role;
import org.countersign.order.LineAct;
import org.countersign.order.OnOrder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLedger;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.Ids;
import org.countersign.tolerance.KeepTolerances;

/**
 * What becomes of a document under the lock of its orders: compared, and then posted where nothing stands against it, or
 * held, its lines claiming what they ask for.
 */
final class Judging {

    private final InvoiceStore invoices;
    private final OrderLedger ledger;
    private final Budget budget;
    private final Periods periods;
    private final KeepTolerances tolerances;
    private final Organizations organizations;
    private final Ids ids;
    private final Clock clock;

    Judging(
            InvoiceStore invoices,
            OrderLedger ledger,
            Budget budget,
            Periods periods,
            KeepTolerances tolerances,
            Organizations organizations,
            Ids ids,
            Clock clock) {
        this.invoices = invoices;
        this.ledger = ledger;
        this.budget = budget;
        this.periods = periods;
        this.tolerances = tolerances;
        this.organizations = organizations;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param open what holds the document
     */
    record Judgement(Run run, List<Hold> open) {

        boolean passes() {
            return open.isEmpty();
        }
    }

    /**
     * Compares the document with its orders and asks the budgets.
     *
     * @param position where it stands in the order of capture
     * @param standing its holds so far, lifted ones among them
     */
    Judgement judge(
            Invoice invoice,
            Map<OrderId, PurchaseOrder> orders,
            long position,
            List<Hold> standing,
            int run,
            Actor by) {
        var rules = tolerances.tolerances(by.organization(), organizations.today(by.organization()));
        var claims = invoices.claimsBefore(position, orders.keySet(), by);
        var result = new Comparison(invoice, orders, claims).result(rules);
        var requesters = requesters(invoice, orders);
        var results = new ArrayList<Run.Result>();
        result.allNotices()
                .forEach(notice -> results.add(new Run.Result(hold(notice, requesters, by), Outcome.NOTICE)));
        var found = new ArrayList<Hold>();
        result.holds().forEach(variance -> found.add(hold(variance, requesters, by)));
        if (invoice.head().duplicateOf() > 0) {
            found.add(hold(duplicate(), requesters, by));
        }
        var open = new ArrayList<Hold>();
        var before = Hold.byTopic(standing);
        for (var hold : found) {
            var lifted = before.getOrDefault(hold.topic(), List.of()).stream()
                    .anyMatch(other -> other.lifting().isPresent() && other.covers(hold));
            results.add(new Run.Result(hold, lifted ? Outcome.LIFTED : Outcome.HELD));
            if (!lifted) {
                open.add(since(hold, before));
            }
        }
        if (open.isEmpty()) {
            shortfall(invoice, orders, by).ifPresent(lacking -> {
                var hold = hold(budgetLacks(lacking), requesters, by);
                results.add(new Run.Result(hold, Outcome.HELD));
                open.add(since(hold, before));
            });
        }
        var compared =
                (int) invoice.lines().stream().filter(Invoice.Line::isGoods).count();
        return new Judgement(
                new Run(run, clock.instant(), rules.version(), result.differences(), compared, results), open);
    }

    private static Hold since(Hold hold, Map<Hold.Topic, List<Hold>> standing) {
        return Hold.open(standing.getOrDefault(hold.topic(), List.of())).stream()
                .findFirst()
                .map(hold::since)
                .orElse(hold);
    }

    private static Variance duplicate() {
        return Variance.of(
                HoldReason.DUPLICATE,
                null,
                "The vendor's number was entered before: a second person of finance lets it through, or rejects it.");
    }

    private static Variance budgetLacks(Shortfall lacking) {
        return Variance.of(
                HoldReason.BUDGET,
                null,
                "The budget " + lacking.name() + " has " + lacking.available() + " left and this needs "
                        + lacking.needed() + ": grant more and the document frees itself, or reject it.");
    }

    private Hold hold(Variance variance, Map<String, Hold.Owner> requesters, Actor by) {
        return Hold.of(
                new HoldId(ids.next()),
                variance,
                owner(variance, requesters),
                clock.instant(),
                organizations.today(by.organization()));
    }

    /** Whether goods have come the requester knows best, so a receiver's hold names that person. */
    private static Hold.Owner owner(Variance variance, Map<String, Hold.Owner> requesters) {
        var anybody = new Hold.Owner(variance.owner(), Optional.empty(), "");
        return variance.owner() == Role.RECEIVER && variance.line() != null
                ? requesters.getOrDefault(variance.line(), anybody)
                : anybody;
    }

    /** Who asked for what a line bills, by the line's number, as owners of a receiver's hold. */
    private static Map<String, Hold.Owner> requesters(Invoice invoice, Map<OrderId, PurchaseOrder> orders) {
        var requesters = new HashMap<String, Hold.Owner>();
        for (var line : invoice.lines()) {
            if (line.isGoods() && line.link().isPresent()) {
                var head = Objects.requireNonNull(
                                orders.get(line.link().orElseThrow().order()))
                        .head();
                requesters.putIfAbsent(
                        line.said().number(),
                        new Hold.Owner(Role.RECEIVER, Optional.of(head.requester()), head.requesterName()));
            }
        }
        return requesters;
    }

    /** What hard budgets would lack for the document: all of its orders and charges together. */
    private Optional<Shortfall> shortfall(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        var moved = new ArrayList<>(ledger.foreseen(on(LineActs.posting(invoice), orders), act(invoice)));
        moved.addAll(Charges.posting(invoice, Charges.shares(invoice, orders)));
        return budget.lacking(moved, by);
    }

    /** Posts the document: its lines are invoiced or credited, their claims end, its charges weigh on the budgets. */
    Invoice post(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        record(on(LineActs.posting(invoice), orders), act(invoice), Cause.INVOICE, invoice, orders, by);
        move(Charges.posting(invoice, Charges.shares(invoice, orders)), by);
        return invoice.posted().withLines(line -> line.claiming(false));
    }

    /** Holds the document: what its lines ask for is claimed, as far as it can be counted. */
    Invoice hold(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        var claims = LineActs.claiming(invoice, orders);
        record(on(claims.acts(), orders), OrderPhase.Act.BILL, Cause.INVOICE, invoice, orders, by);
        return invoice.withLines(
                line -> line.claiming(line.claimed() || claims.lines().contains(line.id())));
    }

    /** Ends the claims of a held document. */
    Invoice release(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        var claimed = on(LineActs.releasing(invoice), orders);
        // An order that ended meanwhile takes nothing more, but what was claimed on it must go.
        var open = claimed.stream()
                .collect(Collectors.partitioningBy(one -> one.order().phase() == OrderPhase.OPEN));
        record(open.getOrDefault(true, List.of()), OrderPhase.Act.BILL, Cause.RELEASE, invoice, orders, by);
        record(open.getOrDefault(false, List.of()), OrderPhase.Act.REVERSE, Cause.RELEASE, invoice, orders, by);
        return invoice.withLines(line -> line.claiming(false));
    }

    /** Takes a posted document out of the books again. */
    void reverse(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Actor by) {
        var posted = on(LineActs.posting(invoice), orders).stream()
                .map(OnOrder::order)
                .toList();
        if (!posted.isEmpty()) {
            ledger.reverse(posted, invoice.id().value(), source(invoice, by), Cause.INVOICE, by);
        }
        move(
                Charges.reversing(
                        invoice,
                        invoices.chargeShares(List.of(invoice.id()), by).getOrDefault(invoice.id(), List.of())),
                by);
    }

    /** Records on all of the orders at once; what they are after it takes the place of what they were. */
    private void record(
            List<OnOrder> document,
            OrderPhase.Act act,
            Cause cause,
            Invoice invoice,
            Map<OrderId, PurchaseOrder> orders,
            Actor by) {
        if (!document.isEmpty()) {
            ledger.record(document, act, source(invoice, by), cause, by)
                    .forEach(order -> orders.put(order.id(), order));
        }
    }

    private static List<OnOrder> on(Map<OrderId, List<LineAct>> acts, Map<OrderId, PurchaseOrder> orders) {
        return acts.entrySet().stream()
                .map(entry -> new OnOrder(Objects.requireNonNull(orders.get(entry.getKey())), entry.getValue()))
                .toList();
    }

    private void move(List<Transfer> transfers, Actor by) {
        if (!transfers.isEmpty()) {
            var today = organizations.today(by.organization());
            budget.move(transfers, Cause.INVOICE, periods.effective(today, by), by);
        }
    }

    private static OrderPhase.Act act(Invoice invoice) {
        return invoice.isCredit() ? OrderPhase.Act.CREDIT : OrderPhase.Act.BILL;
    }

    private Source source(Invoice invoice, Actor by) {
        LocalDate today = organizations.today(by.organization());
        return new Source(Invoice.word(invoice.head().kind()), invoice.id().value(), today);
    }
}
