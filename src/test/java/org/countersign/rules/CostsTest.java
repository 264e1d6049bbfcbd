package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Counting;
import org.countersign.Counting.Cost;
import org.countersign.TestApp;
import org.countersign.kernel.Actor;
import org.countersign.platform.Consumers;
import org.countersign.story.Company;
import org.countersign.story.Company.Wish;
import org.countersign.story.Vendor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * What an act asks of the database, sign-in by key and answer included, does not grow with the lines of its document: a
 * statement in a loop breaks this test. Each act is one commit, where nothing else is said: a document is kept before it
 * is read, and kept with what is wrong with it before it is placed; a match that finds nothing new writes nothing.
 */
@TestApp
class CostsTest {

    /** How often each act waits for the database, for one line and for fifty alike; writes that go together count once. */
    private static final String COSTS = """
            requisition: draft                 4
            requisition: save                  6
            requisition: submit               20
            requisition: ask for changes      17
            requisition: submit again         19
            requisition: reject               15
            requisition: copy                  7
            requisition: withdraw             16
            requisition: approve              11
            requisition: approve and order    14
            order: hold                        9
            order: release                     9
            order: hand over                   9
            order: answer                     12
            order: decline                    11
            order: answer again               12
            order: take up                    17
            order: withdraw a revision        18
            order: revise                     17
            order: short-close                15
            order: cancel                     13
            receipt: receive                   8
            receipt: return                   11
            receipt: reverse a return         16
            receipt: reverse                  16
            order: waive a credit             11
            invoice: enter, held              14
            invoice: match                    20, commits 0
            invoice: reject                   20
            invoice: lift a hold              25
            invoice: enter, matched           14
            invoice: reverse                  23
            invoice: credit                   22
            invoice: link a line              26
            payment: propose                  12
            payment: withdraw                 10
            payment: reject                   10
            payment: approve                  12
            payment: fail                     10
            payment: execute                  14
            document: order response          28, commits 3
            document: despatch advice         27, commits 3
            document: invoice                 34, commits 3
            """;

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @LocalServerPort
    private int port;

    private Company company;
    private final Map<String, Cost> costs = new LinkedHashMap<>();

    @BeforeEach
    void open() {
        company = Company.in(database, port);
    }

    @Test
    void anActTakesAsManyStatementsForFiftyLinesAsForOneAndOneCommit() {
        everyAct(2, "Warm");
        var one = everyAct(1, "Small");
        var fifty = everyAct(50, "Large");

        assertThat(words(fifty)).isEqualTo(words(one));
        assertThat(words(one)).isEqualTo(COSTS);
    }

    private Map<String, Cost> everyAct(int lines, String vendor) {
        costs.clear();
        var id = company.vendor(vendor);
        requisitions(lines, id);
        orders(lines, id);
        receipts(lines, id);
        invoices(lines, id);
        links(lines, id);
        payments(lines, id);
        documents(lines, vendor);
        return new LinkedHashMap<>(costs);
    }

    private void requisitions(int lines, String vendor) {
        var rita = company.people.rita;
        var content = company.wish(wishes(lines, vendor));
        var draft = act("requisition: draft", () -> as(rita).post("/api/v1/requisitions", content));
        var address = "/api/v1/requisitions/" + draft.path("id").asString();
        var saved = act("requisition: save", () -> seen(rita, draft).put(address, content));
        var submitted = act("requisition: submit", () -> seen(rita, saved).post(address + "/submission", ""));
        var plan = submitted.path("approval").asString();
        act("requisition: ask for changes", company.decision(plan, "ask_for_changes"));
        var sentBack = seen(rita, company.get(rita, address));
        var again = act("requisition: submit again", () -> sentBack.post(address + "/submission", ""));
        act("requisition: reject", company.decision(again.path("approval").asString(), "reject"));
        var copy = act("requisition: copy", () -> as(rita).post(address + "/copy", ""));
        var third = "/api/v1/requisitions/" + copy.path("id").asString();
        seen(rita, copy).post(third + "/submission", "");
        act("requisition: withdraw", () -> as(rita).post(third + "/withdrawal", "{\"reason\": \"no longer needed\"}"));
        var last = company.submitted(wishes(lines, vendor)).path("approval").asString();
        act("requisition: approve", company.decision(last, "approve"));
        act("requisition: approve and order", company.decision(last, "approve"));
    }

    private void orders(int lines, String vendor) {
        var buyer = company.people.buyer;
        var order = ordered(lines, vendor);
        var address = Company.address(order);
        actOnTheLatest("order: hold", order, "/hold");
        actOnTheLatest("order: release", order, "/release");
        act("order: hand over", () -> as(buyer).post(address + "/hand-over", why()));
        var answered = act("order: answer", () -> as(buyer).post(address + "/answers", proposal(order)));
        act("order: decline", () -> as(buyer).post(answer(answered, 0) + "/refusal", why()));
        var second = act("order: answer again", () -> as(buyer).post(address + "/answers", proposal(order)));
        act("order: take up", () -> as(buyer).post(answer(second, 1) + "/acceptance", why()));
        act("order: withdraw a revision", () -> as(buyer).post(address + "/revisions/withdrawal", why()));
        act("order: revise", () -> as(buyer).post(address + "/revisions", revision(order)));
        company.post(buyer, address + "/revisions/withdrawal", why());
        act("order: short-close", () -> as(buyer).post(address + "/short-close", why()));
        actOnTheLatest("order: cancel", ordered(lines, vendor), "/cancellation");
    }

    private void receipts(int lines, String vendor) {
        var receiver = company.people.receiver;
        var order = ordered(lines, vendor);
        var received = act(
                "receipt: receive", () -> as(receiver).post(Company.address(order) + "/receipts", delivery(order, 2)));
        var back = act("receipt: return", () -> as(receiver).post(Company.address(order) + "/returns", backs(order)));
        act("receipt: reverse a return", () -> as(receiver).post(receipt(back) + "/reversal", why()));
        act("receipt: reverse", () -> as(receiver).post(receipt(received) + "/reversal", why()));
        company.receive(order, each(lines, 2));
        company.invoice(order, vendor + "-W", price(lines), each(lines, 2));
        company.giveBack(order, each(lines, 1));
        act(
                "order: waive a credit",
                () -> as(company.people.finance).post(Company.address(order) + "/waivers", """
                {"line": "%s", "quantity": "1", "reason": "small"}
                """.formatted(
                                order.at("/lines/0/id").asString())));
    }

    private void invoices(int lines, String vendor) {
        var clerk = company.people.apClerk;
        var finance = company.people.finance;
        var order = ordered(lines, vendor);
        var early = act(
                "invoice: enter, held", () -> as(clerk).post("/api/v1/invoices", bill(order, vendor + "-H", lines)));
        act("invoice: match", () -> as(clerk).post(invoice(early) + "/match", ""));
        act("invoice: reject", () -> as(clerk).post(invoice(early) + "/rejection", why()));
        company.receive(order, each(lines, 2));
        var taxed = company.made(
                clerk,
                "/api/v1/invoices",
                bill(order, vendor + "-T", lines).replace("\"tax\": \"190.00\"", "\"tax\": \"191.00\""));
        var hold = invoice(taxed) + "/holds/" + taxed.at("/holds/0/id").asString() + "/lifting";
        act("invoice: lift a hold", () -> as(finance).post(hold, why()));
        company.post(finance, invoice(taxed) + "/reversal", why());
        var ready = act(
                "invoice: enter, matched", () -> as(clerk).post("/api/v1/invoices", bill(order, vendor + "-M", lines)));
        act("invoice: reverse", () -> as(finance).post(invoice(ready) + "/reversal", why()));
        company.invoice(order, vendor + "-L", price(lines), each(lines, 2));
        company.giveBack(order, each(lines, 1));
        act(
                "invoice: credit",
                () -> as(clerk)
                        .post(
                                "/api/v1/credit-notes",
                                company.bill(order, vendor + "-C", vendor + "-L", price(lines), each(lines, 1))));
    }

    /** Of several lines one is linked: that the others ask for their goods already costs the same however many they are. */
    private void links(int others, String vendor) {
        var clerk = company.people.apClerk;
        var order = company.ordered(Company.wishes(others + 1, vendor)).getFirst();
        company.receive(order, each(others + 1, 2));
        var bill = company.bill(order, vendor + "-N", "", "10.00", each(others + 1, 2));
        var loose = company.made(
                clerk, "/api/v1/invoices", bill.replaceFirst("\"order\": \"PO[^\"]*/1\"", "\"order\": \"\""));
        act(
                "invoice: link a line",
                () -> as(clerk)
                        .post(
                                invoice(loose) + "/lines/"
                                        + loose.at("/lines/0/id").asString() + "/link",
                                "{\"orderLine\": \"%s\"}"
                                        .formatted(order.at("/lines/0/id").asString())));
    }

    private void payments(int lines, String vendor) {
        var clerk = company.people.apClerk;
        var payer = company.people.payer;
        var order = ordered(lines, vendor);
        company.receive(order, each(lines, 2));
        company.invoice(order, vendor + "-P", price(lines), each(lines, 2));
        var wish = "{\"vendor\": \"%s\"}".formatted(vendor);
        var first = act("payment: propose", () -> as(clerk).post("/api/v1/payment-proposals", wish));
        act("payment: withdraw", () -> as(clerk).post(proposal(first.path("id").asString()) + "/withdrawal", why()));
        var second = company.made(clerk, "/api/v1/payment-proposals", wish);
        act("payment: reject", () -> as(payer).post(proposal(second.path("id").asString()) + "/rejection", why()));
        var third = company.made(clerk, "/api/v1/payment-proposals", wish);
        var sent = act(
                "payment: approve",
                () -> seen(payer, third).post(proposal(third.path("id").asString()) + "/approval", ""));
        act("payment: fail", () -> as(payer).post(payment(sent) + "/failure", why()));
        var fourth = company.made(clerk, "/api/v1/payment-proposals", wish);
        var again =
                Caller.json(seen(payer, fourth).post(proposal(fourth.path("id").asString()) + "/approval", ""));
        act("payment: execute", () -> as(payer).post(payment(again) + "/execution", "{}"));
    }

    private void documents(int lines, String name) {
        var vendor = Vendor.of(company, name + " Systems", "DE" + (100_000_000 + name.hashCode() % 1_000_000));
        var id = company.get(company.people.buyer, "/api/v1/vendors?name=" + name + "%20Systems")
                .at("/0/id")
                .asString();
        var order = ordered(lines, id);
        company.receive(order, each(lines, 2));
        document("document: order response", vendor.acceptance(order, name + "-A"));
        document("document: despatch advice", vendor.despatch(order, name + "-D"));
        document("document: invoice", vendor.invoice(order, name + "-U", price(lines), each(lines, 2)));
    }

    private void document(String name, byte[] xml) {
        var placed = act(name, () -> as(company.people.buyer).postRaw("/api/v1/documents", "application/xml", xml));
        assertThat(placed.path("disposition").asString()).as(placed.toString()).isEqualTo("placed");
    }

    // ---- how

    /** Does the act once nothing else is going on, and notes what it cost. */
    private JsonNode act(String name, Supplier<HttpResponse<String>> act) {
        consumers.catchUp();
        var counted = ((Counting) database).counted(act);
        assertThat(counted.answer().statusCode())
                .as(name + ": " + counted.answer().body())
                .isBetween(200, 299);
        costs.put(name, counted.cost());
        return counted.answer().body().isEmpty()
                ? company.get(company.people.buyer, "/api/v1/me")
                : Caller.json(counted.answer());
    }

    /** The documents of an order may be made meanwhile: its version is read when they are. */
    private void actOnTheLatest(String name, JsonNode order, String act) {
        consumers.catchUp();
        var buyer = seen(company.people.buyer, company.now(order));
        act(name, () -> buyer.post(Company.address(order) + act, why()));
    }

    private static String words(Map<String, Cost> costs) {
        return costs.entrySet().stream()
                .map(cost -> "%-32s %3d%s\n"
                        .formatted(
                                cost.getKey(),
                                cost.getValue().statements(),
                                cost.getValue().commits() == 1
                                        ? ""
                                        : ", commits " + cost.getValue().commits()))
                .collect(Collectors.joining());
    }

    private Caller as(Actor person) {
        return company.as(person);
    }

    private Caller seen(Actor person, JsonNode document) {
        return as(person).with("If-Match", "\"" + document.path("version").asString() + "\"");
    }

    private JsonNode ordered(int lines, String vendor) {
        return company.ordered(wishes(lines, vendor)).getFirst();
    }

    /** A thousand in all, however many lines: the same people are asked. */
    private static Wish[] wishes(int lines, String vendor) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(line -> new Wish("part " + line, vendor, 2, price(lines)))
                .toArray(Wish[]::new);
    }

    private static String price(int lines) {
        return new BigDecimal("500.00")
                .divide(BigDecimal.valueOf(lines))
                .setScale(2)
                .toPlainString();
    }

    private static int[] each(int lines, int quantity) {
        var quantities = new int[lines];
        Arrays.fill(quantities, quantity);
        return quantities;
    }

    private String bill(JsonNode order, String number, int lines) {
        return company.bill(order, number, "", price(lines), each(lines, 2));
    }

    private static String delivery(JsonNode order, int quantity) {
        return "{\"deliveryNote\": \"LS\", \"lines\": [%s]}"
                .formatted(perLine(order, "{\"orderLine\": \"%s\", \"quantity\": \"" + quantity + "\"}"));
    }

    private static String backs(JsonNode order) {
        return "{\"lines\": [%s]}"
                .formatted(
                        perLine(
                                order,
                                "{\"orderLine\": \"%s\", \"quantity\": \"1\", \"disposition\": \"replace\", \"why\": \"broken\"}"));
    }

    private static String proposal(JsonNode order) {
        return "{\"answer\": \"changes_proposed\", \"lines\": [%s]}"
                .formatted(perLine(order, "{\"line\": \"%s\", \"quantity\": \"1\"}"));
    }

    private static String revision(JsonNode order) {
        return "{\"base\": 1, \"reason\": \"more\", \"lines\": [%s]}"
                .formatted(perLine(order, "{\"line\": \"%s\", \"quantity\": \"3\"}"));
    }

    private static String perLine(JsonNode order, String json) {
        return order.path("lines").findValuesAsString("id").stream()
                .map(json::formatted)
                .collect(Collectors.joining(", "));
    }

    private static String answer(JsonNode order, int index) {
        return Company.address(order) + "/answers/"
                + order.path("answers").path(index).path("id").asString();
    }

    private static String receipt(JsonNode receipt) {
        return "/api/v1/receipts/" + receipt.at("/receipt/id").asString();
    }

    private static String invoice(JsonNode invoice) {
        return "/api/v1/invoices/" + invoice.path("id").asString();
    }

    private static String proposal(String id) {
        return "/api/v1/payment-proposals/" + id;
    }

    private static String payment(JsonNode sent) {
        return proposal(sent.path("id").asString()) + "/payments/"
                + sent.at("/payments/0/id").asString();
    }

    private static String why() {
        return "{\"reason\": \"agreed by telephone\"}";
    }
}
