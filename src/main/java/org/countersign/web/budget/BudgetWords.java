package org.countersign.web.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.budget.Buckets;
import org.countersign.budget.BudgetView;
import org.countersign.budget.Cause;
import org.countersign.budget.Figures;
import org.countersign.web.Formats;
import org.countersign.web.Meter;
import org.countersign.web.Sum;
import org.countersign.web.Tone;
import org.joda.money.Money;

/** Budgets in words and figures. */
final class BudgetWords {

    private BudgetWords() {}

    /** How much of what may be used is used; 100 where nothing may be and something is. */
    static int used(Figures figures) {
        return percent(figures.used(), figures.granted().plus(figures.overrunGranted()));
    }

    static Tone tone(Figures figures) {
        var used = used(figures);
        return used >= 100 ? Tone.STOP : used >= 80 ? Tone.WARN : Tone.OK;
    }

    static Meter meter(String name, Figures figures, Formats formats) {
        var whole = figures.granted().plus(figures.overrunGranted());
        var buckets = figures.buckets();
        return new Meter(
                name,
                List.of(
                        part("Paid", buckets.paid(), whole, formats),
                        part("Billed, not paid", buckets.invoiced(), whole, formats),
                        part("Received, not billed", buckets.accrued(), whole, formats),
                        part("Ordered", buckets.committed(), whole, formats),
                        part("Asked for", buckets.requested(), whole, formats)),
                new Sum(
                        formats.money(figures.left()),
                        figures.left().isNegative() ? "Beyond what is granted" : "Left"));
    }

    /** "Ordered: 1,200.00 EUR from asked for to ordered". */
    static String moved(BudgetView.Moved row, Formats formats) {
        var delta = row.delta();
        var figures = new LinkedHashMap<String, Money>();
        figures.put("asked for", delta.requested());
        figures.put("ordered", delta.committed());
        figures.put("received", delta.accrued());
        figures.put("billed", delta.invoiced());
        figures.put("paid", delta.paid());
        return figures.entrySet().stream()
                .filter(figure -> !figure.getValue().isZero())
                .map(figure -> figure.getKey() + " " + formats.difference(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String cause(Cause cause) {
        return switch (cause) {
            case REQUEST -> "Asked for";
            case COMMIT -> "Ordered";
            case ACCRUE -> "Received";
            case INVOICE -> "Billed";
            case PAY -> "Paid";
            case RELEASE -> "Given back";
        };
    }

    /** What the transfer took from what is left, or gave back. */
    static String taken(Buckets delta, Formats formats) {
        var total = delta.total().negated();
        return total.isZero() ? "nothing" : formats.difference(total);
    }

    /** The words by which a document's kind is shown. */
    static String kind(String sourceKind) {
        return Map.of("order", "an order", "requisition", "a requisition", "invoice", "an invoice")
                .getOrDefault(sourceKind, sourceKind.replace('-', ' '));
    }

    private static Meter.Part part(String words, Money amount, Money whole, Formats formats) {
        return new Meter.Part(words, formats.money(amount), Math.clamp(percent(amount, whole), 0, 100));
    }

    private static int percent(Money part, Money whole) {
        if (whole.isZero()) {
            return part.isZero() ? 0 : 100;
        }
        return part.getAmount()
                .multiply(BigDecimal.valueOf(100))
                .divide(whole.getAmount(), 0, RoundingMode.HALF_UP)
                .intValue();
    }
}
