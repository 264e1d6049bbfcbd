package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.kernel.Actor;

/** Rita's requisition, approved by Mona and Dora and ordered, all of it over HTTP: what is there to be seen or not. */
record OnePurchase(Fixture people, int port) {

    /** Where each thing is, by the address of its kind. */
    Map<String, String> addresses() {
        var today = LocalDate.now();
        var address = """
                {"street": "Weg 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}""";
        var vendor = made(people.buyer, "/api/v1/vendors", """
                {"name": "Acme", "legalId": "HRB 77", "taxId": "", "email": "", "currency": "EUR", "paymentDays": 30,
                 "endpoint": {"scheme": "", "id": ""}, "ordering": %s, "billing": %s}
                """.formatted(address, address));
        var budget = made(people.finance, "/api/v1/budgets", """
                {"costCentre": "%s", "name": "Chairs", "from": "%s", "to": "%s", "stop": "hard",
                 "granted": {"amount": "20000.00", "currency": "EUR"}}
                """.formatted(
                        people.operations, today.minusDays(30), today.plusDays(300)));
        var requisition = made(people.rita, "/api/v1/requisitions?submit=true", """
                {"title": "New chairs", "currency": "EUR", "neededBy": "%s", "lines": [
                  {"description": "Office chair", "unit": "C62", "vendor": "%s", "quantity": "2",
                   "price": {"amount": "100.00", "currency": "EUR"}, "tax": {"category": "S", "ratePercent": "19"},
                   "allocations": [{"costCentre": "OPS", "percent": "100"}]}]}
                """.formatted(
                        today.plusDays(14), vendor.substring(vendor.lastIndexOf('/') + 1)));
        var plan = approved();
        var order =
                Caller.json(as(people.buyer).get("/api/v1/orders")).at("/0/id").asString();
        return Map.of(
                "/api/v1/approvals/{id}", plan,
                "/api/v1/budgets/{id}", budget,
                "/api/v1/keys/{id}", made(people.rita, "/api/v1/keys", "{\"name\": \"of a script\"}"),
                "/api/v1/orders/{id}", "/api/v1/orders/" + order,
                "/api/v1/requisitions/{id}", requisition);
    }

    private String approved() {
        var plan = "/api/v1/approvals/"
                + Caller.json(as(people.mona).get("/api/v1/approvals"))
                        .at("/0/id")
                        .asString();
        for (var approver : new Actor[] {people.mona, people.dora}) {
            var hash =
                    Caller.json(as(approver).get(plan)).at("/about/contentHash").asString();
            var answer = as(approver)
                    .post(plan + "/decision", "{\"decision\": \"approve\", \"contentHash\": \"" + hash + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return plan;
    }

    private String made(Actor by, String address, String body) {
        return location(as(by).post(address, body));
    }

    private Caller as(Actor person) {
        return Caller.on(port).as(people.bearer(person));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
