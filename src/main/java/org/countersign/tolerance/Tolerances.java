package org.countersign.tolerance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Quantity;

/**
 * The rules of an organisation as they stand from a day on, and the one evaluator of them. The most specific rule wins;
 * of two as specific the one that stands earlier in the list.
 *
 * @param version names this set in the journal and in results
 * @param from the first day on which it is in force
 * @param rules in their explicit order
 */
public record Tolerances(String version, LocalDate from, List<ToleranceRule> rules) {

    public Tolerances {
        rules = List.copyOf(rules);
    }

    /** No rules: everything is exact. */
    public static Tolerances exact() {
        return new Tolerances(Allowance.EXACT, LocalDate.EPOCH, List.of());
    }

    /** Judges the difference by the rule for its side; only the size of the difference decides, not who asks. */
    public Verdict judge(Question question) {
        if (question.difference().signum() == 0) {
            return new Verdict.Exact();
        }
        var notAllYet = question.measure() == Measure.PRICE_TOTAL_CUMULATIVE && question.side() == Side.UNDER;
        var allowance = allowance(question, notAllYet ? Side.OVER : question.side());
        var finding = new Finding(question.measure(), question.expected(), question.actual(), allowance);
        return notAllYet || allowance.covers(question.difference())
                ? new Verdict.Within(finding)
                : new Verdict.Beyond(finding);
    }

    /** How much more than ordered may be received on a line, all its receipts together. */
    public Allowance overReceipt(Scope at, Quantity ordered) {
        return over(Measure.QUANTITY_ORDERED, at, ordered);
    }

    /**
     * How much more than is billable may be billed on a line, against {@link Measure#QUANTITY_RECEIVED} where receipts are
     * asked for, else {@link Measure#QUANTITY_ORDERED}.
     */
    public Allowance overInvoice(Measure measure, Scope at, Quantity billable) {
        return over(measure, at, billable);
    }

    /** The rule that would decide, if there is one. */
    public Optional<ToleranceRule> rule(Measure measure, Side side, Scope at) {
        // Of equals max keeps the one it met first, which is the one that stands earlier.
        return rules.stream()
                .filter(rule -> rule.measure() == measure && rule.side() == side)
                .filter(rule -> rule.scope().covers(at))
                .max(Comparator.comparingInt(rule -> rule.scope().specificity()));
    }

    private Allowance over(Measure measure, Scope at, Quantity expected) {
        return allowance(Question.quantity(measure, at, expected, expected, Quantity.SCALE), Side.OVER);
    }

    private Allowance allowance(Question question, Side side) {
        return rule(question.measure(), side, question.at())
                .map(rule -> rule.allowance(question.expected(), question.knownRate(), question.drawn()))
                .orElseGet(Allowance::exact);
    }
}
