package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.countersign.TestApp;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From a wish to the money: one requisition, approved, ordered, received in two parts, billed and paid. */
@TestApp
class RequisitionToPaymentTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Company company;

    @BeforeEach
    void open() {
        company = Company.in(database, port);
    }

    @Test
    void aWishBecomesAnOrderThatClosesItselfWhenEverythingIsReceivedBilledAndPaid() {
        var acme = company.vendor("Acme");

        var order = company.ordered(new Wish("chair", acme, 10, "100.00"), new Wish("desk", acme, 2, "400.00"))
                .getFirst();
        var committed = company.ledger();
        company.receive(order, 4, 2);
        var partly = company.now(order);
        company.receive(order, 6, 0);
        var accrued = company.ledger();
        var invoice = company.made(company.people.apClerk, "/api/v1/invoices", """
                {"vendor": "%s", "number": "R-1", "issuedOn": "%s", "dueOn": "%s", "currency": "EUR", "net": "1800.00",
                 "tax": "342.00", "order": "%s", "lines": [
                   {"number": "1", "description": "chair", "quantity": "10", "price": "100.00", "net": "1000.00",
                    "taxCategory": "S", "taxRate": "19", "order": "1"},
                   {"number": "2", "description": "desk", "quantity": "2", "price": "400.00", "net": "800.00",
                    "taxCategory": "S", "taxRate": "19", "order": "2"}]}
                """.formatted(
                        acme, Company.TODAY, Company.TODAY, order.path("number").asString()));
        var invoiced = company.ledger();
        var sent = company.paymentSent();
        var paid = company.executed(sent);
        var closed = company.now(order);

        assertThat(order.path("phase").asString()).isEqualTo("open");
        assertThat(order.at("/totals/gross/amount").asString()).isEqualTo("2142.00");
        assertThat(committed).isEqualTo("committed 1800.00, accrued 0.00, invoiced 0.00, paid 0.00");
        assertThat(partly.at("/lines/0/openToReceive").asString()).isEqualTo("6");
        assertThat(partly.at("/lines/1/openToReceive").asString()).isEqualTo("0");
        assertThat(accrued).isEqualTo("committed 0.00, accrued 1800.00, invoiced 0.00, paid 0.00");
        assertThat(invoice.path("state").asString()).isEqualTo("ready");
        assertThat(invoiced).isEqualTo("committed 0.00, accrued 0.00, invoiced 1800.00, paid 0.00");
        assertThat(sent.at("/payments/0/amount/amount").asString()).isEqualTo("2142.00");
        assertThat(paid.path("ended").asString()).isEqualTo("paid");
        assertThat(company.ledger()).isEqualTo("committed 0.00, accrued 0.00, invoiced 0.00, paid 1800.00");
        assertThat(closed.path("phase").asString()).isEqualTo("ended");
        assertThat(closed.path("ended").asString()).isEqualTo("completed");
    }
}
