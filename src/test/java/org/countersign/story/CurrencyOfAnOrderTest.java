package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.countersign.Counting;
import org.countersign.TestApp;
import org.countersign.platform.Consumers;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is ordered in another currency weighs on budgets at the rate of its day, for life. */
@TestApp
class CurrencyOfAnOrderTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @LocalServerPort
    private int port;

    /** Situation 82: the rate is kept on the document; a list asks for none, however many rates and orders there are. */
    @Test
    void keepsItsRateAndAListOfManyCostsWhatAListOfOneDoes() {
        var company = Company.in(database, port);
        rate(company, "0.80");
        var acme = company.vendor("Acme");
        inDollars(company, acme);
        company.get(company.people.buyer, "/api/v1/orders");

        var ofOne = listed(company);
        IntStream.range(0, 5).forEach(_ -> inDollars(company, acme));
        IntStream.rangeClosed(1, 9).forEach(tenth -> rate(company, "0.9" + tenth));
        var ofSix = listed(company);

        assertThat(ofOne.answer().size()).isEqualTo(1);
        assertThat(ofSix.answer().size()).isEqualTo(6);
        assertThat(ofSix.cost()).isEqualTo(ofOne.cost());
        assertThat(company.ledger()).isEqualTo("committed 480.00, accrued 0.00, invoiced 0.00, paid 0.00");
    }

    private static void inDollars(Company company, String vendor) {
        var requisition = company.post(
                company.people.rita,
                "/api/v1/requisitions?submit=true",
                company.wish(new Wish("part", vendor, 1, "100.00")).replace("EUR", "USD"));
        company.approve(requisition.path("approval").asString());
    }

    private static void rate(Company company, String rate) {
        company.post(company.people.finance, "/api/v1/rates", """
                {"from": "USD", "to": "EUR", "validOn": "%s", "rate": "%s", "source": "the bank"}
                """.formatted(Company.TODAY, rate));
    }

    private Counting.Counted<JsonNode> listed(Company company) {
        consumers.catchUp();
        return ((Counting) database).counted(() -> company.get(company.people.buyer, "/api/v1/orders"));
    }
}
