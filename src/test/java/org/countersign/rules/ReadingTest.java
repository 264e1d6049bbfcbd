package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Counting;
import org.countersign.Counting.Cost;
import org.countersign.TestApp;
import org.countersign.identity.SessionCookie;
import org.countersign.kernel.Actor;
import org.countersign.platform.Consumers;
import org.countersign.story.Company;
import org.countersign.story.Company.Wish;
import org.countersign.story.Vendor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever reads whatever, by the API or on a page: nothing is written and nothing is committed. */
@TestApp
class ReadingTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @LocalServerPort
    private int port;

    private Company company;
    private final Map<String, String> places = new HashMap<>();
    private final Map<Actor, String> sessions = new HashMap<>();

    /** One of everything, under the pattern that it is read by. */
    @BeforeEach
    void aPurchaseThatIsPaid() {
        company = Company.in(database, port);
        var vendor = Vendor.of(company, "Acme Systems", "DE811122233");
        var vendorId = first("/api/v1/vendors");
        var requisition = company.submitted(new Wish("pump", vendorId, 10, "100.00"));
        company.approve(requisition.path("approval").asString());
        var order = company.ordersOf(requisition).getFirst();
        var receipt = company.receive(order, 10);
        var document = Caller.json(company.as(company.people.apClerk)
                .postRaw("/api/v1/documents", "application/xml", vendor.invoice(order, "R-1", "100.00", 10)));
        var returned = Caller.json(company.as(company.people.apClerk)
                .postRaw(
                        "/api/v1/documents",
                        "application/xml",
                        new String(vendor.invoice(order, "R-2", "100.00", 10), java.nio.charset.StandardCharsets.UTF_8)
                                .replace(order.path("number").asString(), "PO-1999-000001")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        company.giveBack(order, 1);
        var credit = company.creditNote(order, "G-1", "R-1", "100.00", 1);
        var proposal = company.paymentSent();
        var item = company.made(
                        company.people.buyer, "/api/v1/items", """
                {"vendor": "%s", "article": {"sku": "P-1", "name": "pump", "description": "", "category": "", "unit": "C62",
                 "baseScale": 0, "capital": false}, "validity": {"from": "%s"},
                 "price": {"price": {"amount": "100.00", "currency": "EUR", "per": "1"}, "taxCategory": "S",
                 "taxPercent": "19", "validity": {"from": "%s"}}}
                """.formatted(vendorId, Company.TODAY, Company.TODAY))
                .at("/item/id")
                .asString();
        var rules = company.as(company.people.finance)
                .with("If-Match", "\"0\"")
                .post("/api/v1/tolerances", "{\"from\": \"%s\", \"rules\": []}".formatted(Company.TODAY));
        assertThat(rules.statusCode()).isEqualTo(201);
        company.made(company.people.finance, "/api/v1/policies", """
                {"validFrom": "%s", "namedOwner": "%s", "reason": "The manager decides alone",
                 "rules": [{"number": 1, "name": "Manager", "condition": "total > amount(\\"0\\")", "order": 10,
                            "approvers": "manager", "needed": "all"}]}
                """.formatted(
                        Company.TODAY, company.people.dora.account()));
        var group = company.as(company.people.administrator)
                .with("If-Match", "\"0\"")
                .put("/api/v1/people/groups/legal", "{\"members\": [\"%s\"]}".formatted(company.people.dora.account()));
        assertThat(group.statusCode()).isLessThan(300);
        var draft = company.post(
                company.people.rita, "/api/v1/requisitions", company.wish(new Wish("tap", vendorId, 1, "9.00")));
        consumers.catchUp();
        places.putAll(Map.of(
                "/api/v1/approvals/{id}", requisition.path("approval").asString(),
                "/api/v1/credit-notes/{id}", credit.path("id").asString(),
                "/api/v1/documents/{id}", document.path("id").asString(),
                "/api/v1/documents/{id}/notice", returned.path("id").asString(),
                "/api/v1/invoices/{id}", document.at("/became/0/id").asString(),
                "/api/v1/items/{id}", item,
                "/api/v1/orders/{id}", order.path("id").asString(),
                "/api/v1/payment-proposals/{id}", proposal.path("id").asString(),
                "/api/v1/receipts/{id}", receipt.at("/receipt/id").asString(),
                "/api/v1/requisitions/{id}", requisition.path("id").asString()));
        places.putAll(Map.of(
                "/api/v1/vendors/{id}", vendorId,
                "/api/v1/vendors/{vendor}", vendorId,
                "/api/v1/budgets/{id}", first("/api/v1/budgets"),
                "/api/v1/cost-centres/{id}", company.people.operations.toString(),
                "/api/v1/people/{id}", company.people.rita.account().toString(),
                "/api/v1/keys/{id}",
                        Caller.json(company.as(company.people.rita).get("/api/v1/keys"))
                                .at("/0/id")
                                .asString(),
                "/api/v1/tolerances/{version}", "1"));
        places.putAll(Map.of(
                "/approvals/{id}", requisition.path("approval").asString(),
                "/invoices/{number}", document.at("/became/0/number").asString(),
                "/orders/{number}", order.path("number").asString(),
                "/payment-proposals/{number}", proposal.path("number").asString(),
                "/receipts/{number}", receipt.at("/receipt/number").asString(),
                "/requisitions/{reference}", requisition.path("number").asString(),
                "/requisitions/{reference}/edit", draft.path("id").asString(),
                "/documents/{id}", document.path("id").asString(),
                "/problems/{code}", "stale",
                "/set-up/{token}", "none"));
        places.put("/approval-rules/{version}", "1");
        places.put("{revision}", "1");
        places.put("{message}", "order-1-pdf");
    }

    @Test
    void nothingIsWrittenByReading() {
        var written = new TreeMap<String, List<String>>();
        var answered = new TreeSet<String>();
        for (var pattern : patterns()) {
            var address = address(pattern);
            for (var person : company.people.byRole().values()) {
                var caller = as(person, pattern);
                var read = ((Counting) database).counted(() -> caller.get(address));
                if (read.answer().statusCode() == 200) {
                    answered.add(pattern);
                }
                if (read.cost().commits() > 0) {
                    written.computeIfAbsent(pattern, _ -> new ArrayList<>())
                            .add(person.name() + " " + read.answer().statusCode());
                }
            }
        }
        assertThat(written).isEmpty();
        assertThat(patterns()).hasSizeGreaterThan(90);
        assertThat(answered).isEqualTo(patterns());
    }

    @Test
    void whatWritesIsSeen() {
        var rita = company.as(company.people.rita);

        var read = ((Counting) database).counted(() -> rita.post("/api/v1/keys", "{\"name\": \"of a script\"}"));

        assertThat(read.cost()).extracting(Cost::commits).isEqualTo(1);
    }

    private TreeSet<String> patterns() {
        return routes.getHandlerMethods().entrySet().stream()
                .filter(route -> route.getValue().getBeanType().getName().startsWith("org.countersign"))
                .map(Map.Entry::getKey)
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .map(pattern -> pattern.replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The place of the longest pattern that this one begins with, and so on; pages of ids are read like the API. */
    private String address(String pattern) {
        var address = new StringBuilder();
        var upToHere = new StringBuilder();
        for (var step : pattern.substring(1).split("/", -1)) {
            upToHere.append('/').append(step);
            address.append('/').append(step.startsWith("{") ? place(pattern, upToHere.toString(), step) : step);
        }
        if (pattern.equals("/groups/members")) {
            address.append("?group=legal");
        }
        return pattern.endsWith("/in-force") ? address + "?on=" + Company.TODAY : address.toString();
    }

    private String place(String pattern, String upToHere, String step) {
        return java.util.stream.Stream.of(pattern, upToHere, "/api/v1" + upToHere, step)
                .map(places::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + upToHere));
    }

    private Caller as(Actor person, String pattern) {
        return pattern.startsWith("/api/v1/")
                ? company.as(person)
                : Caller.on(port)
                        .with(
                                "Cookie",
                                SessionCookie.NAME + "=" + sessions.computeIfAbsent(person, company.people::session));
    }

    private String first(String list) {
        return company.get(company.people.finance, list).at("/0/id").asString();
    }
}
