package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.order.Lines.euro;
import static org.countersign.order.Lines.of;
import static org.countersign.order.Lines.ordered;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.countersign.budget.Buckets;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Shares;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a line comes to its end, its values end with its quantities: nothing is left over, not a cent. */
class LineWalkTest {

    @ParameterizedTest(name = "{0} for {1}, received {2}, billed {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
        3    | 3.3333333 | 1 1 1                                                      | 1 1 1       | RRRIII
        3    | 3.3333333 | 1 1 1                                                      | 1 1 1       | RIRIRI
        3    | 3.3333333 | 1 1 1                                                      | 1 1 1       | IIIRRR
        3    | 3.3333333 | 2 1                                                        | 1 2         | IRRI
        1    | 10        | 0.333333333333 0.333333333333 0.333333333333               | 1           | RRRI
        1    | 10        | 0.333333333333 0.333333333333 0.333333333334               | 0.5 0.5     | RIRIR
        7    | 0.01      | 1 1 1 1 1 1 1                                              | 3.5 3.5     | RRRIRRIRR
        0.3  | 0.05      | 0.1 0.1 0.1                                                | 0.1 0.1 0.1 | IRRIRI
        """)
    void endsAtZeroInAnyOrderAndSplit(String quantity, String price, String receipts, String bills, String order) {
        var line = ordered(quantity, price);
        var received = List.of(receipts.split(" ")).iterator();
        var billed = List.of(bills.split(" ")).iterator();

        for (var act : order.toCharArray()) {
            line = act == 'R'
                    ? line.receive(of(received.next())).after()
                    : line.invoice(of(billed.next()), euro("0.01")).after();
        }

        assertThat(received.hasNext() || billed.hasNext()).isFalse();
        assertThat(line.standing().openToReceive()).isEqualTo(of("0"));
        assertThat(line.standing().openToInvoice()).isEqualTo(of("0"));
        assertThat(line.standing().grni()).isEqualTo(euro("0"));
        assertThat(line.sums().netReceived().value())
                .isEqualTo(line.sums().wanted().value());
    }

    @Test
    void endsAtZeroAfterTenReceiptsInPoundsOfALineInKilograms() {
        var line = ordered("45.359237", "2.2046");

        for (int i = 0; i < 10; i++) {
            line = line.receive(of("4.5359237")).after();
        }

        assertThat(line.standing().openToReceive()).isEqualTo(of("0"));
        assertThat(line.sums().netReceived().value())
                .isEqualTo(line.sums().wanted().value())
                .isEqualTo(euro("100.00"));
    }

    @Test
    void keepsItsLawsOnFourThousandRandomLives() {
        for (long seed = 0; seed < 4000; seed++) {
            var walk = new Walk(seed);
            for (int step = 0; step < 25; step++) {
                walk.step();
                walk.holdsItsLaws();
            }
            walk.finish();
            walk.holdsItsLaws();
            walk.isDone();
        }
    }

    /** One random life: acts that are refused leave no trace, as in the product. */
    private static final class Walk {

        private static final CurrencyUnit SEK = CurrencyUnit.of("SEK");
        private static final Encumbrance BUDGETS = new Encumbrance(
                new BigDecimal("0.0725"), new Shares(List.of(BigDecimal.ONE, BigDecimal.TWO, BigDecimal.ONE)));

        private final long seed;
        private final Random random;
        private final List<LineFact> facts = new ArrayList<>();
        private final List<Posting> reversible = new ArrayList<>();
        private List<Buckets> moved;
        private OrderLine line;

        Walk(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            var scale = random.nextInt(4);
            var per = Price.of(
                    "EUR",
                    BigDecimal.valueOf(random.nextInt(2000), random.nextInt(5)).toPlainString());
            var empty = OrderLine.of(
                            new OrderLineId(new UUID(0, seed)),
                            1,
                            Measure.QUANTITY,
                            scale,
                            per,
                            new Rate(SEK, new BigDecimal("11.2345")))
                    .allowing(new Allowances(Quantity.of(2), Quantity.of(2)));
            line = empty;
            moved = BUDGETS.of(line);
            take(empty.order(Quantity.of(1 + random.nextInt(12))));
            reversible.clear();
        }

        void step() {
            try {
                var posting = act();
                take(posting);
            } catch (Refusal refusal) {
                assertThat(refusal.facts().named()).as(this::name).containsKey("line");
            }
        }

        private Posting act() {
            var quantity = quantity();
            var amount = amount();
            return switch (random.nextInt(16)) {
                case 0, 1, 2 -> keep(line.receive(quantity, rate()));
                case 3, 4, 5 -> keep(line.invoice(quantity, amount, rate()));
                case 6 -> keep(line.returnToReplace(quantity));
                case 7 -> keep(line.returnForCredit(quantity));
                case 8 ->
                    keep(line.rejectAtDock(quantity, random.nextBoolean() ? Disposition.REPLACE : Disposition.CREDIT));
                case 9 -> keep(line.credit(quantity, amount));
                case 10 -> keep(line.waive(quantity));
                case 11, 12 -> reverse();
                case 13 ->
                    line.revise(
                            line.sums().of(FactKind.ORDERED).quantity().plus(Quantity.of(random.nextInt(5) - 2)),
                            Price.of(
                                    "EUR",
                                    BigDecimal.valueOf(random.nextInt(3000), 2).toPlainString()));
                case 14 -> random.nextInt(4) == 0 ? keep(line.shortClose()) : line.claim(quantity, amount);
                default ->
                    line.pay(line.sums()
                            .netInvoiced()
                            .amount()
                            .minus(line.sums().of(FactKind.PAID).amount()));
            };
        }

        /** Whatever is open is received, billed, credited and paid. */
        void finish() {
            for (int round = 0; round < 4 && !line.standing().complete(); round++) {
                if (line.standing().openToReceive().isPositive()) {
                    take(line.receive(exactlyOpenToReceive()));
                }
                if (line.standing().openToInvoice().isPositive()) {
                    take(line.allowing(new Allowances(Quantity.of(2), Quantity.of(1000)))
                            .invoice(exactlyOpenToInvoice(), amount()));
                }
                if (line.standing().creditExpected().isPositive()) {
                    take(line.waive(exactlyOpenToInvoice().negated()));
                }
                take(line.pay(line.sums()
                        .netInvoiced()
                        .amount()
                        .minus(line.sums().of(FactKind.PAID).amount())));
            }
        }

        void isDone() {
            var standing = line.standing();
            assertThat(standing.complete()).as(this::name).isTrue();
            assertThat(standing.grni()).as(this::name).isEqualTo(euro("0"));
            assertThat(standing.grniBook()).as(this::name).isEqualTo(Money.zero(SEK));
            for (var buckets : BUDGETS.of(line)) {
                assertThat(buckets.total()).as(this::name).isEqualTo(buckets.paid());
            }
        }

        void holdsItsLaws() {
            var sums = LineSums.none(CurrencyUnit.EUR, SEK).plus(facts);
            assertThat(line.sums()).as(this::name).isEqualTo(sums);
            assertThat(BUDGETS.of(line)).as(this::name).isEqualTo(moved);
            notNegative(sums.netReceived());
            notNegative(sums.billed());
            assertThat(sums.wanted().quantity().isNegative()).as(this::name).isFalse();
            assertThat(sums.wanted().value().isNegative()).as(this::name).isFalse();
            noValueWithoutGoods(sums);
            for (var buckets : moved) {
                assertThat(buckets.committed().isNegative()).as(this::name).isFalse();
                assertThat(buckets.accrued().isNegative()).as(this::name).isFalse();
                assertThat(buckets.requested().isZero()).as(this::name).isTrue();
            }
        }

        private void noValueWithoutGoods(LineSums sums) {
            var open = sums.netReceived().minus(sums.billed());
            var goods = open.quantity().at(line.baseScale()).value().signum();
            var value = open.value().getAmount().signum();
            assertThat(value)
                    .as(() -> "%s: value %s of %s".formatted(name(), open.value(), open.quantity()))
                    .isIn(0, goods);
        }

        private void notNegative(Figures figures) {
            assertThat(figures.quantity().isNegative()).as(this::name).isFalse();
            assertThat(figures.value().isNegative()).as(this::name).isFalse();
            assertThat(figures.book().isNegative()).as(this::name).isFalse();
        }

        private Posting keep(Posting posting) {
            reversible.add(posting);
            return posting;
        }

        private Posting reverse() {
            if (reversible.isEmpty()) {
                return line.acknowledge(Quantity.of(1));
            }
            var index = random.nextInt(reversible.size());
            var reversed = line.reverse(reversible.get(index).facts());
            reversible.remove(index);
            return reversed;
        }

        private void take(Posting posting) {
            facts.addAll(posting.facts());
            var differences = Encumbrance.differences(BUDGETS.of(line), BUDGETS.of(posting.after()));
            var next = new ArrayList<Buckets>();
            for (int k = 0; k < differences.size(); k++) {
                next.add(moved.get(k).plus(differences.get(k)));
            }
            moved = List.copyOf(next);
            line = posting.after();
        }

        private Quantity exactlyOpenToReceive() {
            return line.sums()
                    .wanted()
                    .quantity()
                    .minus(line.sums().netReceived().quantity());
        }

        private Quantity exactlyOpenToInvoice() {
            var due = line.sums()
                    .wanted()
                    .quantity()
                    .max(line.sums().netReceived().quantity());
            return due.minus(line.sums().billed().quantity());
        }

        private Quantity quantity() {
            var digits = Math.max(line.baseScale(), 1);
            var fine = new Quantity(BigDecimal.valueOf(1 + random.nextInt(40), 1));
            return random.nextBoolean() ? Quantity.of(1 + random.nextInt(6)) : fine.at(digits);
        }

        private Money amount() {
            return Money.of(CurrencyUnit.EUR, BigDecimal.valueOf(random.nextInt(10_000), 2));
        }

        private Rate rate() {
            return new Rate(SEK, BigDecimal.valueOf(10_000 + random.nextInt(3000), 3));
        }

        private String name() {
            return "walk " + seed + " after " + facts;
        }
    }
}
