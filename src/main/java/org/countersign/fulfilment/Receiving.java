package org.countersign.fulfilment;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.countersign.budget.Cause;
import org.countersign.fulfilment.Receipt.Goods;
import org.countersign.fulfilment.Receipt.Item;
import org.countersign.fulfilment.Receipt.Ordered;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.Line;
import org.countersign.order.LineAct;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLedger;
import org.countersign.order.OrderLine;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderPhase;
import org.countersign.order.Posting;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Numbers;
import org.countersign.platform.Pipeline;
import org.countersign.tolerance.KeepTolerances;
import org.springframework.stereotype.Component;

/**
 * The acts of the receiver: goods come, go back, or never came. Quantities are in the base unit of the order line, days
 * are business dates of the organisation; each act is one transaction on the locked order.
 */
@Component
public class Receiving {

    private final ReceiptStore receipts;
    private final OrderLedger ledger;
    private final KeepTolerances tolerances;
    private final Organizations organizations;
    private final Numbers numbers;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Receiving(
            Pipeline jdbc,
            OrderLedger ledger,
            KeepTolerances tolerances,
            Organizations organizations,
            Numbers numbers,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.receipts = new ReceiptStore(jdbc);
        this.ledger = ledger;
        this.tolerances = tolerances;
        this.organizations = organizations;
        this.numbers = numbers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Goods came, all that was ordered or less, or more as far as the tolerance lets it. Refuses {@code over-receipt},
     * {@code order-held}, {@code received-in-future}, {@code received-before-order}, and an order that ended.
     */
    public Receipt receive(OrderId id, ReceiptContent content, Actor by) {
        by.require(Authority.RECEIVE_GOODS);
        var order = locked(
                id, content.lines().stream().map(ReceiptContent.Line::line).toList(), by);
        requireDay(order, content.receivedOn(), by);
        var letThrough = tolerances.tolerances(by.organization(), content.receivedOn());
        var items = new ArrayList<Item>();
        var acts = new ArrayList<LineAct>();
        var over = false;
        for (var came : content.lines()) {
            var line = order.line(came.line());
            var arrival = new Arrival(order, line, came, letThrough);
            var item = received(line, came);
            items.add(item);
            acts.add(new LineAct(line.id(), item.id().value(), arrival::on));
            over |= arrival.goesOver();
        }
        var source = source(ReceiptKind.RECEIPT, content.receivedOn());
        ledger.record(order, OrderPhase.Act.RECEIVE, source, Cause.ACCRUE, acts, by);

        var receipt = new Receipt(
                new ReceiptId(source.id()),
                number("RCV", by),
                ReceiptKind.RECEIPT,
                Ordered.of(order),
                content.receivedOn(),
                recording(by),
                content.deliveryNote(),
                content.note(),
                Optional.empty(),
                items);
        receipts.insert(receipt, by);
        journal.tell(
                new FulfilmentEvent.GoodsReceived(
                        receipt.id(),
                        receipt.number(),
                        order.id(),
                        order.number(),
                        order.revisions().inForce(),
                        receipt.on(),
                        receipt.reference(),
                        items.size(),
                        receipt.linesRejected(),
                        over ? letThrough.version() : ""),
                by);
        return receipt;
    }

    /**
     * Goods that were received go back, to be replaced or for credit; an order that ended is open again. Refuses {@code
     * over-return}.
     */
    public Receipt giveBack(OrderId id, ReturnContent content, Actor by) {
        by.require(Authority.RECEIVE_GOODS);
        var lines = content.lines().stream()
                .map(ReturnContent.Line::line)
                .distinct()
                .toList();
        var order = locked(id, lines, by);
        requireDay(order, content.returnedOn(), by);
        var quoted = new LinkedHashMap<OrderLineId, String>();
        lines.forEach(line -> quoted.put(line, quoted(order, order.line(line))));
        var parts = Returnable.spread(content.lines(), receipts.returnable(id, lines, by), quoted);
        var items = parts.stream()
                .map(part -> returned(order.line(part.wish().line()), part))
                .toList();
        var acts = items.stream()
                .map(item -> new LineAct(item.goods().orderLine(), item.id().value(), line -> returning(line, item)))
                .toList();
        var source = source(ReceiptKind.RETURN, content.returnedOn());
        ledger.record(order, OrderPhase.Act.RETURN, source, Cause.ACCRUE, acts, by);

        var receipt = new Receipt(
                new ReceiptId(source.id()),
                number("RET", by),
                ReceiptKind.RETURN,
                Ordered.of(order),
                content.returnedOn(),
                recording(by),
                content.reference(),
                content.note(),
                Optional.empty(),
                items);
        receipts.insert(receipt, by);
        journal.tell(
                new FulfilmentEvent.GoodsReturned(
                        receipt.id(),
                        receipt.number(),
                        order.id(),
                        order.number(),
                        order.revisions().inForce(),
                        receipt.on(),
                        receipt.reference(),
                        items.size(),
                        receipt.linesForCredit()),
                by);
        return receipt;
    }

    /**
     * The receipt or the return never happened. Refuses {@code already-reversed}, and {@code goods-returned} where goods of
     * the receipt went back since: that return is reversed first.
     */
    public Receipt reverse(ReceiptId id, String reason, Actor by) {
        by.require(Authority.RECEIVE_GOODS);
        var why = Reason.said(reason);
        var reversed = receipts.receipt(id, by).orElseThrow(() -> new NotFound("receipt", id));
        var order = locked(
                reversed.order().id(),
                reversed.lines().stream().map(line -> line.goods().orderLine()).toList(),
                by);
        requireReversible(reversed, by);
        var source = source(reversed.kind(), organizations.today(by.organization()));
        ledger.reverse(List.of(order), id.value(), source, Cause.RELEASE, by);

        var reversal = new Receipt(
                new ReceiptId(source.id()),
                number(reversed.kind() == ReceiptKind.RETURN ? "RET" : "RCV", by),
                ReceiptKind.REVERSAL,
                Ordered.of(order),
                source.occurredOn(),
                recording(by),
                reversed.reference(),
                why,
                Optional.of(id),
                reversed.lines());
        receipts.insert(reversal, by);
        journal.tell(
                new FulfilmentEvent.ReceiptReversed(
                        reversal.id(),
                        reversal.number(),
                        order.id(),
                        order.number(),
                        order.revisions().inForce(),
                        id,
                        reversed.number(),
                        why),
                by);
        return reversal;
    }

    private Receipt.Recording recording(Actor by) {
        return new Receipt.Recording(by.name(), clock.instant());
    }

    private void requireReversible(Receipt reversed, Actor by) {
        unless(
                reversed.kind() != ReceiptKind.REVERSAL,
                () -> Refusal.conflict(
                        "reversal-stands",
                        "A reversal is final; record the goods again instead.",
                        Facts.of("receipt", reversed.number())));
        receipts.reversalOf(reversed.id(), by).ifPresent(first -> {
            throw Refusal.conflict(
                    "already-reversed",
                    reversed.number() + " was reversed already, by " + first + ".",
                    Facts.of("receipt", reversed.number()).and("first", first));
        });
        var returns = receipts.returnsOf(reversed.id(), by);
        unless(
                returns.isEmpty(),
                () -> Refusal.conflict(
                        "goods-returned",
                        "Goods of " + reversed.number() + " went back with " + String.join(", ", returns)
                                + ": reverse that first.",
                        Facts.of("receipt", reversed.number())
                                .and("returns", String.join(", ", returns))
                                .under("return-before-reversal", "receiver, by reversing the return")));
    }

    private Item received(Line line, ReceiptContent.Line came) {
        return new Item(
                new ReceiptLineId(ids.next()),
                Goods.of(line),
                came.quantity(),
                came.rejected().map(ReceiptContent.Rejection::quantity).orElse(Quantity.ZERO),
                came.rejected().map(ReceiptContent.Rejection::why).orElse(""),
                came.rejected().map(ReceiptContent.Rejection::disposition),
                Optional.empty());
    }

    private Item returned(Line line, Returnable.Part part) {
        return new Item(
                new ReceiptLineId(ids.next()),
                Goods.of(line),
                part.quantity(),
                Quantity.ZERO,
                part.wish().why(),
                Optional.of(part.wish().disposition()),
                Optional.of(part.of()));
    }

    private static Posting returning(OrderLine line, Item item) {
        return switch (item.disposition().orElseThrow()) {
            case REPLACE -> line.returnToReplace(item.quantity());
            case CREDIT -> line.returnForCredit(item.quantity());
        };
    }

    /** The order under its lock, with the lines; NotFound unless the actor sees it, refused unless its goods are theirs. */
    private PurchaseOrder locked(OrderId id, Collection<OrderLineId> lines, Actor by) {
        var order = ledger.lockSeen(id, lines, by);
        lines.forEach(line -> requireTheirs(order.line(line), by));
        return order;
    }

    private static void requireTheirs(Line line, Actor by) {
        unless(
                by.mayEverywhere(Authority.RECEIVE_GOODS)
                        || line.content().allocation().parts().stream()
                                .anyMatch(part -> by.mayFor(Authority.RECEIVE_GOODS, part.costCentre())),
                () -> Refusal.forbidden(
                        "not-your-cost-centre",
                        "You receive goods of other cost centres than those of line "
                                + line.content().number() + ".",
                        Facts.of("line", line.content().number())
                                .and("lifted-by", "administrator, by granting receiver for its cost centre")));
    }

    private void requireDay(PurchaseOrder order, LocalDate day, Actor by) {
        var today = organizations.today(by.organization());
        unless(
                !day.isAfter(today),
                () -> Refusal.rule(
                        "received-in-future",
                        "The day is still to come.",
                        Facts.of("field", "on")
                                .measured("day", today, day, today)
                                .under("day-not-in-future", "nobody")));
        var ordered = order.head().orderedOn();
        unless(
                !day.isBefore(ordered),
                () -> Refusal.rule(
                        "received-before-order",
                        "The day is before that of the order.",
                        Facts.of("field", "on")
                                .measured("day", ordered, day, ordered)
                                .under("day-not-before-order", "nobody")));
    }

    private Source source(ReceiptKind kind, LocalDate on) {
        return new Source(kind.code(), ids.next(), on);
    }

    private String number(String prefix, Actor by) {
        return numbers.next(
                by.organization(),
                prefix,
                organizations.today(by.organization()).getYear());
    }

    private static String quoted(PurchaseOrder order, Line line) {
        return order.number() + "/" + line.content().number();
    }
}
