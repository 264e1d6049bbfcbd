package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.TestApp;
import org.countersign.story.Company.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The same rule gives the same answer at the dock, at the desk, over the API and on a document that comes in. */
@TestApp
class OnePolicyTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Company company;
    private Vendor vendor;
    private JsonNode order;

    /** Situation 13; the figures of the worked case: 2 % of 100, 102 passes and 103 is refused. */
    @ParameterizedTest(name = "{0} allowed of 100: {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
             | 100 | right
             | 101 | too much: expected 100, actual 101, allowed 0
           2 | 102 | right
           2 | 103 | too much: expected 100, actual 103, allowed 2
        2.75 | 102 | right
        2.75 | 103 | too much: expected 100, actual 103, allowed 2.75
        """)
    void aQuantityIsJudgedAlikeOnEveryWay(String percent, int quantity, String answer) {
        company = Company.in(database, port);
        vendor = Vendor.of(company, "Acme Systems", "DE811122233");
        allow(percent);
        order = company.ordered(IntStream.range(0, 4)
                        .mapToObj(line -> new Wish("part " + line, id(), 100, "1.00"))
                        .toArray(Wish[]::new))
                .getFirst();
        company.receive(order, 0, 100, 100, 100);

        assertThat(answers(quantity))
                .isEqualTo(Map.of("dock", answer, "API", answer, "document", answer, "page", answer));
    }

    private Map<String, String> answers(int quantity) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("dock", atTheDock(quantity));
        answers.put("API", held(company.invoice(order, "R-1", "1.00", 0, quantity)));
        answers.put("document", onPaper(quantity));
        answers.put("page", onThePage(quantity));
        return answers;
    }

    private String atTheDock(int quantity) {
        var answer = company.as(company.people.receiver).post(Company.address(order) + "/receipts", """
                {"deliveryNote": "LS", "lines": [{"orderLine": "%s", "quantity": "%d"}]}
                """.formatted(
                        order.at("/lines/0/id").asString(), quantity));
        var facts = Caller.json(answer).path("facts");
        return answer.statusCode() == 201 ? "right" : words(facts, beyond(facts));
    }

    /** The dock names the most that may come in all; here what that is above the order. */
    private static String beyond(JsonNode facts) {
        return new BigDecimal(facts.path("allowed").asString())
                .subtract(new BigDecimal(facts.path("expected").asString()))
                .toPlainString();
    }

    private String onPaper(int quantity) {
        var placed = Caller.json(company.as(company.people.apClerk)
                .postRaw("/api/v1/documents", "application/xml", vendor.invoice(order, "R-2", "1.00", 0, 0, quantity)));
        return held(company.get(
                company.people.apClerk,
                "/api/v1/invoices/" + placed.at("/became/0/id").asString("none-" + placed)));
    }

    private String onThePage(int quantity) {
        var sent = company.form(
                company.people.apClerk,
                "/invoices/new",
                Map.of(
                        "order",
                        order.path("number").asString(),
                        "kind",
                        "invoice",
                        "number",
                        "R-3",
                        "issuedOn",
                        Company.TODAY.toString(),
                        "line.a",
                        order.at("/lines/3/quotable").asString(),
                        "quantity.a",
                        Integer.toString(quantity),
                        "price.a",
                        "1.00"));
        var number = sent.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(sent.body()))
                .replaceAll(".*/", "");
        var row = java.util.stream.StreamSupport.stream(
                        company.get(company.people.apClerk, "/api/v1/invoices?view=all")
                                .spliterator(),
                        false)
                .filter(one -> one.path("number").asString().equals(number))
                .findFirst()
                .orElseThrow();
        return held(company.get(
                company.people.apClerk, "/api/v1/invoices/" + row.path("id").asString()));
    }

    private static String held(JsonNode invoice) {
        return invoice.path("state").asString().equals("ready")
                ? "right"
                : words(
                        invoice.at("/holds/0/figures"),
                        invoice.at("/holds/0/figures/allowed").asString());
    }

    private static String words(JsonNode figures, String allowed) {
        return "too much: expected " + figures.path("expected").asString() + ", actual "
                + figures.path("actual").asString() + ", allowed " + allowed;
    }

    private void allow(String percent) {
        var rule = """
                {"id": "%s", "measure": "%s", "side": "over", "extent": "bounded", "percent": "%s"}""";
        var rules = percent == null
                ? ""
                : rule.formatted("dock", "quantity_ordered", percent) + ", "
                        + rule.formatted("desk", "quantity_received", percent);
        var kept = company.as(company.people.finance)
                .with("If-Match", "\"0\"")
                .post("/api/v1/tolerances", "{\"from\": \"%s\", \"rules\": [%s]}".formatted(Company.TODAY, rules));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    }

    private String id() {
        return company.get(company.people.buyer, "/api/v1/vendors").at("/0/id").asString();
    }
}
