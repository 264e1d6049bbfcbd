package org.countersign.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.countersign.order.AnOrder.anOrder;
import static org.countersign.order.AnOrder.line;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.budget.Cause;
import org.countersign.catalog.ItemId;
import org.countersign.fulfilment.ReceiptContent.Rejection;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.order.Disposition;
import org.countersign.order.FactKind;
import org.countersign.order.LineAct;
import org.countersign.order.LineStanding;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLine;
import org.countersign.order.OrderLineId;
import org.countersign.order.OrderModules;
import org.countersign.order.OrderPhase;
import org.countersign.order.Posting;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Source;
import org.countersign.platform.JournalRow;
import org.countersign.tolerance.Caps;
import org.countersign.tolerance.KeepTolerances;
import org.countersign.tolerance.Limit;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.ToleranceRule;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceivingTest {

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 10);

    private static TestDatabase database;
    private static OrderModules modules;
    private static KeepTolerances tolerances;
    private static Receiving receiving;
    private static ReceiptFinder receipts;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        modules = new OrderModules(database.app());
        tolerances = new KeepTolerances(modules.jdbc, modules.journal, modules.ids, modules.clock);
        receiving = new Receiving(
                modules.jdbc,
                modules.ledger,
                tolerances,
                modules.organizations,
                modules.numbers,
                modules.journal,
                modules.ids,
                modules.clock);
        receipts = new ReceiptFinder(modules.jdbc, modules.access);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @AfterEach
    void sumsAreTheFoldOfFactsAndBudgetsOfTransfers() {
        assertThat(read(() -> modules.orderCheck.differences(at.organization))).isEmpty();
        assertThat(read(() -> modules.budgetCheck.differences(at.organization))).isEmpty();
    }

    // ---- what comes

    @Test
    void aPartOfAnOrderLeavesTheRestToCome() {
        var order = anOrder(at, modules).line("laptop", 10, "1200.00").issued();

        var receipt = receive(order, came(order, 1, "4"));

        assertThat(receipt.number()).isEqualTo("RCV-2026-000001");
        assertThat(standing(order, 1).netReceived()).isEqualTo(Quantity.of(4));
        assertThat(standing(order, 1).openToReceive()).isEqualTo(Quantity.of(6));
        assertThat(budget()).isEqualTo("7200 / 4800 / 0 / 0");
        assertThat(acts(order)).containsExactly("order-issued", "goods-received");
    }

    @Test
    void moreThanIsWantedIsRefusedWithTheFigures() {
        var order = anOrder(at, modules).line("laptop", 10, "1200.00").issued();
        receive(order, came(order, 1, "8"));

        var refusal = refused(() -> receiving.receive(order.id(), content(came(order, 1, "3")), at.receiver));

        assertThat(refusal.code()).isEqualTo("over-receipt");
        assertThat(refusal.facts().named())
                .containsEntry("line", order.number() + "/1")
                .containsEntry("measure", "quantity against ordered")
                .containsEntry("expected", "10")
                .containsEntry("actual", "11")
                .containsEntry("allowed", "10")
                .containsEntry("rule", "exact")
                .containsEntry("lifted-by", "buyer");
        assertThat(standing(order, 1).netReceived()).isEqualTo(Quantity.of(8));
    }

    @Test
    void twoPercentOfAHundredLetsAHundredAndTwoComeAndNotOneMore() {
        var order = anOrder(at, modules).line("bolt", 100, "1.00").issued();
        tolerate(over(Scope.everywhere(), "2"));

        receive(order, came(order, 1, "102"));
        var refusal = refused(() -> receiving.receive(order.id(), content(came(order, 1, "1")), at.receiver));

        assertThat(standing(order, 1).overReceived()).isEqualTo(Quantity.of(2));
        assertThat(refusal.facts().named())
                .containsEntry("expected", "100")
                .containsEntry("actual", "103")
                .containsEntry("allowed", "102")
                .containsEntry("rule", "over 2");
        assertThat(life(order).getLast().ruleVersion()).isEqualTo("1");
    }

    @Test
    void aToleranceOfLessThanAPieceLetsNoPieceThrough() {
        var order = anOrder(at, modules).line("pump", 60, "1.00").issued();
        tolerate(over(Scope.everywhere(), "1"));

        var refusal = refused(() -> receiving.receive(order.id(), content(came(order, 1, "61")), at.receiver));

        assertThat(refusal.code()).isEqualTo("over-receipt");
        assertThat(refusal.facts().named()).containsEntry("allowed", "60.6");
    }

    @Test
    void aRuleForTheVendorOrTheItemWinsOverTheGeneralOne() {
        var item = new ItemId(UUID.randomUUID());
        var order = anOrder(at, modules)
                .line("bolt", 100, "1.00")
                .item(item, "nut", 100, "1.00")
                .issued();
        var vendor = order.head().vendor().value().toString();
        tolerate(
                over(Scope.everywhere(), "1"),
                over(Scope.of(Scope.Dimension.VENDOR, vendor), "2"),
                over(Scope.of(Scope.Dimension.ITEM, item.value().toString()), "3"));

        receive(order, came(order, 1, "102"), came(order, 2, "103"));

        assertThat(standing(order, 1).overReceived()).isEqualTo(Quantity.of(2));
        assertThat(standing(order, 2).overReceived()).isEqualTo(Quantity.of(3));
    }

    @Test
    void whatWasLetThroughOnceStandsWhenTheToleranceShrinks() {
        var order = anOrder(at, modules).line("bolt", 100, "1.00").issued();
        tolerate(over(Scope.everywhere(), "5"));
        receive(order, came(order, 1, "105"));
        giveBack(order, back(order, 1, "4", Disposition.REPLACE));
        tolerate(over(Scope.everywhere(), "2"));

        receive(order, came(order, 1, "1"));

        assertThat(standing(order, 1).overReceived()).isEqualTo(Quantity.of(2));
    }

    @Test
    void damagedGoodsCountAsReceivedAndRejectedAndAreStillToCome() {
        var order = anOrder(at, modules).line("laptop", 10, "1200.00").issued();

        var receipt = receive(order, rejecting(order, 1, "10", "2", Disposition.REPLACE));

        var standing = standing(order, 1);
        assertThat(sum(order, 1, FactKind.RECEIVED)).isEqualTo(Quantity.of(10));
        assertThat(sum(order, 1, FactKind.RETURNED)).isEqualTo(Quantity.of(2));
        assertThat(standing.netReceived()).isEqualTo(Quantity.of(8));
        assertThat(standing.openToReceive()).isEqualTo(Quantity.of(2));
        assertThat(standing.billableNow(org.countersign.order.BillingBasis.RECEIVED))
                .isEqualTo(Quantity.of(8));
        assertThat(budget()).isEqualTo("2400 / 9600 / 0 / 0");
        assertThat(shown(receipt).lines().getFirst().why()).isEqualTo("crushed");
        assertThat(shown(receipt).lines().getFirst().left()).isEqualTo(Quantity.of(8));
    }

    @Test
    void goodsRejectedForCreditAreNotWantedAgain() {
        var order = anOrder(at, modules).line("laptop", 10, "1200.00").issued();

        receive(order, rejecting(order, 1, "10", "2", Disposition.CREDIT));

        assertThat(standing(order, 1).wanted()).isEqualTo(Quantity.of(8));
        assertThat(standing(order, 1).openToReceive()).isEqualTo(Quantity.ZERO);
        assertThat(budget()).isEqualTo("0 / 9600 / 0 / 0");
    }

    @Test
    void aDayToComeOrBeforeTheOrderIsRefused() {
        var order = anOrder(at, modules).line("laptop", 1, "1200.00").issued();

        var tomorrow = refused(() -> receiving.receive(order.id(), on(LocalDate.of(2026, 6, 16), order), at.receiver));
        var before = refused(() -> receiving.receive(order.id(), on(LocalDate.of(2026, 5, 3), order), at.receiver));

        assertThat(tomorrow.code()).isEqualTo("received-in-future");
        assertThat(tomorrow.facts().named()).containsEntry("allowed", "2026-06-15");
        assertThat(before.code()).isEqualTo("received-before-order");
        assertThat(before.facts().named()).containsEntry("allowed", "2026-05-04");
    }

    @Test
    void goodsOfAClosedPeriodCountOnItsFirstOpenDayAndKeepTheirOwn() {
        var order = anOrder(at, modules).line("laptop", 1, "1200.00").issued();
        act(() -> modules.periods.close(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31), at.finance));

        act(() -> receiving.receive(order.id(), on(LocalDate.of(2026, 5, 20), order), at.receiver));

        assertThat(read(() -> modules.jdbc
                        .sql(
                                "select occurred_on || ' ' || effective_on from ordering.line_fact where kind = 'RECEIVED'")
                        .query(String.class)
                        .single()))
                .isEqualTo("2026-05-20 2026-06-01");
    }

    @Test
    void onlyAReceiverReceivesAndOnlyForTheirCostCentres() {
        var order = anOrder(at, modules).line("laptop", 1, "1200.00").issued();
        var ofResearch = at.add("Rita Research", new Grant(Role.RECEIVER, Set.of(at.research)));
        var ofOperations = at.add("Otto Operations", new Grant(Role.RECEIVER, Set.of(at.operations)));

        var buyer = refused(() -> receiving.receive(order.id(), content(came(order, 1, "1")), at.buyer));
        var other = catchThrowableOfType(
                NotFound.class,
                () -> act(() -> receiving.receive(order.id(), content(came(order, 1, "1")), ofResearch)));
        var receipt = act(() -> receiving.receive(order.id(), content(came(order, 1, "1")), ofOperations));

        assertThat(buyer.code()).isEqualTo("not-your-role");
        assertThat(other).isNotNull();
        assertThat(receipt.kind()).isEqualTo(ReceiptKind.RECEIPT);
        assertThat(catchThrowableOfType(NotFound.class, () -> read(() -> receipts.receipt(receipt.id(), ofResearch))))
                .isNotNull();
        assertThat(read(() -> receipts.page(ReceiptFinder.Listing.ALL, "", 50, ofResearch))
                        .rows())
                .isEmpty();
        assertThat(read(() -> receipts.page(ReceiptFinder.Listing.ALL, "", 50, ofOperations))
                        .rows())
                .hasSize(1);
    }

    @Test
    void aHeldOrderReceivesNothing() {
        var order = anOrder(at, modules).line("laptop", 1, "1200.00").issued();
        act(() -> modules.ordering.hold(order.id(), order.version(), "price in dispute", at.buyer));

        var refusal = refused(() -> receiving.receive(order.id(), content(came(order, 1, "1")), at.receiver));

        assertThat(refusal.code()).isEqualTo("order-held");
    }

    // ---- the situations

    @Test
    void situation4aFreeSampleIsCompleteByQuantity() {
        var order = anOrder(at, modules).line("sample", 5, "0.00").issued();

        receive(order, came(order, 1, "5"));
        bill(order, 1, "5", "0.00");

        var after = order(order.id());
        assertThat(after.phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(after.kept().receivedPercent()).isEqualByComparingTo("100");
        assertThat(standing(order, 1).billedPercent()).isEqualByComparingTo("100");
    }

    @Test
    void situation6aReceiptOfTheSecondLineOfTheSameItemLeavesTheFirstAlone() {
        var item = new ItemId(UUID.randomUUID());
        var order = anOrder(at, modules)
                .item(item, "filter", 10, "7.00")
                .item(item, "filter", 10, "7.00")
                .issued();

        receive(order, came(order, 2, "10"));

        assertThat(standing(order, 1).openToReceive()).isEqualTo(Quantity.of(10));
        assertThat(standing(order, 2).openToReceive()).isEqualTo(Quantity.ZERO);
        assertThat(order(order.id()).kept().toReceive()).isEqualTo(1);
    }

    @Test
    void situation7theOrderOfInvoiceAndReceiptDoesNotMatter() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();

        bill(order, 1, "10", "100.00");
        receive(order, came(order, 1, "6"));
        receive(order, came(order, 1, "4"));

        assertThat(open(order, 1)).isEqualTo("0 / 0 / 0");
        assertThat(standing(order, 1).grni()).isEqualTo(euro("0.00"));
        assertThat(budget()).isEqualTo("0 / 0 / 100 / 0");
    }

    @Test
    void situation9reversingAPartialInvoiceLeavesWhatWasReceived() {
        var order = anOrder(at, modules).line("filter", 100, "1.00").issued();
        receive(order, came(order, 1, "100"));
        var invoice = bill(order, 1, "40", "40.00");

        reverseBill(order, invoice);

        assertThat(standing(order, 1).netReceived()).isEqualTo(Quantity.of(100));
        assertThat(open(order, 1)).isEqualTo("0 / 100 / 0");
        assertThat(budget()).isEqualTo("0 / 100 / 0 / 0");
    }

    @Test
    void situation16aReturnedPartIsCreditedGrossByGross() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, came(order, 1, "10"));
        bill(order, 1, "10", "100.00");

        giveBack(order, back(order, 1, "3", Disposition.CREDIT));
        assertThat(open(order, 1)).isEqualTo("0 / 0 / 3");
        credit(order, 1, "3", "30.00");

        assertThat(sum(order, 1, FactKind.INVOICED)).isEqualTo(Quantity.of(10));
        assertThat(sum(order, 1, FactKind.CREDITED)).isEqualTo(Quantity.of(3));
        assertThat(standing(order, 1).netInvoiced()).isEqualTo(Quantity.of(7));
        assertThat(open(order, 1)).isEqualTo("0 / 0 / 0");
        assertThat(budget()).isEqualTo("0 / 0 / 70 / 0");
    }

    @Test
    void situation17theBillIsMatchedAtGrossAndACreditOfFiveIsExpected() {
        var order = anOrder(at, modules).line("filter", 25, "10.00").issued();
        receive(order, came(order, 1, "25"));
        giveBack(order, back(order, 1, "5", Disposition.CREDIT));

        var billable = standing(order, 1).billableNow(org.countersign.order.BillingBasis.RECEIVED);
        bill(order, 1, "25", "250.00");

        assertThat(billable).isEqualTo(Quantity.of(25));
        assertThat(sum(order, 1, FactKind.RECEIVED)).isEqualTo(Quantity.of(25));
        assertThat(sum(order, 1, FactKind.RETURNED)).isEqualTo(Quantity.of(5));
        assertThat(standing(order, 1).netReceived()).isEqualTo(Quantity.of(20));
        assertThat(open(order, 1)).isEqualTo("0 / 0 / 5");
    }

    @Test
    void situation18anExpectedCreditIsAWorklistRowAndKeepsTheOrderOpen() {
        var order = anOrder(at, modules).line("filter", 100, "2.00").issued();
        receive(order, came(order, 1, "100"));
        bill(order, 1, "100", "200.00");
        pay(order, 1, "200.00");
        assertThat(order(order.id()).phase()).isEqualTo(OrderPhase.ENDED);

        var returned = giveBack(order, back(order, 1, "1", Disposition.CREDIT));

        var after = order(order.id());
        assertThat(returned.number()).isEqualTo("RET-2026-000001");
        assertThat(after.phase()).isEqualTo(OrderPhase.OPEN);
        assertThat(after.kept().creditExpected()).isEqualTo(1);
        assertThat(acts(order)).endsWith("order-completed", "order-reopened", "goods-returned");
    }

    @Test
    void situation20theBillCoversTheReplacement() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, came(order, 1, "10"));
        bill(order, 1, "10", "100.00");

        giveBack(order, back(order, 1, "4", Disposition.REPLACE));
        assertThat(open(order, 1)).isEqualTo("4 / 0 / 0");
        receive(order, came(order, 1, "4"));

        assertThat(open(order, 1)).isEqualTo("0 / 0 / 0");
        assertThat(sum(order, 1, FactKind.RECEIVED)).isEqualTo(Quantity.of(14));
        assertThat(budget()).isEqualTo("0 / 0 / 100 / 0");
    }

    @Test
    void situation22ofTwoReturnsOfTheSameGoodsOneWins() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        var receipt = receive(order, came(order, 1, "10"));
        var of = receipt.lines().getFirst().id();

        var outcomes = atOnce(
                64,
                () -> receiving.giveBack(
                        order.id(),
                        new ReturnContent(
                                JUNE,
                                "",
                                "",
                                List.of(new ReturnContent.Line(
                                        line(order, 1),
                                        Optional.of(of),
                                        Quantity.of(6),
                                        Disposition.REPLACE,
                                        "wrong colour"))),
                        at.receiver));

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn("over-return"::equals).hasSize(63);
        assertThat(sum(order, 1, FactKind.RETURNED)).isEqualTo(Quantity.of(6));
    }

    @Test
    void situation28reversingAnOverReceiptReservesWhatIsOrderedAgain() {
        var order = anOrder(at, modules).line("filter", 300, "10.00").issued();
        tolerate(over(Scope.everywhere(), "1"));
        var receipt = receive(order, came(order, 1, "303"));
        assertThat(budget()).isEqualTo("0 / 3030 / 0 / 0");

        var reversal = reverse(receipt);

        assertThat(budget()).isEqualTo("3000 / 0 / 0 / 0");
        assertThat(open(order, 1)).isEqualTo("300 / 300 / 0");
        assertThat(reversal.number()).isEqualTo("RCV-2026-000002");
    }

    @Test
    void situation29anOrderWithReceiptsIsNotCancelledButClosedShort() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, came(order, 1, "4"));

        var refusal = refused(
                () -> modules.ordering.cancel(order.id(), order(order.id()).version(), "not needed", at.buyer));
        act(() -> modules.ordering.shortClose(order.id(), Set.of(), "not needed", at.buyer));

        assertThat(refusal.code()).isEqualTo("order-in-use");
        assertThat(refusal.facts().named())
                .containsEntry("line", order.number() + "/1")
                .containsEntry("actual", "4");
        assertThat(standing(order, 1).wanted()).isEqualTo(Quantity.of(4));
    }

    @Test
    void situation31afterAShortCloseNothingMoreComes() {
        var order = anOrder(at, modules).line("filter", 100, "5.00").issued();
        receive(order, came(order, 1, "60"));
        act(() -> modules.ordering.shortClose(order.id(), Set.of(line(order, 1)), "discontinued", at.buyer));

        var refusal = refused(() -> receiving.receive(order.id(), content(came(order, 1, "1")), at.receiver));

        assertThat(open(order, 1)).isEqualTo("0 / 60 / 0");
        assertThat(budget()).isEqualTo("0 / 300 / 0 / 0");
        assertThat(refusal.code()).isEqualTo("over-receipt");
        assertThat(sum(order, 1, FactKind.CANCELLED)).isEqualTo(Quantity.of(40));
    }

    @Test
    void situation53billingAPartReleasesThatPartAndACreditTakesItBack() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, came(order, 1, "3"));
        bill(order, 1, "3", "30.00");
        assertThat(budget()).isEqualTo("70 / 0 / 30 / 0");

        giveBack(order, back(order, 1, "1", Disposition.REPLACE));
        credit(order, 1, "1", "10.00");

        assertThat(budget()).isEqualTo("80 / 0 / 20 / 0");
        assertThat(open(order, 1)).isEqualTo("8 / 8 / 0");
    }

    @Test
    void situation79ofTwoFullReceiptsOfOneOrderOneWins() {
        var order = anOrder(at, modules)
                .line("filter", 10, "10.00")
                .line("pump", 2, "500.00")
                .issued();

        var outcomes = atOnce(
                64,
                () -> receiving.receive(order.id(), content(came(order, 1, "10"), came(order, 2, "2")), at.receiver));

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn("over-receipt"::equals).hasSize(63);
        assertThat(sum(order, 1, FactKind.RECEIVED)).isEqualTo(Quantity.of(10));
        assertThat(read(() -> receipts.ofOrder(order.id(), at.receiver))).hasSize(1);
    }

    // ---- what goes back

    @Test
    void moreThanIsHereDoesNotGoBack() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, came(order, 1, "6"));
        giveBack(order, back(order, 1, "2", Disposition.REPLACE));

        var refusal = refused(
                () -> receiving.giveBack(order.id(), returning(back(order, 1, "5", Disposition.REPLACE)), at.receiver));

        assertThat(refusal.code()).isEqualTo("over-return");
        assertThat(refusal.facts().named())
                .containsEntry("line", order.number() + "/1")
                .containsEntry("measure", "returned")
                .containsEntry("expected", "4")
                .containsEntry("actual", "5")
                .containsEntry("rule", "over-return");
    }

    @Test
    void aReturnThatNamesNoReceiptTakesTheNewestGoodsFirst() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        var first = receive(order, came(order, 1, "6"));
        var second = receive(order, came(order, 1, "4"));

        var returned = giveBack(order, back(order, 1, "5", Disposition.CREDIT));

        assertThat(shown(returned).lines())
                .extracting(line -> line.of().orElseThrow().number() + ": " + line.quantity())
                .containsExactlyInAnyOrder(second.number() + ": 4", first.number() + ": 1");
        assertThat(shown(first).lines().getFirst().left()).isEqualTo(Quantity.of(5));
        assertThat(standing(order, 1).netReceived()).isEqualTo(Quantity.of(5));
    }

    @Test
    void goodsRejectedAtTheDockAreNotHereToGoBack() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        receive(order, rejecting(order, 1, "5", "2", Disposition.REPLACE));

        var refusal = refused(
                () -> receiving.giveBack(order.id(), returning(back(order, 1, "4", Disposition.REPLACE)), at.receiver));

        assertThat(refusal.facts().named()).containsEntry("allowed", "3");
    }

    // ---- what never happened

    @Test
    void aReceiptIsReversedOnce() {
        var order = anOrder(at, modules)
                .line("filter", 10, "10.00")
                .line("pump", 2, "500.00")
                .issued();
        var receipt = receive(order, rejecting(order, 1, "5", "2", Disposition.CREDIT), came(order, 2, "1"));

        reverse(receipt);
        var refusal = refused(() -> receiving.reverse(receipt.id(), "typed twice", at.receiver));

        assertThat(refusal.code()).isEqualTo("already-reversed");
        assertThat(refusal.facts().named()).containsEntry("first", "RCV-2026-000002");
        assertThat(open(order, 1)).isEqualTo("10 / 10 / 0");
        assertThat(open(order, 2)).isEqualTo("2 / 2 / 0");
        assertThat(budget()).isEqualTo("1100 / 0 / 0 / 0");
        assertThat(shown(receipt).receipt().reversedBy()).contains("RCV-2026-000002");
        assertThat(shown(receipt).actions()).isEmpty();
    }

    @Test
    void aReceiptWhoseGoodsWentBackIsReversedOnlyAfterTheReturn() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        var receipt = receive(order, came(order, 1, "10"));
        var returned = giveBack(order, back(order, 1, "3", Disposition.CREDIT));

        var refusal = refused(() -> receiving.reverse(receipt.id(), "wrong order", at.receiver));
        reverse(returned);
        reverse(receipt);

        assertThat(refusal.code()).isEqualTo("goods-returned");
        assertThat(refusal.facts().named()).containsEntry("returns", "RET-2026-000001");
        assertThat(open(order, 1)).isEqualTo("10 / 10 / 0");
        assertThat(budget()).isEqualTo("100 / 0 / 0 / 0");
    }

    @Test
    void ofManyReversalsOfOneReceiptOneWins() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        var receipt = receive(order, came(order, 1, "10"));

        var outcomes = atOnce(16, () -> receiving.reverse(receipt.id(), "typed twice", at.receiver));

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn("already-reversed"::equals).hasSize(15);
    }

    // ---- what is seen

    @Test
    void listsGoOnByKeyNewestFirst() {
        var order = anOrder(at, modules).line("filter", 10, "10.00").issued();
        var numbers = IntStream.range(0, 5)
                .mapToObj(day -> act(() -> receiving.receive(
                        order.id(),
                        new ReceiptContent(JUNE.minusDays(day), "", "", List.of(came(order, 1, "1"))),
                        at.receiver)))
                .map(Receipt::number)
                .toList();
        giveBack(order, back(order, 1, "1", Disposition.REPLACE));

        var first = read(() -> receipts.page(ReceiptFinder.Listing.RECEIPTS, "", 3, at.receiver));
        var second = read(
                () -> receipts.page(ReceiptFinder.Listing.RECEIPTS, first.next().orElseThrow(), 3, at.receiver));

        assertThat(first.rows()).extracting(ReceiptRow::number).isEqualTo(numbers.subList(0, 3));
        assertThat(second.rows()).extracting(ReceiptRow::number).isEqualTo(numbers.subList(3, 5));
        assertThat(second.next()).isEmpty();
        assertThat(read(() -> receipts.page(ReceiptFinder.Listing.RETURNS, "", 50, at.receiver))
                        .rows())
                .extracting(ReceiptRow::number)
                .containsExactly("RET-2026-000001");
        assertThat(read(() -> receipts.page(ReceiptFinder.Listing.ALL, "", 50, at.rita))
                        .rows())
                .hasSize(6);
    }

    // ---- how

    private static ReceiptContent.Line came(PurchaseOrder order, int number, String quantity) {
        return ReceiptContent.Line.good(line(order, number), Quantity.of(quantity));
    }

    private static ReceiptContent.Line rejecting(
            PurchaseOrder order, int number, String quantity, String rejected, Disposition disposition) {
        return new ReceiptContent.Line(
                line(order, number),
                Quantity.of(quantity),
                Optional.of(new Rejection(Quantity.of(rejected), "crushed", disposition)));
    }

    private static ReceiptContent content(ReceiptContent.Line... lines) {
        return new ReceiptContent(JUNE, "LS-4711", "", List.of(lines));
    }

    private static ReceiptContent on(LocalDate day, PurchaseOrder order) {
        return new ReceiptContent(day, "", "", List.of(came(order, 1, "1")));
    }

    private static ReturnContent.Line back(PurchaseOrder order, int number, String quantity, Disposition disposition) {
        return new ReturnContent.Line(
                line(order, number), Optional.empty(), Quantity.of(quantity), disposition, "wrong colour");
    }

    private static ReturnContent returning(ReturnContent.Line... lines) {
        return new ReturnContent(JUNE, "RMA-1", "", List.of(lines));
    }

    private static ToleranceRule over(Scope scope, String percent) {
        return new ToleranceRule(
                "over " + percent,
                scope,
                Measure.QUANTITY_ORDERED,
                Side.OVER,
                Limit.percent(percent),
                Caps.none(),
                null);
    }

    /** From the first of the year on these rules hold, and no others. */
    private void tolerate(ToleranceRule... rules) {
        act(() ->
                tolerances.enter(tolerances.latest(at.finance), LocalDate.of(2026, 1, 1), List.of(rules), at.finance));
    }

    private Receipt receive(PurchaseOrder order, ReceiptContent.Line... lines) {
        return act(() -> receiving.receive(order.id(), content(lines), at.receiver));
    }

    private Receipt giveBack(PurchaseOrder order, ReturnContent.Line... lines) {
        return act(() -> receiving.giveBack(order.id(), returning(lines), at.receiver));
    }

    private Receipt reverse(Receipt receipt) {
        return act(() -> receiving.reverse(receipt.id(), "typed by mistake", at.receiver));
    }

    /** An invoice as the ledger sees one. */
    private UUID bill(PurchaseOrder order, int number, String quantity, String amount) {
        return document(
                order,
                number,
                OrderPhase.Act.BILL,
                Cause.INVOICE,
                it -> it.invoice(Quantity.of(quantity), euro(amount)));
    }

    private void credit(PurchaseOrder order, int number, String quantity, String amount) {
        document(
                order,
                number,
                OrderPhase.Act.CREDIT,
                Cause.INVOICE,
                it -> it.credit(Quantity.of(quantity), euro(amount)));
    }

    private void pay(PurchaseOrder order, int number, String amount) {
        document(order, number, OrderPhase.Act.PAY, Cause.PAY, it -> it.pay(euro(amount)));
    }

    private UUID document(
            PurchaseOrder order,
            int number,
            OrderPhase.Act does,
            Cause cause,
            java.util.function.Function<OrderLine, Posting> act) {
        var source = new Source("invoice", UUID.randomUUID(), JUNE);
        return act(() -> {
            var locked = modules.ledger.lockSeen(order.id(), List.of(line(order, number)), at.finance);
            modules.ledger.record(
                    locked, does, source, cause, List.of(new LineAct(line(order, number), null, act)), at.finance);
            return source.id();
        });
    }

    private void reverseBill(PurchaseOrder order, UUID invoice) {
        act(() -> {
            var locked = modules.ledger.lock(List.of(order.id()), at.finance);
            modules.ledger.reverse(
                    locked, invoice, new Source("invoice", UUID.randomUUID(), JUNE), Cause.INVOICE, at.finance);
            return locked;
        });
    }

    private PurchaseOrder order(OrderId id) {
        return read(() -> modules.orders.order(id, at.buyer).order());
    }

    private LineStanding standing(PurchaseOrder order, int number) {
        return order(order.id()).line(line(order, number)).ledger().standing();
    }

    private Quantity sum(PurchaseOrder order, int number, FactKind kind) {
        OrderLineId id = line(order, number);
        return order(order.id()).line(id).ledger().sums().of(kind).quantity();
    }

    /** To receive / to invoice / credit expected. */
    private String open(PurchaseOrder order, int number) {
        var standing = standing(order, number);
        return "%s / %s / %s".formatted(standing.openToReceive(), standing.openToInvoice(), standing.creditExpected());
    }

    /** Committed / accrued / invoiced / paid; nothing is requested any more. */
    private String budget() {
        return read(() -> modules.jdbc.sql("""
                select concat_ws(' / ', trim_scale(sum(committed)), trim_scale(sum(accrued)), trim_scale(sum(invoiced)),
                       trim_scale(sum(paid)), nullif(sum(requested), 0))
                  from budget.budget_breakdown
                """).query(String.class).single());
    }

    private ReceiptView shown(Receipt receipt) {
        return read(() -> receipts.receipt(receipt.id(), at.receiver));
    }

    private List<JournalRow> life(PurchaseOrder order) {
        return read(() -> modules.lives.life(DocumentRef.of("order", order.id()), 0, at.buyer));
    }

    private List<String> acts(PurchaseOrder order) {
        return life(order).stream().map(JournalRow::act).toList();
    }

    private static Money euro(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private <T> T act(Supplier<T> work) {
        return modules.transactions.act(at.organization, work);
    }

    private <T> T read(Supplier<T> work) {
        return modules.transactions.read(at.organization, work);
    }

    private Refusal refused(Supplier<?> work) {
        return catchThrowableOfType(Refusal.class, () -> act(work));
    }

    /** What so many people get who do the same at the same time: {@code done}, or the code of their refusal. */
    private List<String> atOnce(int people, Supplier<?> work) {
        var calls = new ArrayList<Callable<String>>();
        IntStream.range(0, people)
                .forEach(_ -> calls.add(() -> {
                    var refusal = refused(work);
                    return refusal == null ? "done" : refusal.code();
                }));
        try (var threads = Executors.newFixedThreadPool(people)) {
            return threads.invokeAll(calls).stream().map(ReceivingTest::answer).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(java.util.concurrent.Future<String> call) {
        try {
            return call.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
