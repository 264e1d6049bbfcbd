package org.countersign.order;

import java.math.BigDecimal;
import java.util.UUID;
import org.countersign.budget.Buckets;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Order lines for tests, and how a line reads in one row. */
final class Lines {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private Lines() {}

    /** Three digits in the base unit, ordered at a price in euro. */
    static OrderLine ordered(String quantity, String price) {
        return draft(price).order(of(quantity)).after();
    }

    static OrderLine draft(String price) {
        return OrderLine.of(
                new OrderLineId(new UUID(0, 1)), 1, Measure.QUANTITY, 3, Price.of("EUR", price), Rate.same(EUR));
    }

    static OrderLine amountOnly(String amount) {
        var line = OrderLine.of(
                new OrderLineId(new UUID(0, 2)), 2, Measure.AMOUNT, 2, Price.of("EUR", "1"), Rate.same(EUR));
        return line.order(of(amount)).after();
    }

    static OrderLine allowing(OrderLine line, String overReceipt, String overInvoice) {
        return line.allowing(new Allowances(of(overReceipt), of(overInvoice)));
    }

    static Quantity of(String quantity) {
        return Quantity.of(quantity);
    }

    static Money euro(String amount) {
        return Money.of(EUR, new BigDecimal(amount));
    }

    /** Gross received, returned, invoiced, credited. */
    static String gross(OrderLine line) {
        return "%s %s %s %s"
                .formatted(
                        line.sums().of(FactKind.RECEIVED).quantity(),
                        line.sums().of(FactKind.RETURNED).quantity(),
                        line.sums().of(FactKind.INVOICED).quantity(),
                        line.sums().of(FactKind.CREDITED).quantity());
    }

    /** To receive / to invoice / credit expected. */
    static String open(OrderLine line) {
        var standing = line.standing();
        return "%s / %s / %s".formatted(standing.openToReceive(), standing.openToInvoice(), standing.creditExpected());
    }

    /** Committed / accrued / invoiced / paid. */
    static String budget(OrderLine line) {
        return budget(Encumbrance.whole().of(line).getFirst());
    }

    static String budget(Buckets buckets) {
        return "%s / %s / %s / %s"
                .formatted(
                        plain(buckets.committed()),
                        plain(buckets.accrued()),
                        plain(buckets.invoiced()),
                        plain(buckets.paid()));
    }

    /** All of it, as the rows of the model have it. */
    static String row(OrderLine line) {
        return "%s | %s | %s | %s | %s"
                .formatted(
                        gross(line),
                        open(line),
                        plain(line.standing().grni()),
                        plain(line.standing().priceVariance()),
                        budget(line));
    }

    private static String plain(Money money) {
        return new Quantity(money.getAmount()).toString();
    }
}
