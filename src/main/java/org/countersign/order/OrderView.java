package org.countersign.order;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;

/** One whole order: in the revision in force, with every revision and every answer of the vendor. */
public record OrderView(PurchaseOrder order, List<RevisionView> revisions, List<AnswerView> answers) {

    public OrderView {
        revisions = List.copyOf(revisions);
        answers = List.copyOf(answers);
    }

    /** The revision that waits for its approval. */
    public Optional<RevisionView> inPreparation() {
        return revisions.stream().filter(RevisionView::inPreparation).findFirst();
    }

    /** The vendor's latest answer to the revision in force, if it asks for a decision and nobody has taken one. */
    public Optional<AnswerView> toDecide() {
        return answers.reversed().stream()
                .filter(answer -> answer.revision() == order.revisions().inForce())
                .findFirst()
                .filter(answer -> answer.kind() != VendorAnswer.Kind.ACCEPTED
                        && answer.decided().isEmpty());
    }

    /** What this actor may do to the order now: open in its phase, and theirs by role; the pages' buttons and the API's links. */
    public Set<OrderPhase.Act> actions(Actor by) {
        var open = EnumSet.noneOf(OrderPhase.Act.class);
        for (var act : OrderPhase.LIFE.open(order.phase())) {
            if (isTheirs(act, by) && isSensible(act)) {
                open.add(act);
            }
        }
        return open;
    }

    private static boolean isTheirs(OrderPhase.Act act, Actor by) {
        return switch (act) {
            case REVISE, HAND_OVER, HOLD, SHORT_CLOSE, CANCEL -> by.may(Authority.CHANGE_ORDERS);
            case ANSWER -> by.may(Authority.CHANGE_ORDERS);
            case RECEIVE, RETURN -> by.may(Authority.RECEIVE_GOODS);
            case BILL, CREDIT -> by.may(Authority.ENTER_INVOICES);
            case WAIVE -> by.may(Authority.LIFT_HOLDS);
            case SHIP, REVERSE, PAY, COMPLETE -> false;
        };
    }

    private boolean isSensible(OrderPhase.Act act) {
        var kept = order.kept();
        return switch (act) {
            case REVISE -> !order.revisions().inPreparation();
            case HAND_OVER ->
                order.exchange().transmission() == PurchaseOrder.Transmission.TO_HAND_OVER
                        || order.exchange().transmission() == PurchaseOrder.Transmission.FAILED;
            case RECEIVE -> kept.toReceive() > 0 && order.hold().isEmpty();
            case RETURN ->
                order.lines().values().stream()
                        .anyMatch(line -> line.ledger().standing().netReceived().isPositive());
            case SHORT_CLOSE -> kept.toReceive() > 0 && kept.received().isPositive();
            case CANCEL -> kept.received().isZero() && kept.invoiced().isZero();
            case WAIVE -> kept.creditExpected() > 0;
            case BILL -> kept.toInvoice() > 0;
            case CREDIT -> kept.invoiced().isPositive();
            case ANSWER, HOLD -> true;
            case SHIP, REVERSE, PAY, COMPLETE -> false;
        };
    }
}
