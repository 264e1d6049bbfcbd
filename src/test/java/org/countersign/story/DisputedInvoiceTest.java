package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.countersign.TestApp;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Ten lamps at 50.00 are ordered and received, and billed at 55.00. */
@TestApp
class DisputedInvoiceTest {

    private static final String WHY = "{\"reason\": \"The price list of March counts\"}";

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Company company;
    private JsonNode order;
    private JsonNode disputed;
    private String address;

    @BeforeEach
    void aBillAboveThePrice() {
        company = Company.in(database, port);
        order = company.ordered(new Wish("lamp", company.vendor("Acme"), 10, "50.00"))
                .getFirst();
        company.receive(order, 10);
        disputed = company.invoice(order, "R-1", "55.00", 10);
        address = "/api/v1/invoices/" + disputed.path("id").asString();
    }

    @Test
    void isHeldNamingTheFiguresAndNotPaid() {
        var hold = disputed.path("holds").path(0);
        var due = company.get(company.people.apClerk, "/api/v1/payment-proposals/due");

        assertThat(disputed.path("state").asString()).isEqualTo("held");
        assertThat(hold.path("reason").asString()).isEqualTo("PRICE");
        assertThat(hold.at("/figures/expected").asString()).isEqualTo("50");
        assertThat(hold.at("/figures/actual").asString()).isEqualTo("55");
        assertThat(hold.path("owner").toString()).containsIgnoringCase("buyer");
        assertThat(due.at("/total/amount").asString("0.00")).isEqualTo("0.00");
        assertThat(company.ledger()).isEqualTo("committed 0.00, accrued 500.00, invoiced 0.00, paid 0.00");
    }

    @Test
    void isRejectedAndTheCorrectedOneMayHaveItsNumber() {
        var again = company.as(company.people.apClerk)
                .post("/api/v1/invoices", company.bill(order, "R-1", "", "50.00", 10));

        company.post(company.people.apClerk, address + "/rejection", WHY);
        var corrected = company.invoice(order, "R-1", "50.00", 10);
        company.executed(company.paymentSent());

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(corrected.path("state").asString()).isEqualTo("ready");
        assertThat(company.now(order).path("ended").asString()).isEqualTo("completed");
        assertThat(company.ledger()).isEqualTo("committed 0.00, accrued 0.00, invoiced 0.00, paid 500.00");
    }

    @Test
    void isPaidAsBilledOnceFinanceLiftsTheHoldAndSaysWhy() {
        var lifting = address + "/holds/" + disputed.at("/holds/0/id").asString() + "/lifting";

        var byTheClerk = company.as(company.people.apClerk).post(lifting, WHY);
        var lifted = company.post(company.people.finance, lifting, WHY);
        var sent = company.paymentSent();

        assertThat(byTheClerk.statusCode()).isEqualTo(403);
        assertThat(lifted.path("state").asString()).isEqualTo("ready");
        assertThat(lifted.toString()).contains("Fiona Finance", "The price list of March counts");
        assertThat(sent.at("/payments/0/amount/amount").asString()).isEqualTo("654.50");
        assertThat(company.ledger()).isEqualTo("committed 0.00, accrued 0.00, invoiced 550.00, paid 0.00");
    }
}
