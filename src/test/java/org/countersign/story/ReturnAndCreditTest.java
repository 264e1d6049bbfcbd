package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.countersign.TestApp;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Goods go back after they came: the bill is matched at what came, the credit is waited for, both are paid as one. */
@TestApp
class ReturnAndCreditTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Company company;

    @BeforeEach
    void open() {
        company = Company.in(database, port);
    }

    /** Situation 17, over the API. */
    @Test
    void ofTwentyFiveFiveGoBackAndTwentyArePaid() {
        var order = company.ordered(new Wish("pump", company.vendor("Acme"), 25, "100.00"))
                .getFirst();
        company.receive(order, 25);
        company.giveBack(order, 5);

        var invoice = company.invoice(order, "R-1", "100.00", 25);
        var waiting = company.now(order);
        var creditExpected = company.get(company.people.buyer, "/api/v1/orders?view=credit_expected");
        var credit = company.creditNote(order, "G-1", "R-1", "100.00", 5);
        var sent = company.paymentSent();
        company.executed(sent);
        var closed = company.now(order);

        assertThat(waiting.at("/lines/0/received").asString()).isEqualTo("25");
        assertThat(waiting.at("/lines/0/returned").asString()).isEqualTo("5");
        assertThat(waiting.at("/lines/0/creditExpected").asString()).isEqualTo("5");
        assertThat(creditExpected.path(0).path("number").asString())
                .isEqualTo(order.path("number").asString());
        assertThat(invoice.at("/totals/payable/amount").asString()).isEqualTo("2975.00");
        assertThat(credit.at("/totals/payable/amount").asString()).isEqualTo("595.00");
        assertThat(sent.at("/payments/0/amount/amount").asString()).isEqualTo("2380.00");
        assertThat(closed.at("/lines/0/invoiced").asString()).isEqualTo("20");
        assertThat(closed.path("phase").asString()).isEqualTo("ended");
        assertThat(company.ledger()).isEqualTo("committed 0.00, accrued 0.00, invoiced 0.00, paid 2000.00");
    }
}
