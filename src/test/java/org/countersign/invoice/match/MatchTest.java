package org.countersign.invoice.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.invoice.match.MatchInput.Adjustment;
import org.countersign.invoice.match.MatchInput.Amounts;
import org.countersign.invoice.match.MatchInput.Basis;
import org.countersign.invoice.match.MatchInput.Counted;
import org.countersign.invoice.match.MatchInput.Counts;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.invoice.match.MatchInput.Line;
import org.countersign.invoice.match.MatchInput.OnReturns;
import org.countersign.invoice.match.MatchInput.OrderLine;
import org.countersign.invoice.match.MatchInput.Totals;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Role;
import org.countersign.tolerance.Caps;
import org.countersign.tolerance.Limits;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.OrderRate;
import org.countersign.tolerance.Question;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.ToleranceRule;
import org.countersign.tolerance.Tolerances;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class MatchTest {

    private static final OrderRate EURO = OrderRate.home(CurrencyUnit.EUR);

    /** Wanted, net received, returned for credit, billed before; quantity and price of the invoice; order price 10. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all as agreed                         |                        | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10    |
        a part of it                          |                        | RECEIPT | 100  | 100 | 0 | 0   | 40  | 10    |
        the rest of it                        |                        | RECEIPT | 100  | 100 | 0 | 40  | 60  | 10    |
        100 @ 9 (1)                           |                        | RECEIPT | 100  | 100 | 0 | 0   | 100 | 9     | notice PRICE
        100 @ 11                              |                        | RECEIPT | 100  | 100 | 0 | 0   | 100 | 11    | PRICE
        a cent above, no rule (46)            |                        | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.01 | PRICE
        a cent above, field left empty (46)   | UNIT_PRICE empty       | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.01 | PRICE
        double, field left empty (46)         | UNIT_PRICE empty       | RECEIPT | 100  | 100 | 0 | 0   | 100 | 20    | PRICE
        double, without limit by word (46)    | UNIT_PRICE no limit    | RECEIPT | 100  | 100 | 0 | 0   | 100 | 20    | notice PRICE
        2 % above, 2 % allowed                | UNIT_PRICE 2 %         | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.20 | notice PRICE
        just above 2 %                        | UNIT_PRICE 2 %         | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.21 | PRICE
        2 % above, but 10 for the line        | LINE_AMOUNT 10         | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.20 | PRICE
        1 % above, and 10 for the line        | LINE_AMOUNT 10         | RECEIPT | 100  | 100 | 0 | 0   | 100 | 10.10 | notice PRICE
        both rules must pass                  | UNIT_PRICE 5 %, LINE_AMOUNT 10 | RECEIPT | 100 | 100 | 0 | 0 | 100 | 10.20 | PRICE notice PRICE
        nothing received                      |                        | RECEIPT | 100  | 0   | 0 | 0   | 100 | 10    | NO_RECEIPT
        nothing received, no receipt asked    |                        | ORDER   | 100  | 0   | 0 | 0   | 100 | 10    |
        partly received                       |                        | RECEIPT | 100  | 60  | 0 | 0   | 100 | 10    | QUANTITY
        partly received, billed already       |                        | RECEIPT | 100  | 60  | 0 | 60  | 40  | 10    | QUANTITY
        billed twice                          |                        | RECEIPT | 100  | 100 | 0 | 100 | 100 | 10    | QUANTITY
        billed twice, no receipt asked        |                        | ORDER   | 100  | 0   | 0 | 100 | 100 | 10    | QUANTITY
        2 % of 100: 102                       | QUANTITY_RECEIVED 2 %  | RECEIPT | 100  | 100 | 0 | 0   | 102 | 10    | notice QUANTITY
        2 % of 100: 103                       | QUANTITY_RECEIVED 2 %  | RECEIPT | 100  | 100 | 0 | 0   | 103 | 10    | QUANTITY
        against ordered: 102                  | QUANTITY_ORDERED 2 %   | ORDER   | 100  | 0   | 0 | 0   | 102 | 10    | notice QUANTITY
        against ordered: 103                  | QUANTITY_ORDERED 2 %   | ORDER   | 100  | 0   | 0 | 0   | 103 | 10    | QUANTITY
        5 more, nothing billable, 5 allowed   | QUANTITY_RECEIVED 5    | RECEIPT | 100  | 60  | 0 | 60  | 5   | 10    | notice QUANTITY
        5 more once again                     | QUANTITY_RECEIVED 5    | RECEIPT | 100  | 60  | 0 | 65  | 5   | 10    | QUANTITY
        over-received and accepted            |                        | RECEIPT | 100  | 103 | 0 | 0   | 103 | 10    |
        quantity and price, apart             |                        | RECEIPT | 100  | 90  | 0 | 0   | 100 | 11    | QUANTITY PRICE
        less and dearer for the same money    |                        | RECEIPT | 100  | 100 | 0 | 0   | 50  | 20    | PRICE
        25 received, 5 returned, bill 25 (17) |                        | RECEIPT | 20   | 20  | 5 | 0   | 25  | 10    | notice CREDIT_EXPECTED
        25 received, 5 returned, bill 20      |                        | RECEIPT | 20   | 20  | 5 | 0   | 20  | 10    |
        25 received, 5 returned, bill 26      |                        | RECEIPT | 20   | 20  | 5 | 0   | 26  | 10    | QUANTITY notice CREDIT_EXPECTED
        10 billed, 4 being replaced (20)      |                        | RECEIPT | 10   | 6   | 0 | 10  | 4   | 10    | QUANTITY
        all returned to be replaced           |                        | RECEIPT | 10   | 0   | 0 | 0   | 10  | 10    | NO_RECEIPT
        order 1,000, bill 800 @ 10.80         | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 0 | 0 | 0   | 800 | 10.80 | notice PRICE
        800 claimed, bill 100 @ 10.80         | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 0 | 0 | 800@10.80 | 100 | 10.80 | notice PRICE
        900 claimed, bill 200 @ 10.80         | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 1100 | 0 | 900@10.80 | 200 | 10.80 | PRICE
        900 claimed, 200 not all billable     | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 0 | 0 | 900@10.80 | 200 | 10.80 | QUANTITY PRICE
        exactly 500 above in all              | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 0 | 0 | 500 | 500 | 11    | notice PRICE
        below the price, total has the rule   | PRICE_TOTAL_CUMULATIVE 500 | ORDER | 1000 | 0 | 0 | 0   | 100 | 9     | notice PRICE
        """)
    void judgesALineByQuantityAndByPrice(
            String situation,
            @Nullable String rules,
            Basis basis,
            Quantity wanted,
            Quantity netReceived,
            Quantity returnedForCredit,
            String billed,
            Quantity quantity,
            BigDecimal price,
            @Nullable String answer) {
        var order = orderLine("L1", basis, wanted, netReceived, returnedForCredit, billed);

        var result = Matching.match(invoice(line("1", quantity, price, order)), tolerances(rules));

        assertThat(words(result)).as(situation).isEqualTo(answer == null ? "" : answer);
    }

    /** One line of 110.00 at 21 %, so 23.10 of tax; then what the document says. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        as agreed                             |                     | 110.00 | 23.10 |      |      |  0    |        |  0.00 |  0.00
        tax 23.25 against 23.10 (14)          |                     | 110.00 | 23.25 |      |      |  0    | TAX    |  0.00 |  0.15
        tax 23.25, 0.15 allowed (14)          | TAX 0.15            | 110.00 | 23.25 |      |      |  0    | notice TAX | 0.00 | 0.15
        tax 23.26, 0.15 allowed               | TAX 0.15            | 110.00 | 23.26 |      |      |  0    | TAX    |  0.00 |  0.16
        tax too low                           |                     | 110.00 | 22.00 |      |      |  0    | notice TAX | 0.00 | -1.10
        tax a cent off is rounding            |                     | 110.00 | 23.11 |      |      |  0    |        |  0.00 |  0.01
        total a cent above is rounding        |                     | 110.01 | 23.10 |      |      |  0    |        |  0.01 |  0.00
        total a cent below is rounding        |                     | 109.99 | 23.10 |      |      |  0    |        | -0.01 |  0.00
        total two cents above its one line    |                     | 110.02 | 23.10 |      |      |  0    | PRICE  |  0.00 |  0.00
        total two cents above, 0.02 allowed   | DOCUMENT_TOTAL 0.02 | 110.02 | 23.10 |      |      |  0    | notice PRICE | 0.00 | 0.00
        total below its lines                 |                     | 100.00 | 23.10 |      |      |  0    | notice PRICE | 0.00 | 0.00
        rounded to the krone without a rule   |                     | 110.00 | 23.10 |      |      |  0.40 | PRICE  |  0.00 |  0.00
        rounded with a rule for it (15)       | DOCUMENT_TOTAL 0.50 | 110.00 | 23.10 |      |      |  0.40 | notice PRICE | 0.00 | 0.00
        freight that nobody agreed            |                     | 130.00 | 27.30 | 20   |      |  0    | FREIGHT | 0.00 |  0.00
        freight as agreed                     |                     | 130.00 | 27.30 | 20   | 20   |  0    |        |  0.00 |  0.00
        freight allowed by a rule             | FREIGHT 20          | 130.00 | 27.30 | 20   |      |  0    | notice FREIGHT | 0.00 | 0.00
        percent of no freight is nothing      | FREIGHT 50 %        | 130.00 | 27.30 | 20   |      |  0    | FREIGHT | 0.00 |  0.00
        freight 10 % above the agreed         | FREIGHT 10 %        | 132.00 | 27.72 | 22   | 20   |  0    | notice FREIGHT | 0.00 | 0.00
        freight below the agreed              |                     | 125.00 | 26.25 | 15   | 20   |  0    | notice FREIGHT | 0.00 | 0.00
        an allowance on the document          |                     | 100.00 | 21.00 | -10  |      |  0    |        |  0.00 |  0.00
        whole document above the orders       | FREIGHT no limit, DOCUMENT_TOTAL 5 | 130.00 | 27.30 | 20 | | 0 | PRICE notice FREIGHT | 0.00 | 0.00
        whole document within its rule        | FREIGHT no limit, DOCUMENT_TOTAL 20 | 130.00 | 27.30 | 20 | | 0 | notice FREIGHT | 0.00 | 0.00
        """)
    void judgesTheDocumentBesideItsLines(
            String situation,
            @Nullable String rules,
            BigDecimal net,
            BigDecimal tax,
            @Nullable BigDecimal adjustment,
            @Nullable BigDecimal agreedFreight,
            BigDecimal rounding,
            @Nullable String answer,
            BigDecimal roundingKept,
            BigDecimal taxKept) {
        var order = orderLine("L1", Basis.RECEIPT, Quantity.of(11), Quantity.of(11), Quantity.ZERO, "0");
        var adjustments = adjustment == null
                ? List.<Adjustment>of()
                : List.of(new Adjustment(euro(adjustment), new BigDecimal("21")));
        var totals = new Totals(euro(net), euro(tax), euro("0"), euro(rounding), adjustments);
        var freight = agreedFreight == null ? euro("0") : euro(agreedFreight);
        var input = new MatchInput(
                Kind.INVOICE,
                Scope.everywhere(),
                EURO,
                null,
                totals,
                freight,
                List.of(line("1", Quantity.of(11), BigDecimal.TEN, order)),
                OnReturns.NOTICE);

        var result = Matching.match(input, tolerances(rules));

        assertThat(words(result)).as(situation).isEqualTo(answer == null ? "" : answer);
        assertThat(result.differences()).isEqualTo(new MatchResult.Differences(euro(roundingKept), euro(taxKept)));
    }

    /** What was invoiced in quantity and amount; what the credit note takes back. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        10 billed, 3 credited (16)         | 10 | 100 | 3  | 10 | 30  |
        all of it                          | 10 | 100 | 10 | 10 | 100 |
        a price only                       | 10 | 110 | 0  | 1  | 10  |
        a price only, above all billed     | 10 | 100 | 0  | 1  | 100.01 | PRICE
        11 of 10                           | 10 | 100 | 11 | 10 | 110 | QUANTITY PRICE
        11 of 10 for less money            | 10 | 100 | 11 | 9  | 99  | QUANTITY notice PRICE
        3 at less than was paid            | 10 | 100 | 3  | 9  | 27  | notice PRICE
        3 at more than was paid            | 10 | 100 | 3  | 11 | 33  |
        nothing was billed                 | 0  | 0   | 1  | 10 | 10  | QUANTITY PRICE
        """)
    void judgesACreditNoteAgainstWhatWasBilled(
            String situation,
            Quantity invoiced,
            BigDecimal invoicedAmount,
            Quantity quantity,
            BigDecimal price,
            BigDecimal net,
            @Nullable String answer) {
        var counts = new Counts(Quantity.of(10), Quantity.of(7), Quantity.ZERO, Quantity.of(3), invoiced, invoiced);
        var amounts = new Amounts(euro("100"), euro(invoicedAmount), euro(invoicedAmount), euro("0"));
        var line = new Line("1", quantity, price(price), euro(net), orderLine("L1", Basis.RECEIPT, counts, amounts));

        var result = Matching.match(document(Kind.CREDIT_NOTE, OnReturns.NOTICE, line), tolerances("UNIT_PRICE 50 %"));

        assertThat(words(result)).as(situation).isEqualTo(answer == null ? "" : answer);
    }

    /** A line without quantities: 1,000 ordered; accepted, billed before, and billed now. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a part that was accepted       |                 | 400  | 0   | 400  |
        the rest                       |                 | 1000 | 400 | 600  |
        nothing accepted               |                 | 0    | 0   | 400  | NO_RECEIPT
        more than accepted             |                 | 400  | 0   | 500  | QUANTITY
        a little more, allowed         | LINE_AMOUNT 5 % | 400  | 0   | 420  | notice QUANTITY
        a little more than allowed     | LINE_AMOUNT 5 % | 400  | 0   | 420.01 | QUANTITY
        """)
    void judgesAnAmountLineByItsAmount(
            String situation,
            @Nullable String rules,
            Quantity accepted,
            Quantity billed,
            BigDecimal net,
            @Nullable String answer) {
        var counts = new Counts(Quantity.of(1000), accepted, accepted.minus(billed), Quantity.ZERO, billed, billed);
        var amounts = new Amounts(euro("1000"), euro(billed.value()), euro(billed.value()), euro("0"));
        var order = new OrderLine(
                "L1",
                "PO-2026-000001",
                1,
                Scope.everywhere(),
                EURO,
                price(BigDecimal.ONE),
                new BigDecimal("21"),
                Basis.RECEIPT,
                Counted.BY_AMOUNT,
                2,
                counts,
                amounts);

        var result =
                Matching.match(invoice(new Line("1", Quantity.of(1), price(net), euro(net), order)), tolerances(rules));

        assertThat(words(result)).as(situation).isEqualTo(answer == null ? "" : answer);
    }

    @Test
    void anInvoiceIsHeldWhenTwoWrongLinesCancelInItsTotal() {
        var first = orderLine("L1", Basis.ORDER, Quantity.of(10), Quantity.ZERO, Quantity.ZERO, "0");
        var second = orderLine("L2", Basis.ORDER, Quantity.of(10), Quantity.ZERO, Quantity.ZERO, "0");

        var result = Matching.match(
                invoice(
                        line("1", Quantity.of(10), new BigDecimal("11"), first),
                        line("2", Quantity.of(10), new BigDecimal("9"), second)),
                tolerances("DOCUMENT_TOTAL 1000"));

        assertThat(words(result)).isEqualTo("PRICE notice PRICE");
        assertThat(result.holds()).extracting(Variance::line).containsExactly("1");
    }

    @Test
    void twoLinesThatBillTheSameGoodsAreJudgedTogether() {
        var order = orderLine("L1", Basis.RECEIPT, Quantity.of(10), Quantity.of(10), Quantity.ZERO, "0");

        var result = Matching.match(
                invoice(
                        line("1", Quantity.of(10), BigDecimal.TEN, order),
                        line("2", Quantity.of(10), BigDecimal.TEN, order)),
                Tolerances.exact());

        assertThat(words(result)).isEqualTo("QUANTITY");
        assertThat(result.holds().getFirst().facts().named())
                .containsEntry("reason", "QUANTITY")
                .containsEntry("line", "2")
                .containsEntry("measure", "quantity against received")
                .containsEntry("expected", "10")
                .containsEntry("actual", "20")
                .containsEntry("allowed", "0")
                .containsEntry("rule", "exact")
                .containsEntry("lifted-by", "finance")
                .containsEntry("owner", "ap_clerk");
    }

    @Test
    void smallOveragesOfManyLinesAreCaughtByTheCap() {
        var rule = new ToleranceRule(
                "T-1",
                Scope.everywhere(),
                Measure.UNIT_PRICE,
                Side.OVER,
                Limits.limit("5 %"),
                new Caps(new BigDecimal("10"), null),
                CurrencyUnit.EUR);
        var lines = List.of("1", "2", "3").stream()
                .map(number -> line(
                        number,
                        Quantity.of(10),
                        new BigDecimal("10.40"),
                        orderLine(number, Basis.ORDER, Quantity.of(10), Quantity.ZERO, Quantity.ZERO, "0")))
                .toArray(Line[]::new);

        var result = Matching.match(invoice(lines), new Tolerances("2", LocalDate.of(2026, 1, 1), List.of(rule)));

        assertThat(words(result)).isEqualTo("PRICE notice PRICE PRICE");
        assertThat(result.holds()).extracting(Variance::line).containsExactly("3");
        assertThat(result.holds().getFirst().facts().named()).containsEntry("allowed", "0.2");
    }

    @Test
    void aLineThatNobodyLinkedIsHeldAndTheRestIsStillCompared() {
        var order = orderLine("L1", Basis.RECEIPT, Quantity.of(10), Quantity.ZERO, Quantity.ZERO, "0");
        var unlinked = new Line("2", Quantity.of(1), price(BigDecimal.TEN), euro("10"), null);

        var result = Matching.match(
                invoice(line("1", Quantity.of(10), BigDecimal.TEN, order), unlinked), Tolerances.exact());

        assertThat(words(result)).isEqualTo("NO_RECEIPT LINE");
        assertThat(result.holds()).extracting(Variance::owner).containsExactly(Role.RECEIVER, Role.AP_CLERK);
    }

    @Test
    void aLineOrderedInAnotherCurrencyIsHeldAndNotCompared() {
        var dollars = new OrderRate(CurrencyUnit.USD, CurrencyUnit.EUR, new BigDecimal("0.9"));
        var zero = Money.zero(CurrencyUnit.USD);
        var order = new OrderLine(
                "L1",
                "PO-2026-000001",
                1,
                Scope.everywhere(),
                dollars,
                Price.of("USD", "10"),
                BigDecimal.ZERO,
                Basis.RECEIPT,
                Counted.BY_QUANTITY,
                0,
                new Counts(Quantity.of(10), Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO),
                new Amounts(zero, zero, zero, zero));

        var result = Matching.match(invoice(line("1", Quantity.of(10), BigDecimal.TEN, order)), Tolerances.exact());

        assertThat(words(result)).isEqualTo("CURRENCY");
        assertThat(result.holds().getFirst().owner()).isEqualTo(Role.FINANCE);
    }

    @Test
    void theCreditExpectedHoldsThePaymentWhereThePolicySaysSo() {
        var order = orderLine("L1", Basis.RECEIPT, Quantity.of(20), Quantity.of(20), Quantity.of(5), "0");
        var line = line("1", Quantity.of(25), BigDecimal.TEN, order);

        var result = Matching.match(document(Kind.INVOICE, OnReturns.HOLD, line), Tolerances.exact());

        assertThat(words(result)).isEqualTo("CREDIT_EXPECTED");
        assertThat(result.holds().getFirst().wayOut())
                .isEqualTo(
                        "The vendor owes a credit of 5 on line PO-2026-000001/1 for goods sent back: enter the credit"
                                + " note when it comes, or waive it.");
    }

    @Test
    void theVendorsDocumentSaysWhatIsPayable() {
        var totals = new Totals(euro("3.00"), euro("0.60"), euro("0"), euro("0"), List.of());
        var rounded = new Totals(euro("103.33"), euro("21.70"), euro("50"), euro("-0.03"), List.of());

        assertThat(totals.payable()).isEqualTo(euro("3.60"));
        assertThat(rounded.payable()).isEqualTo(euro("75.00"));
    }

    @Test
    void aLineIsExtendedOnceAndItsCentGoesToRounding() {
        var order = orderLine("L1", Basis.ORDER, Quantity.of(3), Quantity.ZERO, Quantity.ZERO, "0");
        var line = new Line("1", Quantity.of(3), price(BigDecimal.TEN), euro("30.01"), order);

        var result = Matching.match(invoice(line), Tolerances.exact());

        assertThat(words(result)).isEmpty();
        assertThat(result.differences().rounding()).isEqualTo(euro("0.01"));
    }

    @Test
    void theNetOfALineIsWhatIsChargedWhateverPriceIsPrintedBesideIt() {
        var order = orderLine("L1", Basis.ORDER, Quantity.of(10), Quantity.ZERO, Quantity.ZERO, "0");
        var line = new Line("1", Quantity.of(10), price(BigDecimal.TEN), euro("120"), order);

        var result = Matching.match(invoice(line), Tolerances.exact());

        assertThat(words(result)).isEqualTo("PRICE");
        assertThat(result.holds().getFirst().facts().named())
                .containsEntry("expected", "10")
                .containsEntry("actual", "12");
    }

    @Test
    void theDocumentsOwnRateHoldsItOnlyWhereARuleBoundsIt() {
        var order = orderLine("L1", Basis.ORDER, Quantity.of(1), Quantity.ZERO, Quantity.ZERO, "0");
        var line = line("1", Quantity.of(1), BigDecimal.TEN, order);
        var plain = invoice(line);
        var input = new MatchInput(
                Kind.INVOICE,
                plain.at(),
                EURO,
                new BigDecimal("1.02"),
                plain.totals(),
                euro("0"),
                plain.lines(),
                OnReturns.NOTICE);

        assertThat(words(Matching.match(input, Tolerances.exact()))).isEmpty();
        assertThat(words(Matching.match(input, tolerances("FX_RATE 1 %")))).isEqualTo("CURRENCY");
    }

    @ParameterizedTest(name = "{0}: {1} received, {2} billed")
    @CsvSource(delimiter = '|', textBlock = """
        2 %       | 100 | 102
        2 %       | 100 | 103
        2 % and 1 | 100 | 102
        2 % or 5  | 100 | 105
        empty     | 100 | 101
        no limit  | 100 | 400
        """)
    void anInvoiceGetsTheAnswerThatTheDockGets(String limit, Quantity received, Quantity billed) {
        var tolerances = tolerances("QUANTITY_RECEIVED " + limit + ", QUANTITY_ORDERED " + limit);
        var order = orderLine("L1", Basis.RECEIPT, received, received, Quantity.ZERO, "0");

        var atTheDesk = Matching.match(invoice(line("1", billed, BigDecimal.TEN, order)), tolerances);
        var atTheDock =
                tolerances.judge(Question.quantity(Measure.QUANTITY_ORDERED, Scope.everywhere(), received, billed, 0));

        assertThat(atTheDesk.holds().isEmpty()).isEqualTo(atTheDock.passes());
    }

    private static MatchInput invoice(Line... lines) {
        return document(Kind.INVOICE, OnReturns.NOTICE, lines);
    }

    /** A document whose totals follow from its lines, at the 21 % of their order lines. */
    private static MatchInput document(Kind kind, OnReturns onReturns, Line... lines) {
        var net = Arrays.stream(lines).map(Line::net).reduce(euro("0"), Money::plus);
        var tax = net.multipliedBy(new BigDecimal("0.21"), RoundingMode.HALF_UP);
        var totals = new Totals(net, tax, euro("0"), euro("0"), List.of());
        return new MatchInput(kind, Scope.everywhere(), EURO, null, totals, euro("0"), List.of(lines), onReturns);
    }

    private static Line line(String number, Quantity quantity, BigDecimal price, OrderLine order) {
        return new Line(number, quantity, price(price), price(price).times(quantity), order);
    }

    /** An order line at 10.00; {@code billed} is a quantity, at another price if it says so: {@code 800@10.80}. */
    private static OrderLine orderLine(
            String id, Basis basis, Quantity wanted, Quantity netReceived, Quantity returnedForCredit, String billed) {
        var before = (billed + "@10").split("@");
        var quantity = Quantity.of(before[0]);
        var amount = price(new BigDecimal(before[1])).times(quantity);
        var gross = basis == Basis.RECEIPT ? netReceived.plus(returnedForCredit) : wanted.max(netReceived);
        var counts =
                new Counts(wanted, netReceived, gross.minus(quantity).orZero(), returnedForCredit, quantity, quantity);
        var ordered = price(BigDecimal.TEN).times(wanted);
        return orderLine(id, basis, counts, new Amounts(ordered, amount, amount, euro("0")));
    }

    private static OrderLine orderLine(String id, Basis basis, Counts counts, Amounts amounts) {
        return new OrderLine(
                id,
                "PO-2026-000001",
                1,
                Scope.everywhere(),
                EURO,
                price(BigDecimal.TEN),
                new BigDecimal("21"),
                basis,
                Counted.BY_QUANTITY,
                0,
                counts,
                amounts);
    }

    /** Rules as {@code UNIT_PRICE 2 %, TAX 0.15}, each for the over side and everywhere. */
    private static Tolerances tolerances(@Nullable String text) {
        var rules = Arrays.stream(text == null ? new String[0] : text.split(", "))
                .map(rule -> rule.split(" ", 2))
                .map(rule -> new ToleranceRule(
                        "T-" + rule[0],
                        Scope.everywhere(),
                        Measure.valueOf(rule[0]),
                        Side.OVER,
                        Limits.limit(rule[1]),
                        Caps.none(),
                        CurrencyUnit.EUR))
                .toList();
        return new Tolerances("1", LocalDate.of(2026, 1, 1), rules);
    }

    /** The reasons that hold, then the word notice and those that do not. */
    private static String words(MatchResult result) {
        var holds = reasons(result.holds());
        var notices = reasons(result.allNotices());
        return notices.isEmpty() ? holds : (holds + " notice " + notices).strip();
    }

    private static String reasons(List<Variance> variances) {
        return variances.stream().map(each -> each.reason().code()).collect(Collectors.joining(" "));
    }

    private static Price price(BigDecimal amount) {
        return Price.of("EUR", amount.toPlainString());
    }

    private static Money euro(BigDecimal amount) {
        return Money.of(CurrencyUnit.EUR, amount);
    }

    private static Money euro(String amount) {
        return euro(new BigDecimal(amount));
    }
}
