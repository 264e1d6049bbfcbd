package org.countersign.exchange.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.TestApp;
import org.countersign.exchange.TradingPair;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.order.FactKind;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.VendorAnswer;
import org.countersign.platform.Consumers;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What becomes of a document that is handed in, over HTTP, against the whole application. */
@TestApp
class DocumentDoorTest {

    private static final String DOCUMENTS = "/api/v1/documents";

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DocumentDoor door;

    @Autowired
    private Consumers consumers;

    @Autowired
    private Transactions transactions;

    private TradingPair trade;
    private Caller clerk;

    @BeforeEach
    void buyerWithAVendor() {
        trade = TradingPair.in(database, TradingPair.ELSEWHERE);
        clerk = as(trade.buyer.apClerk);
    }

    /** An answer over HTTP: status, body, content type. */
    private record Got(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    // ---- placed

    @Test
    void anAcceptanceIsPlacedOnItsOrder() {
        var order = trade.order();

        var got = post(trade.acceptance("AB-1", order.number()));

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.text("kind")).isEqualTo("order_response");
        assertThat(got.text("format")).isEqualTo("UBL 2.3");
        assertThat(got.text("disposition")).isEqualTo("placed");
        assertThat(got.body().path("became").path(0).path("type").asString()).isEqualTo("order");
        assertThat(got.body().path("became").path(0).path("number").asString()).isEqualTo(order.number());
        assertThat(trade.now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.ACCEPTED);
        assertThat(sum(order, 1, FactKind.ACKNOWLEDGED)).isEqualTo(Quantity.of(3));
        assertThat(life(order)).contains("order-answered", "document-placed");
    }

    @Test
    void aCounterOfferIsRecordedLineByLine() {
        var order = trade.order();

        var got = post(trade.counterOffer("AB-2", order));

        assertThat(got.status()).isEqualTo(201);
        var answer = transactions.read(
                trade.buyer.buyer,
                () -> trade.modules
                        .orders
                        .order(order.id(), trade.buyer.buyer)
                        .answers()
                        .getFirst());
        assertThat(answer.kind()).isEqualTo(VendorAnswer.Kind.CHANGES_PROPOSED);
        assertThat(answer.document().orElseThrow()).hasToString(got.text("id"));
        assertThat(answer.lines())
                .extracting(line -> line.quantity().orElseThrow())
                .containsExactly(Quantity.of(2), Quantity.ZERO);
        assertThat(sum(order, 1, FactKind.ACKNOWLEDGED)).isEqualTo(Quantity.of(2));
        assertThat(sum(order, 2, FactKind.ACKNOWLEDGED)).isEqualTo(Quantity.ZERO);
    }

    @Test
    void aDespatchAdviceShipsItsLines() {
        var order = trade.order();

        var got = post(trade.despatch("LS-1", order, 2));

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.text("kind")).isEqualTo("despatch_advice");
        assertThat(sum(order, 1, FactKind.SHIPPED)).isEqualTo(Quantity.of(2));
        assertThat(sum(order, 2, FactKind.SHIPPED)).isEqualTo(Quantity.ZERO);
        assertThat(life(order)).contains("goods-shipped");
    }

    @ParameterizedTest(name = "its order line named by {0}")
    @EnumSource
    void anInvoiceIsCapturedAgainstTheLineThatItNames(Naming naming) {
        var order = trade.order();

        var got = post(trade.invoice("RE-1", order.number(), naming.of(order)));

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.body().path("became").path(0).path("type").asString()).isEqualTo("invoice");
        assertThat(got.body().path("became").path(0).path("number").asString()).isEqualTo("INV-2026-000001");
        var linked = transactions.read(
                trade.buyer.buyer,
                () -> jdbc.sql("select order_line_id::text from invoice.invoice_line")
                        .query(String.class)
                        .single());
        assertThat(linked).isEqualTo(order.lineNumbered(1).orElseThrow().id().toString());
    }

    /** How a document may name a line of an order. */
    enum Naming {
        BY_NUMBER,
        BY_ID,
        QUOTED;

        String of(PurchaseOrder order) {
            return switch (this) {
                case BY_NUMBER -> "1";
                case BY_ID -> order.lineNumbered(1).orElseThrow().id().toString();
                case QUOTED -> order.number() + "/1";
            };
        }
    }

    // ---- unplaced

    @Test
    void anAnswerToAnOrderThatIsNotThereWaitsAndIsPlacedWhenItAppears() {
        var got = post(trade.acceptance("AB-1", "PO-2026-000001"));

        assertThat(got.status()).isEqualTo(202);
        assertThat(got.text("disposition")).isEqualTo("unplaced");
        assertThat(got.text("reason")).isEqualTo("There is no order PO-2026-000001.");

        var order = trade.order();
        consumers.catchUp();

        assertThat(order.number()).isEqualTo("PO-2026-000001");
        assertThat(shown(got).text("disposition")).isEqualTo("placed");
        assertThat(trade.now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.ACCEPTED);
    }

    /** What is placed or matched again from the start of the journal is where it was. */
    @ParameterizedTest
    @ValueSource(strings = {"document-placer", "invoice-rematch"})
    void isWhereItWasWhenAConsumerReadsTheJournalAgain(String consumer) {
        post(trade.acceptance("AB-1", "PO-2026-000001"));
        var order = trade.order();
        post(trade.invoice("RE-1", order.number(), "1"));
        post(trade.creditNote("GU-1", order.number(), "RE-1"));
        consumers.catchUp();
        var before = kept();

        consumers.replay(consumer, List.of(trade.buyer.organization));
        consumers.catchUp();

        assertThat(before).contains("PLACED", "INVOICE", "CREDIT_NOTE");
        assertThat(kept()).isEqualTo(before);
    }

    /** Documents, orders, bills, holds and the number of rows in the journal, as one text. */
    private String kept() {
        return transactions.read(
                trade.buyer.buyer, () -> jdbc.sql("""
                        select concat_ws(E'\\n',
                               (select string_agg(d::text, E'\\n' order by d.id) from exchange.inbound_document d),
                               (select string_agg(o::text, E'\\n' order by o.id) from ordering.purchase_order o),
                               (select string_agg(i::text, E'\\n' order by i.id) from invoice.invoice i),
                               (select string_agg(h::text, E'\\n' order by h.id) from invoice.invoice_hold h),
                               (select count(*) from platform.journal))
                        """).query(String.class).single());
    }

    @Test
    void aCreditNoteWaitsForItsInvoice() {
        var order = trade.order();

        var credit = post(trade.creditNote("GU-1", order.number(), "RE-1"));
        var invoice = post(trade.invoice("RE-1", order.number(), "1"));
        consumers.catchUp();

        assertThat(credit.status()).isEqualTo(202);
        assertThat(credit.text("disposition")).isEqualTo("unplaced");
        assertThat(invoice.status()).isEqualTo(201);
        assertThat(shown(credit).text("disposition")).isEqualTo("placed");
        assertThat(shown(credit).body().path("became").path(0).path("type").asString())
                .isEqualTo("credit-note");
    }

    @Test
    void anAnswerOfAnotherVendorWaitsForAPersonWhoPlacesIt() {
        var order = trade.order();
        trade.add("Elsewhere Ltd", new Endpoint("0088", "7300010000001"), "");
        var foreign = TradingPair.meddled(
                trade.acceptance("AB-1", order.number()),
                Map.of(TradingPair.ELSEWHERE.id(), "7300010000001", TradingPair.VENDOR, "Elsewhere Ltd"));

        var got = post(foreign);
        var placed = act(as(trade.buyer.buyer), got, "placement", "{\"order\":\"" + order.number() + "\"}");

        assertThat(got.status()).isEqualTo(202);
        assertThat(got.text("reason"))
                .isEqualTo("Order PO-2026-000001 is of Bolts and Bits GmbH, not of Elsewhere Ltd.");
        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.text("disposition")).isEqualTo("placed");
        assertThat(trade.now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.ACCEPTED);
        assertThat(act(as(trade.buyer.buyer), got, "placement", "{\"order\":\"" + order.number() + "\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDocumentThatWaitsIsDismissedForAReasonByWhoMay() {
        var got = post(trade.acceptance("AB-1", "PO-2026-000077"));

        assertThat(act(as(trade.buyer.receiver), got, "dismissal", "{\"reason\":\"Sent by mistake\"}")
                        .status())
                .isEqualTo(403);
        assertThat(act(clerk, got, "dismissal", "{\"reason\":\"\"}").status()).isEqualTo(422);
        assertThat(act(clerk, got, "dismissal", "{\"reason\":\"Sent by mistake\"}")
                        .status())
                .isEqualTo(200);
        assertThat(shown(got).text("dismissedBy")).isEqualTo("Anna Clerk");
        assertThat(Caller.json(clerk.get(DOCUMENTS + "?view=unplaced")).size()).isZero();
    }

    @Test
    void anAnswerThatItsOrderDoesNotTakeWaitsAndHasNoEffect() {
        var order = trade.order();
        transactions.act(
                trade.buyer.buyer,
                () -> trade.modules.ordering.cancel(
                        order.id(), order.version(), "Not needed any more", trade.buyer.buyer));

        var got = post(trade.acceptance("AB-1", order.number()));

        assertThat(got.status()).isEqualTo(202);
        assertThat(sum(order, 1, FactKind.ACKNOWLEDGED)).isEqualTo(Quantity.ZERO);
    }

    // ---- returned

    @Test
    void anInvoiceWithAnUnknownOrderIsReturnedWithANoticeForItsSender() {
        var got = post(trade.invoice("RE-1", "PO-2026-009999", "1"));

        assertThat(got.status()).isEqualTo(202);
        assertThat(got.text("disposition")).isEqualTo("returned");
        assertThat(got.text("reason")).contains("PO-2026-009999");
        var notice = clerk.get(DOCUMENTS + "/" + got.text("id") + "/notice").body();
        assertThat(notice).contains("To Bolts and Bits GmbH", "RE-1", got.text("reason"));
    }

    @Test
    void anInvoiceForAnotherVendorsOrderIsReturned() {
        var order = trade.order();
        trade.add("Elsewhere Ltd", new Endpoint("0088", "7300010000001"), "");
        var foreign = TradingPair.meddled(
                trade.invoice("RE-1", order.number(), "1"),
                Map.of(TradingPair.ELSEWHERE.id(), "7300010000001", TradingPair.VENDOR, "Elsewhere Ltd"));

        assertThat(post(foreign).text("disposition")).isEqualTo("returned");
    }

    // ---- refused

    @Test
    void aDocumentThatBreaksItsRulesIsRefusedWithEachOfThemAndMayComeAgain() {
        var order = trade.order();
        var wrong = TradingPair.meddled(
                trade.invoice("RE-1", order.number(), "1"),
                Map.of(">4284.00</cbc:PayableAmount>", ">4285.00</cbc:PayableAmount>"));

        var got = post(wrong);

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.text("code")).isEqualTo("document-refused");
        assertThat(got.text("kind")).isEqualTo("invoice");
        assertThat(got.body().path("errors").path(0).path("rule").asString()).isEqualTo("BR-CO-16");
        assertThat(got.body().path("errors").path(0).path("location").asString())
                .isNotEmpty();
        assertThat(shown(got).text("disposition")).isEqualTo("refused");
        assertThat(post(wrong).status()).isEqualTo(422);
        assertThat(post(trade.invoice("RE-1", order.number(), "1")).status()).isEqualTo(201);
    }

    @Test
    void whatIsNotUnderstoodIsUnsupportedAndNamed() {
        var got = post("""
                <rsm:CrossIndustryInvoice
                 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.text("code")).isEqualTo("document-unsupported");
        assertThat(got.text("kind")).isEqualTo("CII CrossIndustryInvoice");
        assertThat(shown(got).text("disposition")).isEqualTo("unsupported");
    }

    @Test
    @Timeout(30)
    void hostileXmlIsRefusedAndKept() {
        var bomb = """
                <!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
                <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">&b;&c;</Invoice>
                """;

        var got = post(bomb.getBytes(StandardCharsets.UTF_8));

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.body().path("errors").size()).isEqualTo(1);
        assertThat(got.body().toString()).doesNotContain("root:");
        assertThat(shown(got).text("disposition")).isEqualTo("refused");
    }

    @Test
    void whatIsAbove20MegabytesIsNotKept() {
        var before = Caller.json(clerk.get(DOCUMENTS)).size();

        var got = post(new byte[20 * 1024 * 1024 + 1]);

        assertThat(got.status()).isEqualTo(413);
        assertThat(Caller.json(clerk.get(DOCUMENTS)).size()).isEqualTo(before);
    }

    // ---- once

    @Test
    void situation96theSameMessageTwiceHasOneEffectAndTheSecondNamesTheFirst() {
        var order = trade.order();
        var despatch = trade.despatch("LS-1", order, 2);

        var first = post(despatch);
        var second = post(despatch);
        var renumbered = post(trade.despatch("ls 1", order, 1));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("first")).isEqualTo(first.text("id"));
        assertThat(renumbered.status()).isEqualTo(409);
        assertThat(renumbered.text("first")).isEqualTo(first.text("id"));
        assertThat(sum(order, 1, FactKind.SHIPPED)).isEqualTo(Quantity.of(2));
    }

    @Test
    void situation96outOfOrderTheGoodsMayBeOnTheirWayBeforeTheAnswer() {
        var order = trade.order();

        var despatch = post(trade.despatch("LS-1", order, 3));
        var answer = post(trade.acceptance("AB-1", order.number()));

        assertThat(despatch.status()).isEqualTo(201);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(sum(order, 1, FactKind.SHIPPED)).isEqualTo(Quantity.of(3));
        assertThat(sum(order, 1, FactKind.ACKNOWLEDGED)).isEqualTo(Quantity.of(3));
    }

    @Test
    void situation72anInvoiceNumberIsTakenOncePerVendorAndTheRepeatNamesTheFirst() {
        var order = trade.order();
        var first = post(trade.invoice("RE-2026-1", order.number(), "1"));
        var laterDate = TradingPair.meddled(
                trade.invoice("re 2026 1", order.number(), "1"), Map.of("2026-05-20", "2026-05-21"));

        var second = post(laterDate);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("first")).isEqualTo(first.text("id"));
    }

    @Test
    void anotherSenderMayUseTheSameNumber() {
        var order = trade.order();
        var other = TradingPair.meddled(
                trade.acceptance("AB-1", order.number()), Map.of(TradingPair.ELSEWHERE.id(), "7300010000001"));

        assertThat(post(trade.acceptance("AB-1", order.number())).status()).isEqualTo(201);
        assertThat(post(other).status()).isEqualTo(201);
    }

    @Test
    void anInvoiceThatAPersonEnteredBeforeIsRefusedAsItsRepeat() {
        var order = trade.order();
        post(trade.invoice("RE-1", order.number(), "1"));
        jdbcAsBuyer("update exchange.inbound_document set disposition = 'REFUSED'");

        var again = post(
                TradingPair.meddled(trade.invoice("RE-1", order.number(), "1"), Map.of("2026-05-20", "2026-05-21")));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("duplicate-invoice");
        assertThat(again.text("first")).isNotEmpty();
        assertThat(shown(again).text("disposition")).isEqualTo("refused");
    }

    @Test
    void theSameRequestUnderItsKeyHasTheSameAnswer() {
        var order = trade.order();
        var document = trade.acceptance("AB-1", order.number());
        var keyed = clerk.with("Idempotency-Key", "one");

        var first = post(keyed, document);
        var second = post(keyed, document);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    // ---- who

    @Test
    void whoMayNotHandInOrLookIsRefusedAndAnotherOrganizationSeesNothing() {
        var got = post(trade.acceptance("AB-1", "PO-2026-000001"));
        var stranger = TradingPair.in(database, TradingPair.ELSEWHERE).buyer;

        assertThat(post(as(trade.buyer.rita), trade.acceptance("AB-2", "PO-2026-000001"))
                        .status())
                .isEqualTo(403);
        assertThat(as(trade.buyer.rita).get(DOCUMENTS).statusCode()).isEqualTo(403);
        assertThat(as(trade.buyer.receiver)
                        .get(DOCUMENTS + "/" + got.text("id") + "/content")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Caller.on(port)
                        .as(stranger.bearer(stranger.apClerk))
                        .get(DOCUMENTS + "/" + got.text("id"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDocumentIsServedAsItCame() {
        var document = trade.acceptance("AB-1", "PO-2026-000001");
        var got = post(document);

        var served = clerk.get(DOCUMENTS + "/" + got.text("id") + "/content");

        assertThat(served.body()).isEqualTo(new String(document, StandardCharsets.UTF_8));
        assertThat(served.headers().firstValue("Content-Type")).contains("application/xml");
    }

    // ---- left behind

    @Test
    void aDocumentThatWasKeptAndCameToNoEndIsTakenUpAgain() {
        var order = trade.order();
        var exchange = Actor.exchange(trade.buyer.organization, TradingPair.VENDOR);
        var reading = door.read(trade.acceptance("AB-1", order.number()), "application/xml", exchange);
        jdbcAsBuyer("update exchange.inbound_document set takes = 1");

        assertThat(door.takeUpLeftBehind(trade.buyer.organization)).isZero();
        assertThat(door.takeUpLeftBehind(trade.buyer.organization, Duration.ofSeconds(-1)))
                .isEqualTo(1);

        assertThat(reading).isInstanceOf(Reading.Taken.class);
        assertThat(trade.now(order).exchange().answer()).isEqualTo(PurchaseOrder.Answer.ACCEPTED);
        assertThat(door.takeUpLeftBehind(trade.buyer.organization, Duration.ofSeconds(-1)))
                .isZero();
    }

    @Test
    void anEmptyRequestIsNoDocument() {
        var refusal = catchThrowableOfType(
                Refusal.class, () -> door.read(new byte[0], "application/xml", trade.buyer.apClerk));

        assertThat(refusal.code()).isEqualTo("document-empty");
    }

    // ---- how

    private Caller as(Actor person) {
        return Caller.on(port).as(trade.buyer.bearer(person));
    }

    private Got post(byte[] document) {
        return post(clerk, document);
    }

    private Got post(Caller by, byte[] document) {
        var answer = by.postRaw(DOCUMENTS, "application/xml", document);
        return new Got(answer.statusCode(), Caller.json(answer));
    }

    private Got act(Caller by, Got document, String act, String body) {
        var answer = by.post(DOCUMENTS + "/" + document.text("id") + "/" + act, body);
        return new Got(answer.statusCode(), Caller.json(answer));
    }

    private Got shown(Got document) {
        var answer = clerk.get(DOCUMENTS + "/" + document.text("id"));
        return new Got(answer.statusCode(), Caller.json(answer));
    }

    private Quantity sum(PurchaseOrder order, int line, FactKind kind) {
        return trade.now(order)
                .lineNumbered(line)
                .orElseThrow()
                .ledger()
                .sums()
                .of(kind)
                .quantity();
    }

    private java.util.List<String> life(PurchaseOrder order) {
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

    private void jdbcAsBuyer(String sql) {
        transactions.act(trade.buyer.buyer, () -> jdbc.sql(sql).update());
    }
}
