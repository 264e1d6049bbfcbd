package org.countersign.invoice.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.invoice.match.MatchInput.Basis;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.invoice.match.MatchInput.Line;
import org.countersign.invoice.match.MatchInput.OnReturns;
import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Role;
import org.countersign.tolerance.Allowance;
import org.countersign.tolerance.Finding;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Question;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.Tolerances;
import org.countersign.tolerance.Verdict;
import org.joda.money.Money;

/**
 * The three-way match (two-way where no receipt is asked for). What is below the expected figure never holds a payment; what
 * is above it passes as far as a tolerance says. Rounding, up to one minor unit for each line, is never a difference.
 */
public final class Matching {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final MatchInput input;
    private final Tolerances tolerances;
    private final List<Variance> notices = new ArrayList<>();
    private final List<Variance> holds = new ArrayList<>();
    private final Map<String, Running> running = new HashMap<>();
    private final LetThrough letThrough = new LetThrough();
    private Money rounding;
    private Money taxDifference;

    private Matching(MatchInput input, Tolerances tolerances) {
        this.input = input;
        this.tolerances = tolerances;
        this.rounding = zero();
        this.taxDifference = zero();
    }

    /** Compares each line with its order line, then what stands on the document alone. Changes nothing. */
    public static MatchResult match(MatchInput input, Tolerances tolerances) {
        return new Matching(input, tolerances).result();
    }

    private MatchResult result() {
        input.lines().forEach(this::line);
        total();
        if (input.rate().currency().equals(input.currency())) {
            charges();
            exchangeRate();
            // Without an order line there is no tax rate of ours; the LINE or CURRENCY hold is told first.
            if (input.lines().stream().allMatch(this::comparable)) {
                tax();
                totalOfTheOrders();
            }
        }
        return MatchResult.of(new MatchResult.Differences(rounding, taxDifference), notices, holds);
    }

    private void line(Line line) {
        var order = line.order();
        if (order == null) {
            holds.add(Variance.of(
                    HoldReason.LINE,
                    line.number(),
                    "Link line " + line.number() + " to the order line it bills, or return the invoice."));
            return;
        }
        if (!comparable(line)) {
            holds.add(Variance.of(
                    HoldReason.CURRENCY,
                    line.number(),
                    "Line " + order.name() + " was ordered in "
                            + order.rate().currency() + " and is billed in " + input.currency()
                            + ": ask the vendor for an invoice in the order's currency."));
            return;
        }
        var sum = running.computeIfAbsent(order.id(), _ -> new Running(zero()));
        sum.add(line, order);
        switch (input.kind()) {
            case INVOICE -> {
                quantity(line, order, sum);
                prices(line, order, sum);
                creditExpected(line, order, sum);
            }
            case CREDIT_NOTE -> credited(line, order, sum);
        }
        var extension = extension(line);
        if (isRounding(extension, 1)) {
            rounding = rounding.plus(extension);
        }
    }

    /** All lines of this document on one order line are judged together, so that two halves are not let through twice. */
    private void quantity(Line line, OrderLine order, Running sum) {
        if (sum.last().isZero()) {
            return;
        }
        var question = Questions.quantity(order, sum, input.currency());
        // Less than billable is a partial invoice: the line stays open, and there is nothing to tell.
        if (question.side() == Side.UNDER) {
            return;
        }
        switch (tolerances.judge(question)) {
            case Verdict.Exact _ -> {}
            case Verdict.Within(var finding) ->
                notices.add(Variance.of(HoldReason.QUANTITY, line.number(), finding, WaysOut.WITHIN));
            case Verdict.Beyond(var finding) -> holds.add(tooMuch(line, order, sum, finding));
        }
    }

    private static Variance tooMuch(Line line, OrderLine order, Running sum, Finding finding) {
        var counts = order.counts();
        var waits = order.basis() == Basis.RECEIPT && counts.wanted().exceeds(counts.netReceived());
        if (!waits) {
            return Variance.of(HoldReason.QUANTITY, line.number(), finding, WaysOut.tooMuch(order));
        }
        var nothingCame = !counts.netReceived().isPositive()
                && !counts.returnedForCredit().isPositive();
        // With what other documents bill it is more than will ever come: no receipt alone frees it.
        var beyond = counts.billed().plus(sum.counted()).exceeds(counts.wanted());
        return nothingCame
                ? Variance.of(HoldReason.NO_RECEIPT, line.number(), finding, WaysOut.receive(order, beyond))
                : Variance.of(HoldReason.QUANTITY, line.number(), finding, WaysOut.receiveTheRest(order, beyond))
                        .ownedBy(Role.RECEIVER);
    }

    /**
     * Three measures ask about the price: per unit, of the line, and of all that was billed on the line so far. Those that
     * have a rule are asked, and all must pass; where none has, the unit price is exact.
     */
    private void prices(Line line, OrderLine order, Running sum) {
        var verdicts = Questions.prices(tolerances, line, order, sum, letThrough, charged(line)).stream()
                .map(tolerances::judge)
                .toList();
        var over = line.net().minus(order.price().times(line.quantity()));
        for (var verdict : verdicts) {
            switch (verdict) {
                case Verdict.Exact _ -> {}
                case Verdict.Within(var finding) -> priceNotice(line, finding, over);
                case Verdict.Beyond(var finding) when finding.side() == Side.UNDER -> priceNotice(line, finding, over);
                case Verdict.Beyond(var finding) ->
                    holds.add(Variance.of(HoldReason.PRICE, line.number(), finding, WaysOut.price(order)));
            }
        }
        if (verdicts.stream().allMatch(Verdict::passes)) {
            letThrough.add(order, over);
        }
    }

    private void priceNotice(Line line, Finding finding, Money over) {
        var cumulative = finding.measure() == Measure.PRICE_TOTAL_CUMULATIVE;
        if (finding.side() == Side.OVER || (cumulative && over.isPositive())) {
            notices.add(Variance.of(HoldReason.PRICE, line.number(), finding, WaysOut.WITHIN));
        } else if (!cumulative) {
            notices.add(Variance.of(HoldReason.PRICE, line.number(), finding, WaysOut.UNDER));
        }
    }

    /** Matched at gross: goods returned for credit are billed like the rest, and a credit is then expected. */
    private void creditExpected(Line line, OrderLine order, Running sum) {
        var due = sum.creditDue(order);
        if (!due.exceeds(sum.creditDueBefore(order))) {
            return;
        }
        var kept = order.counts().wanted().max(order.counts().netReceived());
        var finding = new Finding(
                Measure.QUANTITY_RECEIVED, kept.value(), kept.plus(due).value(), Allowance.exact());
        var variance =
                Variance.of(HoldReason.CREDIT_EXPECTED, line.number(), finding, WaysOut.creditExpected(order, due));
        (input.onReturns() == OnReturns.HOLD ? holds : notices).add(variance);
    }

    /** A credit note takes back no more than was billed, to the piece and to the cent: no tolerance widens that. */
    private void credited(Line line, OrderLine order, Running sum) {
        Questions.creditedQuantity(order, sum)
                .ifPresent(finding -> holds.add(
                        Variance.of(HoldReason.QUANTITY, line.number(), finding, WaysOut.creditedTooMuch(order))));
        Questions.creditedAmount(order, sum)
                .ifPresent(finding -> holds.add(
                        Variance.of(HoldReason.PRICE, line.number(), finding, WaysOut.creditedTooMuch(order))));
        if (!line.quantity().isZero() && !order.counted().equals(MatchInput.Counted.BY_AMOUNT)) {
            var question = Question.price(order.at(), order.price(), charged(line), order.rate());
            if (tolerances.judge(question) instanceof Verdict.Beyond(var finding) && finding.side() == Side.UNDER) {
                notices.add(Variance.of(HoldReason.PRICE, line.number(), finding, WaysOut.creditedTooLittle(order)));
            }
        }
    }

    private void total() {
        var ofLines = input.lines().stream()
                .map(Line::net)
                .reduce(zero(), Money::plus)
                .plus(input.totals().adjusted());
        var stated = input.totals().net().plus(input.totals().rounding());
        if (isRounding(stated.minus(ofLines), input.lines().size())) {
            rounding = rounding.plus(stated.minus(ofLines));
            return;
        }
        document(HoldReason.PRICE, money(Measure.DOCUMENT_TOTAL, ofLines, stated), WaysOut.CORRECTED_DOCUMENT);
    }

    /** A rule for the document's total is a limit beside those of the lines, never instead of them. */
    private void totalOfTheOrders() {
        var alreadyHeld = holds.stream()
                .flatMap(hold -> hold.measured().stream())
                .anyMatch(finding -> finding.measure() == Measure.DOCUMENT_TOTAL);
        var hasRule =
                tolerances.rule(Measure.DOCUMENT_TOTAL, Side.OVER, input.at()).isPresent();
        if (alreadyHeld || !hasRule || input.kind() == Kind.CREDIT_NOTE) {
            return;
        }
        var agreed = input.lines().stream()
                .map(Questions::agreed)
                .reduce(zero(), Money::plus)
                .plus(input.expectedCharges());
        var stated = input.totals().net().plus(input.totals().rounding());
        if (tolerances.judge(money(Measure.DOCUMENT_TOTAL, agreed, stated)) instanceof Verdict.Beyond(var finding)
                && finding.side() == Side.OVER) {
            holds.add(Variance.of(HoldReason.PRICE, null, finding, WaysOut.TOTAL));
        }
    }

    private void charges() {
        var charges = input.totals().charges();
        var nothingToTell = charges.isZero() || input.kind() == Kind.CREDIT_NOTE;
        var question = money(Measure.FREIGHT, input.expectedCharges(), charges);
        if (question.side() == Side.OVER || !nothingToTell) {
            document(HoldReason.FREIGHT, question, WaysOut.FREIGHT);
        }
    }

    /** The document's own rate makes a variance of its own; it holds the document only where a rule bounds it. */
    private void exchangeRate() {
        var stated = input.invoiceRate();
        if (stated != null
                && tolerances.rule(Measure.FX_RATE, Side.OVER, input.at()).isPresent()) {
            document(HoldReason.CURRENCY, Question.rate(input.at(), input.rate().rate(), stated), WaysOut.RATE);
        }
    }

    /** The vendor's figure stands as printed; the difference from ours is judged and kept. */
    private void tax() {
        var bases = new TreeMap<BigDecimal, Money>();
        for (var line : input.lines()) {
            if (line.order() != null) {
                bases.merge(line.order().taxRate(), line.net(), Money::plus);
            }
        }
        input.totals().adjustments().forEach(each -> bases.merge(each.taxRate(), each.amount(), Money::plus));
        var ours = bases.entrySet().stream()
                .map(base -> base.getValue().multipliedBy(base.getKey().divide(HUNDRED), RoundingMode.HALF_UP))
                .reduce(zero(), Money::plus);
        taxDifference = input.totals().tax().minus(ours);
        if (!isRounding(taxDifference, input.lines().size())) {
            document(HoldReason.TAX, money(Measure.TAX, ours, input.totals().tax()), WaysOut.TAX);
        }
    }

    private void document(HoldReason reason, Question question, String wayOut) {
        switch (tolerances.judge(question)) {
            case Verdict.Exact _ -> {}
            case Verdict.Within(var finding) ->
                notices.add(Variance.of(
                        reason, null, finding, finding.side() == Side.OVER ? WaysOut.WITHIN : WaysOut.UNDER));
            case Verdict.Beyond(var finding) -> {
                if (finding.side() == Side.OVER) {
                    holds.add(Variance.of(reason, null, finding, wayOut));
                } else {
                    notices.add(Variance.of(reason, null, finding, WaysOut.UNDER));
                }
            }
        }
    }

    private Question money(Measure measure, Money expected, Money actual) {
        return Question.money(measure, input.at(), expected, actual, input.rate());
    }

    /** The price really charged: as printed, unless the line's net does not follow from it. */
    private BigDecimal charged(Line line) {
        return line.quantity().isZero() || isRounding(extension(line), 1)
                ? line.price().each()
                : line.net().getAmount().divide(line.quantity().value(), Quantity.SCALE, RoundingMode.HALF_UP);
    }

    private static Money extension(Line line) {
        return line.net().minus(line.price().times(line.quantity()));
    }

    private boolean isRounding(Money difference, int lines) {
        var most = Money.ofMinor(input.currency(), Math.max(1, lines));
        return difference.abs().compareTo(most) <= 0;
    }

    private boolean comparable(Line line) {
        return line.order() != null && line.order().rate().currency().equals(input.currency());
    }

    private Money zero() {
        return Money.zero(input.currency());
    }
}
