package org.countersign.order;

import static org.countersign.order.FactKind.ACKNOWLEDGED;
import static org.countersign.order.FactKind.CANCELLED;
import static org.countersign.order.FactKind.CLAIMED;
import static org.countersign.order.FactKind.CREDITED;
import static org.countersign.order.FactKind.INVOICED;
import static org.countersign.order.FactKind.ORDERED;
import static org.countersign.order.FactKind.PAID;
import static org.countersign.order.FactKind.RECEIVED;
import static org.countersign.order.FactKind.RETURNED;
import static org.countersign.order.FactKind.RETURNED_FOR_CREDIT;
import static org.countersign.order.FactKind.SHIPPED;
import static org.countersign.order.FactKind.WAIVED;

import java.util.List;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.joda.money.Money;

/** What the sums of a line must keep to after every act, the same as the checks of its table, said in words. */
final class LineLimits {

    private static final String NOBODY = "nobody";

    private final OrderLine line;
    private final LineSums sums;

    private LineLimits(OrderLine line) {
        this.line = line;
        this.sums = line.sums();
    }

    static void require(OrderLine line) {
        var limits = new LineLimits(line);
        limits.order();
        limits.goods();
        limits.bills();
        limits.money();
    }

    /** What every refusal about this line says first. */
    static Facts facts(OrderLine line) {
        return Facts.of("line", line.number());
    }

    private void order() {
        for (var kind : List.of(ORDERED, CANCELLED, ACKNOWLEDGED, SHIPPED, RECEIVED, RETURNED, INVOICED, CREDITED)) {
            notNegative(kind);
        }
        for (var kind : List.of(RETURNED_FOR_CREDIT, CLAIMED, WAIVED)) {
            notNegative(kind);
        }
        atMost(
                "over-cancellation",
                "More would be cancelled than was ordered.",
                CANCELLED.code(),
                quantity(CANCELLED),
                quantity(ORDERED),
                Quantity.ZERO,
                NOBODY);
    }

    private void goods() {
        atMost(
                "over-return",
                "More would have gone back than was received.",
                RETURNED.code(),
                quantity(RETURNED),
                quantity(RECEIVED),
                Quantity.ZERO,
                NOBODY);
        atMost(
                "over-receipt",
                "More would be received than is wanted: send the rest back, or have the order revised.",
                "net received",
                sums.netReceived().quantity(),
                sums.wanted().quantity(),
                line.allowances().overReceipt(),
                "buyer");
    }

    private void bills() {
        atMost(
                "over-credit",
                "More would be credited or forgone than was invoiced.",
                CREDITED.code(),
                quantity(CREDITED).plus(quantity(WAIVED)),
                quantity(INVOICED),
                Quantity.ZERO,
                NOBODY);
        atMost(
                "over-invoice",
                "More would be invoiced than was ordered or received: ask for a credit note, or have the order revised.",
                "net invoiced",
                sums.netInvoiced().quantity(),
                quantity(ORDERED).max(quantity(RECEIVED)),
                line.allowances().overInvoice(),
                "finance");
    }

    private void money() {
        var invoiced = sums.of(INVOICED).amount();
        var credited = sums.of(CREDITED).amount();
        var paid = sums.of(PAID).amount();
        atMost("over-credit", "More money would be credited than was invoiced.", "credited amount", credited, invoiced);
        atMost("over-payment", "More would be paid than was invoiced.", "paid", paid, invoiced);
        atMost(
                "over-refund",
                "More money would be taken back than was paid or credited.",
                "taken back",
                paid.negated(),
                credited);
    }

    private void notNegative(FactKind kind) {
        var sum = sums.of(kind);
        Refusal.unless(
                !sum.quantity().at(line.baseScale()).isNegative()
                        && !sum.amount().isNegative(),
                () -> Refusal.rule(
                        "below-zero",
                        "More would be taken back than was ever recorded.",
                        facts(line)
                                .measured(kind.code(), "at least 0", sum.quantity(), Quantity.ZERO)
                                .under("below-zero", NOBODY)));
    }

    private void atMost(
            String code,
            String sentence,
            String measure,
            Quantity actual,
            Quantity expected,
            Quantity allowance,
            String liftedBy) {
        var allowed = expected.plus(allowance);
        Refusal.unless(
                !actual.minus(allowed).at(line.baseScale()).isPositive(),
                () -> Refusal.rule(
                        code,
                        sentence,
                        facts(line).measured(measure, expected, actual, allowed).under(code, liftedBy)));
    }

    private void atMost(String code, String sentence, String measure, Money actual, Money allowed) {
        Refusal.unless(
                !actual.isGreaterThan(allowed),
                () -> Refusal.rule(
                        code,
                        sentence,
                        facts(line).measured(measure, allowed, actual, allowed).under(code, NOBODY)));
    }

    private Quantity quantity(FactKind kind) {
        return sums.of(kind).quantity();
    }
}
