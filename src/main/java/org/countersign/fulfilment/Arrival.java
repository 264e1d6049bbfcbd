package org.countersign.fulfilment;

import java.util.Locale;
import java.util.Optional;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.Allowances;
import org.countersign.order.Line;
import org.countersign.order.OrderLine;
import org.countersign.order.Posting;
import org.countersign.order.PurchaseOrder;
import org.countersign.tolerance.Allowance;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Tolerances;

/**
 * What comes of one order line meets what is wanted: up to that it is received, beyond it as far as the tolerance lets
 * it, and what is rejected at the dock goes back in the same breath.
 */
record Arrival(PurchaseOrder order, Line line, ReceiptContent.Line came, Tolerances tolerances) {

    /** The facts; refuses {@code over-receipt} where more is accepted than is wanted and let through. */
    Posting on(OrderLine current) {
        var accepted = came.accepted();
        if (accepted.isZero()) {
            return rejected(current).orElseGet(() -> current.receive(accepted));
        }
        var received = admitting(current).receive(accepted);
        return came.rejected()
                .map(part -> received.then(next -> next.rejectAtDock(part.quantity(), part.disposition())))
                .orElse(received);
    }

    /** Whether the tolerance is needed: more is accepted than is still to come. */
    boolean goesOver() {
        return excess(line.ledger()).isPositive();
    }

    private Optional<Posting> rejected(OrderLine current) {
        return came.rejected().map(part -> current.rejectAtDock(part.quantity(), part.disposition()));
    }

    /** The line with the allowance that the tolerance gives it today, never below what was let through before. */
    private OrderLine admitting(OrderLine current) {
        var excess = excess(current);
        if (!excess.isPositive()) {
            return current;
        }
        var wanted = current.standing().wanted();
        var allowance = tolerances.overReceipt(scope(), wanted);
        Refusal.unless(allowance.covers(excess.value()), () -> over(current, wanted, allowance));
        var figure = allowance.figureFor(excess).max(current.standing().overReceived());
        return current.allowing(new Allowances(figure, current.allowances().overInvoice()));
    }

    private Quantity excess(OrderLine current) {
        var standing = current.standing();
        return standing.netReceived()
                .plus(came.accepted())
                .minus(standing.wanted())
                .at(current.baseScale());
    }

    private Scope scope() {
        var goods = line.content().goods();
        var at = Scope.of(Scope.Dimension.VENDOR, order.head().vendor().value().toString())
                .and(Scope.Dimension.CATEGORY, goods.category());
        return goods.item()
                .map(item -> at.and(Scope.Dimension.ITEM, item.value().toString()))
                .orElse(at);
    }

    private Refusal over(OrderLine current, Quantity wanted, Allowance allowance) {
        var together = current.standing().netReceived().plus(came.accepted());
        var passes = switch (allowance) {
            case Allowance.UpTo upTo -> wanted.plus(new Quantity(upTo.figure())).toString();
            case Allowance.NoLimit noLimit -> noLimit.words();
        };
        return Refusal.rule(
                "over-receipt",
                "More would be received than is wanted: send the rest back, or have the order revised.",
                Facts.of("line", order.number() + "/" + line.content().number())
                        .measured(Measure.QUANTITY_ORDERED.words(), wanted, together, passes)
                        .under(
                                allowance.rule(),
                                Measure.QUANTITY_ORDERED.liftedBy().word().toLowerCase(Locale.ROOT)));
    }
}
