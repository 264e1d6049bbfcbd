package org.countersign.invoice.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.invoice.match.MatchInput.Basis;
import org.countersign.invoice.match.MatchInput.Counted;
import org.countersign.invoice.match.MatchInput.Line;
import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.kernel.Quantity;
import org.countersign.tolerance.Allowance;
import org.countersign.tolerance.Finding;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Question;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.Tolerances;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What is asked of the tolerances about one line, and which figures stand against each other. */
final class Questions {

    private Questions() {}

    /**
     * What this document asks for against what is billable now. What others have billed beyond that before counts with it,
     * or an absolute tolerance would let the same few pieces through again and again.
     */
    static Question quantity(OrderLine order, Running sum, CurrencyUnit currency) {
        var billable = order.counts().billableNow();
        var asked = sum.counted().plus(billedBeyond(order));
        if (order.counted() == Counted.BY_AMOUNT) {
            return Question.money(
                    Measure.LINE_AMOUNT, order.at(), money(currency, billable), money(currency, asked), order.rate());
        }
        var measure = order.basis() == Basis.RECEIPT ? Measure.QUANTITY_RECEIVED : Measure.QUANTITY_ORDERED;
        return Question.quantity(measure, order.at(), billable, asked, order.baseScale());
    }

    private static Quantity billedBeyond(OrderLine order) {
        var counts = order.counts();
        var gross = switch (order.basis()) {
            case RECEIPT -> counts.netReceived().plus(counts.returnedForCredit());
            case ORDER -> counts.wanted().max(counts.netReceived());
        };
        return counts.billed().minus(gross).orZero();
    }

    static List<Question> prices(
            Tolerances tolerances, Line line, OrderLine order, Running sum, LetThrough letThrough, BigDecimal charged) {
        var byAmount = order.counted() == Counted.BY_AMOUNT;
        var unit = byAmount || line.quantity().isZero()
                ? Stream.<Question>empty()
                : Stream.of(Question.price(order.at(), order.price(), charged, order.rate())
                        .drawing(letThrough.of(order, line.quantity().value())));
        var amount = byAmount
                ? Stream.<Question>empty()
                : Stream.of(Question.money(
                                Measure.LINE_AMOUNT,
                                order.at(),
                                order.price().times(line.quantity()),
                                line.net(),
                                order.rate())
                        .drawing(letThrough.of(order, BigDecimal.ONE)));
        var cumulative = Stream.of(Question.money(
                Measure.PRICE_TOTAL_CUMULATIVE,
                order.at(),
                order.amounts().ordered(),
                order.amounts().billed().plus(sum.amount()),
                order.rate()));
        var all = Stream.of(unit, amount, cumulative).flatMap(each -> each).toList();
        var ruled = all.stream()
                .filter(question -> tolerances
                        .rule(question.measure(), Side.OVER, order.at())
                        .isPresent())
                .toList();
        if (byAmount) {
            return ruled;
        }
        // A price below the order's is told even where only the total has a rule.
        var first = all.getFirst();
        var askedAnyway = ruled.isEmpty() || (first.side() == Side.UNDER && !ruled.contains(first));
        return askedAnyway ? Stream.concat(Stream.of(first), ruled.stream()).toList() : ruled;
    }

    /** More taken back than was billed: in the line's measure. */
    static Optional<Finding> creditedQuantity(OrderLine order, Running sum) {
        var billed = order.counts().invoiced().at(order.baseScale());
        var measure = order.counted() == Counted.BY_AMOUNT ? Measure.LINE_AMOUNT : Measure.QUANTITY_RECEIVED;
        var credited = sum.counted().at(order.baseScale());
        return credited.exceeds(billed)
                ? Optional.of(new Finding(measure, billed.value(), credited.value(), Allowance.exact()))
                : Optional.empty();
    }

    /** More taken back than was billed: in money. */
    static Optional<Finding> creditedAmount(OrderLine order, Running sum) {
        var billed = order.amounts().invoiced();
        return order.counted() == Counted.BY_QUANTITY && sum.amount().isGreaterThan(billed)
                ? Optional.of(new Finding(
                        Measure.LINE_AMOUNT, billed.getAmount(), sum.amount().getAmount(), Allowance.exact()))
                : Optional.empty();
    }

    /** What the line would come to at the order's price. */
    static Money agreed(Line line) {
        var order = line.order();
        if (order == null) {
            return Money.zero(line.net().getCurrencyUnit());
        }
        if (order.counted() == Counted.BY_QUANTITY) {
            return order.price().times(line.quantity());
        }
        var billable = money(line.net().getCurrencyUnit(), order.counts().billableNow());
        return line.net().isGreaterThan(billable) ? billable : line.net();
    }

    private static Money money(CurrencyUnit currency, Quantity value) {
        return Money.of(currency, value.value(), RoundingMode.HALF_UP);
    }
}
