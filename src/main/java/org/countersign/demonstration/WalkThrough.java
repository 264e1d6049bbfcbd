package org.countersign.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One order through its whole life, by the public API alone: requested, approved, ordered, sent, accepted, shipped,
 * received, billed, matched, paid, closed. The vendor's documents are made from templates filled from the order it got.
 * Prints each step with what it made; ends with {@code demo: N steps, 0 failed}.
 */
@SuppressWarnings("SystemOut") // a program that tells a person at a terminal what it does
public final class WalkThrough {

    /** Where its first company is, whose days count. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final int ROUNDS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ENDPOINT = Pattern.compile("<(?:\\w+:)?EndpointID schemeID=\"([^\"]+)\">([^<]+)</");

    private final DemoFile demo;
    private final Path output;
    private final LocalDate today;
    private int steps;

    private WalkThrough(DemoFile demo, Path output, LocalDate today) {
        this.demo = demo;
        this.output = output;
        this.today = today;
    }

    /** Arguments: the address, the demonstration's {@code demo.json}, and the folder for what is made. */
    public static void main(String... arguments) {
        if (!isDone(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]))) {
            System.exit(1);
        }
    }

    /** Walks; whether every step was done. */
    static boolean isDone(String url, Path file, Path output) {
        var walk = new WalkThrough(DemoFile.read(file).at(url), output, LocalDate.ofInstant(Instant.now(), ZONE));
        try {
            walk.walk();
            System.out.println("demo: " + walk.steps + " steps, 0 failed");
            return true;
        } catch (RuntimeException e) {
            System.out.println("  failed: " + e.getMessage());
            System.out.println("demo: " + (walk.steps + 1) + " steps, 1 failed");
            return false;
        }
    }

    private void walk() {
        var requisition = step("Jonas Weil writes a requisition and sees who will decide", this::request);
        step("Everybody who is asked approves; the last approval makes the order", () -> approve(requisition));
        var order = step("The order, its PDF and its UBL document", () -> ordered(requisition));
        var facts = step("The vendor reads the UBL order it got", () -> read(order));
        step("The vendor accepts (OrderResponse)", () -> placed(filled("order-response", facts)));
        step(
                "The vendor ships (DespatchAdvice)",
                () -> placed(lined("despatch-advice", "despatch-line", facts, order)));
        step("Ada Novak receives a first part", () -> receive(order, true));
        step("Ada Novak receives the rest", () -> receive(order, false));
        step(
                "The vendor's invoice comes in as UBL, is checked by the official rules and matched",
                () -> bill(order, facts));
        var proposal =
                step("Lena Fox proposes what is due, Paul Adler approves: the bank file is made", () -> pay(order));
        step("The bank executes", () -> execute(proposal));
        step("The order has closed itself", () -> closed(order));
    }

    private <T> T step(String words, Supplier<T> act) {
        System.out.printf("%2d  %s%n", steps + 1, words);
        var made = act.get();
        steps++;
        return made;
    }

    private static void tell(String words) {
        System.out.println("      " + words);
    }

    private JsonNode request() {
        var jonas = as("Jonas Weil");
        var items = new ArrayList<Map<String, Object>>();
        for (var wish : Map.of("BS-NB14", "3", "BS-SSD4", "5").entrySet()) {
            var item = StreamSupport.stream(jonas.get("/api/v1/items?size=200").spliterator(), false)
                    .filter(one -> one.toString().contains("\"" + wish.getKey() + "\""))
                    .findFirst()
                    .orElseThrow();
            items.add(Map.of(
                    "item", item.path("item").path("id").asString(),
                    "quantity", wish.getValue(),
                    "allocations",
                            List.of(
                                    Map.of("costCentre", "CC-410", "percent", "60"),
                                    Map.of("costCentre", "CC-420", "percent", "40"))));
        }
        var wish = Map.of(
                "title", "Notebooks and disks for the new laboratory",
                "justification", "Two colleagues start next month",
                "currency", "EUR",
                "neededBy", today.plusDays(14).toString(),
                "lines", items);
        var preview = jonas.post("/api/v1/requisitions/preview", wish);
        save("preview.json", preview.toPrettyString().getBytes(StandardCharsets.UTF_8));
        var draft = jonas.post("/api/v1/requisitions", wish);
        var submitted = jonas.post(
                "/api/v1/requisitions/" + draft.path("id").asString() + "/submission", draft.path("version"), Map.of());
        tell(submitted.path("number").asString() + ", waits for "
                + submitted.path("waitingFor").asString());
        return submitted;
    }

    private JsonNode approve(JsonNode requisition) {
        for (var round = 0; round < ROUNDS; round++) {
            var plan = as("Tom Reyes")
                    .get("/api/v1/approvals/" + requisition.path("approval").asString());
            if (plan.path("waitingFor").isEmpty()) {
                return plan;
            }
            var name = plan.path("waitingFor").get(0).asString();
            var ruled = as(name).post(
                            "/api/v1/approvals/" + requisition.path("approval").asString() + "/decision",
                            Map.of(
                                    "decision",
                                    "approve",
                                    "comment",
                                    "",
                                    "contentHash",
                                    plan.path("about").path("contentHash").asString()));
            tell(name + " approves"
                    + (ruled.path("made").isEmpty()
                            ? ""
                            : ": " + ruled.path("made").get(0).path("number").asString()));
        }
        throw new IllegalStateException("the approvals do not end");
    }

    private JsonNode ordered(JsonNode requisition) {
        var jonas = as("Jonas Weil");
        var orders = jonas.get("/api/v1/requisitions/" + requisition.path("id").asString())
                .path("submitted")
                .path("orders");
        var id = orders.get(0).path("id").asString();
        var documents = until(
                () -> as("Tom Reyes").get("/api/v1/orders/" + id + "/documents"),
                found -> found.size() >= 2
                        && StreamSupport.stream(found.spliterator(), false)
                                .noneMatch(one -> one.path("state").asString().equals("waiting")));
        var order = as("Tom Reyes").get("/api/v1/orders/" + id);
        for (var document : documents) {
            var format = document.path("format").asString();
            var name = order.path("number").asString() + (format.contains("pdf") ? ".pdf" : ".xml");
            save(name, as("Tom Reyes").bytes(document.path("content").asString()));
            tell(document.path("kind").asString() + " " + format + ", "
                    + document.path("state").asString() + " -> " + name);
        }
        return order;
    }

    /** What the seller's templates need, as far as the order says it. */
    private Map<String, String> read(JsonNode order) {
        var number = order.path("number").asString();
        var xml = load(number + ".xml");
        var endpoints = ENDPOINT.matcher(xml).results().toList();
        var facts = new LinkedHashMap<String, String>();
        facts.put("order", number);
        facts.put("number", number.replaceAll("\\D", ""));
        facts.put("today", today.toString());
        facts.put("due", today.toString());
        facts.put("currency", order.path("totals").path("net").path("currency").asString());
        facts.put("buyerScheme", endpoints.getFirst().group(1));
        facts.put("buyerEndpoint", endpoints.getFirst().group(2));
        facts.put("sellerScheme", endpoints.get(1).group(1));
        facts.put("sellerEndpoint", endpoints.get(1).group(2));
        facts.put("seller", order.path("vendor").path("name").asString());
        facts.put("buyer", demo.organizations().getFirst().name());
        facts.put("net", order.path("totals").path("net").path("amount").asString());
        facts.put("tax", order.path("totals").path("tax").path("amount").asString());
        facts.put("gross", order.path("totals").path("gross").path("amount").asString());
        facts.put("percent", order.path("lines").get(0).path("taxPercent").asString());
        tell("from " + facts.get("buyerEndpoint") + " to " + facts.get("sellerEndpoint") + ", " + facts.get("gross")
                + " " + facts.get("currency"));
        return facts;
    }

    private String lined(String template, String lineTemplate, Map<String, String> facts, JsonNode order) {
        var lines = new StringBuilder();
        for (var line : order.path("lines")) {
            var ofLine = new LinkedHashMap<>(facts);
            ofLine.put("line", line.path("number").asString());
            ofLine.put("quotable", line.path("quotable").asString());
            ofLine.put("unit", line.path("unit").asString());
            ofLine.put("quantity", line.path("ordered").asString());
            ofLine.put("item", line.path("description").asString());
            ofLine.put("sku", line.path("sku").asString());
            ofLine.put("price", line.path("price").path("amount").asString());
            ofLine.put("lineNet", line.path("net").path("amount").asString());
            lines.append(filled(lineTemplate, ofLine));
        }
        var whole = new LinkedHashMap<>(facts);
        whole.put("lines", lines.toString());
        return filled(template, whole);
    }

    private JsonNode placed(String xml) {
        var answer = as("Tom Reyes").document(xml);
        var kind = answer.path("kind").asString();
        save(kind + ".xml", xml.getBytes(StandardCharsets.UTF_8));
        if (!answer.path("disposition").asString().equals("placed")) {
            throw new IllegalStateException(
                    kind + " was " + answer.path("disposition").asString());
        }
        tell(kind + " placed"
                + (answer.path("became").isEmpty()
                        ? ""
                        : " as " + answer.path("became").get(0).path("number").asString()));
        return answer;
    }

    private JsonNode receive(JsonNode order, boolean part) {
        var ada = as("Ada Novak");
        var id = order.path("id").asString();
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : ada.get("/api/v1/orders/" + id).path("lines")) {
            var open = new BigDecimal(line.path("openToReceive").asString());
            var quantity = part ? open.multiply(new BigDecimal("0.4")).setScale(0, RoundingMode.CEILING) : open;
            lines.add(Map.of("orderLine", line.path("id").asString(), "quantity", quantity.toPlainString()));
        }
        var receipt = ada.post(
                "/api/v1/orders/" + id + "/receipts",
                Map.of(
                        "receivedOn",
                        today.toString(),
                        "deliveryNote",
                        "LS-" + order.path("number").asString(),
                        "note",
                        "",
                        "lines",
                        lines));
        tell(receipt.path("receipt").path("number").asString());
        return receipt;
    }

    private JsonNode bill(JsonNode order, Map<String, String> facts) {
        var answer = placed(lined("invoice", "invoice-line", facts, order));
        var invoice = as("Lena Fox")
                .get("/api/v1/invoices/"
                        + answer.path("became").get(0).path("id").asString());
        save("invoice.json", invoice.toPrettyString().getBytes(StandardCharsets.UTF_8));
        return invoice;
    }

    private JsonNode pay(JsonNode order) {
        var lena = as("Lena Fox");
        var proposal = lena.post(
                "/api/v1/payment-proposals",
                Map.of(
                        "dueUntil", today.toString(),
                        "executeOn", today.toString(),
                        "vendor", order.path("vendor").path("id").asString()));
        var paul = as("Paul Adler");
        var id = proposal.path("id").asString();
        var approved = paul.post("/api/v1/payment-proposals/" + id + "/approval", proposal.path("version"), Map.of());
        var file = paul.bytes("/api/v1/payment-proposals/" + id + "/file");
        var name = proposal.path("number").asString() + ".pain.001.xml";
        save(name, file);
        tell(proposal.path("number").asString() + " -> " + name);
        return approved;
    }

    private JsonNode execute(JsonNode proposal) {
        var paul = as("Paul Adler");
        var last = proposal;
        for (var payment : proposal.path("payments")) {
            last = paul.post(
                    "/api/v1/payment-proposals/" + proposal.path("id").asString() + "/payments/"
                            + payment.path("id").asString() + "/execution",
                    Map.of("on", today.toString()));
            tell(payment.path("amount").path("amount").asString() + " "
                    + payment.path("amount").path("currency").asString() + " to "
                    + payment.path("vendorName").asString());
        }
        return last;
    }

    private JsonNode closed(JsonNode order) {
        var now = as("Tom Reyes").get("/api/v1/orders/" + order.path("id").asString());
        tell(now.path("number").asString() + " is " + now.path("phase").asString() + ", "
                + now.path("ended").asString());
        if (!now.path("ended").asString().equals("completed")) {
            throw new IllegalStateException("the order is not complete: " + now.path("axes"));
        }
        return now;
    }

    private Api as(String name) {
        return demo.people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .map(person -> new Api(demo.url(), person.apiKey()))
                .orElseThrow(() -> new IllegalStateException("the demonstration has nobody called " + name));
    }

    private static JsonNode until(Supplier<JsonNode> asked, Predicate<JsonNode> enough) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = asked.get();
            if (enough.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing more came within " + PATIENCE.toSeconds() + " s: " + answer);
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static String filled(String template, Map<String, String> facts) {
        try (var in = WalkThrough.class.getResourceAsStream("/demonstration/" + template + ".xml")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (var fact : facts.entrySet()) {
                var value = fact.getKey().equals("lines") ? fact.getValue() : escaped(fact.getValue());
                text = text.replace("{" + fact.getKey() + "}", value);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void save(String name, byte[] bytes) {
        try {
            Files.createDirectories(output);
            Files.write(output.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String load(String name) {
        try {
            return Files.readString(output.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
