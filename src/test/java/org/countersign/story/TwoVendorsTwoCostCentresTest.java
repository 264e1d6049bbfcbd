package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.countersign.TestApp;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One wish, two vendors, two cost centres: two orders, and each cost centre bears its share of both. */
@TestApp
class TwoVendorsTwoCostCentresTest {

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
    void bothOwnersAreAskedAndEachVendorGetsAnOrderOfItsOwn() {
        var requisition = company.submitted(
                new Wish("laser", company.vendor("Acme"), 1, "9000.00", "OPS 60, RND 40"),
                new Wish("bench", company.vendor("Bolt"), 3, "1000.00", "RND 100"));
        var asked = company.get(
                company.people.auditor,
                "/api/v1/approvals/" + requisition.path("approval").asString());

        company.approve(requisition.path("approval").asString());
        var orders = company.ordersOf(requisition);

        assertThat(asked.path("stages").findValuesAsString("people").toString())
                .contains("Olga Operations and Rene Research");
        assertThat(orders)
                .extracting(order -> order.at("/vendor/name").asString())
                .containsExactlyInAnyOrder("Acme", "Bolt");
        assertThat(orders)
                .extracting(order -> order.at("/totals/net/amount").asString())
                .containsExactlyInAnyOrder("9000.00", "3000.00");
        assertThat(committed("OPS")).isEqualTo("5400.00");
        assertThat(committed("RND")).isEqualTo("6600.00");
    }

    @Test
    void whatOneOfTheOrdersIsBilledMovesTheSharesOfItsOwnLines() {
        var orders = company.ordered(
                new Wish("laser", company.vendor("Acme"), 1, "9000.00", "OPS 60, RND 40"),
                new Wish("bench", company.vendor("Bolt"), 3, "1000.00", "RND 100"));
        var laser = orders.stream()
                .filter(order -> order.at("/vendor/name").asString().equals("Acme"))
                .findFirst()
                .orElseThrow();

        company.receive(laser, 1);
        company.invoice(laser, "R-1", "9000.00", 1);

        assertThat(committed("OPS")).isEqualTo("0.00");
        assertThat(committed("RND")).isEqualTo("3000.00");
        assertThat(company.ledger()).isEqualTo("committed 3000.00, accrued 0.00, invoiced 9000.00, paid 0.00");
    }

    private String committed(String costCentre) {
        return StreamSupport.stream(
                        company.get(company.people.finance, "/api/v1/budgets").spliterator(), false)
                .filter(budget -> budget.path("costCentreCode").asString().equals(costCentre))
                .map(budget -> budget.at("/figures/buckets/committed/amount").asString())
                .findFirst()
                .orElseThrow();
    }
}
