package org.countersign.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.Cause;
import org.countersign.budget.Stop;
import org.countersign.budget.Transfer;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.requisition.Allocation;
import org.countersign.requisition.ApprovedRequisition;
import org.countersign.requisition.RequisitionId;
import org.countersign.requisition.RequisitionLine;
import org.countersign.requisition.RequisitionLineId;
import org.countersign.requisition.Tax;
import org.countersign.requisition.Terms;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorTerms;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * An order as the last approval of a requisition makes it: {@code anOrder(at, database).line("laptop", 3,
 * "1200.00").issued()}. In euro, of one vendor, charged to OPS, whose budget of 1,000,000.00 euro for 2026 is made if
 * there is none; tax of 19 percent, all of it recovered.
 */
public final class AnOrder {

    /** The day an order is of unless another is named. */
    public static final LocalDate ORDERED_ON = LocalDate.of(2026, 5, 4);

    private final Fixture at;
    private final OrderModules modules;
    private final List<Need> needs = new ArrayList<>();
    private String vendor = "Bolts and Bits GmbH";
    private LocalDate on = ORDERED_ON;
    private List<CostCentreId> charged;
    private Tax tax = new Tax("S", new BigDecimal("19"), BigDecimal.ZERO);
    private Terms.Rate rate = new Terms.Rate(CurrencyUnit.EUR, BigDecimal.ONE, ORDERED_ON, "same");
    private CurrencyUnit currency = CurrencyUnit.EUR;

    private record Need(Optional<ItemId> item, String description, Quantity quantity, int baseScale, String price) {}

    private AnOrder(Fixture at, OrderModules modules) {
        this.at = at;
        this.modules = modules;
        this.charged = List.of(at.operations);
    }

    public static AnOrder anOrder(Fixture at, TestDatabase database) {
        return anOrder(at, new OrderModules(database.app()));
    }

    public static AnOrder anOrder(Fixture at, OrderModules modules) {
        return new AnOrder(at, modules);
    }

    /** Pieces of something described in words. */
    public AnOrder line(String description, int quantity, String price) {
        needs.add(new Need(Optional.empty(), description, Quantity.of(quantity), 0, price));
        return this;
    }

    /** Something measured to three digits. */
    public AnOrder measured(String description, String quantity, String price) {
        needs.add(new Need(Optional.empty(), description, Quantity.of(quantity), 3, price));
        return this;
    }

    /** Pieces of a catalogue item. */
    public AnOrder item(ItemId item, String description, int quantity, String price) {
        needs.add(new Need(Optional.of(item), description, Quantity.of(quantity), 0, price));
        return this;
    }

    public AnOrder of(String vendorName) {
        vendor = vendorName;
        return this;
    }

    public AnOrder on(LocalDate day) {
        on = day;
        return this;
    }

    /** Borne by these cost centres in equal parts. */
    public AnOrder chargedTo(CostCentreId... costCentres) {
        charged = List.of(costCentres);
        return this;
    }

    public AnOrder taxed(Tax other) {
        tax = other;
        return this;
    }

    /** In another currency; one unit of it is so many euro. */
    public AnOrder in(CurrencyUnit other, String euro) {
        currency = other;
        rate = new Terms.Rate(CurrencyUnit.EUR, new BigDecimal(euro), ORDERED_ON, "typed");
        return this;
    }

    /** The order, in force, with all its lines. */
    public PurchaseOrder issued() {
        return modules.transactions.act(at.buyer, () -> {
            var requisition = requisition();
            modules.budget.move(requested(requisition), Cause.REQUEST, on, at.rita);
            var made = modules.making.order(requisition, at.dora).getFirst();
            return modules.orders.order(new OrderId(made.order()), at.buyer).order();
        });
    }

    /** The id of a line by its number. */
    public static OrderLineId line(PurchaseOrder order, int number) {
        return order.lineNumbered(number).orElseThrow().id();
    }

    private ApprovedRequisition requisition() {
        var id = new RequisitionId(UUID.randomUUID());
        var allocation = new Allocation(charged.stream()
                .map(centre -> new Allocation.Part(centre, account(centre), BigDecimal.ONE))
                .toList());
        var lines = new ArrayList<RequisitionLine>();
        var vendorId = vendor();
        for (var need : needs) {
            lines.add(new RequisitionLine(
                    new RequisitionLineId(UUID.randomUUID()),
                    lines.size() + 1,
                    new RequisitionLine.Goods(
                            need.item(), "", need.description(), "it-hardware", "C62", need.baseScale(), false),
                    vendorId,
                    need.quantity(),
                    Price.of(currency.getCode(), need.price()),
                    tax,
                    on.plusDays(14),
                    allocation));
        }
        var terms = new Terms(
                "What the office needs",
                "",
                "",
                on.plusDays(14),
                new Terms.Requester(at.rita.account(), at.rita.name()),
                currency,
                rate);
        return new ApprovedRequisition(
                id,
                "REQ-2026-" + id.value().toString().substring(30),
                1,
                UUID.randomUUID(),
                Set.of(at.mona.account()),
                on,
                terms,
                lines);
    }

    private List<Transfer> requested(ApprovedRequisition requisition) {
        return requisition.lines().stream()
                .flatMap(need -> requested(requisition, need))
                .toList();
    }

    private Stream<Transfer> requested(ApprovedRequisition requisition, RequisitionLine need) {
        var line = OrderLine.of(
                new OrderLineId(need.id().value()),
                need.number(),
                Measure.QUANTITY,
                need.goods().baseScale(),
                need.price(),
                new Rate(rate.into(), rate.rate()));
        var buckets = new Encumbrance(
                        need.tax().unrecoverableRate(), need.allocation().shares())
                .of(line, need.net());
        var transfers = new ArrayList<Transfer>();
        for (var part : need.allocation().parts()) {
            transfers.add(new Transfer(
                    part.account(),
                    "requisition",
                    requisition.id().value(),
                    need.id().value(),
                    buckets.get(transfers.size())));
        }
        return transfers.stream();
    }

    private VendorId vendor() {
        return modules.vendorFinder
                .findSender(Endpoint.none(), "", vendor, at.buyer)
                .map(view -> view.id())
                .orElseGet(() -> modules.vendors.add(described(), at.buyer));
    }

    private VendorTerms described() {
        var address = new Address("Werkstrasse 7", "Hamburg", "20095", "DE");
        return new VendorTerms(vendor, "", "", Endpoint.none(), "", address, address, 30, CurrencyUnit.EUR);
    }

    private BudgetAccountId account(CostCentreId centre) {
        return modules.jdbc
                .sql(
                        "select id from budget.budget_account where cost_centre_id = :centre and :on between period_from and period_to")
                .param("centre", centre.value())
                .param("on", on)
                .query(UUID.class)
                .optional()
                .map(BudgetAccountId::new)
                .orElseGet(() -> modules.budget.open(
                        new BudgetTerms(
                                centre,
                                "Of a test",
                                LocalDate.of(on.getYear(), 1, 1),
                                LocalDate.of(on.getYear(), 12, 31),
                                Money.of(CurrencyUnit.EUR, 1_000_000),
                                Stop.HARD),
                        at.finance));
    }
}
