package org.countersign.invoice;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.budget.Cause;
import org.countersign.fulfilment.Receiving;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.AnOrder;
import org.countersign.order.LineAct;
import org.countersign.order.OrderLine;
import org.countersign.order.OrderModules;
import org.countersign.order.OrderPhase;
import org.countersign.order.OrderReferences;
import org.countersign.order.Posting;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.Consumers;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Wake;
import org.countersign.tolerance.KeepTolerances;
import org.joda.money.Money;

/** The modules up to the invoice, put together by hand on one database, for the tests of the modules that build on it. */
public final class InvoiceModules {

    public final OrderModules base;
    public final KeepTolerances tolerances;
    public final Receiving receiving;
    public final Invoicing invoicing;
    public final Drafting drafting;
    public final Settling settling;
    public final InvoiceFinder finder;
    public final Payables payables;
    final Rematching rematching;

    public InvoiceModules(DataSource app) {
        this(new OrderModules(app));
    }

    public InvoiceModules(OrderModules modules) {
        base = modules;
        tolerances = new KeepTolerances(modules.jdbc, modules.journal, modules.ids, modules.clock);
        receiving = new Receiving(
                modules.jdbc,
                modules.ledger,
                tolerances,
                modules.organizations,
                modules.numbers,
                modules.journal,
                modules.ids,
                modules.clock);
        invoicing = new Invoicing(
                modules.jdbc,
                modules.ledger,
                new OrderReferences(modules.jdbc),
                modules.vendorFinder,
                modules.budget,
                modules.periods,
                tolerances,
                modules.organizations,
                modules.numbers,
                modules.journal,
                modules.ids,
                modules.clock);
        drafting = new Drafting(modules.jdbc, invoicing, modules.ids, modules.clock);
        settling = new Settling(
                modules.jdbc, modules.ledger, modules.budget, modules.periods, modules.journal, modules.clock);
        finder = new InvoiceFinder(modules.jdbc, modules.orders);
        payables = new Payables(modules.jdbc);
        rematching = new Rematching(invoicing);
    }

    /** Captures the document as JSON would be. */
    public Invoice capture(BillContent content, Actor by) {
        return base.transactions.act(by, () -> invoicing.capture(content, new Origin.Json(), by));
    }

    public InvoiceView view(Invoice invoice, Actor by) {
        return base.transactions.read(by, () -> finder.invoice(invoice.id(), by));
    }

    public PurchaseOrder order(PurchaseOrder order, Fixture at) {
        return base.transactions.read(
                at.buyer, () -> base.orders.order(order.id(), at.buyer).order());
    }

    /** The line as it stands now. */
    public OrderLine line(PurchaseOrder order, int number, Fixture at) {
        return order(order, at).lineNumbered(number).orElseThrow().ledger();
    }

    /** So much of the line arrives. */
    public void receive(PurchaseOrder order, int number, int quantity, Fixture at) {
        act(order, number, OrderPhase.Act.RECEIVE, Cause.ACCRUE, line -> line.receive(Quantity.of(quantity)), at);
    }

    /** A revision puts another price in force. */
    public void reprice(PurchaseOrder order, int number, int quantity, String price, Fixture at) {
        act(
                order,
                number,
                OrderPhase.Act.REVISE,
                Cause.COMMIT,
                line -> line.revise(
                        Quantity.of(quantity), Price.of(line.price().currency().getCode(), price)),
                at);
    }

    /** Works off the journal as the running application does. */
    public void catchUp(TestDatabase database) {
        new Consumers(
                        Pipeline.to(database.feed()),
                        base.jdbc,
                        base.transactions,
                        new Wake(),
                        base.clock,
                        new org.countersign.platform.Installation(
                                java.nio.file.Path.of("unused"), null, null, false, true, false),
                        List.of(rematching))
                .catchUp();
    }

    /** So much of the line goes back for credit. */
    public void returnForCredit(PurchaseOrder order, int number, int quantity, Fixture at) {
        act(
                order,
                number,
                OrderPhase.Act.RETURN,
                Cause.ACCRUE,
                line -> line.returnForCredit(Quantity.of(quantity)),
                at);
    }

    private void act(
            PurchaseOrder order,
            int number,
            OrderPhase.Act act,
            Cause cause,
            java.util.function.Function<OrderLine, Posting> onLine,
            Fixture at) {
        base.transactions.act(at.receiver, () -> {
            var locked = base.ledger.lock(Set.of(order.id()), at.receiver).getFirst();
            var source = new Source("receipt", base.ids.next(), AnOrder.ORDERED_ON);
            return base.ledger.record(
                    locked,
                    act,
                    source,
                    cause,
                    List.of(new LineAct(AnOrder.line(locked, number), null, onLine)),
                    at.receiver);
        });
    }

    /** Pays all that is open of the document. */
    public Invoice pay(Invoice invoice, Actor by) {
        return base.transactions.act(by, () -> settle(invoice.id(), invoice.open(), by));
    }

    /** Settles so much of the document, in the running transaction. */
    public Invoice settle(InvoiceId id, Money amount, Actor by) {
        return settling.settle(
                        settling.open(List.of(id), by),
                        List.of(new Settling.Settlement(id, amount)),
                        new Source("payment", base.ids.next(), AnOrder.ORDERED_ON),
                        by)
                .getFirst();
    }

    /** The figures of a budget: committed / accrued / invoiced / paid, all of the organisation's budgets together. */
    public String budget(Fixture at) {
        return base.transactions.read(
                at.finance,
                () -> base.jdbc
                        .sql("""
                                select sum(committed)::numeric(23,2) || ' / ' || sum(accrued)::numeric(23,2) || ' / '
                                       || sum(invoiced)::numeric(23,2) || ' / ' || sum(paid)::numeric(23,2)
                                  from budget.budget_breakdown where organization_id = :organization
                                """)
                        .param("organization", at.organization.value())
                        .query(String.class)
                        .single());
    }

    /** What the checkers find: kept sums that are not their facts, balances that are not their transfers. */
    public List<Object> differences(Fixture at) {
        return base.transactions.read(
                at.finance,
                () -> Stream.concat(
                                base.orderCheck.differences(at.organization).stream()
                                        .map(Object.class::cast),
                                base.budgetCheck.differences(at.organization).stream()
                                        .map(Object.class::cast))
                        .toList());
    }
}
