package org.countersign.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.order.AnOrder.anOrder;

import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Edge;
import org.countersign.platform.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class InvoiceResourceTest {

    private static TestDatabase database;
    private static InvoiceModules modules;
    private static InvoiceResource resource;

    private Fixture at;
    private PurchaseOrder order;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        modules = new InvoiceModules(database.app());
        var base = modules.base;
        resource = new InvoiceResource(
                modules.invoicing,
                modules.finder,
                new Edge(base.jdbc, base.transactions, base.clock),
                base.transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrderOfTenBolts() {
        at = Fixture.in(database);
        order = anOrder(at, modules.base).line("bolt", 10, "10.00").issued();
    }

    @Test
    void anInvoiceIsEnteredAndShownBesideItsOrderLine() throws Exception {
        modules.receive(order, 1, 10, at);

        var entered = enter(at.apClerk, "R-1", "10", "100.00");
        var shown = read(
                Served.to(at.apClerk, resource).get().uri(location(entered)).exchange());

        assertThat(entered).hasStatus(201);
        assertThat(shown.path("state").asString()).isEqualTo("ready");
        assertThat(shown.path("number").asString()).isEqualTo("INV-2026-000001");
        assertThat(shown.path("totals").path("payable").path("amount").asString())
                .isEqualTo("119.00");
        assertThat(shown.path("lines").get(0).path("ordered").path("name").asString())
                .isEqualTo(order.number() + "/1");
        assertThat(shown.path("lines")
                        .get(0)
                        .path("ordered")
                        .path("invoicedBefore")
                        .asString())
                .isEqualTo("0");
    }

    @Test
    void aHeldInvoiceSaysWhyAndIsLiftedByFinanceAlone() throws Exception {
        var entered = enter(at.apClerk, "R-1", "10", "100.00");
        var hold = read(entered).path("holds").get(0);
        var lifting = location(entered) + "/holds/" + hold.path("id").asString() + "/lifting";

        var byClerk = post(at.apClerk, lifting, "{\"reason\": \"prepayment agreed\"}");
        var byFinance = post(at.finance, lifting, "{\"reason\": \"prepayment agreed\"}");

        assertThat(hold.path("reason").asString()).isEqualTo("NO_RECEIPT");
        assertThat(hold.path("figures").path("measure").asString()).isEqualTo("quantity_received");
        assertThat(hold.path("wayOut").asString()).contains("record the receipt");
        assertThat(byClerk).hasStatus(403);
        assertThat(byFinance).hasStatusOk();
        assertThat(read(byFinance).path("state").asString()).isEqualTo("ready");
    }

    @Test
    void whatOtherHeldInvoicesAskForOnTheLineStandsBesideWhatWasBilled() throws Exception {
        enter(at.apClerk, "R-1", "10", "100.00");

        var second = enter(at.apClerk, "R-2", "5", "50.00");
        var ordered = read(Served.to(at.apClerk, resource)
                        .get()
                        .uri(location(second))
                        .exchange())
                .path("lines")
                .get(0)
                .path("ordered");

        assertThat(ordered.path("invoicedBefore").asString()).isEqualTo("0");
        assertThat(ordered.path("claimedBeside").asString()).isEqualTo("10");
        assertThat(read(second).path("holds").get(0).path("wayOut").asString())
                .contains("record the receipt. That alone does not free it");
    }

    @Test
    void aDuplicateIsAnsweredWithTheFirst() throws Exception {
        var first = enter(at.apClerk, "R-1", "5", "50.00");

        var second = enter(at.apClerk, "r 1", "5", "50.00");

        assertThat(second).hasStatus(409);
        assertThat(read(second).path("code").asString()).isEqualTo("duplicate-invoice");
        assertThat(location(first)).endsWith(read(second).path("first").asString());
    }

    @Test
    void aBodyThatMissesAFieldSaysWhich() throws Exception {
        var answer = post(at.apClerk, "/api/v1/invoices", "{\"currency\": \"EUR\", \"net\": \"1.00\"}");

        assertThat(answer).hasStatus(422);
        assertThat(read(answer).path("code").asString()).isEqualTo("field-missing");
    }

    @Test
    void theListShowsHeldInvoicesToThoseWhoSeeThem() throws Exception {
        enter(at.apClerk, "R-1", "10", "100.00");

        var list = Served.to(at.apClerk, resource)
                .get()
                .uri("/api/v1/invoices?view=held")
                .exchange();
        var forbidden =
                Served.to(at.seller, resource).get().uri("/api/v1/invoices").exchange();

        assertThat(read(list).get(0).path("reasons").get(0).asString()).isEqualTo("NO_RECEIPT");
        assertThat(read(list).get(0).path("owner").asString()).isEqualTo("Receiver");
        assertThat(forbidden).hasStatus(403);
    }

    private MvcTestResult enter(Actor by, String number, String quantity, String net) {
        return post(by, "/api/v1/invoices", """
                {"vendor": "%s", "number": "%s", "issuedOn": "2026-06-01", "currency": "EUR", "net": "%s", "tax": "%s",
                 "order": "%s",
                 "lines": [{"number": "1", "description": "bolts", "quantity": "%s", "price": "10.00", "net": "%s",
                            "taxCategory": "S", "taxRate": "19", "order": "1"}]}
                """.formatted(
                        order.head().vendor(),
                        number,
                        net,
                        net.equals("100.00") ? "19.00" : "9.50",
                        order.number(),
                        quantity,
                        net));
    }

    private static MvcTestResult post(Actor by, String address, String body) {
        return Served.to(by, resource)
                .post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String location(MvcTestResult answer) {
        return String.valueOf(answer.getResponse().getHeader("Location"));
    }

    private static JsonNode read(MvcTestResult answer) throws Exception {
        return Json.mapper().readTree(answer.getResponse().getContentAsString());
    }
}
