package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.TestApp;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.check.CheckResult;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.exchange.ubl.UblReader;
import org.countersign.platform.Consumers;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An order is changed after it was sent: the old revision is in force until everybody has agreed to the new one. */
@TestApp
class ChangeAfterIssueTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @LocalServerPort
    private int port;

    private Company company;

    @BeforeEach
    void open() {
        company = Company.in(database, port);
    }

    @Test
    void goodsMayComeMeanwhileAndTheVendorGetsAnOrderChangeThatMarksItsLines() {
        var order = company.ordered(wishes("0088", "7302347231110")).getFirst();

        revised(order, "12");
        company.receive(order, 10, 0);
        var meanwhile = company.now(order);
        approved();
        var after = company.now(order);
        consumers.catchUp();
        var bytes = ubl(order, "order-change-2-ubl");

        assertThat(meanwhile.path("revision").asString()).isEqualTo("1");
        assertThat(meanwhile.at("/lines/0/openToReceive").asString()).isEqualTo("0");
        assertThat(after.path("revision").asString()).isEqualTo("2");
        assertThat(after.at("/lines/0/openToReceive").asString()).isEqualTo("2");
        assertThat(after.at("/totals/net/amount").asString()).isEqualTo("1300.00");
        assertThat(company.ledger()).isEqualTo("committed 300.00, accrued 1000.00, invoiced 0.00, paid 0.00");
        assertThat(DocumentCheck.check(bytes)).isInstanceOf(CheckResult.Valid.class);
        assertThat(UblReader.orderChange(bytes).marks())
                .containsExactlyInAnyOrderEntriesOf(Map.of("1", Mark.CHANGED, "2", Mark.UNCHANGED, "3", Mark.ADDED));
    }

    /** Situation 36: the order keeps its link to what was requested, and who approves a change sees what differs. */
    @Test
    void theRequisitionStaysLinkedAndTheApproverSeesTheDifference() {
        var requisition = company.submitted(wishes("", ""));
        company.approve(requisition.path("approval").asString());
        var order = company.ordersOf(requisition).getFirst();

        revised(order, "12");
        var plan = plan();
        var page = Caller.on(port)
                .with(
                        "Cookie",
                        org.countersign.identity.SessionCookie.NAME + "=" + company.people.session(company.people.mona))
                .get("/approvals/" + plan);
        company.approve(plan);
        var linked = company.get(
                company.people.rita,
                "/api/v1/requisitions/" + requisition.path("id").asString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("10", "12", "clamp");
        assertThat(company.now(order).at("/requisition/id").asString())
                .isEqualTo(requisition.path("id").asString());
        assertThat(linked.at("/submitted/orders/0/id").asString())
                .isEqualTo(order.path("id").asString());
        assertThat(linked.at("/submitted/orders").size()).isEqualTo(1);
    }

    @Test
    void aDocumentThatTheRulesRefuseIsNotSentAndTheOrderSaysWhy() {
        var order = company.ordered(wishes("0088", "7302347231111")).getFirst();

        consumers.catchUp();
        var axes = company.now(order).path("axes");
        var message = documents(order, "order-1-ubl");

        assertThat(axes.path("transmission").asString()).isEqualTo("failed");
        assertThat(axes.path("waitingFor").asString()).isEqualTo("send");
        assertThat(message.path("state").asString()).isEqualTo("failed");
        assertThat(message.path("note").asString()).contains("PEPPOL-COMMON-R040");
    }

    // ---- how

    private Wish[] wishes(String scheme, String endpoint) {
        var acme = company.vendor("Acme", scheme, endpoint);
        return new Wish[] {new Wish("shelf", acme, 10, "100.00"), new Wish("bracket", acme, 10, "8.00")};
    }

    private void revised(JsonNode order, String quantity) {
        company.post(company.people.buyer, Company.address(order) + "/revisions", """
                {"base": 1, "reason": "Two more shelves", "lines": [
                  {"line": "%s", "quantity": "%s"},
                  {"like": "%s", "description": "clamp", "quantity": "4",
                   "price": {"amount": "5.00", "currency": "EUR", "per": "1"}}]}
                """.formatted(
                        order.at("/lines/0/id").asString(),
                        quantity,
                        order.at("/lines/1/id").asString()));
    }

    private void approved() {
        company.approve(plan());
    }

    private String plan() {
        return company.get(company.people.mona, "/api/v1/approvals").at("/0/id").asString();
    }

    private JsonNode documents(JsonNode order, String word) {
        var all = company.get(company.people.buyer, Company.address(order) + "/documents");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(message -> message.path("id").asString().equals(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError(all.toString()));
    }

    private byte[] ubl(JsonNode order, String word) {
        return company.as(company.people.buyer)
                .get(documents(order, word).path("content").asString())
                .body()
                .getBytes(StandardCharsets.UTF_8);
    }
}
