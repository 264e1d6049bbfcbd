package org.countersign.web.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetAccountId;
import org.countersign.exchange.outbound.OutboundFinder;
import org.countersign.exchange.outbound.OutboundMessage;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.order.FactKind;
import org.countersign.order.Line;
import org.countersign.order.OrderPhase;
import org.countersign.order.OrderView;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.VendorAnswer;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.BudgetMeter;
import org.countersign.web.DocumentPage;
import org.countersign.web.Fact;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Meter;
import org.countersign.web.Sum;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Puts the page of one order together from what the doors answer. */
@Component
class OrderPageMaker {

    private final Budget budget;
    private final OutboundFinder documents;
    private final WhatCame came;
    private final LifeOf life;
    private final Frames frames;

    OrderPageMaker(Budget budget, OutboundFinder documents, WhatCame came, LifeOf life, Frames frames) {
        this.came = came;
        this.documents = documents;
        this.budget = budget;
        this.life = life;
        this.frames = frames;
    }

    OrderPage page(Frame frame, OrderView view, Actor by) {
        var formats = frames.formats(by);
        var order = view.order();
        return new OrderPage(
                frame,
                document(view, formats, by),
                order.stoppedBy().map(OrderPageMaker::held),
                lines(order, formats, by),
                revisions(view, formats),
                proposal(view, formats, by),
                came.of(order, formats, by),
                documents(order, formats, by),
                life.life(DocumentRef.of("order", order.id()), "Life of this order", by),
                About.of("About this order", facts(order, formats)),
                by.may(Authority.SEE_PRICES) ? budgets(order, formats, by) : List.of());
    }

    private static DocumentPage document(OrderView view, Formats formats, Actor by) {
        var order = view.order();
        var head = order.head();
        return new DocumentPage(
                new DocumentPage.Crumb("Orders", "/orders"),
                order.number(),
                "Rev " + order.revisions().inForce()
                        + (order.ended().isPresent()
                                ? ", " + OrderWords.ending(order.ended().get()).toLowerCase(Locale.ROOT)
                                : "")
                        + (order.stoppedBy().isPresent() ? ", held" : ""),
                head.vendorName() + " · " + head.title(),
                by.may(Authority.SEE_PRICES)
                        ? Optional.of(new Sum(
                                formats.money(order.revisions().gross()),
                                "incl. " + formats.amount(order.revisions().tax()) + " tax"
                                        + stillWanted(order, formats) + " · needed by "
                                        + formats.date(head.neededBy())))
                        : Optional.empty(),
                acts(view, by),
                OrderWords.axes(order),
                List.of());
    }

    /** Said beside the total of the revision where goods were given up or sent back for credit since. */
    private static String stillWanted(PurchaseOrder order, Formats formats) {
        var wanted = order.kept().wanted();
        return order.ended().isPresent() || wanted.isEqual(order.revisions().net())
                ? ""
                : ", " + formats.amount(wanted) + " net still wanted";
    }

    private static Flash held(PurchaseOrder.Hold hold) {
        return new Flash(
                Tone.WARN,
                "Held by " + hold.by() + ". Nothing is received or paid until the hold is lifted.",
                Map.of("Reason", hold.why()));
    }

    /**
     * The buttons are the open acts of the life table that are this person's. What the order waits for stands first and is the
     * primary; where somebody else has to act, none is.
     */
    private static List<Act> acts(OrderView view, Actor by) {
        var order = view.order();
        var here = "/orders/" + order.number();
        var open = view.actions(by);
        var acts = new ArrayList<Act>();
        var next = next(order).filter(open::contains);
        next.flatMap(act -> button(act, order, here)).map(Act::first).ifPresent(acts::add);
        open.stream()
                .filter(act -> !next.equals(Optional.of(act)))
                .flatMap(act -> button(act, order, here).stream())
                .forEach(acts::add);
        if (order.revisions().inPreparation() && by.may(Authority.CHANGE_ORDERS)) {
            acts.add(Act.reason(
                    "withdraw",
                    "Withdraw revision " + order.revisions().latest(),
                    here + "/revisions/withdrawal",
                    "Why is the proposed revision taken back?"));
        }
        return acts;
    }

    /** The act that ends what the order waits for; a decision on the vendor's answer has buttons beside the answer. */
    private static Optional<OrderPhase.Act> next(PurchaseOrder order) {
        if (order.stoppedBy().isPresent()) {
            return Optional.of(OrderPhase.Act.HOLD);
        }
        return switch (order.duty()) {
            case SEND -> Optional.of(OrderPhase.Act.HAND_OVER);
            case ANSWER -> Optional.of(OrderPhase.Act.ANSWER);
            case DELIVERY -> Optional.of(OrderPhase.Act.RECEIVE);
            case INVOICE -> Optional.of(OrderPhase.Act.BILL);
            case DECIDE_ANSWER, CREDIT, PAYMENT, NOTHING -> Optional.empty();
        };
    }

    private static Optional<Act> button(OrderPhase.Act act, PurchaseOrder order, String here) {
        return Optional.ofNullable(
                switch (act) {
                    case RECEIVE -> Act.open("receive", "Receive", here + "/receipt");
                    case RETURN -> Act.open("return", "Return goods", here + "/return");
                    case REVISE -> Act.open("revise", "Revise", here + "/revision");
                    case ANSWER -> Act.open("answer", "Note vendor's answer", here + "/answer");
                    case HAND_OVER ->
                        Act.reason(
                                "hand-over",
                                "Mark as handed over",
                                here + "/hand-over",
                                "How did the vendor get the order?");
                    case HOLD ->
                        order.hold().isEmpty()
                                ? Act.reason("hold", "Hold", here + "/hold", "Why is the order held?")
                                        .with("version", order.version())
                                : Act.reason("release", "Lift hold", here + "/release", "Why may it go on?")
                                        .with("version", order.version());
                    case SHORT_CLOSE ->
                        Act.reason(
                                "short-close",
                                "Close short",
                                here + "/short-close",
                                "Why will the rest never come? The vendor is told.");
                    case CANCEL ->
                        Act.reason(
                                        "cancel",
                                        "Cancel order",
                                        here + "/cancellation",
                                        "Why is the order cancelled? The vendor is told.")
                                .with("version", order.version());
                    case BILL -> Act.open("bill", "Enter invoice", "/invoices/new?order=" + order.number());
                    case WAIVE -> Act.open("waive", "Waive credit", here + "/waiver");
                    case CREDIT, SHIP, REVERSE, PAY, COMPLETE -> null;
                });
    }

    private static Table lines(PurchaseOrder order, Formats formats, Actor by) {
        var prices = by.may(Authority.SEE_PRICES);
        var columns = new ArrayList<>(List.of(
                Column.main("Line"), Column.figure("Ordered"), Column.figure("Received"), Column.figure("Invoiced")));
        if (prices) {
            columns.add(Column.figure("Unit price"));
            columns.add(Column.sum("Net"));
        }
        return new Table(
                "Lines",
                columns,
                order.lines().values().stream()
                        .map(line -> line(line, formats, prices))
                        .toList());
    }

    private static Table.Row line(Line line, Formats formats, boolean prices) {
        var content = line.content();
        var standing = line.ledger().standing();
        var returned = line.ledger().sums().of(FactKind.RETURNED).quantity();
        var cells = new ArrayList<Cell>(List.of(
                Cell.text(
                        content.number() + " · " + content.goods().description(),
                        (content.goods().sku().isEmpty() ? "" : content.goods().sku() + " · ") + "by "
                                + formats.day(content.neededBy())),
                Cell.text(formats.quantity(standing.wanted(), content.goods().unit()), cancelled(line, formats)),
                Cell.text(
                        formats.quantity(standing.netReceived()),
                        returned.isZero() ? "" : formats.quantity(returned) + " returned"),
                Cell.text(
                        formats.quantity(standing.netInvoiced()),
                        standing.creditExpected().isZero()
                                ? ""
                                : "credit of " + formats.quantity(standing.creditExpected()) + " expected")));
        if (prices) {
            cells.add(Cell.text(formats.price(content.price())));
            cells.add(Cell.text(
                    formats.amount(content.price().times(standing.wanted())),
                    formats.percent(content.tax().ratePercent()) + " tax"));
        }
        return new Table.Row("", cells);
    }

    /** What is not wanted any more: given up, or gone back for credit. */
    private static String cancelled(Line line, Formats formats) {
        var sums = line.ledger().sums();
        var cancelled = sums.of(FactKind.CANCELLED).quantity();
        var credited = sums.of(FactKind.RETURNED_FOR_CREDIT).quantity().min(cancelled);
        var words = new ArrayList<String>();
        if (cancelled.exceeds(credited)) {
            words.add(formats.quantity(cancelled.minus(credited)) + " given up");
        }
        if (credited.isPositive()) {
            words.add(formats.quantity(credited) + " returned for credit");
        }
        return String.join(", ", words);
    }

    /** What was made for the vendor; it names prices. */
    private Table documents(PurchaseOrder order, Formats formats, Actor by) {
        var messages = by.may(Authority.SEE_PRICES) ? documents.ofOrder(order.id(), by) : List.<OutboundMessage>of();
        return new Table(
                "Documents",
                List.of(Column.main("Document"), Column.text("Made"), Column.state("Where it got to")),
                messages.stream().map(message -> document(message, formats)).toList());
    }

    private static Table.Row document(OutboundMessage message, Formats formats) {
        return Table.Row.of(
                Cell.link(
                        OrderWords.kind(message.kind()) + ", " + message.format(),
                        message.address(),
                        "Rev " + message.revision()),
                Cell.text(formats.moment(message.madeAt()), message.note()),
                Cell.state(OrderWords.tone(message.state()), OrderWords.words(message.state())));
    }

    private static Table revisions(OrderView view, Formats formats) {
        var inForce = view.order().revisions().inForce();
        return new Table(
                "Revisions",
                List.of(Column.main("Revision"), Column.text("Why"), Column.state("Standing")),
                view.revisions().reversed().stream()
                        .map(revision -> Table.Row.of(
                                Cell.text("Rev " + revision.revision(), OrderWords.kind(revision.kind())),
                                Cell.text(
                                        revision.reason(),
                                        revision.authorName() + ", " + formats.moment(revision.createdAt())),
                                revision.withdrawnAt().isPresent()
                                        ? Cell.state(Tone.IDLE, "Not approved")
                                        : revision.inPreparation()
                                                ? Cell.state(Tone.WARN, "Waits for approval")
                                                : revision.revision() == inForce
                                                        ? Cell.state(Tone.OK, "In force")
                                                        : Cell.state(Tone.IDLE, "Replaced")))
                        .toList());
    }

    private static Optional<OrderPage.Proposal> proposal(OrderView view, Formats formats, Actor by) {
        var order = view.order();
        return view.toDecide()
                .map(answer -> new OrderPage.Proposal(
                        order.head().vendorName()
                                + (answer.kind() == VendorAnswer.Kind.REJECTED
                                        ? " rejects the order."
                                        : " accepts with changes."),
                        answer.note(),
                        new Table(
                                "What would change",
                                List.of(
                                        Column.main("Line"),
                                        Column.text("Quantity"),
                                        Column.text("Unit price"),
                                        Column.text("Date")),
                                answer.lines().stream()
                                        .map(line -> change(order, line, formats))
                                        .toList()),
                        "/orders/" + order.number() + "/answers/" + answer.id() + "/acceptance",
                        "/orders/" + order.number() + "/answers/" + answer.id() + "/refusal",
                        by.may(Authority.CHANGE_ORDERS)));
    }

    private static Table.Row change(PurchaseOrder order, VendorAnswer.Line said, Formats formats) {
        var line = order.line(said.line()).content();
        return Table.Row.of(
                Cell.text(line.number() + " · " + line.goods().description()),
                changed(formats.quantity(line.quantity()), said.quantity().map(formats::quantity)),
                changed(formats.price(line.price()), said.price().map(formats::price)),
                changed(formats.date(line.neededBy()), said.delivery().map(formats::date)));
    }

    private static Cell changed(String was, Optional<String> now) {
        return now.filter(other -> !other.equals(was))
                .<Cell>map(other -> Cell.change(was, other))
                .orElseGet(() -> Cell.text(was));
    }

    private static List<Fact> facts(PurchaseOrder order, Formats formats) {
        var head = order.head();
        var facts = new ArrayList<>(List.of(
                new Fact(
                        "Waiting for",
                        order.stoppedBy().isPresent()
                                ? "The lifting of the hold"
                                : order.duty().words()
                                        + order.dutyDueOn()
                                                .map(day -> ", by " + formats.day(day))
                                                .orElse(""),
                        ""),
                new Fact("Vendor", head.vendorName(), "/vendors/" + head.vendor()),
                new Fact(
                        "Requisition",
                        head.requisitionNumber() + " by " + head.requesterName(),
                        "/requisitions/" + head.requisitionNumber()),
                Fact.of("Ordered on", formats.date(head.orderedOn()))));
        if (!head.deliverTo().isEmpty()) {
            facts.add(Fact.of("Deliver to", head.deliverTo()));
        }
        if (!head.currency().equals(head.rate().into())) {
            facts.add(new Fact(
                    "Rate",
                    "1 " + head.currency() + " = " + head.rate().factor().toPlainString() + " "
                            + head.rate().into() + ", " + formats.date(head.rateDate()) + ", " + head.rateSource(),
                    ""));
        }
        if (!order.exchange().note().isEmpty()) {
            facts.add(Fact.of("Sending", order.exchange().note()));
        }
        return facts;
    }

    private List<Meter> budgets(PurchaseOrder order, Formats formats, Actor by) {
        var accounts = order.lines().values().stream()
                .flatMap(line -> line.content().allocation().parts().stream())
                .map(part -> part.account())
                .distinct()
                .limit(4)
                .collect(Collectors.toMap(
                        account -> account,
                        _ -> Money.zero(order.head().rate().into()),
                        (first, _) -> first,
                        LinkedHashMap<BudgetAccountId, Money>::new));
        return budget.outlook(accounts, by).stream()
                .map(outlook -> BudgetMeter.of(outlook, formats))
                .toList();
    }
}
