package org.countersign.requisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.Stop;
import org.countersign.kernel.Actor;
import org.countersign.platform.Json;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requisitions and their approvals over HTTP, on the whole application with real ordering behind it. */
@TestApp
class RequisitionResourceTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Berlin"));

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource app;

    @Autowired
    private Transactions transactions;

    @Autowired
    private Vendors vendors;

    @Autowired
    private Budget budget;

    private final HttpClient http = HttpClient.newHttpClient();
    private Fixture people;
    private VendorId acme;

    @BeforeEach
    void build() {
        people = Fixture.in(app);
        var address = new Address("Weg 1", "Berlin", "10115", "DE");
        acme = transactions.act(
                people.buyer,
                () -> vendors.add(
                        new VendorTerms(
                                "Acme", "HRB 77", "", Endpoint.none(), "", address, address, 30, CurrencyUnit.EUR),
                        people.buyer));
        transactions.act(
                people.finance,
                () -> budget.open(
                        new BudgetTerms(
                                people.operations,
                                "Budget",
                                TODAY.minusDays(30),
                                TODAY.plusDays(300),
                                Money.parse("EUR 20000.00"),
                                Stop.HARD),
                        people.finance));
    }

    @Test
    void aRequisitionIsWrittenPreviewedSubmittedAndApprovedOverHttpAndAnswersWithTheOrdersNumber() throws Exception {
        var preview = send("POST", "/requisitions/preview", content("2"), people.rita);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(body(preview).at("/totals/gross/amount").asString()).isEqualTo("238.00");
        assertThat(body(preview).at("/order/required").asBoolean()).isTrue();

        var created = send("POST", "/requisitions?submit=true", content("2"), people.rita);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(body(created).path("waitingFor").asString()).isEqualTo("Mona Manager");

        var made = decide(body(created).path("approval").asString(), people.mona);
        var last = decide(body(created).path("approval").asString(), people.dora);
        assertThat(body(made).path("outcome").asString()).isEqualTo("open");
        assertThat(body(last).at("/made/0/number").asString()).startsWith("PO-");
        var seen = send("GET", "/requisitions/" + body(created).path("id").asString(), "", people.rita);
        assertThat(seen.headers().firstValue("ETag")).isPresent();
        assertThat(body(seen).path("phase").asString()).isEqualTo("ended");
        assertThat(body(seen).at("/submitted/row/orders/0").asString())
                .isEqualTo(body(last).at("/made/0/number").asString());
    }

    @Test
    void aDraftIsEditedWithIfMatchAloneAndASecondEditorIsToldTheVersion() throws Exception {
        var created = send("POST", "/requisitions", content("2"), people.rita);
        var address = "/requisitions/" + body(created).path("id").asString();

        assertThat(send("PUT", address, content("3"), people.rita).statusCode()).isEqualTo(428);
        assertThat(send("PUT", address, content("3"), people.rita, "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", address, content("4"), people.rita, "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("POST", address + "/submission", "", people.rita, "If-Match", "\"2\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", address + "/copy", "", people.rita).statusCode())
                .isEqualTo(201);
        assertThat(send("POST", address + "/withdrawal", "", people.rita).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aListGoesOnByLinkAndAnUnknownViewIsUnreadable() throws Exception {
        send("POST", "/requisitions?submit=true", content("1"), people.rita);
        send("POST", "/requisitions?submit=true", content("1"), people.rita);

        var first = send("GET", "/requisitions?view=mine&size=1", "", people.rita);

        assertThat(body(first)).hasSize(1);
        assertThat(first.headers().firstValue("Link"))
                .hasValueSatisfying(
                        link -> assertThat(link).contains("view=mine").contains("rel=\"next\""));
        assertThat(send("GET", "/requisitions?view=nobody", "", people.rita).statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/requisitions?view=drafts", "", people.rita).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalIsAProblemWithItsLineAndFigures() throws Exception {
        var refused = send("POST", "/requisitions?submit=true", content("0"), people.rita);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(body(refused).path("code").asString()).isEqualTo("quantity-not-positive");
        assertThat(body(refused).at("/facts/line").asString()).isEqualTo("1");
    }

    @Test
    void rulesAreKeptAndReadOverHttp() throws Exception {
        var rules = """
                {"validFrom": "%s", "namedOwner": "%s", "reason": "A director decides", "rules": [
                  {"number": 1, "name": "Director", "condition": "total > amount(\\"0\\")", "order": 10,
                   "approvers": "person:%s", "needed": "all"}]}
                """.formatted(TODAY.plusDays(1), people.dora.account(), people.dora.account());

        var kept = send("POST", "/policies", rules, people.finance);

        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(body(send("GET", "/policies", "", people.finance))
                        .at("/0/rules/0/name")
                        .asString())
                .isEqualTo("Director");
        assertThat(send("POST", "/policies", rules, people.rita).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> decide(String approval, Actor by) throws Exception {
        var plan = send("GET", "/approvals/" + approval, "", by);
        var hash = body(plan).at("/about/contentHash").asString();
        return send(
                "POST",
                "/approvals/" + approval + "/decision",
                "{\"decision\": \"approve\", \"contentHash\": \"" + hash + "\"}",
                by);
    }

    private String content(String quantity) {
        return """
                {"title": "New chairs", "currency": "EUR", "neededBy": "%s", "lines": [
                  {"description": "Office chair, blue", "unit": "C62", "vendor": "%s", "quantity": "%s",
                   "price": {"amount": "100.00", "currency": "EUR"},
                   "tax": {"category": "S", "ratePercent": "19"},
                   "allocations": [{"costCentre": "OPS", "percent": "100"}]}]}
                """.formatted(TODAY.plusDays(14), acme, quantity);
    }

    private HttpResponse<String> send(String method, String path, String body, Actor by, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", people.bearer(by))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (var index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body());
    }
}
