package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.countersign.order.Lines.allowing;
import static org.countersign.order.Lines.amountOnly;
import static org.countersign.order.Lines.draft;
import static org.countersign.order.Lines.euro;
import static org.countersign.order.Lines.of;
import static org.countersign.order.Lines.ordered;
import static org.countersign.order.Lines.row;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.kernel.Price;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An order line ... */
class OrderLineTest {

    /** The rows of the model: gross received, returned, invoiced, credited | open | GRNI | price variance | budget. */
    @Nested
    class InSituation {

        @Test
        void s01_isCompleteByQuantityWhenItWasBilledBelowItsPrice() {
            var line = does(
                    ordered("100", "10"),
                    it -> it.receive(of("100")),
                    it -> it.invoice(of("100"), euro("900")),
                    it -> it.pay(euro("900")));

            assertThat(row(line)).isEqualTo("100 0 100 0 | 0 / 0 / 0 | 0 | -100 | 0 / 0 / 0 / 900");
            assertThat(line.standing().complete()).isTrue();
        }

        @Test
        void s03_keepsWhatIsLeftToBillWhateverThePriceAndRepricesOnlyThat() {
            var billed = does(ordered("30", "10"), it -> it.invoice(of("10"), euro("100")));
            var revised = does(billed, it -> it.revise(of("30"), Price.of("EUR", "12")));
            var done = does(revised, it -> it.receive(of("30")), it -> it.invoice(of("20"), euro("240")));

            assertThat(row(billed)).isEqualTo("0 0 10 0 | 30 / 20 / 0 | -100 | 0 | 200 / 0 / 100 / 0");
            assertThat(row(revised)).isEqualTo("0 0 10 0 | 30 / 20 / 0 | -100 | 0 | 240 / 0 / 100 / 0");
            assertThat(row(done)).isEqualTo("30 0 30 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 340 / 0");
        }

        @Test
        void s04_ofNoPriceIsCompleteByQuantity() {
            var line = does(ordered("5", "0"), it -> it.receive(of("5")), it -> it.invoice(of("5"), euro("0")));

            assertThat(row(line)).isEqualTo("5 0 5 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 0");
            assertThat(line.standing().complete()).isTrue();
            assertThat(line.standing().billedPercent()).isEqualByComparingTo("100");
            assertThat(Standing.of(List.of(line)).receivedPercent()).isEqualByComparingTo("100");
        }

        @Test
        void s06_isUntouchedByWhatAnotherLineOfTheSameItemReceives() {
            var first = ordered("10", "7");
            var second = does(ordered("10", "7"), it -> it.receive(of("10")));

            assertThat(row(first)).isEqualTo("0 0 0 0 | 10 / 10 / 0 | 0 | 0 | 70 / 0 / 0 / 0");
            assertThat(row(second)).isEqualTo("10 0 0 0 | 0 / 10 / 0 | 70 | 0 | 0 / 70 / 0 / 0");
        }

        @Test
        void s07_endsTheSameWhenTheBillComesBeforeTheGoods() {
            var billed = does(ordered("10", "10"), it -> it.invoice(of("10"), euro("100")));
            var received = does(billed, it -> it.receive(of("6")), it -> it.receive(of("4")));

            assertThat(billed.standing().grni()).isEqualTo(euro("-100"));
            assertThat(row(received)).isEqualTo("10 0 10 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 100 / 0");
        }

        @Test
        void s09_keepsItsReceiptsWhenABillIsReversed() {
            var received = does(ordered("100", "10"), it -> it.receive(of("100")));
            var bill = received.invoice(of("40"), euro("400"));
            var reversed = bill.after().reverse(bill.facts()).after();

            assertThat(row(bill.after())).isEqualTo("100 0 40 0 | 0 / 60 / 0 | 600 | 0 | 0 / 600 / 400 / 0");
            assertThat(row(reversed)).isEqualTo("100 0 0 0 | 0 / 100 / 0 | 1000 | 0 | 0 / 1000 / 0 / 0");
            assertThat(refused(() -> reversed.reverse(bill.facts())).code()).isEqualTo("below-zero");
        }

        @Test
        void s16_showsBilledAndCreditedApart() {
            var returned = does(
                    ordered("10", "10"),
                    it -> it.receive(of("10")),
                    it -> it.invoice(of("10"), euro("100")),
                    it -> it.returnForCredit(of("3")));
            var credited = does(returned, it -> it.credit(of("3"), euro("30")));

            assertThat(row(returned)).isEqualTo("10 3 10 0 | 0 / 0 / 3 | -30 | 0 | 0 / 0 / 100 / 0");
            assertThat(row(credited)).isEqualTo("10 3 10 3 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 70 / 0");
            assertThat(credited.standing().netInvoiced()).isEqualTo(of("7"));
        }

        @Test
        void s17_isMatchedAtGrossAndExpectsTheCredit() {
            var returned = does(ordered("25", "10"), it -> it.receive(of("25")), it -> it.returnForCredit(of("5")));
            var billed = does(returned, it -> it.invoice(of("25"), euro("250")));
            var paid = does(billed, it -> it.credit(of("5"), euro("50")), it -> it.pay(euro("200")));

            assertThat(returned.standing().billableNow(BillingBasis.RECEIVED)).isEqualTo(of("25"));
            assertThat(row(billed)).isEqualTo("25 5 25 0 | 0 / 0 / 5 | -50 | 0 | 0 / 0 / 250 / 0");
            assertThat(row(paid)).isEqualTo("25 5 25 5 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 200");
            assertThat(paid.standing().complete()).isTrue();
        }

        @Test
        void s18_asksForTheCreditUntilItIsForgone() {
            var returned = does(
                    ordered("100", "2"),
                    it -> it.receive(of("100")),
                    it -> it.invoice(of("100"), euro("200")),
                    it -> it.pay(euro("200")),
                    it -> it.returnForCredit(of("1")));
            var waived = does(returned, it -> it.waive(of("1")));

            assertThat(row(returned)).isEqualTo("100 1 100 0 | 0 / 0 / 1 | -2 | 0 | 0 / 0 / 0 / 200");
            assertThat(returned.standing().complete()).isFalse();
            assertThat(Standing.of(List.of(returned)).linesCreditExpected()).isEqualTo(1);
            assertThat(row(waived)).isEqualTo("100 1 100 0 | 0 / 0 / 0 | 0 | 2 | 0 / 0 / 0 / 200");
            assertThat(waived.standing().complete()).isTrue();
        }

        @Test
        void s18_countsAsInvoicedUntilItIsPaid() {
            var returned = does(
                    ordered("100", "2"),
                    it -> it.receive(of("100")),
                    it -> it.invoice(of("100"), euro("200")),
                    it -> it.returnForCredit(of("1")));
            var waived = does(returned, it -> it.waive(of("1")));

            assertThat(row(returned)).isEqualTo("100 1 100 0 | 0 / 0 / 1 | -2 | 0 | 0 / 0 / 200 / 0");
            assertThat(row(waived)).isEqualTo("100 1 100 0 | 0 / 0 / 0 | 0 | 2 | 0 / 0 / 200 / 0");
        }

        @Test
        void s20_coversAReplacementByTheBillThatIsThere() {
            var returned = does(
                    ordered("10", "10"),
                    it -> it.receive(of("10")),
                    it -> it.invoice(of("10"), euro("100")),
                    it -> it.returnToReplace(of("4")));
            var replaced = does(returned, it -> it.receive(of("4")));

            assertThat(row(returned)).isEqualTo("10 4 10 0 | 4 / 0 / 0 | -40 | 0 | 0 / 0 / 100 / 0");
            assertThat(row(replaced)).isEqualTo("14 4 10 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 100 / 0");
        }

        @Test
        void s28_reservesWhatWasOrderedOnceAnOverReceiptIsReversed() {
            var receipt = allowing(ordered("300", "10"), "3", "0").receive(of("303"));
            var reversed = receipt.after().reverse(receipt.facts()).after();

            assertThat(row(receipt.after())).isEqualTo("303 0 0 0 | 0 / 303 / 0 | 3030 | 0 | 0 / 3030 / 0 / 0");
            assertThat(receipt.after().standing().overReceived()).isEqualTo(of("3"));
            assertThat(row(reversed)).isEqualTo("0 0 0 0 | 300 / 300 / 0 | 0 | 0 | 3000 / 0 / 0 / 0");
        }

        @Test
        void s31_givesBackTheRestWhenItIsClosedShort() {
            var closed = does(ordered("100", "5"), it -> it.receive(of("60")), OrderLine::shortClose);
            var paid = does(closed, it -> it.invoice(of("60"), euro("300")), it -> it.pay(euro("300")));

            assertThat(row(closed)).isEqualTo("60 0 0 0 | 0 / 60 / 0 | 300 | 0 | 0 / 300 / 0 / 0");
            assertThat(closed.sums().of(FactKind.CANCELLED).value()).isEqualTo(euro("200"));
            assertThat(row(paid)).isEqualTo("60 0 60 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 300");
            assertThat(paid.standing().complete()).isTrue();
            assertThat(refused(() -> paid.receive(of("1"))).code()).isEqualTo("over-receipt");
        }

        @Test
        void s32_isNotReducedBelowWhatWasReceived() {
            var received = does(ordered("10", "10"), it -> it.receive(of("10")));

            var refusal = refused(() -> received.revise(of("5"), Price.of("EUR", "10")));

            assertThat(refusal.code()).isEqualTo("below-floor");
            assertThat(refusal.facts().named())
                    .containsExactlyEntriesOf(orderedMap(
                            "line", "1",
                            "measure", "wanted",
                            "expected", "10",
                            "actual", "5",
                            "allowed", "10",
                            "rule", "amend-floor",
                            "lifted-by", "nobody"));
        }

        @Test
        void s50_isNoCommitmentOnceItIsBilled() {
            var line = does(ordered("10", "10"), it -> it.invoice(of("10"), euro("110")));

            assertThat(row(line)).isEqualTo("0 0 10 0 | 10 / 0 / 0 | -100 | 10 | 0 / 0 / 110 / 0");
        }

        @Test
        void s53_releasesWhatIsBilledAndEncumbersAgainWhatIsCredited() {
            var billed = does(ordered("10", "10"), it -> it.receive(of("3")), it -> it.invoice(of("3"), euro("30")));
            var credited = does(billed, it -> it.returnToReplace(of("1")), it -> it.credit(of("1"), euro("10")));

            assertThat(row(billed)).isEqualTo("3 0 3 0 | 7 / 7 / 0 | 0 | 0 | 70 / 0 / 30 / 0");
            assertThat(row(credited)).isEqualTo("3 1 3 1 | 8 / 8 / 0 | 0 | 0 | 80 / 0 / 20 / 0");
        }

        @Test
        void s57_clearsItsReceiptAtTheReceiptsRate() {
            var inr = CurrencyUnit.of("INR");
            var line = OrderLine.of(
                            new OrderLineId(new UUID(0, 3)),
                            3,
                            Measure.QUANTITY,
                            0,
                            Price.of("EUR", "1"),
                            new Rate(inr, new BigDecimal("80")))
                    .order(of("10"))
                    .after();
            var invoiceRate = new Rate(inr, new BigDecimal("90"));

            var billed = does(line, it -> it.receive(of("10")), it -> it.invoice(of("10"), euro("10"), invoiceRate));

            assertThat(billed.sums().of(FactKind.INVOICED).book()).isEqualTo(Money.of(inr, 800));
            assertThat(billed.standing().grniBook()).isEqualTo(Money.of(inr, 0));
            assertThat(billed.standing().rateVariance(invoiceRate)).isEqualTo(Money.of(inr, 100));
            assertThat(billed.standing().grni()).isEqualTo(euro("0"));
        }

        @Test
        void inAFewClaimsGoesPastTheToleranceOnTheWholeOrder() {
            var first = does(ordered("1000", "10"), it -> it.claim(of("800"), euro("8640")));
            var second = does(
                    first,
                    it -> it.unclaim(of("800"), euro("8640")).then(l -> l.invoice(of("800"), euro("8640"))),
                    it -> it.claim(of("100"), euro("1080")));
            var third = does(second, it -> it.claim(of("200"), euro("2160")));

            assertThat(first.standing().beyondOrder()).isEqualTo(euro("-1360"));
            assertThat(second.standing().beyondOrder()).isEqualTo(euro("-280"));
            assertThat(third.standing().beyondOrder()).isEqualTo(euro("1880"));
        }

        @Test
        void isReceivedUpToItsAllowanceAndNotOneBeyond() {
            var line = allowing(ordered("100", "10"), "2", "0");

            assertThat(line.receive(of("102")).after().standing().netReceived()).isEqualTo(of("102"));
            assertThat(refused(() -> line.receive(of("103"))).code()).isEqualTo("over-receipt");
        }

        @Test
        void thatIsCountedInMoneyIsCompleteByAmount() {
            var line = does(
                    amountOnly("1000"),
                    it -> it.receive(of("400")),
                    it -> it.invoice(of("400"), euro("400")),
                    it -> it.receive(of("600")),
                    it -> it.invoice(of("600"), euro("600")),
                    it -> it.pay(euro("1000")));

            assertThat(row(line)).isEqualTo("1000 0 1000 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 1000");
            assertThat(line.standing().complete()).isTrue();
        }

        @Test
        void thatWasPaidAndWentBackHasMoneyToComeBack() {
            var line = does(
                    ordered("10", "10"),
                    it -> it.receive(of("10")),
                    it -> it.invoice(of("10"), euro("100")),
                    it -> it.pay(euro("100")),
                    it -> it.returnForCredit(of("6")),
                    it -> it.credit(of("6"), euro("60")));
            var refunded = does(line, it -> it.pay(euro("-60")));

            assertThat(row(line)).isEqualTo("10 6 10 6 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / -60 / 100");
            assertThat(line.standing().complete()).isFalse();
            assertThat(row(refunded)).isEqualTo("10 6 10 6 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 40");
            assertThat(refunded.standing().complete()).isTrue();
        }
    }

    @Nested
    class Writes {

        @Test
        void aReturnForCreditAsGoodsBackAndNoLongerWanted() {
            var returned = does(ordered("10", "10"), it -> it.receive(of("10"))).returnForCredit(of("3"));

            assertThat(returned.facts())
                    .containsExactly(
                            fact(FactKind.RETURNED, "3", "0", "30"),
                            fact(FactKind.RETURNED_FOR_CREDIT, "3", "0", "0"),
                            fact(FactKind.CANCELLED, "3", "0", "30"));
        }

        @Test
        void onlyWhatWasStillWantedAsCancelledWhenAnOverReceiptGoesBack() {
            var over = does(allowing(ordered("10", "10"), "2", "0"), it -> it.receive(of("12")));

            var returned = over.returnForCredit(of("3"));

            assertThat(returned.facts())
                    .containsExactly(
                            fact(FactKind.RETURNED, "3", "0", "30"),
                            fact(FactKind.RETURNED_FOR_CREDIT, "3", "0", "0"),
                            fact(FactKind.CANCELLED, "1", "0", "10"));
        }

        @Test
        void aRejectionAtTheDockAsReceivedAndReturnedAndNeverPayable() {
            var toReplace = ordered("10", "10").rejectAtDock(of("2"), Disposition.REPLACE);
            var forCredit = ordered("10", "10").rejectAtDock(of("2"), Disposition.CREDIT);

            assertThat(toReplace.facts())
                    .containsExactly(fact(FactKind.RECEIVED, "2", "0", "20"), fact(FactKind.RETURNED, "2", "0", "20"));
            assertThat(row(toReplace.after())).isEqualTo("2 2 0 0 | 10 / 10 / 0 | 0 | 0 | 100 / 0 / 0 / 0");
            assertThat(forCredit.facts())
                    .containsExactly(
                            fact(FactKind.RECEIVED, "2", "0", "20"),
                            fact(FactKind.RETURNED, "2", "0", "20"),
                            fact(FactKind.CANCELLED, "2", "0", "20"));
            assertThat(row(forCredit.after())).isEqualTo("2 2 0 0 | 8 / 8 / 0 | 0 | 0 | 80 / 0 / 0 / 0");
            assertThat(forCredit.after().standing().billableNow(BillingBasis.RECEIVED))
                    .isEqualTo(of("0"));
        }

        @Test
        void goodsBeyondTheOrderThatAreRejectedAtTheDock() {
            var full = does(ordered("10", "10"), it -> it.receive(of("10")));

            var rejected = full.rejectAtDock(of("1"), Disposition.CREDIT);

            assertThat(row(rejected.after())).isEqualTo("11 1 0 0 | 0 / 10 / 0 | 100 | 0 | 0 / 100 / 0 / 0");
        }

        @Test
        void aReversedReturnForCreditAsWantedAgain() {
            var received = does(ordered("10", "10"), it -> it.receive(of("10")));
            var returned = received.returnForCredit(of("4"));

            var reversed = returned.after().reverse(returned.facts()).after();

            assertThat(reversed).isEqualTo(received);
        }

        @Test
        void aReversedShortCloseAsOpenAgain() {
            var received = does(ordered("10", "10"), it -> it.receive(of("4")));
            var closed = received.shortClose();

            var reopened = closed.after().reverse(closed.facts()).after();

            assertThat(reopened).isEqualTo(received);
        }

        @Test
        void aReversedReceiptOfAnEarlierPriceWithinWhatBillsHaveLeft() {
            var first = ordered("10", "10").receive(of("5"));
            var line = does(
                    first.after(),
                    it -> it.revise(of("10"), Price.of("EUR", "12")),
                    it -> it.receive(of("5")),
                    it -> it.invoice(of("5"), euro("55")));

            var reversed = line.reverse(first.facts());

            assertThat(reversed.facts()).containsExactly(fact(FactKind.RECEIVED, "-5", "0", "-55"));
            assertThat(reversed.after().standing().grni()).isEqualTo(euro("0"));
        }

        @Test
        void aPriceCorrectionAsACreditOfNoQuantity() {
            var line = does(
                    ordered("10", "10"),
                    it -> it.receive(of("10")),
                    it -> it.invoice(of("10"), euro("120")),
                    it -> it.credit(of("0"), euro("20")));

            assertThat(row(line)).isEqualTo("10 0 10 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 100 / 0");
        }

        @Test
        void nothingForARevisionThatChangesNothing() {
            var line =
                    allowing(ordered("300", "10"), "3", "0").receive(of("303")).after();

            assertThat(line.revise(of("300"), Price.of("EUR", "10")).facts()).isEmpty();
        }

        @Test
        void whatARevisionTakesIntoTheOrderAtTheValueItWasReceivedAt() {
            var line =
                    allowing(ordered("300", "10"), "3", "0").receive(of("303")).after();

            var revised = line.revise(of("303"), Price.of("EUR", "12"));

            assertThat(revised.facts()).containsExactly(fact(FactKind.ORDERED, "3", "30", "30"));
        }

        @Test
        void whatARevisionLeavesOutAsNoLongerOrdered() {
            var omitted = ordered("10", "10").omit();

            assertThat(omitted.facts()).containsExactly(fact(FactKind.ORDERED, "-10", "-100", "-100"));
            assertThat(row(omitted.after())).isEqualTo("0 0 0 0 | 0 / 0 / 0 | 0 | 0 | 0 / 0 / 0 / 0");
        }

        @Test
        void theVendorsWordWithoutTouchingAnythingElse() {
            var line = does(
                    ordered("10", "10"),
                    it -> it.acknowledge(of("10")),
                    it -> it.acknowledge(of("-2")),
                    it -> it.ship(of("8")));

            assertThat(line.sums().of(FactKind.ACKNOWLEDGED).quantity()).isEqualTo(of("8"));
            assertThat(line.sums().of(FactKind.SHIPPED).quantity()).isEqualTo(of("8"));
            assertThat(row(line)).isEqualTo("0 0 0 0 | 10 / 10 / 0 | 0 | 0 | 100 / 0 / 0 / 0");
        }
    }

    @Nested
    class Refuses {

        @Test
        void moreThanIsWantedAndSaysEveryFigure() {
            var line = allowing(ordered("100", "10"), "2", "0");

            var refusal = refused(() -> line.receive(of("103")));

            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE);
            assertThat(refusal.facts().named())
                    .containsExactlyEntriesOf(orderedMap(
                            "line", "1",
                            "measure", "net received",
                            "expected", "100",
                            "actual", "103",
                            "allowed", "102",
                            "rule", "over-receipt",
                            "lifted-by", "buyer"));
        }

        @Test
        void toReceiveAfterItWasClosedShort() {
            var line = does(ordered("10", "10"), OrderLine::shortClose);

            assertThat(refused(() -> line.receive(of("1"))).code()).isEqualTo("over-receipt");
        }

        @Test
        void toBeInvoicedBeyondOrderAndReceipts() {
            var line = ordered("10", "10");

            assertThat(refused(() -> line.invoice(of("10.001"), euro("100"))).code())
                    .isEqualTo("over-invoice");
            assertThat(allowing(line, "0", "1").invoice(of("11"), euro("110")).facts())
                    .hasSize(1);
        }

        @Test
        void toReturnMoreThanWasReceived() {
            var line = does(ordered("10", "10"), it -> it.receive(of("4")), it -> it.returnToReplace(of("1")));

            assertThat(refused(() -> line.returnToReplace(of("4"))).code()).isEqualTo("over-return");
            assertThat(refused(() -> line.returnForCredit(of("4"))).code()).isEqualTo("over-return");
        }

        @Test
        void toReverseAReceiptThatPartlyWentBack() {
            var receipt = ordered("10", "10").receive(of("4"));
            var line = does(receipt.after(), it -> it.returnToReplace(of("1")));

            assertThat(refused(() -> line.reverse(receipt.facts())).code()).isEqualTo("over-return");
        }

        @Test
        void toReverseAReceiptOfGoodsBeyondTheOrderThatWereBilled() {
            var receipt = allowing(ordered("10", "10"), "2", "0").receive(of("12"));
            var line = does(receipt.after(), it -> it.invoice(of("12"), euro("120")));

            assertThat(refused(() -> line.reverse(receipt.facts())).code()).isEqualTo("over-invoice");
        }

        @Test
        void toReverseABillThatWasCreditedOrPaid() {
            var bill = does(ordered("10", "10"), it -> it.receive(of("10"))).invoice(of("10"), euro("100"));
            var credited = does(bill.after(), it -> it.credit(of("1"), euro("10")));
            var paid = does(bill.after(), it -> it.pay(euro("100")));

            assertThat(refused(() -> credited.reverse(bill.facts())).code()).isEqualTo("over-credit");
            assertThat(refused(() -> paid.reverse(bill.facts())).code()).isEqualTo("over-payment");
        }

        @Test
        void toBeCreditedBeyondItsInvoices() {
            var line = does(ordered("10", "10"), it -> it.invoice(of("4"), euro("40")));

            assertThat(refused(() -> line.credit(of("5"), euro("40"))).code()).isEqualTo("over-credit");
            assertThat(refused(() -> line.credit(of("4"), euro("40.01"))).code())
                    .isEqualTo("over-credit");
        }

        @Test
        void toBeCreditedForWhatWasForgone() {
            var line = does(
                    ordered("2", "10"),
                    it -> it.receive(of("2")),
                    it -> it.invoice(of("2"), euro("20")),
                    it -> it.returnForCredit(of("1")),
                    it -> it.waive(of("1")));

            assertThat(refused(() -> line.credit(of("2"), euro("20"))).code()).isEqualTo("over-credit");
        }

        @Test
        void toForgoACreditThatIsNotExpected() {
            var line = does(ordered("10", "10"), it -> it.receive(of("5")), it -> it.invoice(of("5"), euro("50")));

            assertThat(refused(() -> line.waive(of("1"))).code()).isEqualTo("over-waiver");
        }

        @Test
        void toBePaidBeyondItsInvoicesOrTakenBackBeyondItsCredits() {
            var line = does(
                    ordered("10", "10"), it -> it.invoice(of("10"), euro("100")), it -> it.credit(of("1"), euro("10")));

            assertThat(refused(() -> line.pay(euro("100.01"))).code()).isEqualTo("over-payment");
            assertThat(refused(() -> line.pay(euro("-10.01"))).code()).isEqualTo("over-refund");
            assertThat(line.pay(euro("-10")).facts()).hasSize(1);
        }

        @Test
        void toReleaseMoreThanIsClaimed() {
            var line = does(ordered("10", "10"), it -> it.claim(of("3"), euro("30")));

            assertThat(refused(() -> line.unclaim(of("4"), euro("30"))).code()).isEqualTo("below-zero");
            assertThat(refused(() -> line.unclaim(of("3"), euro("31"))).code()).isEqualTo("below-zero");
        }

        @Test
        void toTakeBackMoreThanWasAcknowledged() {
            assertThat(refused(() -> ordered("10", "10").acknowledge(of("-1"))).code())
                    .isEqualTo("below-zero");
        }

        @Test
        void toBeClosedShortWhenNothingIsOpen() {
            var line = does(ordered("10", "10"), it -> it.receive(of("10")));

            assertThat(refused(line::shortClose).code()).isEqualTo("nothing-open");
        }

        @Test
        void toBeReducedBelowWhatWasInvoicedOrLeftOut() {
            var line = does(ordered("10", "10"), it -> it.invoice(of("6"), euro("60")));

            assertThat(refused(() -> line.revise(of("5"), line.price())).code()).isEqualTo("below-floor");
            assertThat(refused(line::omit).code()).isEqualTo("below-floor");
            assertThat(line.revise(of("6"), line.price()).facts()).hasSize(1);
        }

        @Test
        void actsOfNoQuantity() {
            var line = does(ordered("10", "10"), it -> it.receive(of("5")));

            assertThat(refused(() -> draft("10").order(of("0"))).code()).isEqualTo("quantity-zero");
            assertThat(refused(() -> line.receive(of("0.0004"))).code()).isEqualTo("quantity-zero");
            assertThat(refused(() -> line.ship(of("-1"))).code()).isEqualTo("quantity-zero");
            assertThat(refused(() -> line.rejectAtDock(of("0"), Disposition.CREDIT))
                            .code())
                    .isEqualTo("quantity-zero");
            assertThat(refused(() -> line.returnToReplace(of("-1"))).code()).isEqualTo("quantity-zero");
            assertThat(refused(() -> line.returnForCredit(of("-1"))).code()).isEqualTo("quantity-zero");
            assertThat(refused(() -> line.waive(of("0"))).code()).isEqualTo("quantity-zero");
        }

        @Test
        void documentsThatSayNothingOrLessThanNothing() {
            var line = ordered("10", "10");

            assertThat(refused(() -> line.claim(of("0"), euro("0"))).code()).isEqualTo("nothing-said");
            assertThat(refused(() -> line.invoice(of("-1"), euro("10"))).code()).isEqualTo("nothing-said");
            assertThat(refused(() -> line.credit(of("1"), euro("-10"))).code()).isEqualTo("nothing-said");
        }

        @Test
        void anotherCurrencyThanTheOrders() {
            var dollars = Money.of(CurrencyUnit.USD, 10);

            assertThat(refused(() -> ordered("10", "10").invoice(of("1"), dollars))
                            .code())
                    .isEqualTo("currency");
        }

        @Test
        void aQuantityThatIsNotTheAmountWhereItIsCountedInMoney() {
            var line = amountOnly("1000");

            assertThat(refused(() -> line.invoice(of("1"), euro("400"))).code()).isEqualTo("amount-line");
            assertThat(line.counted(of("1"), euro("400"))).isEqualTo(of("400"));
            assertThat(refused(() -> line.revise(of("1000"), Price.of("EUR", "2")))
                            .code())
                    .isEqualTo("amount-line-price");
            assertThat(refused(() -> line.receive(of("1000.01"))).code()).isEqualTo("over-receipt");
            assertThat(refused(() -> line.invoice(of("1000.01"), euro("1000.01")))
                            .code())
                    .isEqualTo("over-invoice");
        }

        @Test
        void allowancesBelowWhatTheyAreNeededFor() {
            var line = does(allowing(ordered("10", "10"), "2", "0"), it -> it.receive(of("12")));

            assertThat(refused(() -> line.allowing(Allowances.NONE)).code()).isEqualTo("over-receipt");
            assertThat(refused(() -> new Allowances(of("-1"), of("0"))).code()).isEqualTo("allowance-negative");
        }
    }

    @SafeVarargs
    private static OrderLine does(OrderLine line, Function<OrderLine, Posting>... acts) {
        var after = line;
        for (var act : acts) {
            after = act.apply(after).after();
        }
        return after;
    }

    private static Refusal refused(ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act);
    }

    private static LineFact fact(FactKind kind, String quantity, String amount, String value) {
        return new LineFact(kind, of(quantity), euro(amount), euro(value), euro(value));
    }

    private static Map<String, String> orderedMap(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
