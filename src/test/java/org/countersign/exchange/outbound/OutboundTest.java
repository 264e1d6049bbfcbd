package org.countersign.exchange.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.TradingPair;
import org.countersign.exchange.check.CheckResult;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.exchange.ubl.UblReader;
import org.countersign.order.AnOrder;
import org.countersign.order.Correspondence;
import org.countersign.order.Ordering;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.PurchaseOrder.Transmission;
import org.countersign.platform.Consumers;
import org.countersign.platform.Hash;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The documents of an order, made and sent off the journal by the whole application. */
@TestApp
class OutboundTest {

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @Autowired
    private OutboundFinder messages;

    @Autowired
    private Ordering ordering;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private Transactions transactions;

    private Fixture seller;
    private TradingPair trade;

    @BeforeEach
    void twoOrganizations() {
        seller = Fixture.in(database);
        trade = TradingPair.in(database, new Endpoint("9930", "DE" + seller.organization));
    }

    @Test
    void anIssuedOrderBecomesAPdfAndAnOrderThatTheOfficialRulesAcceptAndArrives() {
        var order = trade.order();

        consumers.catchUp();

        assertThat(states(order)).containsExactly("order-1-pdf READY", "order-1-ubl DELIVERED");
        assertThat(new String(file(order, "order-1-pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(DocumentCheck.check(file(order, "order-1-ubl"))).isInstanceOf(CheckResult.Valid.class);
        assertThat(trade.now(order).exchange().transmission()).isEqualTo(Transmission.SENT);
        var arrived =
                Caller.json(Caller.on(port).as(seller.bearer(seller.seller)).get("/api/v1/documents?view=unplaced"));
        assertThat(arrived.size()).isEqualTo(1);
        assertThat(arrived.path(0).path("kind").asString()).isEqualTo("order");
        assertThat(arrived.path(0).path("number").asString()).isEqualTo(order.number());
    }

    @Test
    void whatTravelsSaysWhatWasOrdered() {
        var order = trade.order();

        consumers.catchUp();

        var said = UblReader.order(file(order, "order-1-ubl"));
        assertThat(said.heading().number()).isEqualTo(order.number());
        assertThat(said.lines())
                .extracting(line ->
                        line.id() + " " + line.quantity() + " " + line.item().name() + " " + line.net())
                .containsExactly("1 3 laptop EUR 3600.00", "2 3 bag EUR 120.00");
        assertThat(said.totals().payable()).hasToString("EUR 4426.80");
        assertThat(said.seller().endpoint().value()).isEqualTo("DE" + seller.organization);
    }

    @Test
    void aVendorWithoutAnElectronicAddressGetsAPdfToBeHandedOver() {
        trade.add("Corner Shop", Endpoint.none(), "");
        var order = AnOrder.anOrder(trade.buyer, trade.modules)
                .of("Corner Shop")
                .line("lamp", 2, "30.00")
                .issued();

        consumers.catchUp();

        assertThat(states(order)).containsExactly("order-1-pdf TO_HAND_OVER");
        assertThat(trade.now(order).exchange().transmission()).isEqualTo(Transmission.TO_HAND_OVER);
        assertThat(trade.now(order).exchange().note())
                .isEqualTo("The vendor has no electronic address; only the PDF was made.");

        transactions.act(trade.buyer.buyer, () -> correspondence.handOver(order.id(), "By post", trade.buyer.buyer));
        consumers.catchUp();

        assertThat(states(order)).containsExactly("order-1-pdf HANDED_OVER");
    }

    @Test
    void aVendorElsewhereHasBothFormsReadyToBeHandedOver() {
        var other = TradingPair.in(database, TradingPair.ELSEWHERE);
        var order = other.order();

        consumers.catchUp();

        assertThat(states(order, other)).containsExactly("order-1-pdf TO_HAND_OVER", "order-1-ubl TO_HAND_OVER");
        assertThat(other.now(order).exchange().note())
                .isEqualTo("Bolts and Bits GmbH is not reached electronically from here.");
    }

    @Test
    void aRemainderThatIsGivenUpTravelsAsAnOrderChange() {
        var order = trade.order();
        transactions.act(
                trade.buyer.buyer,
                () -> ordering.shortClose(
                        order.id(), Set.of(AnOrder.line(order, 2)), "Bags are not needed", trade.buyer.buyer));

        consumers.catchUp();

        assertThat(states(order))
                .containsExactly(
                        "order-change-2-pdf READY",
                        "order-change-2-ubl DELIVERED",
                        "order-1-pdf READY",
                        "order-1-ubl DELIVERED");
        var bytes = file(order, "order-change-2-ubl");
        assertThat(DocumentCheck.check(bytes)).isInstanceOf(CheckResult.Valid.class);
        var change = UblReader.orderChange(bytes);
        assertThat(change.number()).isEqualTo(order.number() + "-R2");
        assertThat(change.order().heading().number()).isEqualTo(order.number());
        assertThat(change.marks())
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("1", Mark.UNCHANGED, "2", Mark.DELETED));
        assertThat(trade.now(order).exchange().transmission()).isEqualTo(Transmission.SENT);
    }

    @Test
    void aCancellationTravelsAsOne() {
        var order = trade.order();
        consumers.catchUp();
        var version = trade.now(order).version();
        transactions.act(
                trade.buyer.buyer,
                () -> ordering.cancel(order.id(), version, "The project was stopped", trade.buyer.buyer));

        consumers.catchUp();

        assertThat(states(order)).contains("order-cancellation-1-pdf READY", "order-cancellation-1-ubl DELIVERED");
        var bytes = file(order, "order-cancellation-1-ubl");
        assertThat(DocumentCheck.check(bytes))
                .isInstanceOfSatisfying(
                        CheckResult.Valid.class,
                        valid -> assertThat(valid.identity().kind()).isEqualTo(DocumentKind.ORDER_CANCELLATION));
        assertThat(UblReader.orderCancellation(bytes).reason()).isEqualTo("The project was stopped");
    }

    @Test
    void aReplayOfTheMakerMakesTheSameDocumentsAndTellsNobodyAgain() {
        var order = trade.order();
        consumers.catchUp();
        var before = table(order);
        var told = life(order);

        consumers.replay("order-documents", List.of(trade.buyer.organization));
        consumers.catchUp();

        assertThat(table(order)).isEqualTo(before);
        assertThat(life(order)).isEqualTo(told);
    }

    @Test
    void aReplayOfMakerAndSenderAtOnceEndsInTheSameTablesAndDeliversNothingTwice() {
        var order = trade.order();
        consumers.catchUp();
        var before = table(order);

        consumers.replay("order-documents", List.of(trade.buyer.organization));
        consumers.replay("order-sender", List.of(trade.buyer.organization));
        consumers.catchUp();

        assertThat(table(order)).isEqualTo(before);
        var arrived =
                Caller.json(Caller.on(port).as(seller.bearer(seller.seller)).get("/api/v1/documents?view=all"));
        assertThat(arrived.size()).isEqualTo(1);
        assertThat(trade.now(order).exchange().transmission()).isEqualTo(Transmission.SENT);
    }

    @Test
    void aReplayOfTheSenderDoesNotTakeBackThatABuyerHandedTheDocumentsOver() {
        var other = TradingPair.in(database, TradingPair.ELSEWHERE);
        var order = other.order();
        consumers.catchUp();
        transactions.act(other.buyer.buyer, () -> correspondence.handOver(order.id(), "By mail", other.buyer.buyer));
        consumers.catchUp();

        consumers.replay("order-sender", List.of(other.buyer.organization));
        consumers.catchUp();

        assertThat(states(order, other)).containsExactly("order-1-pdf HANDED_OVER", "order-1-ubl HANDED_OVER");
        assertThat(other.now(order).exchange().transmission()).isEqualTo(Transmission.HANDED_OVER);
    }

    @Test
    void theDocumentsAreShownToWhoSeesTheOrderAndPricesOnly() {
        var order = trade.order();
        consumers.catchUp();
        var address = "/api/v1/orders/" + order.id() + "/documents";
        var buyer = Caller.on(port).as(trade.buyer.bearer(trade.buyer.buyer));
        var receiver = Caller.on(port).as(trade.buyer.bearer(trade.buyer.receiver));
        var stranger = Caller.on(port).as(trade.buyer.bearer(trade.buyer.rene));

        var listed = Caller.json(buyer.get(address));
        var file = listed.path(0).path("content").asString();

        assertThat(file).isEqualTo(address + "/order-1-pdf/content");
        assertThat(buyer.get(file).headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(receiver.get(address).statusCode()).isEqualTo(200);
        assertThat(receiver.get(file).statusCode()).isEqualTo(403);
        assertThat(stranger.get(address).statusCode()).isEqualTo(404);
        assertThat(buyer.get(address + "/order-7-pdf/content").statusCode()).isEqualTo(404);
        assertThat(buyer.get(address + "/nonsense/content").statusCode()).isEqualTo(404);
    }

    private List<String> states(PurchaseOrder order) {
        return states(order, trade);
    }

    private List<String> states(PurchaseOrder order, TradingPair pair) {
        return transactions.read(pair.buyer.buyer, () -> messages.ofOrder(order.id(), pair.buyer.buyer)).stream()
                .map(message -> message.key().word() + " " + message.state())
                .toList();
    }

    /** Everything that the two consumers keep of the order, files by their hash. */
    private List<String> table(PurchaseOrder order) {
        var by = trade.buyer.buyer;
        return transactions.read(
                by,
                () -> messages.ofOrder(order.id(), by).stream()
                        .map(message -> message.key().word() + " " + message.number() + " " + message.state() + " "
                                + message.note() + " "
                                + Hash.hex(messages.content(order.id(), message.key(), by)
                                        .sha256()))
                        .toList());
    }

    private List<String> life(PurchaseOrder order) {
        return transactions.read(
                trade.buyer.buyer,
                () ->
                        trade
                                .modules
                                .lives
                                .life(org.countersign.order.OrderEvent.ordered(order.id()), 0, trade.buyer.buyer)
                                .stream()
                                .map(org.countersign.platform.JournalRow::act)
                                .toList());
    }

    private byte[] file(PurchaseOrder order, String word) {
        var by = trade.buyer.buyer;
        return transactions.read(
                by, () -> messages.content(order.id(), MessageKey.of(word), by).bytes());
    }
}
