package org.countersign.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.order.AnOrder.anOrder;
import static org.countersign.order.AnOrder.line;

import java.io.UnsupportedEncodingException;
import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.order.OrderModules;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Edge;
import org.countersign.tolerance.KeepTolerances;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ReceiptResourceTest {

    private static TestDatabase database;
    private static OrderModules modules;
    private static ReceiptResource resource;

    private Fixture at;
    private PurchaseOrder order;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        modules = new OrderModules(database.app());
        resource = new ReceiptResource(
                new Receiving(
                        modules.jdbc,
                        modules.ledger,
                        new KeepTolerances(modules.jdbc, modules.journal, modules.ids, modules.clock),
                        modules.organizations,
                        modules.numbers,
                        modules.journal,
                        modules.ids,
                        modules.clock),
                new ReceiptFinder(modules.jdbc, modules.access),
                modules.organizations,
                new Edge(modules.jdbc, modules.transactions, modules.clock),
                modules.transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrderOfTenFilters() {
        at = Fixture.in(database);
        order = anOrder(at, modules).line("filter", 10, "10.00").issued();
    }

    @Test
    void aDeliveryIsRecordedShownGivenBackAndReversed() {
        var received = post("receipts", """
                {"deliveryNote": "LS-1", "lines": [{"orderLine": "%s", "quantity": "10", "rejectedQuantity": "2",
                 "rejectedWhy": "crushed", "disposition": "replace"}]}
                """.formatted(line(order, 1)));
        var location = received.getResponse().getHeader("Location");
        var returned = post("returns", """
                {"lines": [{"orderLine": "%s", "quantity": "3", "disposition": "credit", "why": "wrong colour"}]}
                """.formatted(line(order, 1)));
        var tooSoon = to(location + "/reversal", "{\"reason\": \"wrong order\"}");
        var reversed =
                to(returned.getResponse().getHeader("Location") + "/reversal", "{\"reason\": \"kept after all\"}");

        assertThat(received).hasStatus(201);
        assertThat(received).bodyJson().extractingPath("$.receipt.number").isEqualTo("RCV-2026-000001");
        assertThat(received).bodyJson().extractingPath("$.receipt.on").isEqualTo("2026-06-15");
        assertThat(received).bodyJson().extractingPath("$.lines[0].left").isEqualTo("8");
        assertThat(received).bodyJson().extractingPath("$.actions").asArray().containsExactly("return", "reverse");
        assertThat(returned).hasStatus(201);
        assertThat(returned).bodyJson().extractingPath("$.lines[0].of.number").isEqualTo("RCV-2026-000001");
        assertThat(tooSoon).hasStatus(409);
        assertThat(tooSoon).bodyJson().extractingPath("$.code").isEqualTo("goods-returned");
        assertThat(reversed).hasStatus(201);
        assertThat(reversed).bodyJson().extractingPath("$.reverses.number").isEqualTo("RET-2026-000001");
    }

    @Test
    void noPriceIsShownToAnybodyWhoReceives() throws UnsupportedEncodingException {
        var received = post("receipts", """
                {"lines": [{"orderLine": "%s", "quantity": "1"}]}
                """.formatted(line(order, 1)));
        var list = Served.to(at.receiver, resource)
                .get()
                .uri("/api/v1/receipts?view=receipts&size=1")
                .exchange();

        assertThat(received.getResponse().getContentAsString()).doesNotContain("EUR", "price", "amount");
        assertThat(list).hasStatus(200);
        assertThat(list.getResponse().getContentAsString())
                .contains("RCV-2026-000001")
                .doesNotContain("EUR", "price", "amount");
    }

    @Test
    void whatIsRejectedNeedsAReasonAndWhatBecomesOfIt() {
        var noReason = post("receipts", """
                {"lines": [{"orderLine": "%s", "quantity": "5", "rejectedQuantity": "1", "disposition": "replace"}]}
                """.formatted(line(order, 1)));
        var noDisposition = post("receipts", """
                {"lines": [{"orderLine": "%s", "quantity": "5", "rejectedQuantity": "1", "rejectedWhy": "crushed"}]}
                """.formatted(line(order, 1)));
        var moreThanCame = post("receipts", """
                {"lines": [{"orderLine": "%s", "quantity": "1", "rejectedQuantity": "2", "rejectedWhy": "crushed",
                 "disposition": "replace"}]}
                """.formatted(line(order, 1)));

        assertThat(noReason).hasStatus(422);
        assertThat(noReason).bodyJson().extractingPath("$.code").isEqualTo("reason-missing");
        assertThat(noDisposition).hasStatus(422);
        assertThat(noDisposition).bodyJson().extractingPath("$.code").isEqualTo("disposition-missing");
        assertThat(moreThanCame).hasStatus(422);
        assertThat(moreThanCame).bodyJson().extractingPath("$.code").isEqualTo("rejected-beyond-received");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var received = post("receipts", """
                {"lines": [{"orderLine": "01890000-0000-7000-8000-000000000000", "quantity": "1"}]}
                """);
        var shown = Served.to(at.receiver, resource)
                .get()
                .uri("/api/v1/receipts/01890000-0000-7000-8000-000000000000")
                .exchange();

        assertThat(received).hasStatus(404);
        assertThat(shown).hasStatus(404);
    }

    private MvcTestResult post(String what, String body) {
        return to("/api/v1/orders/" + order.id() + "/" + what, body);
    }

    private MvcTestResult to(String address, String body) {
        return as(at.receiver, address, body);
    }

    private static MvcTestResult as(Actor by, String address, String body) {
        return Served.to(by, resource)
                .post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
