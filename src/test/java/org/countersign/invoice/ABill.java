package org.countersign.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.BillContent.LineKind;
import org.countersign.invoice.BillContent.References;
import org.countersign.invoice.BillContent.Totals;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.PurchaseOrder;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What a vendor bills: {@code aBill(order, "R-1").line(1, 10, "9.00").content()}; its totals follow from its lines, the tax
 * is 19 percent.
 */
public final class ABill {

    private final VendorId vendor;
    private final CurrencyUnit currency;
    private final String number;
    private final List<BillContent.Line> lines = new ArrayList<>();
    private Kind kind = Kind.INVOICE;
    private String order;
    private Optional<DocumentNumber> billed = Optional.empty();
    private Optional<String> tax = Optional.empty();
    private Optional<BigDecimal> rate = Optional.empty();
    private LocalDate issuedOn = LocalDate.of(2026, 6, 1);

    private ABill(VendorId vendor, CurrencyUnit currency, String order, String number) {
        this.vendor = vendor;
        this.currency = currency;
        this.order = order;
        this.number = number;
    }

    public static ABill aBill(PurchaseOrder order, String number) {
        return new ABill(order.head().vendor(), order.head().currency(), order.number(), number);
    }

    /** A credit note about the invoice of this number of the vendor. */
    public static ABill aCredit(PurchaseOrder order, String number, String billed) {
        var bill = aBill(order, number);
        bill.kind = Kind.CREDIT_NOTE;
        bill.billed = Optional.of(new DocumentNumber(billed));
        return bill;
    }

    /** A line for the order's line of this number. */
    public ABill line(int orderLine, int quantity, String price) {
        return line(Integer.toString(orderLine), Integer.toString(quantity), price);
    }

    /** A line that says this about its order line. */
    public ABill line(String reference, String quantity, String price) {
        var each = Price.of(currency.getCode(), price);
        var goods = Quantity.of(quantity);
        return line(reference, "", goods, each, each.times(goods));
    }

    /** A line that says nothing but the vendor's article. */
    public ABill article(String sku, int quantity, String price) {
        var each = Price.of(currency.getCode(), price);
        return line("", sku, Quantity.of(quantity), each, each.times(Quantity.of(quantity)));
    }

    /** A line that only corrects an amount. */
    public ABill amount(int orderLine, String net) {
        return line(Integer.toString(orderLine), "", Quantity.ZERO, Price.of(currency.getCode(), "0"), money(net));
    }

    private ABill line(String reference, String sku, Quantity quantity, Price price, Money net) {
        lines.add(new BillContent.Line(
                LineKind.LINE,
                Integer.toString(lines.size() + 1),
                "As delivered",
                sku,
                quantity,
                "C62",
                price,
                net,
                "S",
                BigDecimal.valueOf(19),
                reference,
                ""));
        return this;
    }

    public ABill charge(String description, String amount) {
        lines.add(BillContent.Line.adjustment(
                LineKind.CHARGE, "", description, money(amount), "S", BigDecimal.valueOf(19)));
        return this;
    }

    /** The tax as the vendor computed it. */
    public ABill tax(String amount) {
        tax = Optional.of(amount);
        return this;
    }

    /** The exchange rate that it states. */
    public ABill rate(String stated) {
        rate = Optional.of(new BigDecimal(stated));
        return this;
    }

    public ABill issuedOn(LocalDate day) {
        issuedOn = day;
        return this;
    }

    /** Names another order in its header, or none. */
    public ABill naming(String orderNumber) {
        order = orderNumber;
        return this;
    }

    public BillContent content() {
        var net = lines.stream().map(BillContent.Line::signed).reduce(Money.zero(currency), Money::plus);
        var taxed =
                tax.map(this::money).orElseGet(() -> net.multipliedBy(new BigDecimal("0.19"), RoundingMode.HALF_UP));
        return new BillContent(
                kind,
                vendor,
                new DocumentNumber(number),
                issuedOn,
                Optional.empty(),
                rate,
                Totals.of(net, taxed),
                new References(order, billed),
                lines);
    }

    private Money money(String amount) {
        return Money.of(currency, new BigDecimal(amount));
    }
}
