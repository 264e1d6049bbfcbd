package org.countersign.invoice;

import java.math.BigDecimal;
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
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A document as a person types it or a program posts it; the API and drafts share it. What may be left out may be absent:
 * an absent figure of the totals is zero, an absent payable is net plus tax less prepaid plus rounding.
 *
 * @param order our order's number
 * @param billed on a credit note the vendor's number of the invoice that it is about
 * @param duplicateReason why a number that is there already is entered again
 */
public record BillWish(
        @Nullable VendorId vendor,
        @Nullable String number,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate dueOn,
        @Nullable String currency,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal net,
        @Nullable BigDecimal tax,
        @Nullable BigDecimal prepaid,
        @Nullable BigDecimal rounding,
        @Nullable BigDecimal payable,
        @Nullable String order,
        @Nullable String billed,
        @Nullable String duplicateReason,
        @Nullable List<Line> lines,
        @Nullable List<Adjustment> adjustments) {

    /** A line; the article number, unit, base quantity and references may be absent. */
    public record Line(
            @Nullable String number,
            @Nullable String description,
            @Nullable String sku,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            @Nullable BigDecimal priceQuantity,
            @Nullable BigDecimal net,
            @Nullable String taxCategory,
            @Nullable BigDecimal taxRate,
            @Nullable String order,
            @Nullable String billedLine) {}

    /** A charge or allowance on the whole document, its amount positive. */
    public record Adjustment(
            LineKind kind,
            @Nullable String description,
            @Nullable BigDecimal amount,
            @Nullable String taxCategory,
            @Nullable BigDecimal taxRate) {}

    /** The content that is captured; refuses {@code field-missing} and {@code amount-digits}. */
    public BillContent content(Kind kind) {
        var unit = unit();
        var said = new Totals(
                money("net", needed("net", net), unit),
                money("tax", zero(tax), unit),
                money("prepaid", zero(prepaid), unit),
                money("rounding", zero(rounding), unit),
                Money.zero(unit));
        var sum = said.net().plus(said.tax()).minus(said.prepaid()).plus(said.rounding());
        return new BillContent(
                kind,
                needed("vendor", vendor),
                new DocumentNumber(needed("number", number)),
                needed("issuedOn", issuedOn),
                Optional.ofNullable(dueOn),
                Optional.ofNullable(rate),
                new Totals(
                        said.net(),
                        said.tax(),
                        said.prepaid(),
                        said.rounding(),
                        payable == null ? sum : money("payable", payable, unit)),
                new References(
                        text(order),
                        text(billed).isEmpty() ? Optional.empty() : Optional.of(new DocumentNumber(text(billed)))),
                lines(unit));
    }

    /** Why a duplicate is entered; empty = it is none. */
    public String reason() {
        return text(duplicateReason);
    }

    private List<BillContent.Line> lines(CurrencyUnit unit) {
        var all = new ArrayList<BillContent.Line>();
        for (var line : lines == null ? List.<Line>of() : lines) {
            var amount = money("net", needed("net", line.net()), unit);
            var goods = new Quantity(needed("quantity", line.quantity()));
            all.add(new BillContent.Line(
                    LineKind.LINE,
                    text(line.number()).isEmpty() ? Integer.toString(all.size() + 1) : text(line.number()),
                    text(line.description()),
                    text(line.sku()),
                    goods,
                    text(line.unit()),
                    new Price(
                            BigMoney.of(unit, needed("price", line.price())),
                            line.priceQuantity() == null ? Quantity.of(1) : new Quantity(line.priceQuantity())),
                    amount,
                    text(line.taxCategory()),
                    zero(line.taxRate()),
                    text(line.order()),
                    text(line.billedLine())));
        }
        for (var adjustment : adjustments == null ? List.<Adjustment>of() : adjustments) {
            Refusal.unless(
                    adjustment.kind() != LineKind.LINE,
                    "adjustment-kind",
                    "Beside its lines a document has charges and allowances.");
            all.add(BillContent.Line.adjustment(
                    adjustment.kind(),
                    "",
                    text(adjustment.description()),
                    money("amount", needed("amount", adjustment.amount()), unit),
                    text(adjustment.taxCategory()),
                    zero(adjustment.taxRate())));
        }
        return all;
    }

    private CurrencyUnit unit() {
        var code = needed("currency", currency);
        try {
            return CurrencyUnit.of(code);
        } catch (org.joda.money.IllegalCurrencyException unknown) {
            throw Refusal.rule(
                    "currency-unknown",
                    "A currency is its code of three letters, such as EUR.",
                    Facts.of("field", "currency").and("actual", code));
        }
    }

    private static Money money(String field, BigDecimal amount, CurrencyUnit unit) {
        var plain = amount.stripTrailingZeros();
        Refusal.unless(
                plain.scale() <= unit.getDecimalPlaces(),
                () -> Refusal.rule(
                        "amount-digits",
                        "An amount in " + unit + " has at most " + unit.getDecimalPlaces() + " digits after the point.",
                        Facts.of("field", field).and("actual", amount)));
        return Money.of(unit, plain);
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.rule("field-missing", "Say the " + field + ".", Facts.of("field", field));
        }
        return value;
    }

    private static BigDecimal zero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
