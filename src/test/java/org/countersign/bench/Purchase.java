package org.countersign.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** One purchase from the requisition to the payment, over the public API; each act by the person whose act it is. */
final class Purchase {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Buyer buyer;
    private final LocalDate today = LocalDate.now(ZONE);
    private final LocalDate due;
    private final int lines;

    private JsonNode requisition;
    private JsonNode plan;
    private JsonNode decided;
    private JsonNode order;
    private JsonNode proposal;

    /** The bills of a buyer fall due on different days, so that a proposal up to that day holds one of them. */
    @SuppressWarnings("NullAway.Init") // filled by its own acts, in their order
    Purchase(Buyer buyer, int lines, int dueInDays) {
        this.buyer = buyer;
        this.lines = lines;
        this.due = today.plusDays(dueInDays);
    }

    /** Creates and submits the requisition, in one request. */
    void request(Client client) {
        requisition = client.post(
                buyer.requester(), "/api/v1/requisitions?submit=true", """
                {"title": "Supplies of the week", "justification": "", "currency": "EUR", "neededBy": "%s", "lines": [%s]}""".formatted(today, each(this::wish)));
    }

    /** What the manager looks at before the decision. */
    void readPlan(Client client) {
        plan = client.get(buyer.colleagues().manager(), "/api/v1/approvals/" + plan());
    }

    /** Approves; this makes the order. */
    void approve(Client client) {
        decided = client.post(buyer.colleagues().manager(), "/api/v1/approvals/" + plan() + "/decision", """
                {"decision": "approve", "comment": "", "contentHash": "%s"}""".formatted(
                        plan.path("about").path("contentHash").asString()));
    }

    /** What the others look at before they receive and bill. */
    void readOrder(Client client) {
        order = client.get(buyer.colleagues().buyer(), "/api/v1/orders/" + orderId());
    }

    String orderId() {
        return decided.path("made").get(0).path("document").path("id").asString();
    }

    /** The approval that the requisition waits for or has. */
    String plan() {
        return requisition.path("approval").asString();
    }

    /** The cost centre that the first line charges, by its id. */
    String costCentre() {
        return order.path("lines")
                .get(0)
                .path("allocation")
                .get(0)
                .path("costCentre")
                .asString();
    }

    /** Receives all of the order. */
    void receive(Client client) {
        client.post(buyer.colleagues().receiver(), "/api/v1/orders/" + orderId() + "/receipts", """
                {"receivedOn": "%s", "deliveryNote": "LS 4711", "note": "", "lines": [%s]}""".formatted(
                        today, each(this::delivered)));
    }

    /** Enters the vendor's invoice for all of the order, which is matched in the same act. */
    void bill(Client client) {
        var totals = order.path("totals");
        var invoice = client.post(buyer.colleagues().clerk(), "/api/v1/invoices", """
                {"vendor": "%s", "number": "R-%s", "issuedOn": "%s", "dueOn": "%s", "currency": "EUR",
                 "net": "%s", "tax": "%s", "order": "%s", "lines": [%s]}""".formatted(
                        buyer.vendor(),
                        UUID.randomUUID().toString().substring(0, 13),
                        today,
                        due,
                        totals.path("net").path("amount").asString(),
                        totals.path("tax").path("amount").asString(),
                        order.path("number").asString(),
                        each(this::billed)));
        if (!invoice.path("state").asString().equals("ready")) {
            throw new IllegalStateException("the invoice was not matched: " + invoice);
        }
    }

    /** The vendor's invoice for all of the order as it would send it. */
    String invoice() {
        var totals = order.path("totals");
        var facts = new java.util.LinkedHashMap<>(Map.of(
                "number",
                UUID.randomUUID().toString().substring(0, 13),
                "today",
                today.toString(),
                "due",
                due.toString(),
                "currency",
                "EUR",
                "order",
                order.path("number").asString(),
                "buyerScheme",
                "9930",
                "buyerEndpoint",
                "DE136695976",
                "sellerScheme",
                "9930",
                "sellerEndpoint",
                buyer.vendorTaxId(),
                "percent",
                "20"));
        facts.put("seller", order.path("vendor").path("name").asString());
        facts.put("buyer", "Alpenglow Instruments GmbH");
        facts.put("net", totals.path("net").path("amount").asString());
        facts.put("tax", totals.path("tax").path("amount").asString());
        facts.put("gross", totals.path("gross").path("amount").asString());
        facts.put(
                "lines",
                IntStream.range(0, lines).mapToObj(k -> invoiced(k, facts)).collect(Collectors.joining()));
        return Ubl.filled("invoice", facts);
    }

    private String invoiced(int k, Map<String, String> document) {
        var line = order.path("lines").get(k);
        var facts = new java.util.LinkedHashMap<>(document);
        facts.put("line", line.path("number").asString());
        facts.put("quotable", line.path("quotable").asString());
        facts.put("unit", line.path("unit").asString());
        facts.put("quantity", line.path("ordered").asString());
        facts.put("item", line.path("description").asString());
        facts.put("sku", line.path("sku").asString());
        facts.put("price", line.path("price").path("amount").asString());
        facts.put("lineNet", line.path("net").path("amount").asString());
        return Ubl.filled("invoice-line", facts);
    }

    /** Proposes the payment of what is due, approves it, and records that the bank has paid. */
    void pay(Client client) {
        propose(client);
        approvePayment(client);
        execute(client);
    }

    void propose(Client client) {
        proposal = client.post(
                buyer.colleagues().clerk(), "/api/v1/payment-proposals", """
                {"dueUntil": "%s", "executeOn": "%s", "vendor": "%s"}""".formatted(due, today, buyer.vendor()));
    }

    void approvePayment(Client client) {
        proposal = client.post(
                buyer.colleagues().payer(),
                "/api/v1/payment-proposals/" + proposal.path("id").asString() + "/approval",
                proposal.path("version").asInt(),
                "{}");
    }

    void execute(Client client) {
        var payments = proposal.path("payments");
        if (payments.size() != 1) {
            throw new IllegalStateException("one payment was to be made and not " + payments.size());
        }
        client.post(
                buyer.colleagues().payer(),
                "/api/v1/payment-proposals/" + proposal.path("id").asString() + "/payments/"
                        + payments.get(0).path("id").asString() + "/execution",
                """
                {"on": "%s"}""".formatted(today));
    }

    /** All acts, and the two looks between them without which nobody could act. */
    void wholeCycle(Client client) {
        request(client);
        readPlan(client);
        approve(client);
        readOrder(client);
        receive(client);
        bill(client);
        pay(client);
    }

    private String each(java.util.function.IntFunction<String> line) {
        return IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining(","));
    }

    private String wish(int k) {
        return """
                {"description": "Paper, white, 80 g, pack %d", "sku": "P-%d", "category": "office", "unit": "C62", "vendor": "%s",
                 "quantity": "2", "price": {"amount": "0.10", "currency": "EUR", "per": "1"},
                 "tax": {"category": "S", "ratePercent": "20"}, "allocations": [{"costCentre": "%s", "percent": "100"}]}""".formatted(k + 1, k + 1, buyer.vendor(), buyer.costCentre());
    }

    private String delivered(int k) {
        var line = order.path("lines").get(k);
        return """
                {"orderLine": "%s", "quantity": "%s"}""".formatted(line.path("id").asString(), line.path("ordered").asString());
    }

    private String billed(int k) {
        var line = order.path("lines").get(k);
        return """
                {"number": "%s", "description": "%s", "sku": "%s", "quantity": "%s", "unit": "C62", "price": "%s", "net": "%s",
                 "taxCategory": "S", "taxRate": "20", "order": "%s"}""".formatted(
                        line.path("number").asString(),
                        line.path("description").asString(),
                        line.path("sku").asString(),
                        line.path("ordered").asString(),
                        new BigDecimal(line.path("price").path("amount").asString()).toPlainString(),
                        line.path("net").path("amount").asString(),
                        line.path("quotable").asString());
    }
}
