package org.countersign.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.tolerance.Scope.Dimension;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ToleranceTest {

    private static final OrderRate EURO = OrderRate.home(CurrencyUnit.EUR);

    @ParameterizedTest(name = "{0}: {1} {2}, expected {3}, actual {4} is {5}, allowed {6}")
    @CsvSource(delimiter = '|', textBlock = """
        2 % of 100: 102 passes        | QUANTITY_ORDERED       | 2 %          | 100   | 102     | within | 2
        2 % of 100: 103 is refused    | QUANTITY_ORDERED       | 2 %          | 100   | 103     | beyond | 2
        blanket 1,000, 800 out, 500   | PRICE_TOTAL_CUMULATIVE | empty        | 1000  | 1300    | beyond | 0
        blanket 1,000, 800 out, 200   | PRICE_TOTAL_CUMULATIVE | empty        | 1000  | 1000    | exact  | 0
        order 10,000, claims 8,640    | PRICE_TOTAL_CUMULATIVE | 500          | 10000 | 8640    | within | 500
        order 10,000, claims 9,720    | PRICE_TOTAL_CUMULATIVE | 500          | 10000 | 9720    | within | 500
        order 10,000, claims 10,500   | PRICE_TOTAL_CUMULATIVE | 500          | 10000 | 10500   | within | 500
        order 10,000, claims 11,880   | PRICE_TOTAL_CUMULATIVE | 500          | 10000 | 11880   | beyond | 500
        empty is exact                | UNIT_PRICE             | empty        | 10    | 10.01   | beyond | 0
        empty never means double      | UNIT_PRICE             | empty        | 10    | 20      | beyond | 0
        equal is exact                | UNIT_PRICE             | empty        | 10    | 10.00   | exact  | 0
        zero percent is zero          | UNIT_PRICE             | 0 %          | 10    | 10.01   | beyond | 0
        zero absolute is zero         | UNIT_PRICE             | 0            | 10    | 10.01   | beyond | 0
        the word                      | UNIT_PRICE             | no limit     | 10    | 20      | within | no limit
        the word, of nothing          | UNIT_PRICE             | no limit     | 0     | 20      | within | no limit
        boundary by percent           | UNIT_PRICE             | 2 %          | 10    | 10.2    | within | 0.2
        just above it                 | UNIT_PRICE             | 2 %          | 10    | 10.2001 | beyond | 0.2
        boundary by amount            | TAX                    | 0.15         | 23.10 | 23.25   | within | 0.15
        a cent above it               | TAX                    | 0.15         | 23.10 | 23.26   | beyond | 0.15
        both: the stricter, absolute  | LINE_AMOUNT            | 2 % and 5    | 1000  | 1006    | beyond | 5
        both: the stricter, percent   | LINE_AMOUNT            | 2 % and 5    | 100   | 103     | beyond | 2
        both: within both             | LINE_AMOUNT            | 2 % and 5    | 1000  | 1005    | within | 5
        either: the looser, percent   | LINE_AMOUNT            | 2 % or 5     | 1000  | 1020    | within | 20
        either: the looser, absolute  | LINE_AMOUNT            | 2 % or 5     | 100   | 105     | within | 5
        either: beyond both           | LINE_AMOUNT            | 2 % or 5     | 100   | 105.01  | beyond | 5
        both, zero is not empty       | LINE_AMOUNT            | 0 % and 5    | 100   | 101     | beyond | 0
        either, zero is harmless      | LINE_AMOUNT            | 0 % or 5     | 100   | 101     | within | 5
        percent of nothing            | FREIGHT                | 10 %         | 0     | 1       | beyond | 0
        of nothing only the absolute  | FREIGHT                | 10 % and 20  | 0     | 20      | within | 20
        of nothing, above it          | FREIGHT                | 10 % or 20   | 0     | 20.01   | beyond | 20
        percent of the size           | LINE_AMOUNT            | 2 %          | -100  | -98     | within | 2
        document total                | DOCUMENT_TOTAL         | 1 % and 50   | 8000  | 8050    | within | 50
        exchange rate                 | FX_RATE                | 1 %          | 1.10  | 1.111   | within | 0.011
        exchange rate beyond          | FX_RATE                | 1 %          | 1.10  | 1.1111  | beyond | 0.011
        against received              | QUANTITY_RECEIVED      | 1            | 60    | 61      | within | 1
        against received, beyond      | QUANTITY_RECEIVED      | 1            | 60    | 62      | beyond | 1
        under has a side of its own   | UNIT_PRICE             | 50 %         | 10    | 9       | beyond | 0
        a third of a percent          | LINE_AMOUNT            | 0.333333 %   | 300   | 300.99  | within | 0.999999
        """)
    void isJudgedBySizeOfTheDifference(
            String situation,
            Measure measure,
            String limit,
            BigDecimal expected,
            BigDecimal actual,
            String verdict,
            String allowed) {
        var tolerances = of(rule("R1", measure, limit));

        var answer = tolerances.judge(question(measure, expected, actual));

        assertThat(word(answer)).as(situation).isEqualTo(verdict);
        assertThat(allowed(answer)).as(situation).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        default, entity=DE                                           | entity=DE item=laptop           | entity=DE
        entity=DE, vendor_group=it                                   | entity=DE vendor_group=it       | vendor_group=it
        vendor_group=it, vendor=acme                                 | vendor=acme vendor_group=it     | vendor=acme
        vendor=acme, category=hardware                               | vendor=acme category=hardware   | category=hardware
        category=hardware, vendor=acme category=hardware             | vendor=acme category=hardware   | vendor=acme category=hardware
        vendor=acme category=hardware, item=laptop                   | vendor=acme category=hardware item=laptop | item=laptop
        item=laptop, vendor=acme item=laptop                         | vendor=acme item=laptop         | vendor=acme item=laptop
        default, order_type=blanket                                  | order_type=blanket              | order_type=blanket
        order_type=blanket, entity=DE                                | order_type=blanket entity=DE    | entity=DE
        vendor=acme, vendor=acme order_type=blanket                  | vendor=acme order_type=blanket  | vendor=acme order_type=blanket
        vendor=other item=laptop, default                            | vendor=acme item=laptop         | default
        vendor=acme entity=DE, vendor=acme order_type=blanket        | vendor=acme entity=DE order_type=blanket | vendor=acme entity=DE
        vendor=acme order_type=blanket, vendor=acme entity=DE        | vendor=acme entity=DE order_type=blanket | vendor=acme order_type=blanket
        vendor=other                                                 | vendor=acme                     | exact
        """)
    void isDecidedByTheMostSpecificRule(String rules, String at, String winner) {
        var tolerances = of(Arrays.stream(rules.split(", "))
                .map(text -> new ToleranceRule(
                        text, scope(text), Measure.UNIT_PRICE, Side.OVER, Limit.percent("1"), Caps.none(), null))
                .toArray(ToleranceRule[]::new));

        var verdict = tolerances.judge(new Question(
                Measure.UNIT_PRICE, scope(at), BigDecimal.TEN, new BigDecimal("20"), EURO, Drawn.nothing()));

        assertThat(finding(verdict).rule()).isEqualTo(winner);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the first small overage        | 5 % | 50 |     | 10 |  0 |   0 | 10.4 | within | 0.5
        the document's cap is reached  | 5 % | 50 |     | 10 | 46 |   0 | 10.4 | within | 0.4
        the document's cap is passed   | 5 % | 50 |     | 10 | 47 |   0 | 10.4 | beyond | 0.3
        a cap that is used up          | 5 % | 50 |     | 10 | 50 |   0 | 10.1 | beyond | 0
        the life's cap is reached      | 5 % |    | 100 | 10 |  0 |  96 | 10.4 | within | 0.4
        the life's cap is passed       | 5 % |    | 100 | 10 |  0 |  97 | 10.4 | beyond | 0.3
        credits give room again        | 5 % |    | 100 | 10 |  0 | -20 | 10.5 | within | 0.5
        the stricter cap counts        | 5 % | 50 | 100 | 10 | 10 |  98 | 10.4 | beyond | 0.2
        no limit, up to the cap        | no limit | 50 | | 10 | 0 |   0 | 15   | within | 5
        no limit, beyond the cap       | no limit | 50 | | 10 | 0 |   0 | 15.1 | beyond | 5
        a cap of zero is not no cap    | 5 % | 0  |     | 10 |  0 |   0 | 10.1 | beyond | 0
        """)
    void isCappedPerDocumentAndPerLife(
            String situation,
            String limit,
            @Nullable BigDecimal perDocument,
            @Nullable BigDecimal perLife,
            BigDecimal quantity,
            BigDecimal onDocument,
            BigDecimal onOrder,
            BigDecimal actual,
            String verdict,
            String allowed) {
        var rule = new ToleranceRule(
                "R1",
                Scope.everywhere(),
                Measure.UNIT_PRICE,
                Side.OVER,
                Limits.limit(limit),
                new Caps(perDocument, perLife),
                CurrencyUnit.EUR);

        var answer = of(rule).judge(question(Measure.UNIT_PRICE, BigDecimal.TEN, actual)
                .drawing(new Drawn(quantity, onDocument, onOrder)));

        assertThat(word(answer)).as(situation).isEqualTo(verdict);
        assertThat(allowed(answer)).as(situation).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} EUR on an order in {1} at {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
        50 | EUR | 1    | 50  | within
        50 | EUR | 1    | 51  | beyond
        50 | USD | 0.80 | 62.5 | within
        50 | USD | 0.80 | 62.51 | beyond
        50 | JPY | 0.00625 | 8000 | within
        50 | JPY | 0.00625 | 8001 | beyond
        """)
    void convertsAnAbsoluteFigureAtTheOrdersRate(
            String absolute, String currency, BigDecimal rate, BigDecimal over, String verdict) {
        var order = new OrderRate(CurrencyUnit.of(currency), CurrencyUnit.EUR, rate);
        var expected = new BigDecimal("100000");

        var answer = of(rule("R1", Measure.DOCUMENT_TOTAL, absolute))
                .judge(new Question(
                        Measure.DOCUMENT_TOTAL,
                        Scope.everywhere(),
                        expected,
                        expected.add(over),
                        order,
                        Drawn.nothing()));

        assertThat(word(answer)).isEqualTo(verdict);
    }

    @Test
    void allowsNothingInACurrencyThatTheOrdersRateDoesNotKnow() {
        var order = new OrderRate(CurrencyUnit.USD, CurrencyUnit.GBP, new BigDecimal("0.75"));

        var answer = of(rule("R1", Measure.TAX, "50"))
                .judge(new Question(
                        Measure.TAX, Scope.everywhere(), BigDecimal.TEN, new BigDecimal("11"), order, Drawn.nothing()));

        assertThat(allowed(answer)).isEqualTo("0");
    }

    /** Situation 46: empty is exact, and no limit is written out. */
    @ParameterizedTest(name = "{0} of {1}: {2} more may come")
    @CsvSource(delimiter = '|', textBlock = """
        2 %       | 100 | 2
        2 % and 1 | 100 | 1
        2 % or 5  | 100 | 5
        2 %       | 33  | 0.66
        2 %       | 0   | 0
        empty     | 100 | 0
        no limit  | 100 | no limit
        """)
    void givesTheSameAllowanceToReceivingAndToBilling(String limit, Quantity ordered, String allowed) {
        var tolerances = of(rule("R1", Measure.QUANTITY_ORDERED, limit), rule("R2", Measure.QUANTITY_RECEIVED, limit));

        assertThat(tolerances.overReceipt(Scope.everywhere(), ordered).words()).isEqualTo(allowed);
        assertThat(tolerances
                        .overInvoice(Measure.QUANTITY_RECEIVED, Scope.everywhere(), ordered)
                        .words())
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: expected {1}, actual {2}")
    @CsvSource(delimiter = '|', textBlock = """
        2 %       | 100    | 102
        2 %       | 100    | 103
        2 % and 1 | 60     | 61
        2 % or 5  | 60     | 65.5
        0.5 %     | 44.452 | 44.674
        0.5 %     | 44.452 | 44.675
        empty     | 7      | 8
        no limit  | 7      | 700
        """)
    void givesTheSameAnswerWhicheverPathAsks(String limit, Quantity expected, Quantity actual) {
        var tolerances = of(rule("R1", Measure.QUANTITY_ORDERED, limit), rule("R2", Measure.QUANTITY_RECEIVED, limit));
        var excess = actual.minus(expected).value();

        var judgedAtTheDock =
                tolerances.judge(Question.quantity(Measure.QUANTITY_ORDERED, Scope.everywhere(), expected, actual, 3));
        var judgedAtTheDesk =
                tolerances.judge(Question.quantity(Measure.QUANTITY_RECEIVED, Scope.everywhere(), expected, actual, 3));

        assertThat(judgedAtTheDock.passes())
                .isEqualTo(judgedAtTheDesk.passes())
                .isEqualTo(tolerances.overReceipt(Scope.everywhere(), expected).covers(excess))
                .isEqualTo(tolerances
                        .overInvoice(Measure.QUANTITY_RECEIVED, Scope.everywhere(), expected)
                        .covers(excess));
    }

    @Test
    void comparesQuantitiesAtTheDigitsOfTheirBaseUnit() {
        var tenPounds = Quantity.of("4.53592292");

        var verdict = Tolerances.exact()
                .judge(Question.quantity(
                        Measure.QUANTITY_ORDERED, Scope.everywhere(), Quantity.of("4.536"), tenPounds, 3));

        assertThat(verdict).isEqualTo(new Verdict.Exact());
    }

    @Test
    void saysAllThatARefusalNeeds() {
        var verdict = of(rule("T-7", Measure.LINE_AMOUNT, "2 %"))
                .judge(question(Measure.LINE_AMOUNT, new BigDecimal("10000"), new BigDecimal("11000")));

        var facts = finding(verdict).facts(Refusal.Facts.of("line", "PO-2026-000123/3"));

        assertThat(facts.named())
                .containsExactly(
                        Map.entry("line", "PO-2026-000123/3"),
                        Map.entry("measure", "line amount"),
                        Map.entry("expected", "10000"),
                        Map.entry("actual", "11000"),
                        Map.entry("allowed", "200"),
                        Map.entry("rule", "T-7"),
                        Map.entry("lifted-by", "finance"));
        assertThat(finding(verdict).difference()).isEqualByComparingTo("1000");
    }

    @Test
    void sendsOnlyTheOverrunOfABlanketToApproval() {
        var verdict = Tolerances.exact()
                .judge(question(Measure.PRICE_TOTAL_CUMULATIVE, new BigDecimal("1000"), new BigDecimal("1300")));

        assertThat(finding(verdict).difference()).isEqualByComparingTo("300");
        assertThat(finding(verdict).rule()).isEqualTo("exact");
    }

    @Test
    void writesTheFigureThatTheDatabaseStandsBehind() {
        var bounded = new Allowance.UpTo(new BigDecimal("2"), "R1");
        var word = new Allowance.NoLimit("R2");

        assertThat(bounded.figureFor(Quantity.of(1))).isEqualTo(Quantity.of(2));
        assertThat(word.figureFor(Quantity.of(40))).isEqualTo(Quantity.of(40));
        assertThat(word.figureFor(Quantity.of(-3))).isEqualTo(Quantity.ZERO);
    }

    @Test
    void isNeitherNegativeNorMoneyWithoutACurrency() {
        assertThatThrownBy(() -> Limit.percent("-1")).hasFieldOrPropertyWithValue("code", "tolerance-negative");
        assertThatThrownBy(() -> new Caps(new BigDecimal("-1"), null))
                .hasFieldOrPropertyWithValue("code", "tolerance-negative");
        assertThatThrownBy(() -> new ToleranceRule(
                        "R1", Scope.everywhere(), Measure.TAX, Side.OVER, Limit.absolute("1"), Caps.none(), null))
                .hasFieldOrPropertyWithValue("code", "tolerance-currency");
    }

    private static Tolerances of(ToleranceRule... rules) {
        return new Tolerances("2026-1", LocalDate.of(2026, 1, 1), List.of(rules));
    }

    private static ToleranceRule rule(String id, Measure measure, String limit) {
        return new ToleranceRule(
                id, Scope.everywhere(), measure, Side.OVER, Limits.limit(limit), Caps.none(), CurrencyUnit.EUR);
    }

    private static Question question(Measure measure, BigDecimal expected, BigDecimal actual) {
        return new Question(measure, Scope.everywhere(), expected, actual, EURO, Drawn.nothing());
    }

    private static Scope scope(String text) {
        return new Scope(Arrays.stream(text.split(" "))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> Dimension.valueOf(pair[0].toUpperCase(Locale.ROOT)), pair -> pair[1])));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Exact _ -> "exact";
            case Verdict.Within _ -> "within";
            case Verdict.Beyond _ -> "beyond";
        };
    }

    private static String allowed(Verdict verdict) {
        return verdict instanceof Verdict.Exact
                ? "0"
                : finding(verdict).allowance().words();
    }

    private static Finding finding(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Exact _ -> throw new AssertionError("nothing was found");
            case Verdict.Within(var finding) -> finding;
            case Verdict.Beyond(var finding) -> finding;
        };
    }
}
