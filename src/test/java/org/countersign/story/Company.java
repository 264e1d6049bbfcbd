package org.countersign.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.identity.SessionCookie;
import org.countersign.kernel.Actor;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/**
 * The people of a {@link Fixture} at work, each with a key of their own, over the public API of a running application. The
 * cost centres OPS and RND have 50,000.00 EUR each; what is refused fails the test, unless it was asked for.
 */
public final class Company {

    /** Today where the organisation is. */
    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Berlin"));

    private static final String ADDRESS = """
            {"street": "Werkstrasse 7", "city": "Hamburg", "postalCode": "20095", "country": "DE"}""";

    private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    public final Fixture people;
    private final int port;
    private final Map<Actor, String> keys = new java.util.HashMap<>();

    private Company(Fixture people, int port) {
        this.people = people;
        this.port = port;
    }

    /** A new organisation of the application on the port. */
    public static Company in(DataSource database, int port) {
        var company = new Company(Fixture.in(database), port);
        company.budget(company.people.operations.toString(), "50000.00");
        company.budget(company.people.research.toString(), "50000.00");
        return company;
    }

    public Caller as(Actor person) {
        return Caller.on(port).as(keys.computeIfAbsent(person, people::bearer));
    }

    // ---- what is bought

    /** A vendor without an electronic address, paid to a bank account; answers its id. */
    public String vendor(String name) {
        return vendor(name, "", "");
    }

    public String vendor(String name, String scheme, String endpoint) {
        var id = made(people.buyer, "/api/v1/vendors", """
                {"name": "%s", "legalId": "HRB %s", "taxId": "", "email": "", "currency": "EUR", "paymentDays": 0,
                 "endpoint": {"scheme": "%s", "id": "%s"}, "ordering": %s, "billing": %s}
                """.formatted(name, name, scheme, endpoint, ADDRESS, ADDRESS))
                .path("id")
                .asString();
        done(as(people.finance).with("If-Match", "\"1\"").put("/api/v1/vendors/" + id + "/bank-details", """
                {"iban": "DE89370400440532013000", "bic": null, "holder": "%s"}""".formatted(
                        name)));
        return id;
    }

    private void budget(String costCentre, String amount) {
        made(people.finance, "/api/v1/budgets", """
                {"costCentre": "%s", "name": "This year", "from": "%s", "to": "%s", "stop": "hard",
                 "granted": {"amount": "%s", "currency": "EUR"}}
                """.formatted(
                        costCentre, TODAY.minusDays(30), TODAY.plusDays(300), amount));
    }

    /** A line of a requisition: pieces at a price, 19 % tax on top, all to one cost centre or shared as it says. */
    public record Wish(String what, String vendor, int quantity, String price, String charges) {

        public Wish(String what, String vendor, int quantity, String price) {
            this(what, vendor, quantity, price, "OPS 100");
        }

        String json() {
            return """
                    {"description": "%s", "unit": "C62", "vendor": "%s", "quantity": "%d",
                     "price": {"amount": "%s", "currency": "EUR"}, "tax": {"category": "S", "ratePercent": "19"},
                     "allocations": [%s]}
                    """.formatted(
                            what,
                            vendor,
                            quantity,
                            price,
                            Stream.of(charges.split(", "))
                                    .map(charge -> charge.split(" "))
                                    .map(charge -> "{\"costCentre\": \"%s\", \"percent\": \"%s\"}"
                                            .formatted(charge[0], charge[1]))
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** So many lines of the same kind. */
    public static Wish[] wishes(int lines, String vendor) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(line -> new Wish("part " + line, vendor, 2, "10.00"))
                .toArray(Wish[]::new);
    }

    public String wish(Wish... lines) {
        return """
                {"title": "For the workshop", "currency": "EUR", "neededBy": "%s", "lines": [%s]}
                """.formatted(
                        TODAY.plusDays(14), Stream.of(lines).map(Wish::json).collect(Collectors.joining(", ")));
    }

    /** Rita's requisition, submitted. */
    public JsonNode submitted(Wish... lines) {
        return post(people.rita, "/api/v1/requisitions?submit=true", wish(lines));
    }

    /** Everybody who is asked approves; answers what the last approval made. */
    public JsonNode approve(String plan) {
        while (true) {
            var ruled = decide(plan, "approve");
            if (!ruled.path("outcome").asString().equals("open")) {
                return ruled;
            }
        }
    }

    /** Who is asked first decides. */
    public JsonNode decide(String plan, String verdict) {
        return done(decision(plan, verdict).get());
    }

    /** The decision of who is asked first, ready to be sent. */
    public Supplier<HttpResponse<String>> decision(String plan, String verdict) {
        var shown = as(people.auditor).get("/api/v1/approvals/" + plan);
        var waiting = Caller.json(shown);
        var who = waiting.path("waitingFor").path(0).asString();
        var approver = everybody().get(who);
        var caller = as(java.util.Objects.requireNonNull(approver, () -> "nobody is asked: " + shown.body()));
        var body = """
                {"decision": "%s", "comment": "as agreed", "contentHash": "%s"}
                """.formatted(verdict, waiting.at("/about/contentHash").asString());
        return () -> caller.post("/api/v1/approvals/" + plan + "/decision", body);
    }

    /** A requisition of Rita's that everybody approved; answers the orders that it became. */
    public List<JsonNode> ordered(Wish... lines) {
        var requisition = submitted(lines);
        approve(requisition.path("approval").asString());
        return ordersOf(requisition);
    }

    public List<JsonNode> ordersOf(JsonNode requisition) {
        return StreamSupport.stream(
                        get(
                                        people.rita,
                                        "/api/v1/requisitions/"
                                                + requisition.path("id").asString())
                                .at("/submitted/orders")
                                .spliterator(),
                        false)
                .map(order -> order(order.path("id").asString()))
                .toList();
    }

    public JsonNode order(String id) {
        return get(people.buyer, "/api/v1/orders/" + id);
    }

    public JsonNode now(JsonNode order) {
        return order(order.path("id").asString());
    }

    // ---- what comes, and what goes back

    /** So many of the lines, in their order, arrive; a line of which none does is 0. */
    public JsonNode receive(JsonNode order, int... quantities) {
        return made(people.receiver, address(order) + "/receipts", """
                {"receivedOn": "%s", "deliveryNote": "LS-1", "note": "", "lines": [%s]}
                """.formatted(
                        TODAY, perLine(order, quantities, "{\"orderLine\": \"%s\", \"quantity\": \"%d\"}")));
    }

    /** So many of the lines go back, for money. */
    public JsonNode giveBack(JsonNode order, int... quantities) {
        return made(
                people.receiver,
                address(order) + "/returns",
                """
                {"returnedOn": "%s", "lines": [%s]}
                """.formatted(
                                TODAY,
                                perLine(
                                        order,
                                        quantities,
                                        "{\"orderLine\": \"%s\", \"quantity\": \"%d\", \"disposition\": \"credit\", \"why\": \"broken\"}")));
    }

    // ---- what is billed and paid

    /** A bill or credit note by JSON over so many of the lines at a price, 19 % tax. */
    public String bill(JsonNode order, String number, String billed, String price, int... quantities) {
        var lines = new ArrayList<String>();
        var net = new java.math.BigDecimal("0.00");
        for (var i = 0; i < quantities.length; i++) {
            if (quantities[i] > 0) {
                var amount = new java.math.BigDecimal(price).multiply(java.math.BigDecimal.valueOf(quantities[i]));
                net = net.add(amount);
                lines.add("""
                        {"number": "%d", "description": "%s", "quantity": "%d", "unit": "C62", "price": "%s", "net": "%s",
                         "taxCategory": "S", "taxRate": "19", "order": "%s"}
                        """.formatted(
                                i + 1,
                                order.path("lines").path(i).path("description").asString(),
                                quantities[i],
                                price,
                                amount,
                                order.path("lines").path(i).path("quotable").asString()));
            }
        }
        var tax = net.multiply(new java.math.BigDecimal("0.19")).setScale(2, java.math.RoundingMode.HALF_UP);
        return """
                {"vendor": "%s", "number": "%s", "issuedOn": "%s", "dueOn": "%s", "currency": "EUR", "net": "%s",
                 "tax": "%s", "order": "%s", "billed": "%s", "lines": [%s]}
                """.formatted(
                        order.at("/vendor/id").asString(),
                        number,
                        TODAY,
                        TODAY,
                        net,
                        tax,
                        order.path("number").asString(),
                        billed,
                        String.join(", ", lines));
    }

    public JsonNode invoice(JsonNode order, String number, String price, int... quantities) {
        return made(people.apClerk, "/api/v1/invoices", bill(order, number, "", price, quantities));
    }

    public JsonNode creditNote(JsonNode order, String number, String billed, String price, int... quantities) {
        return made(people.apClerk, "/api/v1/credit-notes", bill(order, number, billed, price, quantities));
    }

    /** All that is due is proposed by the clerk and approved by the payer. */
    public JsonNode paymentSent() {
        var proposal = made(people.apClerk, "/api/v1/payment-proposals", "{}");
        return done(as(people.payer)
                .with("If-Match", "\"" + proposal.path("version").asString() + "\"")
                .post("/api/v1/payment-proposals/" + proposal.path("id").asString() + "/approval", ""));
    }

    /** The bank did what it was asked for. */
    public JsonNode executed(JsonNode proposal) {
        var last = proposal;
        for (var payment : proposal.path("payments")) {
            last = post(
                    people.payer,
                    "/api/v1/payment-proposals/" + proposal.path("id").asString() + "/payments/"
                            + payment.path("id").asString() + "/execution",
                    "{}");
        }
        return last;
    }

    /** Entered on the page by its form; answers where the browser is sent, or the page with what is wrong. */
    public HttpResponse<String> form(Actor by, String address, Map<String, String> fields) {
        var browser = Caller.on(port).with("Cookie", SessionCookie.NAME + "=" + people.session(by));
        var page = browser.get(address + "?order=" + fields.getOrDefault("order", ""));
        var token = HIDDEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        var sent = new LinkedHashMap<>(fields);
        sent.put("_csrf", token.group(1));
        return browser.form(address, sent);
    }

    // ---- asking

    public JsonNode get(Actor by, String address) {
        return done(as(by).get(address));
    }

    public JsonNode post(Actor by, String address, String body) {
        return done(as(by).post(address, body));
    }

    /** What a POST made, as its address shows it. */
    public JsonNode made(Actor by, String address, String body) {
        var answer = as(by).post(address, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return get(by, answer.headers().firstValue("Location").orElseThrow());
    }

    /** The ledger of OPS and RND together: committed, accrued, invoiced, paid. */
    public String ledger() {
        var buckets = StreamSupport.stream(
                        get(people.finance, "/api/v1/budgets").spliterator(), false)
                .map(budget -> budget.at("/figures/buckets"))
                .toList();
        return Stream.of("committed", "accrued", "invoiced", "paid")
                .map(bucket -> bucket + " "
                        + buckets.stream()
                                .map(one -> new java.math.BigDecimal(
                                        one.path(bucket).path("amount").asString()))
                                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
                .collect(Collectors.joining(", "));
    }

    public static String address(JsonNode order) {
        return "/api/v1/orders/" + order.path("id").asString();
    }

    private static String perLine(JsonNode order, int[] quantities, String json) {
        return IntStream.range(0, quantities.length)
                .filter(line -> quantities[line] > 0)
                .mapToObj(line ->
                        json.formatted(order.path("lines").path(line).path("id").asString(), quantities[line]))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Actor> everybody() {
        return Stream.of(
                        people.rita,
                        people.mona,
                        people.dora,
                        people.olga,
                        people.rene,
                        people.buyer,
                        people.finance,
                        people.apClerk,
                        people.payer,
                        people.otherFinance)
                .collect(Collectors.toMap(Actor::name, Function.identity()));
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? Json.mapper().nullNode() : Caller.json(answer);
    }
}
