package org.countersign.invoice;

import static org.countersign.kernel.Refusal.unless;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What an invoice or credit note says, as printed: the one form that documents, JSON and typing become before anything is
 * decided. The figures of a credit note are positive. Refuses {@code no-lines}, {@code too-many-lines},
 * {@code currency-mixed}, {@code document-arithmetic}, {@code payable-negative}.
 *
 * @param dueOn BT-9; absent = by the vendor's terms
 * @param rate the organisation's currency per one of the document's, where the document states it
 */
public record BillContent(
        Kind kind,
        VendorId vendor,
        DocumentNumber number,
        LocalDate issuedOn,
        Optional<LocalDate> dueOn,
        Optional<BigDecimal> rate,
        Totals totals,
        References references,
        List<Line> lines) {

    /** Most lines that one document may have. */
    public static final int MOST_LINES = 10_000;

    /** BT-109, BT-110, BT-113, BT-114 and BT-115. */
    public record Totals(Money net, Money tax, Money prepaid, Money rounding, Money payable) {

        public static Totals of(Money net, Money tax) {
            var zero = Money.zero(net.getCurrencyUnit());
            return new Totals(net, tax, zero, zero, net.plus(tax));
        }
    }

    /**
     * What the document as a whole refers to.
     *
     * @param orderNumber BT-13; empty = none
     * @param billed the invoice that a credit note is about (BT-25)
     */
    public record References(String orderNumber, Optional<DocumentNumber> billed) {

        public References {
            orderNumber = orderNumber.strip();
        }

        public static References order(String number) {
            return new References(number, Optional.empty());
        }
    }

    /** A line of goods or services, or an allowance or charge on the whole document. */
    public enum LineKind {
        LINE,
        ALLOWANCE,
        CHARGE
    }

    /**
     * A line as printed.
     *
     * @param number BT-126
     * @param sku the vendor's article number; empty = not said
     * @param unit UN/ECE Recommendation 20 code; empty = the order line's
     * @param quantity 0 on a credit note that corrects a price only
     * @param net BT-131; of an allowance or charge its amount, positive
     * @param taxRate in percent
     * @param order BT-132: our line id or number, or {@code PO-2026-000123/3}, or an order's number; empty = not said
     * @param billedLine on a credit note the line of the invoice that it is about; empty = not said
     */
    public record Line(
            LineKind kind,
            String number,
            String description,
            String sku,
            Quantity quantity,
            String unit,
            Price price,
            Money net,
            String taxCategory,
            BigDecimal taxRate,
            String order,
            String billedLine) {

        public Line {
            order = order.strip();
            billedLine = billedLine.strip();
            sku = sku.strip();
        }

        /** A charge (or, reversed, an allowance) on the whole document. */
        public static Line adjustment(
                LineKind kind,
                String number,
                String description,
                Money amount,
                String taxCategory,
                BigDecimal taxRate) {
            return new Line(
                    kind,
                    number,
                    description,
                    "",
                    Quantity.ZERO,
                    "",
                    Price.of(Money.zero(amount.getCurrencyUnit())),
                    amount,
                    taxCategory,
                    taxRate,
                    "",
                    "");
        }

        /** What it adds to the document's net: an allowance takes away. */
        public Money signed() {
            return kind == LineKind.ALLOWANCE ? net.negated() : net;
        }
    }

    public BillContent {
        lines = List.copyOf(lines);
        unless(
                lines.stream().anyMatch(line -> line.kind() == LineKind.LINE),
                "no-lines",
                "An invoice or credit note needs at least one line.");
        var count = lines.size();
        unless(
                count <= MOST_LINES,
                () -> Refusal.rule(
                        "too-many-lines",
                        "A document has at most " + MOST_LINES + " lines.",
                        Facts.none().measured("lines", MOST_LINES, count, MOST_LINES)));
        var currency = totals.net().getCurrencyUnit();
        requireOne(currency, "tax", totals.tax());
        requireOne(currency, "prepaid", totals.prepaid());
        requireOne(currency, "rounding", totals.rounding());
        requireOne(currency, "payable", totals.payable());
        for (var line : lines) {
            requireOne(currency, "line " + line.number(), line.net());
            requireOne(
                    currency, "line " + line.number(), Money.zero(line.price().currency()));
        }
        requireArithmetic(totals, count);
        var payable = totals.payable();
        unless(
                !payable.isNegative(),
                () -> Refusal.rule(
                        "payable-negative",
                        "More is taken back than asked for: that is a credit note, ask the vendor for one.",
                        Facts.none().measured("payable", "0 or more", payable.getAmount(), 0)));
    }

    public CurrencyUnit currency() {
        return totals.net().getCurrencyUnit();
    }

    private static void requireOne(CurrencyUnit currency, String field, Money money) {
        unless(
                money.getCurrencyUnit().equals(currency),
                () -> Refusal.rule(
                        "currency-mixed",
                        "A document has one currency.",
                        Facts.of("field", field).measured("currency", currency, money.getCurrencyUnit(), currency)));
    }

    /** Off by no more than one minor unit a line is the vendor's rounding and is kept; beyond that it is a mistake. */
    private static void requireArithmetic(Totals totals, int lines) {
        var sum = totals.net().plus(totals.tax()).minus(totals.prepaid()).plus(totals.rounding());
        var allowed = Money.ofMinor(totals.net().getCurrencyUnit(), lines);
        unless(
                !totals.payable().minus(sum).abs().isGreaterThan(allowed),
                () -> Refusal.rule(
                        "document-arithmetic",
                        "What is payable is not net plus tax less prepaid plus rounding: ask the vendor for a corrected"
                                + " document.",
                        Facts.none()
                                .measured(
                                        "payable",
                                        sum.getAmount(),
                                        totals.payable().getAmount(),
                                        allowed.getAmount())
                                .under("document-arithmetic", "the vendor")));
    }
}
