package org.countersign.invoice.match;

import java.math.BigDecimal;
import java.util.List;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.tolerance.OrderRate;
import org.countersign.tolerance.Scope;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or credit note as printed, and beside each of its lines where the order line stands without this document.
 * The figures of a credit note are positive: what it takes back.
 *
 * @param at vendor, entity ... of the document: where rules about its tax, charges and total are looked up
 * @param rate of the order it bills, of the first if it bills several
 * @param invoiceRate the organisation's currency per one of the document's, as the document states it; null if it does not
 * @param expectedCharges freight and charges that were agreed beside the lines; zero unless an order says so
 * @param onReturns what the organisation does when goods were returned for credit and the credit is still to come
 */
public record MatchInput(
        Kind kind,
        Scope at,
        OrderRate rate,
        @Nullable BigDecimal invoiceRate,
        Totals totals,
        Money expectedCharges,
        List<Line> lines,
        OnReturns onReturns) {

    /** What the document is. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** Pay at gross less what is credited later, or hold until the credit has come. */
    public enum OnReturns {
        NOTICE,
        HOLD
    }

    /** Whether a line is payable when its goods were received, or when they were ordered. */
    public enum Basis {
        RECEIPT,
        ORDER
    }

    /** Whether a line is counted in its base unit, or has an amount only and counts that. */
    public enum Counted {
        BY_QUANTITY,
        BY_AMOUNT
    }

    public MatchInput {
        lines = List.copyOf(lines);
    }

    CurrencyUnit currency() {
        return totals.net().getCurrencyUnit();
    }

    /**
     * The document's own figures (EN 16931 BT-109, BT-110, BT-113, BT-114).
     *
     * @param adjustments document-level charges, positive, and allowances, negative
     */
    public record Totals(Money net, Money tax, Money prepaid, Money rounding, List<Adjustment> adjustments) {

        public Totals {
            adjustments = List.copyOf(adjustments);
        }

        /** What the vendor asks for, to the cent as printed; nothing of ours is rounded into it. */
        public Money payable() {
            return net.plus(tax).minus(prepaid).plus(rounding);
        }

        Money charges() {
            return adjustments.stream()
                    .map(Adjustment::amount)
                    .filter(Money::isPositive)
                    .reduce(Money.zero(net.getCurrencyUnit()), Money::plus);
        }

        Money adjusted() {
            return adjustments.stream().map(Adjustment::amount).reduce(Money.zero(net.getCurrencyUnit()), Money::plus);
        }
    }

    /** A charge or allowance on the document, with the tax rate in percent that it states. */
    public record Adjustment(Money amount, BigDecimal taxRate) {}

    /**
     * A line of the document.
     *
     * @param number as it is numbered there
     * @param quantity in the order line's base unit; 0 corrects a price only
     * @param price as printed, for the base unit
     * @param net BT-131
     * @param order the order line it bills; null as long as nobody has linked it
     */
    public record Line(
            String number,
            Quantity quantity,
            Price price,
            Money net,
            @Nullable OrderLine order) {}

    /**
     * The order line that is billed, by its id and never by its item.
     *
     * @param id of the order line
     * @param orderNumber as quoted on pages
     * @param lineNumber as quoted on pages
     * @param at vendor, item, category ...: where rules about this line are looked up
     * @param price of the revision in force
     * @param taxRate in percent, as ordered
     * @param baseScale digits of the base unit at which quantities are compared; of the currency for amount lines
     */
    public record OrderLine(
            String id,
            String orderNumber,
            int lineNumber,
            Scope at,
            OrderRate rate,
            Price price,
            BigDecimal taxRate,
            Basis basis,
            Counted counted,
            int baseScale,
            Counts counts,
            Amounts amounts) {

        String name() {
            return orderNumber + "/" + lineNumber;
        }
    }

    /**
     * Where the line stands in its base unit (amount lines: in value), without this document.
     *
     * @param wanted ordered less cancelled
     * @param netReceived received less returned
     * @param billableNow what may be billed today: the expected figure of the quantity match
     * @param returnedForCredit returned after acceptance for credit, and not credited yet
     * @param invoiced posted, net of credits: what a credit note can take back
     * @param billed posted and claimed by other documents, net of credits and of what was waived
     */
    public record Counts(
            Quantity wanted,
            Quantity netReceived,
            Quantity billableNow,
            Quantity returnedForCredit,
            Quantity invoiced,
            Quantity billed) {}

    /**
     * Where the line stands in the order's currency, without this document.
     *
     * @param ordered the value of the whole line
     * @param billed posted and claimed by other documents, net of credits
     * @param invoiced posted, net of credits: what a credit note can take back
     * @param orderOverPrice what the whole order's lines were billed above their prices so far, claims counted
     */
    public record Amounts(Money ordered, Money billed, Money invoiced, Money orderOverPrice) {}
}
