package org.countersign.order;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.budget.Budget;
import org.countersign.budget.Cause;
import org.countersign.budget.Transfer;
import org.countersign.identity.DocumentAccess;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.order.PurchaseOrder.Exchange;
import org.countersign.order.PurchaseOrder.Head;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Numbers;
import org.countersign.requisition.Allocation;
import org.countersign.requisition.ApprovedRequisition;
import org.countersign.requisition.OrderThis;
import org.countersign.requisition.RequisitionLine;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.springframework.stereotype.Component;

/** Makes the orders of an approved requisition: one for each vendor, numbered, its money moved from requested to committed. */
@Component
class OrderMaking implements OrderThis {

    private static final String KIND = "order";

    private final OrderStore orders;
    private final RevisionStore revisions;
    private final VendorFinder vendors;
    private final Budget budget;
    private final DocumentAccess access;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    OrderMaking(
            OrderStore orders,
            RevisionStore revisions,
            VendorFinder vendors,
            Budget budget,
            DocumentAccess access,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.revisions = revisions;
        this.vendors = vendors;
        this.budget = budget;
        this.access = access;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Ordered> order(ApprovedRequisition requisition, Actor by) {
        var byVendor = requisition.lines().stream()
                .collect(Collectors.groupingBy(RequisitionLine::vendor, LinkedHashMap::new, Collectors.toList()));
        var known = vendors.vendors(byVendor.keySet(), by);
        var made = new ArrayList<Draft>();
        byVendor.forEach((id, lines) -> {
            var vendor = Optional.ofNullable(known.get(id)).orElseThrow(() -> new NotFound("vendor", id));
            made.add(make(requisition, id, vendor.orderable().terms().name(), lines));
        });

        budget.move(
                made.stream().flatMap(one -> one.transfers().stream()).toList(), Cause.COMMIT, requisition.on(), by);
        var given = numbers.next(by.organization(), "PO", requisition.on().getYear(), made.size());
        var answers = new ArrayList<Ordered>();
        for (var k = 0; k < made.size(); k++) {
            answers.add(write(made.get(k), given.get(k), requisition, by));
        }
        return answers;
    }

    /** An order before it has its number: its lines in force, and how its money moves from requested to committed. */
    private record Draft(
            PurchaseOrder.Outcome outcome,
            RevisionContent content,
            List<Transfer> transfers,
            Map<OrderLineId, RequisitionLine> needs) {}

    private Draft make(
            ApprovedRequisition requisition, VendorId vendor, String vendorName, List<RequisitionLine> needs) {
        var terms = requisition.terms();
        var rate = new Rate(terms.rate().into(), terms.rate().rate());
        var lines = new LinkedHashMap<OrderLineId, Line>();
        var byLine = new LinkedHashMap<OrderLineId, RequisitionLine>();
        for (var need : needs) {
            var line = lineFor(need, lines.size() + 1).unordered(rate);
            lines.put(line.id(), line);
            byLine.put(line.id(), need);
        }
        var content =
                RevisionContent.of(1, lines.values().stream().map(Line::content).toList(), terms.currency());
        var head = new Head(
                vendor,
                vendorName,
                terms.title(),
                requisition.id(),
                requisition.number(),
                terms.requester().account(),
                terms.requester().name(),
                requisition.on(),
                content.neededBy(),
                terms.deliverTo(),
                terms.currency(),
                rate,
                terms.rate().on(),
                terms.rate().source());
        var empty = new PurchaseOrder(
                new OrderId(ids.next()),
                "",
                head,
                OrderPhase.OPEN,
                Optional.empty(),
                Optional.empty(),
                content.inForce(),
                Kept.none(terms.currency()),
                Exchange.beginning(),
                lines,
                0);
        var outcome = empty.act(
                OrderPhase.Act.REVISE,
                lines.values().stream()
                        .map(line -> OrderLedger.on(
                                line.id(),
                                ordering -> ordering.order(line.content().quantity())))
                        .toList());
        var transfers = new ArrayList<>(OrderLedger.transfers(outcome.after(), outcome.posted()));
        outcome.posted()
                .forEach(posted -> transfers.addAll(released(
                        requisition,
                        Objects.requireNonNull(byLine.get(posted.after().id())),
                        posted.after())));
        return new Draft(outcome, content, transfers, byLine);
    }

    private Line.Content lineFor(RequisitionLine need, int number) {
        return new Line.Content(
                new OrderLineId(ids.next()),
                number,
                need.goods(),
                need.quantity(),
                need.price(),
                need.tax(),
                need.neededBy(),
                need.allocation());
    }

    /** The requisition's request of the same line is no longer asked for: it is ordered. */
    private static List<Transfer> released(ApprovedRequisition requisition, RequisitionLine need, Line line) {
        var requested = line.encumbrance()
                .of(line.ledger().withoutFacts(), line.content().net());
        var parts = need.allocation().parts();
        var transfers = new ArrayList<Transfer>();
        for (var k = 0; k < parts.size(); k++) {
            transfers.add(new Transfer(
                    parts.get(k).account(),
                    "requisition",
                    requisition.id().value(),
                    need.id().value(),
                    requested.get(k).negated()));
        }
        return transfers;
    }

    private Ordered write(Draft made, String number, ApprovedRequisition requisition, Actor by) {
        var now = clock.instant();
        var order = made.outcome().after().numbered(number);
        var lines = List.copyOf(order.lines().values());
        var content = made.content();
        orders.insert(order, by);
        revisions.insert(
                new RevisionStore.NewRevision(
                        order,
                        content,
                        RevisionView.Kind.ORIGINAL,
                        "Ordered by " + requisition.number(),
                        Optional.of(requisition.plan())),
                now,
                by);
        orders.insertLines(order.id(), lines, by);
        revisions.insertLines(order.id(), content, by);
        orders.insertFacts(
                List.of(made.outcome()),
                List.of(),
                new Source(KIND, order.id().value(), requisition.on()),
                requisition.on(),
                now,
                by);
        orders.insertWords(order, words(order, content.lines()), by);
        access.grant(
                by.organization(), DocumentRef.of(KIND, order.id()), requisition.on(), subjects(requisition, content));
        journal.tell(
                new OrderEvent.OrderIssued(
                        order.id(),
                        number,
                        order.head().vendorName(),
                        order.revisions().gross(),
                        lines.size(),
                        requisition.id().value(),
                        requisition.number()),
                by);
        return new Ordered(
                order.id().value(),
                number,
                order.head().vendorName(),
                made.needs().entrySet().stream()
                        .map(need -> new Cover(
                                need.getValue().id(),
                                need.getKey().value(),
                                need.getValue().quantity()))
                        .toList());
    }

    /** Who may see it from now on: who asked, who was asked, and who is granted a cost centre that it charges. */
    private static Set<UUID> subjects(ApprovedRequisition requisition, RevisionContent content) {
        var people = Stream.concat(Stream.of(requisition.terms().requester().account()), requisition.asked().stream());
        var costCentres = content.lines().stream()
                .flatMap(line -> line.allocation().parts().stream())
                .map(Allocation.Part::costCentre);
        return Stream.concat(people.map(AccountId::value), costCentres.map(CostCentreId::value))
                .collect(Collectors.toSet());
    }

    private static String words(PurchaseOrder order, List<Line.Content> lines) {
        return Stream.concat(
                        Stream.of(
                                order.number(),
                                order.head().vendorName(),
                                order.head().title(),
                                order.head().requesterName()),
                        lines.stream()
                                .limit(200)
                                .flatMap(line -> Stream.of(
                                        line.goods().description(), line.goods().sku())))
                .collect(Collectors.joining(" "));
    }
}
