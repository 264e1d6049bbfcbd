package org.countersign.web.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.invoice.BillContent.LineKind;
import org.countersign.invoice.BillWish;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.Line;
import org.countersign.order.PurchaseOrder;
import org.countersign.web.Typed;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads the bill that was typed in for an order: what is left empty follows from the rest. */
record BillReader(PurchaseOrder order, Typed typed) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What the lines and charges add up to. */
    record Added(Money net, Money tax, Money payable) {}

    BillWish wish() {
        var lines = lines();
        var adjustments = adjustments();
        var added = added(lines, adjustments);
        return new BillWish(
                order.head().vendor(),
                needed("number", "the vendor's number"),
                typed.findDate("issuedOn").orElse(null),
                typed.findDate("dueOn").orElse(null),
                currency().getCode(),
                null,
                typed.figure("net").orElse(added.net().getAmount()),
                typed.figure("tax").orElse(added.tax().getAmount()),
                typed.figure("prepaid").orElse(null),
                typed.figure("rounding").orElse(null),
                typed.figure("payable").orElse(null),
                order.number(),
                typed.text("billed"),
                typed.text("duplicateReason"),
                lines,
                adjustments);
    }

    /** The sums of the lines and charges, tax by rate, each rounded once. */
    Added added() {
        return added(lines(), adjustments());
    }

    private Added added(List<BillWish.Line> lines, List<BillWish.Adjustment> adjustments) {
        var byRate = new TreeMap<BigDecimal, Money>();
        for (var line : lines) {
            byRate.merge(rate(line.taxRate()), money(line.net()), Money::plus);
        }
        for (var one : adjustments) {
            var amount = money(one.amount());
            byRate.merge(
                    rate(one.taxRate()), one.kind() == LineKind.ALLOWANCE ? amount.negated() : amount, Money::plus);
        }
        var zero = Money.zero(currency());
        var net = byRate.values().stream().reduce(zero, Money::plus);
        var tax = byRate.entrySet().stream()
                .map(part -> part.getValue().multipliedBy(part.getKey().divide(HUNDRED), RoundingMode.HALF_UP))
                .reduce(zero, Money::plus);
        var prepaid = typed.figure("prepaid").map(this::money).orElse(zero);
        var rounding = typed.figure("rounding").map(this::money).orElse(zero);
        return new Added(net, tax, net.plus(tax).minus(prepaid).plus(rounding));
    }

    private List<BillWish.Line> lines() {
        var lines = new ArrayList<BillWish.Line>();
        for (var key : typed.keys("quantity.")) {
            lines.add(line(key, lines.size() + 1));
        }
        return lines;
    }

    private BillWish.Line line(String key, int number) {
        var quoted = typed.text("line." + key);
        var ordered = ordered(quoted);
        var quantity = figure("quantity." + key, "how much is billed");
        var price = figure("price." + key, "the unit price");
        var per = typed.figure("per." + key).filter(some -> some.signum() > 0).orElse(BigDecimal.ONE);
        var net = typed.figure("net." + key)
                .orElseGet(() -> new Price(BigMoney.of(currency(), price), new Quantity(per))
                        .times(new Quantity(quantity))
                        .getAmount());
        var rate = typed.figure("rate." + key)
                .or(() -> ordered.map(line -> line.content().tax().ratePercent()))
                .orElse(BigDecimal.ZERO);
        var described = typed.text("description." + key);
        return new BillWish.Line(
                Integer.toString(number),
                described.isEmpty()
                        ? ordered.map(line -> line.content().goods().description())
                                .orElse("Line " + number)
                        : described,
                ordered.map(line -> line.content().goods().sku()).orElse(""),
                quantity,
                ordered.map(line -> line.content().goods().unit()).orElse(""),
                price,
                per,
                net,
                category(ordered, rate),
                rate,
                quoted,
                "");
    }

    private List<BillWish.Adjustment> adjustments() {
        var adjustments = new ArrayList<BillWish.Adjustment>();
        for (var key : typed.keys("amount.")) {
            var rate = typed.figure("chargeRate." + key).orElse(BigDecimal.ZERO);
            adjustments.add(new BillWish.Adjustment(
                    typed.text("charge." + key).equals("allowance") ? LineKind.ALLOWANCE : LineKind.CHARGE,
                    typed.text("chargeFor." + key),
                    figure("amount." + key, "the amount"),
                    category(Optional.empty(), rate),
                    rate));
        }
        return adjustments;
    }

    /** The line of this order that is quoted as {@code PO-2026-000123/3}. */
    private Optional<Line> ordered(String quoted) {
        return order.lines().values().stream()
                .filter(line -> quote(order, line).equalsIgnoreCase(quoted))
                .findFirst();
    }

    static String quote(PurchaseOrder order, Line line) {
        return order.number() + "/" + line.content().number();
    }

    /** The order's category where its rate is billed; else standard, or zero-rated. */
    private static String category(Optional<Line> ordered, BigDecimal rate) {
        return ordered.map(line -> line.content().tax())
                .filter(tax -> tax.ratePercent().compareTo(rate) == 0)
                .map(tax -> tax.category())
                .orElse(rate.signum() == 0 ? "Z" : "S");
    }

    private BigDecimal figure(String name, String what) {
        return typed.figure(name).orElseThrow(() -> missing(name, what));
    }

    private String needed(String name, String what) {
        var text = typed.text(name);
        Refusal.unless(!text.isEmpty(), () -> missing(name, what));
        return text;
    }

    private static Refusal missing(String name, String what) {
        return Refusal.rule("field-missing", "Say " + what + ".", Facts.of("field", name));
    }

    private static BigDecimal rate(@org.jspecify.annotations.Nullable BigDecimal rate) {
        return rate == null ? BigDecimal.ZERO : rate.stripTrailingZeros();
    }

    private Money money(@org.jspecify.annotations.Nullable BigDecimal amount) {
        return amount == null ? Money.zero(currency()) : Money.of(currency(), amount, RoundingMode.HALF_UP);
    }

    private CurrencyUnit currency() {
        return order.head().currency();
    }

    /** The word of the address for a kind. */
    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
