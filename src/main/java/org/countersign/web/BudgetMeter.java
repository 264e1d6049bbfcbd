package org.countersign.web;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.countersign.budget.BudgetRow;
import org.countersign.budget.Outlook;
import org.joda.money.Money;

/** A budget as a bar: paid, invoiced, received, committed, requested, and what is left. */
public final class BudgetMeter {

    private BudgetMeter() {}

    /** The budget as it stands; what the outlook would take is a part of its own. */
    public static Meter of(Outlook outlook, Formats formats) {
        var meter = of(outlook.budget(), formats);
        if (outlook.needed().isZero()) {
            return meter;
        }
        var whole = whole(outlook.budget());
        var parts = new ArrayList<>(meter.parts());
        parts.add(part("This", outlook.needed(), whole, formats));
        return new Meter(meter.name(), parts, new Sum(formats.money(outlook.leftAfter()), "Left after it"));
    }

    public static Meter of(BudgetRow budget, Formats formats) {
        var figures = budget.figures();
        var buckets = figures.buckets();
        var whole = whole(budget);
        return new Meter(
                budget.costCentreCode() + ", " + budget.name(),
                List.of(
                        part("Paid", buckets.paid(), whole, formats),
                        part("Invoiced", buckets.invoiced(), whole, formats),
                        part("Received", buckets.accrued(), whole, formats),
                        part("Committed", buckets.committed(), whole, formats),
                        part("Requested", buckets.requested(), whole, formats)),
                new Sum(formats.money(figures.left()), "Left"));
    }

    private static Money whole(BudgetRow budget) {
        return budget.figures().granted().plus(budget.figures().overrunGranted());
    }

    private static Meter.Part part(String words, Money figure, Money whole, Formats formats) {
        var percent = whole.isPositive()
                ? figure.getAmount()
                        .movePointRight(2)
                        .divide(whole.getAmount(), 0, RoundingMode.HALF_UP)
                        .intValue()
                : 0;
        return new Meter.Part(words, formats.amount(figure), Math.clamp(percent, 0, 100));
    }
}
