package org.countersign.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.countersign.invoice.ABill.aBill;
import static org.countersign.invoice.ABill.aCredit;
import static org.countersign.order.AnOrder.anOrder;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.fulfilment.ReceiptContent;
import org.countersign.invoice.match.HoldReason;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.AnOrder;
import org.countersign.order.FactKind;
import org.countersign.order.OrderLine;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Rate;
import org.countersign.tolerance.Caps;
import org.countersign.tolerance.Limit;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.ToleranceRule;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvoicingTest {

    private static TestDatabase database;
    private static InvoiceModules modules;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        modules = new InvoiceModules(database.app());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    // ---- situations

    @Test
    void situation1_aQuantityLineIsCompleteByQuantityAndTheCheaperPriceIsAVariance() {
        var order = order().line("bolt", 100, "10.00").issued();
        modules.receive(order, 1, 100, at);

        var invoice = modules.capture(aBill(order, "R-1").line(1, 100, "9.00").content(), at.apClerk);
        modules.pay(invoice, at.payer);

        assertThat(invoice.standing().posted()).isTrue();
        assertThat(line(order, 1).standing().priceVariance()).isEqualTo(euro("-100"));
        assertThat(line(order, 1).standing().openToInvoice()).isEqualTo(Quantity.ZERO);
        assertThat(modules.order(order, at).phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 0.00 / 900.00");
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation3_aNewPriceLeavesTwentyToBillAndHoldsForThoseOnly() {
        var order = order().line("bolt", 30, "10.00").issued();
        modules.receive(order, 1, 10, at);
        modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);

        modules.reprice(order, 1, 30, "12.00", at);
        var left = line(order, 1).standing().openToInvoice();
        modules.receive(order, 1, 20, at);
        var second = modules.capture(aBill(order, "R-2").line(1, 20, "12.00").content(), at.apClerk);

        assertThat(left).isEqualTo(Quantity.of(20));
        assertThat(second.standing().posted()).isTrue();
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 340.00 / 0.00");
    }

    @Test
    void situation4_aFreeSampleIsCompleteByQuantityAndSettledAtOnce() {
        var order = order().line("sample", 5, "0.00").issued();
        modules.receive(order, 1, 5, at);

        var invoice = modules.capture(aBill(order, "R-1").line(1, 5, "0.00").content(), at.apClerk);

        assertThat(invoice.standing().ended()).contains(Invoice.Ending.SETTLED);
        assertThat(modules.order(order, at).phase()).isEqualTo(OrderPhase.ENDED);
    }

    @Test
    void situation6_twoLinesOfTheSameGoodsAreToldApartByTheirLine() {
        var order = order().line("bolt", 10, "7.00").line("bolt", 10, "7.00").issued();
        modules.receive(order, 2, 10, at);

        var invoice = modules.capture(aBill(order, "R-1").line(2, 10, "7.00").content(), at.apClerk);

        assertThat(invoice.standing().posted()).isTrue();
        assertThat(invoiced(order, 1)).isEqualTo("0");
        assertThat(invoiced(order, 2)).isEqualTo("10");
    }

    @Test
    void situation7_anInvoiceBeforeItsReceiptsIsHeldAndFreesItself() {
        var order = order().line("bolt", 10, "10.00").issued();

        var invoice = modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);
        var first = holds(invoice);
        modules.receive(order, 1, 6, at);
        goodsReceived(order);
        var second = holds(invoice);
        modules.receive(order, 1, 4, at);
        goodsReceived(order);

        assertThat(first).containsExactly("NO_RECEIPT 1 receiver");
        assertThat(second).containsExactly("QUANTITY 1 receiver");
        assertThat(modules.view(invoice, at.apClerk).state()).isEqualTo(InvoiceView.State.READY);
        assertThat(line(order, 1).sums().of(FactKind.CLAIMED).quantity()).isEqualTo(Quantity.ZERO);
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 100.00 / 0.00");
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation9_aReversedInvoiceTakesBackOnlyWhatWasBilled() {
        var order = order().line("bolt", 100, "1.00").issued();
        modules.receive(order, 1, 100, at);
        var invoice = modules.capture(aBill(order, "R-1").line(1, 40, "1.00").content(), at.apClerk);

        act(at.finance, () -> modules.invoicing.reverse(invoice.id(), "billed to the wrong company", at.finance));

        assertThat(line(order, 1).standing().netReceived()).isEqualTo(Quantity.of(100));
        assertThat(invoiced(order, 1)).isEqualTo("0");
        assertThat(modules.budget(at)).isEqualTo("0.00 / 100.00 / 0.00 / 0.00");
        assertThatThrownBy(
                        () -> act(at.finance, () -> modules.invoicing.reverse(invoice.id(), "once more", at.finance)))
                .isInstanceOf(Refusal.class);
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation12_aHoldSaysLineMeasureExpectedActualAllowedRuleAndWhoseMoveItIs() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);

        var invoice = modules.capture(aBill(order, "R-1").line(1, 12, "10.00").content(), at.apClerk);

        var hold = modules.view(invoice, at.apClerk).holds().getFirst();
        assertThat(hold.reason()).isEqualTo(HoldReason.QUANTITY);
        assertThat(hold.line()).isEqualTo("1");
        assertThat(hold.figures())
                .contains(new Hold.Figures(
                        Measure.QUANTITY_RECEIVED, BigDecimal.valueOf(10), BigDecimal.valueOf(12), "0"));
        assertThat(hold.rule()).isEqualTo("exact");
        assertThat(hold.owner().role().code()).isEqualTo("ap_clerk");
        assertThat(hold.dueOn()).isEqualTo(LocalDate.of(2026, 6, 17));
        assertThat(hold.wayOut()).contains(order.number() + "/1");
    }

    @Test
    void situation14_theVendorsTaxIsKeptAsPrintedAndTheDifferenceIsJudged() {
        var order = order().line("bolt", 1, "121.58").issued();
        modules.receive(order, 1, 1, at);

        var held = modules.capture(
                aBill(order, "R-1").line(1, 1, "121.58").tax("23.25").content(), at.apClerk);
        tolerate(rule("tax", Measure.TAX, "0.20"));
        again();

        var view = modules.view(held, at.apClerk);
        assertThat(view.state()).isEqualTo(InvoiceView.State.READY);
        assertThat(view.invoice().totals().tax()).isEqualTo(euro("23.25"));
        assertThat(view.invoice().totals().payable()).isEqualTo(euro("144.83"));
        assertThat(view.differences())
                .extracting(InvoiceView.Difference::reason)
                .containsExactly(HoldReason.TAX);
    }

    @Test
    void situation15_whatIsPayableIsWhatTheVendorsDocumentSays() {
        var order = order().line("bolt", 1, "3.03").issued();
        modules.receive(order, 1, 1, at);

        var invoice = modules.capture(
                aBill(order, "R-1").line(1, 1, "3.03").tax("0.57").content(), at.apClerk);

        assertThat(invoice.totals().payable()).isEqualTo(euro("3.60"));
    }

    @Test
    void situation16_aCreditNoteForReturnedGoodsLeavesGrossTenCreditedThreeNetSeven() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);
        modules.returnForCredit(order, 1, 3, at);

        var credit =
                modules.capture(aCredit(order, "G-1", "R-1").line(1, 3, "10.00").content(), at.apClerk);

        assertThat(credit.standing().posted()).isTrue();
        assertThat(credit.number()).startsWith("CRN-2026-");
        assertThat(line(order, 1).sums().of(FactKind.INVOICED).quantity()).isEqualTo(Quantity.of(10));
        assertThat(line(order, 1).sums().of(FactKind.CREDITED).quantity()).isEqualTo(Quantity.of(3));
        assertThat(line(order, 1).standing().netInvoiced()).isEqualTo(Quantity.of(7));
        assertThat(line(order, 1).standing().creditExpected()).isEqualTo(Quantity.ZERO);
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 70.00 / 0.00");
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation17_aBillForReturnedGoodsIsMatchedAtGrossAndACreditIsExpected() {
        var order = order().line("bolt", 25, "10.00").issued();
        modules.receive(order, 1, 25, at);
        modules.returnForCredit(order, 1, 5, at);

        var invoice = modules.capture(aBill(order, "R-1").line(1, 25, "10.00").content(), at.apClerk);

        assertThat(invoice.standing().posted()).isTrue();
        assertThat(line(order, 1).standing().creditExpected()).isEqualTo(Quantity.of(5));
        assertThat(modules.view(invoice, at.apClerk).differences())
                .extracting(InvoiceView.Difference::reason)
                .containsExactly(HoldReason.CREDIT_EXPECTED);
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 250.00 / 0.00");
    }

    @Test
    void situation17_theInvoiceAndItsCreditArePaidTogetherAndTheOrderIsComplete() {
        var order = order().line("bolt", 25, "10.00").issued();
        modules.receive(order, 1, 25, at);
        modules.returnForCredit(order, 1, 5, at);
        var invoice = modules.capture(aBill(order, "R-1").line(1, 25, "10.00").content(), at.apClerk);
        var credit =
                modules.capture(aCredit(order, "G-1", "R-1").line(1, 5, "10.00").content(), at.apClerk);

        modules.pay(invoice, at.payer);
        modules.pay(credit, at.payer);

        assertThat(line(order, 1).sums().of(FactKind.PAID).amount()).isEqualTo(euro("200"));
        assertThat(modules.order(order, at).phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 0.00 / 200.00");
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation18_oneReturnedOfAHundredBilledLeavesACreditExpected() {
        var order = order().line("bolt", 100, "2.00").issued();
        modules.receive(order, 1, 100, at);
        var invoice = modules.capture(aBill(order, "R-1").line(1, 100, "2.00").content(), at.apClerk);
        modules.returnForCredit(order, 1, 1, at);
        modules.pay(invoice, at.payer);

        var after = modules.order(order, at);

        assertThat(line(order, 1).standing().creditExpected()).isEqualTo(Quantity.of(1));
        assertThat(line(order, 1).standing().grni()).isEqualTo(euro("-2"));
        assertThat(after.kept().creditExpected()).isEqualTo(1);
        assertThat(after.phase()).isEqualTo(OrderPhase.OPEN);
    }

    @Test
    void situation50_aLiftedInvoiceBeforeItsReceiptTakesTheWholeCommitment() {
        var order = order().line("bolt", 10, "10.00").issued();
        var invoice = modules.capture(aBill(order, "R-1").line(1, 10, "11.00").content(), at.apClerk);

        lift(invoice, HoldReason.NO_RECEIPT, "prepayment agreed", at.finance);
        var posted = lift(invoice, HoldReason.PRICE, "price agreed by phone", at.finance);

        assertThat(posted.standing().posted()).isTrue();
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 110.00 / 0.00");
        assertThat(line(order, 1).standing().grni()).isEqualTo(euro("-100"));
        assertThat(line(order, 1).standing().priceVariance()).isEqualTo(euro("10"));
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void situation53_threeOfTenBilledReleaseThreeOfTheCommitment() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 3, at);

        modules.capture(aBill(order, "R-1").line(1, 3, "10.00").content(), at.apClerk);

        assertThat(modules.budget(at)).isEqualTo("70.00 / 0.00 / 30.00 / 0.00");
    }

    @Test
    void situation57_goodsClearAtTheRateOfTheirReceiptAndTheInvoicesRateIsAVarianceOfItsOwn() {
        var order = order().in(CurrencyUnit.USD, "80").line("bolt", 10, "1.00").issued();
        modules.receive(order, 1, 10, at);

        var invoice = modules.capture(
                aBill(order, "R-1").rate("90").line(1, 10, "1.00").content(), at.apClerk);

        assertThat(invoice.standing().posted()).isTrue();
        assertThat(line(order, 1).standing().grniBook()).isEqualTo(euro("0"));
        assertThat(line(order, 1).standing().rateVariance(new Rate(CurrencyUnit.EUR, new BigDecimal("90"))))
                .isEqualTo(euro("100"));
    }

    @Test
    void situation73_aNumberOfLastYearIsStillTheSameNumber() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.capture(
                aBill(order, "2025/17")
                        .issuedOn(LocalDate.of(2025, 4, 1))
                        .line(1, 5, "10.00")
                        .content(),
                at.apClerk);

        var refusal = refused(() -> modules.capture(
                aBill(order, "2025-17")
                        .issuedOn(LocalDate.of(2026, 4, 1))
                        .line(1, 5, "10.00")
                        .content(),
                at.apClerk));

        assertThat(refusal.code()).isEqualTo("duplicate-invoice");
    }

    @Test
    void situation72_theSameNumberIsRefusedWhateverItsDateAndForm() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        var first = modules.capture(aBill(order, "INV-001").line(1, 5, "10.00").content(), at.apClerk);
        var again = aBill(order, "inv 1")
                .issuedOn(LocalDate.of(2026, 6, 9))
                .line(1, 5, "10.00")
                .content();

        var refusal = refused(() -> modules.capture(again, at.apClerk));

        assertThat(refusal.code()).isEqualTo("duplicate-invoice");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.facts().named())
                .containsEntry("first", first.id().toString())
                .containsEntry("number", first.number());
    }

    @Test
    void situation72_aDuplicateEnteredWithAReasonWaitsForASecondPerson() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        modules.capture(aBill(order, "7").line(1, 5, "10.00").content(), at.apClerk);
        var again = aBill(order, "7").line(1, 5, "10.00").content();

        var duplicate = act(
                at.finance,
                () -> modules.invoicing.captureDuplicate(
                        again, new Origin.ByHand(), "the vendor used the number twice", at.finance));
        var own = refused(() -> lift(duplicate, HoldReason.DUPLICATE, "it is right", at.finance));
        var decided = lift(duplicate, HoldReason.DUPLICATE, "checked with the vendor", at.otherFinance);

        assertThat(holds(duplicate)).isEmpty();
        assertThat(own.code()).isEqualTo("own-duplicate");
        assertThat(decided.standing().posted()).isTrue();
        assertThat(invoiced(order, 1)).isEqualTo("10");
    }

    @Test
    void aRejectedInvoiceFreesItsNumberForACorrectedOne() {
        var order = order().line("bolt", 10, "10.00").issued();
        var wrong = modules.capture(aBill(order, "7").line(1, 10, "12.00").content(), at.apClerk);

        act(at.apClerk, () -> modules.invoicing.reject(wrong.id(), "wrong price", at.apClerk));
        modules.receive(order, 1, 10, at);
        var corrected = modules.capture(aBill(order, "7").line(1, 10, "10.00").content(), at.apClerk);

        assertThat(corrected.standing().posted()).isTrue();
        assertThat(line(order, 1).sums().of(FactKind.CLAIMED).quantity()).isEqualTo(Quantity.ZERO);
        assertThat(modules.differences(at)).isEmpty();
    }

    // ---- several at once

    @Test
    void theConsumerFreesWhatAReceiptAnsweredAndAReplayChangesNothing() {
        var order = order().line("bolt", 10, "10.00").issued();
        var invoice = modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);
        act(
                at.receiver,
                () -> modules.receiving.receive(
                        order.id(),
                        new ReceiptContent(
                                LocalDate.of(2026, 6, 10),
                                "",
                                "",
                                List.of(ReceiptContent.Line.good(
                                        order.lineNumbered(1).orElseThrow().id(), Quantity.of(10)))),
                        at.receiver));

        modules.catchUp(database);
        var freed = modules.view(invoice, at.apClerk);
        modules.catchUp(database);

        assertThat(freed.state()).isEqualTo(InvoiceView.State.READY);
        assertThat(modules.view(invoice, at.apClerk).run()).isEqualTo(freed.run());
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void twoHeldInvoicesDoNotBlockEachOtherAndTheEarlierOneGoesFirst() {
        var order = order().line("bolt", 10, "10.00").issued();
        var first = modules.capture(aBill(order, "A").line(1, 10, "10.00").content(), at.apClerk);
        var second = modules.capture(aBill(order, "B").line(1, 10, "10.00").content(), at.apClerk);

        modules.receive(order, 1, 10, at);
        goodsReceived(order);

        assertThat(modules.view(first, at.apClerk).state()).isEqualTo(InvoiceView.State.READY);
        assertThat(holds(second)).containsExactly("QUANTITY 1 ap_clerk");
        assertThat(invoiced(order, 1)).isEqualTo("10");
    }

    @Test
    void matchingAgainWithoutAnythingNewWritesNothing() {
        var order = order().line("bolt", 10, "10.00").issued();
        var invoice = modules.capture(aBill(order, "A").line(1, 10, "10.00").content(), at.apClerk);

        again();
        again();

        assertThat(modules.view(invoice, at.apClerk).run().orElseThrow().number())
                .isEqualTo(1);
    }

    @Test
    void oneInvoiceBillsLinesOfSeveralOrders() {
        var one = order().line("bolt", 10, "10.00").issued();
        var other = order().line("nut", 20, "1.00").issued();
        modules.receive(one, 1, 4, at);
        modules.receive(one, 1, 6, at);
        modules.receive(other, 1, 20, at);

        var invoice = modules.capture(
                aBill(one, "R-1")
                        .line(1, 10, "10.00")
                        .line(other.number() + "/1", "20", "1.00")
                        .content(),
                at.apClerk);

        assertThat(invoice.standing().posted()).isTrue();
        assertThat(invoice.orders()).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(invoiced(other, 1)).isEqualTo("20");
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void acceptedChargesWeighOnTheBudgetOfTheLinesAndArePaidWithThem() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        tolerate(rule("freight", Measure.FREIGHT, "30"));

        var invoice = modules.capture(
                aBill(order, "R-1")
                        .line(1, 10, "10.00")
                        .charge("Freight", "25.00")
                        .content(),
                at.apClerk);
        var posted = modules.budget(at);
        modules.pay(invoice, at.payer);

        assertThat(posted).isEqualTo("0.00 / 0.00 / 125.00 / 0.00");
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 0.00 / 125.00");
        assertThat(modules.order(order, at).phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void anInvoicePaidInThreePartsHasPaidExactlyItsNet() {
        var order = order().line("bolt", 1, "100.00").line("nut", 1, "0.01").issued();
        modules.receive(order, 1, 1, at);
        modules.receive(order, 2, 1, at);
        var invoice = modules.capture(
                aBill(order, "R-1").line(1, 1, "100.00").line(2, 1, "0.01").content(), at.apClerk);

        for (var part : List.of("39.67", "39.67", "39.67")) {
            act(at.payer, () -> modules.settle(invoice.id(), euro(part), at.payer));
        }

        assertThat(line(order, 1).sums().of(FactKind.PAID).amount()).isEqualTo(euro("100.00"));
        assertThat(line(order, 2).sums().of(FactKind.PAID).amount()).isEqualTo(euro("0.01"));
        assertThat(modules.view(invoice, at.payer).state()).isEqualTo(InvoiceView.State.PAID);
    }

    @Test
    void anOrderEndsShortClosedThoughItsLastPaymentTouchesAnotherLine() {
        var order = order().line("bolt", 10, "10.00").line("nut", 5, "1.00").issued();
        modules.receive(order, 1, 10, at);
        act(
                at.buyer,
                () -> modules.base.ordering.shortClose(
                        order.id(), Set.of(AnOrder.line(order, 2)), "Out of production", at.buyer));
        var invoice = modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);

        modules.pay(invoice, at.payer);

        assertThat(modules.order(order, at).ended()).contains(PurchaseOrder.Ending.SHORT_CLOSED);
        assertThat(modules.differences(at)).isEmpty();
    }

    @Test
    void noMoreIsSettledThanIsOpen() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        var invoice = modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);

        var refusal = refused(() -> act(at.payer, () -> modules.settle(invoice.id(), euro("119.01"), at.payer)));

        assertThat(refusal.code()).isEqualTo("over-settlement");
    }

    // ---- which order line

    @Test
    void aLineThatNamesNothingWaitsUntilSomebodyLinksIt() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        var invoice =
                modules.capture(aBill(order, "R-1").article("", 10, "10.00").content(), at.apClerk);
        var held = holds(invoice);

        var linked = act(
                at.apClerk,
                () -> modules.invoicing.link(
                        invoice.id(),
                        invoice.lines().getFirst().id(),
                        order.lineNumbered(1).orElseThrow().id(),
                        at.apClerk));

        assertThat(held).containsExactly("LINE 1 ap_clerk");
        assertThat(linked.standing().posted()).isTrue();
        assertThat(invoiced(order, 1)).isEqualTo("10");
    }

    @Test
    void anInvoiceWithoutAnOpenOrderOfItsVendorIsReturned() {
        var order = order().line("bolt", 10, "10.00").issued();
        var anothers = order().of("Nuts AG").line("nut", 1, "1.00").issued();
        var closed = order().line("sample", 1, "0.00").issued();
        modules.receive(closed, 1, 1, at);
        modules.capture(aBill(closed, "S-1").line(1, 1, "0.00").content(), at.apClerk);

        var codes = Stream.of(
                        aBill(order, "1").naming("").article("X", 1, "1.00"),
                        aBill(order, "2").naming("PO-2020-000001").article("X", 1, "1.00"),
                        aBill(order, "3").naming(anothers.number()).article("X", 1, "1.00"),
                        aBill(closed, "4").line(1, 1, "0.00"))
                .map(bill -> refused(() -> modules.capture(bill.content(), at.apClerk))
                        .code());

        assertThat(codes)
                .containsExactly("no-order-number", "unknown-order", "order-of-another-vendor", "order-closed");
    }

    @Test
    void aCreditNoteForThePriceAloneCreditsNoGoods() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.receive(order, 1, 10, at);
        modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);

        var credit =
                modules.capture(aCredit(order, "G-1", "R-1").amount(1, "15.00").content(), at.apClerk);

        assertThat(credit.standing().posted()).isTrue();
        assertThat(line(order, 1).standing().netInvoiced()).isEqualTo(Quantity.of(10));
        assertThat(line(order, 1).sums().netInvoiced().amount()).isEqualTo(euro("85.00"));
        assertThat(modules.budget(at)).isEqualTo("0.00 / 0.00 / 85.00 / 0.00");
    }

    @Test
    void aCreditNoteAboutAnUnknownInvoiceIsRefused() {
        var order = order().line("bolt", 10, "10.00").issued();

        var refusal = refused(() ->
                modules.capture(aCredit(order, "G-1", "R-9").line(1, 1, "10.00").content(), at.apClerk));

        assertThat(refusal.code()).isEqualTo("billing-reference-unknown");
    }

    @Test
    void anInvoiceInAnotherCurrencyIsHeldAndClaimsNothing() {
        var order = order().line("bolt", 10, "10.00").issued();
        var dollars =
                order().in(CurrencyUnit.USD, "0.90").line("nut", 10, "10.00").issued();
        var content =
                aBill(dollars, "R-1").line(order.number() + "/1", "10", "10.00").content();

        var invoice = modules.capture(content, at.apClerk);

        assertThat(holds(invoice)).containsExactly("CURRENCY 1 finance");
        assertThat(line(order, 1).sums().of(FactKind.CLAIMED).quantity()).isEqualTo(Quantity.ZERO);
        assertThat(refused(() -> lift(invoice, HoldReason.CURRENCY, "let it go", at.finance))
                        .code())
                .isEqualTo("not-liftable");
    }

    @Test
    void aToleranceOnQuantityPostsWithRoomForIt() {
        var order = order().line("bolt", 100, "1.00").issued();
        modules.receive(order, 1, 100, at);
        tolerate(rule("two percent", Measure.QUANTITY_RECEIVED, "2"));

        var within = modules.capture(aBill(order, "R-1").line(1, 102, "1.00").content(), at.apClerk);
        var beyond = modules.capture(aBill(order, "R-2").line(1, 1, "1.00").content(), at.apClerk);

        assertThat(within.standing().posted()).isTrue();
        assertThat(line(order, 1).allowances().overInvoice()).isEqualTo(Quantity.of(2));
        assertThat(holds(beyond)).containsExactly("QUANTITY 1 ap_clerk");
    }

    @Test
    void aVarianceThatTheBudgetLacksHoldsTheInvoiceUntilMoreIsGranted() {
        var order = order().line("plant", 1, "999990.00").issued();
        modules.receive(order, 1, 1, at);
        tolerate(rule("price", Measure.UNIT_PRICE, "100"));

        var invoice =
                modules.capture(aBill(order, "R-1").line(1, 1, "1000050.00").content(), at.apClerk);
        var held = holds(invoice);
        act(at.finance, () -> {
            modules.base.budget.grantOverrun(account(), euro("100"), "price rise agreed", at.finance);
            return true;
        });
        again();

        assertThat(held).containsExactly("BUDGET  finance");
        assertThat(modules.view(invoice, at.apClerk).state()).isEqualTo(InvoiceView.State.READY);
    }

    // ---- who, how, how fast

    @Test
    void onlyThoseWhoEnterInvoicesMay() {
        var order = order().line("bolt", 10, "10.00").issued();
        var content = aBill(order, "R-1").line(1, 10, "10.00").content();

        var refusal = refused(() -> modules.capture(content, at.receiver));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void theSameInvoiceFromTwoSidesAtOnceIsEnteredOnce() throws Exception {
        var order = order().line("bolt", 10, "10.00").issued();
        var content = aBill(order, "R-1").line(1, 10, "10.00").content();
        var start = new CyclicBarrier(2);
        Callable<String> enter = () -> {
            start.await();
            try {
                return modules.capture(content, at.apClerk).number();
            } catch (Refusal refusal) {
                return refusal.code();
            }
        };

        List<String> answers;
        try (var both = Executors.newFixedThreadPool(2)) {
            var futures = both.invokeAll(List.of(enter, enter));
            answers = List.of(futures.get(0).get(), futures.get(1).get());
        }

        assertThat(answers).containsExactlyInAnyOrder("INV-2026-000001", "duplicate-invoice");
    }

    @Test
    void aDraftKeepsItsIdAndHasNoEffectUntilItIsCaptured() {
        var order = order().line("bolt", 10, "10.00").issued();
        var wish = new BillWish(
                order.head().vendor(),
                "R-1",
                LocalDate.of(2026, 6, 1),
                null,
                "EUR",
                null,
                new BigDecimal("100.00"),
                new BigDecimal("19.00"),
                null,
                null,
                null,
                order.number(),
                null,
                null,
                List.of(new BillWish.Line(
                        "1",
                        "bolts",
                        null,
                        BigDecimal.TEN,
                        null,
                        BigDecimal.TEN,
                        null,
                        new BigDecimal("100.00"),
                        "S",
                        BigDecimal.valueOf(19),
                        "1",
                        null)),
                null);
        var body = new Drafting.Body(org.countersign.invoice.match.MatchInput.Kind.INVOICE, wish);

        var id = act(at.apClerk, () -> modules.drafting.write(body, at.apClerk));
        var untouched = line(order, 1).sums().of(FactKind.CLAIMED).quantity();
        var invoice = act(at.apClerk, () -> modules.drafting.capture(id, 1, at.apClerk));

        assertThat(untouched).isEqualTo(Quantity.ZERO);
        assertThat(invoice.id()).isEqualTo(id);
        assertThat(invoice.totals().payable()).isEqualTo(euro("119.00"));
        assertThat(holds(invoice)).containsExactly("NO_RECEIPT 1 receiver");
    }

    @Test
    void listsShowWhatIsHeldWithTheHoldThatIsDueFirst() {
        var order = order().line("bolt", 10, "10.00").issued();
        modules.capture(aBill(order, "R-1").line(1, 10, "10.00").content(), at.apClerk);

        var page = modules.base.transactions.read(
                at.apClerk,
                () -> modules.finder.page(InvoiceFinder.Listing.HELD, java.util.Optional.empty(), "", 50, at.apClerk));

        assertThat(page.rows()).hasSize(1);
        assertThat(page.rows().getFirst().words()).isEqualTo("Held: No receipt; Receiver");
        assertThat(page.rows().getFirst().holdDueOn()).contains(LocalDate.of(2026, 6, 17));
    }

    // ---- how

    private org.countersign.order.AnOrder order() {
        return anOrder(at, modules.base);
    }

    private OrderLine line(PurchaseOrder order, int number) {
        return modules.line(order, number, at);
    }

    private String invoiced(PurchaseOrder order, int number) {
        return line(order, number).standing().netInvoiced().toString();
    }

    private List<String> holds(Invoice invoice) {
        return modules.view(invoice, at.apClerk).holds().stream()
                .filter(hold -> hold.lifting().isEmpty())
                .map(hold -> hold.reason() + " " + hold.line() + " "
                        + hold.owner().role().code())
                .toList();
    }

    private Invoice lift(Invoice invoice, HoldReason reason, String why, Actor by) {
        var hold = modules.view(invoice, at.apClerk).holds().stream()
                .filter(one -> one.reason() == reason)
                .findFirst()
                .orElseThrow();
        return act(by, () -> modules.invoicing.lift(invoice.id(), hold.id(), why, by));
    }

    /** What the consumer does once it has heard of a receipt. */
    private void goodsReceived(PurchaseOrder order) {
        var by = Actor.system(at.organization, "invoice-rematch");
        act(by, () -> {
            modules.invoicing.rematchOf(java.util.Set.of(order.id()), by);
            return true;
        });
    }

    private void again() {
        var by = Actor.system(at.organization, "invoice-rematch");
        act(by, () -> {
            modules.invoicing.rematchAll(by);
            return true;
        });
    }

    private void tolerate(ToleranceRule rule) {
        act(at.finance, () -> modules.tolerances.enter(0, LocalDate.of(2026, 1, 1), List.of(rule), at.finance));
    }

    private static ToleranceRule rule(String id, Measure measure, String absolute) {
        var currency = measure.kind() == Measure.Kind.MONEY ? CurrencyUnit.EUR : null;
        return new ToleranceRule(
                id,
                Scope.everywhere(),
                measure,
                Side.OVER,
                new Limit.Bounded(null, new BigDecimal(absolute), Limit.Combine.BOTH),
                new Caps(null, null),
                currency);
    }

    private org.countersign.budget.BudgetAccountId account() {
        return new org.countersign.budget.BudgetAccountId(modules.base
                .jdbc
                .sql("select id from budget.budget_account where organization_id = :organization")
                .param("organization", at.organization.value())
                .query(java.util.UUID.class)
                .single());
    }

    private static <T> T act(Actor by, java.util.function.Supplier<T> work) {
        return modules.base.transactions.act(by, work);
    }

    private static Refusal refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act);
    }

    private static Money euro(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }
}
