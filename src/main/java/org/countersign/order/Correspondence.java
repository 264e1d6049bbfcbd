package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.budget.Cause;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.PurchaseOrder.Answer;
import org.countersign.order.PurchaseOrder.Transmission;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.springframework.stereotype.Component;

/** What passes between us and the vendor: the order's documents, the vendor's answers, and what was shipped. */
@Component
public class Correspondence {

    private final OrderStore orders;
    private final AnswerStore answers;
    private final OrderLedger ledger;
    private final Revising revising;
    private final Organizations organizations;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Correspondence(
            OrderStore orders,
            AnswerStore answers,
            OrderLedger ledger,
            Revising revising,
            Organizations organizations,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.answers = answers;
        this.ledger = ledger;
        this.revising = revising;
        this.organizations = organizations;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes what the vendor answered by telephone or letter, as {@link #answered} records what came as a document. */
    public AnswerId noted(OrderId id, NotedAnswer answer, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var order = ledger.lockSeen(id, by);
        return recorded(order, answer.to(order.revisions().inForce()), by);
    }

    /**
     * Records what the vendor answered in a document. An answer to an earlier revision is kept, and says nothing of the one in
     * force.
     */
    public AnswerId answered(OrderId id, VendorAnswer answer, Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        return recorded(ledger.lock(id, by), answer, by);
    }

    private AnswerId recorded(PurchaseOrder order, VendorAnswer answer, Actor by) {
        var id = order.id();
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.ANSWER);
        unless(
                answer.revision() <= order.revisions().inForce(),
                () -> Refusal.rule(
                        "revision-not-in-force",
                        "The vendor can only answer what was sent: revision "
                                + order.revisions().inForce() + " or an earlier one.",
                        Facts.of("field", "revision")
                                .measured(
                                        "revision",
                                        order.revisions().inForce(),
                                        answer.revision(),
                                        order.revisions().inForce())));
        var answerId = new AnswerId(ids.next());
        answers.insert(id, answerId, answer, clock.instant(), by);
        if (answer.revision() == order.revisions().inForce()) {
            var standing = order.exchanging(
                            order.exchange().heard(Answer.valueOf(answer.kind().name())))
                    .act(OrderPhase.Act.ANSWER, acknowledged(order, answer));
            ledger.recorded(standing, new Source("answer", answerId.value(), answer.on()), Cause.COMMIT, by);
        }
        journal.tell(
                new OrderEvent.OrderAnswered(
                        id,
                        order.number(),
                        answer.revision(),
                        answerId.value(),
                        answer.kind().words(),
                        answer.reference(),
                        answer.note()),
                by);
        return answerId;
    }

    /** How the vendor stands to each line after the answer. */
    private static List<LineAct> acknowledged(PurchaseOrder order, VendorAnswer answer) {
        var said =
                answer.lines().stream().collect(Collectors.toMap(VendorAnswer.Line::line, line -> line, (a, _) -> a));
        said.keySet().forEach(order::line);
        var acts = new ArrayList<LineAct>();
        for (var line : order.lines().values()) {
            var before = line.ledger().sums().of(FactKind.ACKNOWLEDGED).quantity();
            var change = target(line, answer, Optional.ofNullable(said.get(line.id())))
                    .minus(before);
            if (!change.isZero()) {
                acts.add(OrderLedger.on(line.id(), current -> current.acknowledge(change)));
            }
        }
        return acts;
    }

    private static Quantity target(Line line, VendorAnswer answer, Optional<VendorAnswer.Line> said) {
        var wanted = line.ledger().standing().wanted();
        return switch (answer.kind()) {
            case REJECTED -> Quantity.ZERO;
            case ACCEPTED -> wanted;
            case CHANGES_PROPOSED -> said.flatMap(VendorAnswer.Line::quantity).orElse(wanted);
        };
    }

    /** Takes up what the vendor proposed: a revision with those quantities, prices and dates, approved like any other. */
    public RevisionView takeUp(OrderId id, AnswerId answerId, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var order = ledger.lockSeen(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.REVISE);
        order.requireNothingInPreparation();
        var answer = answer(answerId, answers.of(id, by));
        unless(
                answer.kind() == VendorAnswer.Kind.CHANGES_PROPOSED,
                "nothing-proposed",
                "Only an answer that proposes changes can be taken up.");
        decide(id, answerId, "TAKEN_UP", by);
        unless(
                answer.revision() == order.revisions().inForce(),
                () -> Refusal.conflict(
                        "answer-outdated",
                        "This answers revision " + answer.revision() + "; revision "
                                + order.revisions().inForce() + " is in force.",
                        Facts.of("revision", answer.revision())));
        var changes = answer.lines().stream()
                .map(line -> new LineChange(
                        Optional.of(line.line()),
                        Optional.empty(),
                        Optional.empty(),
                        line.quantity(),
                        line.price(),
                        line.delivery()))
                .toList();
        unless(!changes.isEmpty(), "nothing-proposed", "The answer names no line that would change.");
        // Decided with this; if the revision is not approved, what is in force is unanswered again.
        return revising.propose(
                order.exchanging(order.exchange().answered(Answer.NONE)),
                changes,
                reason.isBlank() ? "Taken up from the vendor's answer " + answer.reference() : Reason.said(reason),
                by);
    }

    /** Declines what the vendor proposed or rejected; the revision in force stands. */
    public void decline(OrderId id, AnswerId answerId, String reason, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var why = Reason.said(reason);
        var order = ledger.headSeen(id, by);
        var all = answers.of(id, by);
        var answer = answer(answerId, all);
        unless(
                answer.kind() != VendorAnswer.Kind.ACCEPTED,
                "nothing-proposed",
                "The vendor accepted; there is nothing to decline.");
        decide(id, answerId, "DECLINED", by);
        if (answer.revision() == order.revisions().inForce()
                && all.getLast().id().equals(answerId)) {
            orders.update(List.of(order.exchanging(order.exchange().answered(Answer.NONE))), clock.instant(), by);
        }
        journal.tell(new OrderEvent.AnswerDeclined(id, order.number(), answerId.value(), why), by);
    }

    private void decide(OrderId id, AnswerId answerId, String how, Actor by) {
        unless(
                answers.decide(id, answerId, how, clock.instant(), by),
                () -> Refusal.conflict("answer-decided", "This answer was decided already."));
    }

    private static AnswerView answer(AnswerId id, List<AnswerView> all) {
        return all.stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("answer", id));
    }

    /** Records that the vendor shipped: so many of each line, expected on a day. */
    public void shipped(
            OrderId id,
            Map<OrderLineId, Quantity> shipped,
            String reference,
            LocalDate expectedOn,
            UUID document,
            Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        var order = ledger.lock(id, by);
        var acts = shipped.entrySet().stream()
                .map(line -> OrderLedger.on(line.getKey(), current -> current.ship(line.getValue())))
                .toList();
        var answered = order.exchange().answer() == Answer.NONE
                ? order.exchanging(order.exchange().heard(Answer.ACCEPTED))
                : order;
        ledger.recorded(
                answered.act(OrderPhase.Act.SHIP, acts),
                new Source("document", document, organizations.today(by.organization())),
                Cause.COMMIT,
                by);
        journal.tell(new OrderEvent.GoodsShipped(id, order.number(), reference, expectedOn, shipped.size()), by);
    }

    /** What became of the order's documents; told by the exchange. A standing that is there already changes nothing. */
    public void transmitted(OrderId id, int revision, Transmission how, String note, Actor by) {
        var order = ledger.head(id, by);
        if (order.revisions().inForce() != revision
                || (order.exchange().transmission() == how
                        && order.exchange().note().equals(note))) {
            return;
        }
        orders.update(List.of(order.exchanging(order.exchange().transmitted(how, note))), clock.instant(), by);
        journal.tell(new OrderEvent.OrderTransmitted(id, order.number(), revision, how.name(), note), by);
    }

    /** A buyer gave the order's documents to a vendor that the exchange does not reach. */
    public PurchaseOrder handOver(OrderId id, String note, Actor by) {
        by.require(Authority.CHANGE_ORDERS);
        var order = ledger.headSeen(id, by);
        OrderPhase.LIFE.next(order.phase(), OrderPhase.Act.HAND_OVER);
        unless(
                order.exchange().transmission() == Transmission.TO_HAND_OVER
                        || order.exchange().transmission() == Transmission.FAILED,
                () -> Refusal.conflict(
                        "nothing-to-hand-over",
                        "The documents of this order do not wait to be handed over.",
                        Facts.of("actual", order.exchange().transmission().name())));
        var handed = order.exchanging(order.exchange().transmitted(Transmission.HANDED_OVER, note));
        orders.update(List.of(handed), clock.instant(), by);
        journal.tell(
                new OrderEvent.OrderTransmitted(
                        id, order.number(), order.revisions().inForce(), Transmission.HANDED_OVER.name(), note),
                by);
        return handed;
    }
}
