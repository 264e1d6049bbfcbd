package org.countersign.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;

/**
 * Where a line stands: the axes, each a formula of its sums, never stored. A bill whose credit was forgone no longer
 * stands for goods, so the axes of billing count {@link LineSums#billed()}.
 */
public record LineStanding(OrderLine line) {

    public Quantity wanted() {
        return at(sums().wanted().quantity());
    }

    public Quantity netReceived() {
        return at(sums().netReceived().quantity());
    }

    public Quantity netInvoiced() {
        return at(sums().netInvoiced().quantity());
    }

    public Quantity openToReceive() {
        return at(exactWanted().minus(exactReceived())).orZero();
    }

    /** What bills are still to come for, in all. */
    public Quantity openToInvoice() {
        return at(due().minus(sums().billed().quantity())).orZero();
    }

    /**
     * What an invoice may ask for today: by what was received, or by what was ordered. Goods returned for credit and not
     * credited yet may still be billed, since the credit note will answer that bill.
     */
    public Quantity billableNow(BillingBasis basis) {
        var base = switch (basis) {
            case RECEIVED -> exactReceived().plus(toBeCredited());
            case ORDERED -> due();
        };
        var asked = sums().netInvoiced().quantity().plus(quantity(FactKind.CLAIMED));
        return at(base.minus(asked)).orZero();
    }

    public Quantity creditExpected() {
        return at(sums().billed().quantity().minus(due())).orZero();
    }

    public Quantity overReceived() {
        return at(exactReceived().minus(exactWanted())).orZero();
    }

    /** Goods received and not invoiced, at the order's price; negative while more is billed than received. */
    public Money grni() {
        return sums().netReceived().value().minus(sums().billed().value());
    }

    /** The same in the organisation's books; zero whenever as much is billed as received. */
    public Money grniBook() {
        return sums().netReceived().book().minus(sums().billed().book());
    }

    public Money priceVariance() {
        return sums().netInvoiced().amount().minus(sums().billed().value());
    }

    /** What the invoices' own rate makes of them, beyond the books and beyond the price variance at the receipt's rate. */
    public Money rateVariance(Rate invoiceRate) {
        var billed = sums().billed();
        var invoiced = invoiceRate.of(sums().netInvoiced().amount());
        var variance = priceVariance();
        var atReceipt = billed.value().isZero()
                ? line.rate().of(variance)
                : Money.of(
                        billed.book().getCurrencyUnit(),
                        variance.getAmount()
                                .multiply(billed.book().getAmount())
                                .divide(
                                        billed.value().getAmount(),
                                        billed.book().getCurrencyUnit().getDecimalPlaces(),
                                        RoundingMode.HALF_UP));
        return invoiced.minus(billed.book()).minus(atReceipt);
    }

    /** Claimed and net invoiced against the whole order, in money: what a tolerance on the price total caps. */
    public Money beyondOrder() {
        var asked =
                sums().of(FactKind.CLAIMED).amount().plus(sums().netInvoiced().amount());
        return asked.minus(sums().of(FactKind.ORDERED).value());
    }

    public BigDecimal receivedPercent() {
        return percent(exactReceived(), exactWanted());
    }

    public BigDecimal billedPercent() {
        return percent(sums().netInvoiced().quantity(), due());
    }

    /** Everything wanted was received, billed for exactly that, and paid. */
    public boolean complete() {
        var paid = sums().of(FactKind.PAID).amount();
        return openToReceive().isZero()
                && openToInvoice().isZero()
                && creditExpected().isZero()
                && paid.isEqual(sums().netInvoiced().amount());
    }

    /**
     * The least that a revision may leave wanted: what was received or invoiced. A line that is over-received already may
     * stay as it is.
     */
    public Quantity amendFloor() {
        return exactReceived().max(sums().netInvoiced().quantity()).min(exactWanted());
    }

    /** The order's value of what was received, never more than is wanted. */
    Money receivedValue() {
        return capped(sums().wanted().value(), exactReceived(), exactWanted());
    }

    /** The value that bills are due for: of what is wanted, or of what was received if that is more. */
    Money dueValue() {
        var received = sums().netReceived();
        return received.quantity().exceeds(exactWanted())
                ? received.value()
                : sums().wanted().value();
    }

    Money billedValue() {
        return capped(dueValue(), sums().netInvoiced().quantity(), due());
    }

    private Quantity toBeCredited() {
        return quantity(FactKind.RETURNED_FOR_CREDIT)
                .minus(quantity(FactKind.CREDITED))
                .orZero();
    }

    private Quantity due() {
        return exactWanted().max(exactReceived());
    }

    private Quantity exactWanted() {
        return sums().wanted().quantity();
    }

    private Quantity exactReceived() {
        return sums().netReceived().quantity();
    }

    private Quantity quantity(FactKind kind) {
        return sums().of(kind).quantity();
    }

    private Quantity at(Quantity exact) {
        return exact.at(line.baseScale());
    }

    private Money capped(Money whole, Quantity done, Quantity target) {
        return new Valuation(sums(), line.price(), line.baseScale()).part(whole, done, target);
    }

    private BigDecimal percent(Quantity done, Quantity target) {
        return at(target).isZero()
                ? Percent.ALL
                : Percent.of(at(done).value(), at(target).value());
    }

    private LineSums sums() {
        return line.sums();
    }
}
