package org.countersign.exchange.inbound;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.OrderResponseDocument;
import org.countersign.exchange.OrderResponseDocument.Answer;
import org.countersign.exchange.OrderResponseDocument.LineAnswer;
import org.countersign.exchange.Party;
import org.countersign.exchange.inbound.LineReference.Found;
import org.countersign.exchange.inbound.Placement.Placed;
import org.countersign.exchange.inbound.Placement.Unplaced;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.Correspondence;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.VendorAnswer;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorView;
import org.springframework.stereotype.Component;

/**
 * What a document means for our orders and invoices. What it does is done in the name of its sender; whether the sender is
 * a vendor of ours, and the order theirs, is asked first.
 */
@Component
class Placing {

    private static final String LOOKING = "exchange";

    private final OrderFinder orders;
    private final Correspondence correspondence;
    private final VendorFinder vendors;
    private final BillPlacing bills;
    private final Transactions transactions;

    Placing(
            OrderFinder orders,
            Correspondence correspondence,
            VendorFinder vendors,
            BillPlacing bills,
            Transactions transactions) {
        this.orders = orders;
        this.correspondence = correspondence;
        this.vendors = vendors;
        this.bills = bills;
        this.transactions = transactions;
    }

    /**
     * Places the document, or says why it is not placed; a refusal of the order it is about leaves it unplaced, one of the
     * document itself is thrown.
     *
     * @param named the order that a person says it is about; empty = the one it names itself
     */
    Placement place(ValidDocument readable, Optional<PurchaseOrder> named, Actor by) {
        var sender = Actor.exchange(by.organization(), readable.sender().name());
        return switch (readable.said()) {
            case Said.Response(var response) -> response(readable.id(), response, named, sender);
            case Said.Despatch(var despatch) -> despatch(readable.id(), despatch, named, sender);
            case Said.Bill(var bill) -> bills.place(readable.id(), bill, vendor(bill.seller(), sender), named, sender);
            case Said.Order _, Said.Change _, Said.Cancellation _ ->
                new Unplaced("Orders of customers are kept here; this installation does not take them up yet.", "");
        };
    }

    /** The order by its number, whoever may see it: a document is not a reader. */
    Optional<PurchaseOrder> order(String number, Actor by) {
        var looking = Actor.system(by.organization(), LOOKING);
        return orders.findByNumber(number.strip(), looking)
                .map(id -> orders.order(id, looking).order());
    }

    private Optional<VendorView> vendor(Party party, Actor by) {
        var endpoint = party.endpoint().isNone() || party.endpoint().scheme().isEmpty()
                ? Endpoint.none()
                : new Endpoint(party.endpoint().scheme(), party.endpoint().value());
        return vendors.findSender(endpoint, party.taxId(), Sender.name(party), by);
    }

    /** The order that a document of the seller is about: the named one, or the one it names, if it is the seller's. */
    private Found<PurchaseOrder> order(String number, Party seller, Optional<PurchaseOrder> named, Actor by) {
        if (named.isPresent()) {
            return Found.of(named.get());
        }
        if (number.isBlank()) {
            return Found.not("It names no order.", "");
        }
        var order = order(number, by);
        if (order.isEmpty()) {
            return Found.not("There is no order " + number + ".", awaited(number));
        }
        var vendor = vendor(seller, by);
        if (vendor.isEmpty()) {
            return Found.not("Its sender " + Sender.name(seller) + " is not known as a vendor.", "");
        }
        return order.get().head().vendor().equals(vendor.get().id())
                ? Found.of(order.get())
                : Found.not(
                        "Order " + number + " is of " + order.get().head().vendorName() + ", not of "
                                + vendor.get().terms().name() + ".",
                        "");
    }

    /** How an order that is to appear is waited for. */
    static String awaited(String orderNumber) {
        return "order " + orderNumber.strip();
    }

    // ---- the seller's answer

    private Placement response(InboundId id, OrderResponseDocument response, Optional<PurchaseOrder> named, Actor by) {
        return switch (order(response.heading().orderNumber(), response.seller(), named, by)) {
            case Found.Not<PurchaseOrder>(var reason, var awaits) -> new Unplaced(reason, awaits);
            case Found.It<PurchaseOrder>(var order) -> answered(id, response, order, by);
        };
    }

    private Placement answered(InboundId id, OrderResponseDocument response, PurchaseOrder order, Actor by) {
        var revision = revision(response, order);
        if (revision != order.revisions().inForce()) {
            return new Unplaced(
                    "It answers " + response.heading().changeNumber() + "; revision "
                            + order.revisions().inForce() + " is in force.",
                    awaited(order.number()));
        }
        var lines = new ArrayList<VendorAnswer.Line>();
        var beyond = new ArrayList<String>();
        for (var line : response.lines()) {
            if (line.answer() == LineAnswer.ADDED) {
                beyond.add("Offers in addition: " + line.item().name()
                        + (line.quantity() == null ? "" : ", " + line.quantity()) + ".");
                continue;
            }
            switch (LineReference.of(line.orderLineId()).in(order)) {
                case Found.Not<org.countersign.order.Line>(var reason, var awaits) -> {
                    return new Unplaced("Line " + line.id() + ": " + reason, awaits);
                }
                case Found.It<org.countersign.order.Line>(var ordered) -> lines.add(said(line, ordered.id()));
            }
        }
        if (response.answer() != Answer.ACKNOWLEDGED) {
            var note = new ArrayList<String>();
            note.add(response.heading().note());
            note.addAll(beyond);
            return refusable(
                    order,
                    () -> correspondence.answered(
                            order.id(),
                            new VendorAnswer(
                                    kind(response.answer()),
                                    revision,
                                    response.heading().number(),
                                    note.stream()
                                            .filter(part -> !part.isBlank())
                                            .collect(Collectors.joining("\n")),
                                    response.heading().issuedOn(),
                                    Optional.of(id.value()),
                                    lines),
                            by));
        }
        return placed(order);
    }

    /** Plain ordering cannot name a change: what it answers is what stands. */
    private static int revision(OrderResponseDocument response, PurchaseOrder order) {
        var change = response.heading().changeNumber();
        if (change.isEmpty()) {
            return order.revisions().inForce();
        }
        for (var revision = 2; revision <= order.revisions().latest(); revision++) {
            if (change.equals(order.number() + "-R" + revision)) {
                return revision;
            }
        }
        return 0;
    }

    private static VendorAnswer.Line said(OrderResponseDocument.Line line, OrderLineId ordered) {
        return switch (line.answer()) {
            case REJECTED ->
                new VendorAnswer.Line(ordered, Optional.of(Quantity.ZERO), Optional.empty(), Optional.empty());
            case ACCEPTED, ALREADY_DELIVERED ->
                new VendorAnswer.Line(
                        ordered,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(line.promised().latest()));
            case CHANGED, ADDED ->
                new VendorAnswer.Line(
                        ordered,
                        Optional.ofNullable(line.quantity()),
                        Optional.ofNullable(line.price()),
                        Optional.ofNullable(line.promised().latest()));
        };
    }

    private static VendorAnswer.Kind kind(Answer answer) {
        return switch (answer) {
            case ACCEPTED, ACKNOWLEDGED -> VendorAnswer.Kind.ACCEPTED;
            case ACCEPTED_WITH_CHANGES -> VendorAnswer.Kind.CHANGES_PROPOSED;
            case REJECTED -> VendorAnswer.Kind.REJECTED;
        };
    }

    // ---- goods on their way

    private Placement despatch(InboundId id, DespatchDocument despatch, Optional<PurchaseOrder> named, Actor by) {
        var shipped = new TreeMap<OrderId, Shipment>(Comparator.comparing(OrderId::value));
        var known = new LinkedHashMap<String, Found<PurchaseOrder>>();
        for (var line : despatch.lines()) {
            var quantity = line.quantity();
            if (quantity == null || !quantity.isPositive()) {
                continue;
            }
            var reference = LineReference.of(line.orderLineId());
            var number = reference
                    .orderNumber()
                    .orElse(line.orderNumber().isEmpty() ? despatch.heading().orderNumber() : line.orderNumber());
            switch (known.computeIfAbsent(number, one -> order(one, despatch.sender(), named, by))) {
                case Found.Not<PurchaseOrder>(var reason, var awaits) -> {
                    return new Unplaced(reason, awaits);
                }
                case Found.It<PurchaseOrder>(var order) -> {
                    var found = reference.in(order, line.item().sellerSku());
                    if (found instanceof Found.Not<org.countersign.order.Line>(var reason, var awaits)) {
                        return new Unplaced("Line " + line.id() + ": " + reason, awaits);
                    }
                    shipped.computeIfAbsent(order.id(), _ -> new Shipment(order, new LinkedHashMap<>()))
                            .add(found, quantity);
                }
            }
        }
        if (shipped.isEmpty()) {
            return new Unplaced("It says of no line that anything is on its way.", "");
        }
        return shipped(id, despatch, List.copyOf(shipped.values()), by);
    }

    /** What of one order is on its way. */
    private record Shipment(PurchaseOrder order, Map<OrderLineId, Quantity> quantities) {

        void add(Found<org.countersign.order.Line> line, Quantity quantity) {
            if (line instanceof Found.It<org.countersign.order.Line>(var ordered)) {
                quantities.merge(ordered.id(), quantity, Quantity::plus);
            }
        }
    }

    private Placement shipped(InboundId id, DespatchDocument despatch, List<Shipment> shipments, Actor by) {
        var expected = expected(despatch);
        return attempted(
                () -> shipments.forEach(shipment -> correspondence.shipped(
                        shipment.order().id(),
                        shipment.quantities(),
                        despatch.heading().number(),
                        expected,
                        id.value(),
                        by)),
                shipments.stream().map(shipment -> became(shipment.order())).toList());
    }

    private static LocalDate expected(DespatchDocument despatch) {
        var expected = despatch.shipment().expected().latest();
        if (expected != null) {
            return expected;
        }
        var despatched = despatch.shipment().despatchedOn();
        return despatched == null ? despatch.heading().issuedOn() : despatched;
    }

    // ---- how

    private Placement refusable(PurchaseOrder order, Runnable act) {
        return attempted(act, List.of(became(order)));
    }

    /** An order that does not take it (it is closed, say) leaves the document unplaced; the attempt has no effect. */
    private Placement attempted(Runnable act, List<Became> became) {
        try {
            return transactions.attempt(() -> {
                act.run();
                return new Placed(became);
            });
        } catch (Refusal no) {
            return new Unplaced(no.sentence(), "");
        }
    }

    private static Placement placed(PurchaseOrder order) {
        return new Placed(List.of(became(order)));
    }

    static Became became(PurchaseOrder order) {
        return new Became("order", order.id().value(), order.number());
    }
}
