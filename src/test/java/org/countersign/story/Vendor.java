package org.countersign.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What a vendor with an electronic address writes about an order of a {@link Company}, in UBL. */
public record Vendor(String name, String taxId) {

    private static final String SCHEME = "9930";

    /** Known to the company, with its address. */
    public static Vendor of(Company company, String name, String taxId) {
        company.vendor(name, SCHEME, taxId);
        return new Vendor(name, taxId);
    }

    /** So many of the lines, in their order, at a price; 19 % tax. */
    public byte[] invoice(JsonNode order, String number, String price, int... quantities) {
        var lines = new StringBuilder();
        var net = new BigDecimal("0.00");
        for (var i = 0; i < quantities.length; i++) {
            var amount = new BigDecimal(price).multiply(BigDecimal.valueOf(quantities[i]));
            net = net.add(amount);
            var facts = facts(order, number);
            facts.putAll(line(order, i, quantities[i]));
            facts.put("price", price);
            facts.put("lineNet", amount.toPlainString());
            lines.append(filled("invoice-line", facts));
        }
        var tax = net.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP);
        var facts = facts(order, number);
        facts.put("net", net.toPlainString());
        facts.put("tax", tax.toPlainString());
        facts.put("gross", net.add(tax).toPlainString());
        facts.put("lines", lines.toString());
        return filled("invoice", facts).replace("RE-" + number, number).getBytes(StandardCharsets.UTF_8);
    }

    /** The order is accepted as it is. */
    public byte[] acceptance(JsonNode order, String number) {
        return filled("order-response", facts(order, number)).getBytes(StandardCharsets.UTF_8);
    }

    /** Everything ordered is on its way. */
    public byte[] despatch(JsonNode order, String number) {
        var facts = facts(order, number);
        var lines = new StringBuilder();
        IntStream.range(0, order.path("lines").size()).forEach(i -> {
            var ofLine = facts(order, number);
            ofLine.putAll(line(
                    order,
                    i,
                    Integer.parseInt(order.path("lines").path(i).path("ordered").asString())));
            lines.append(filled("despatch-line", ofLine));
        });
        facts.put("lines", lines.toString());
        return filled("despatch-advice", facts).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> facts(JsonNode order, String number) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("order", order.path("number").asString());
        facts.put("number", number);
        facts.put("today", Company.TODAY.toString());
        facts.put("due", Company.TODAY.toString());
        facts.put("currency", "EUR");
        facts.put("percent", "19");
        facts.put("buyerScheme", SCHEME);
        facts.put("buyerEndpoint", "DE123456789");
        facts.put("buyer", "Muster GmbH");
        facts.put("sellerScheme", SCHEME);
        facts.put("sellerEndpoint", taxId);
        facts.put("seller", name);
        return facts;
    }

    private static Map<String, String> line(JsonNode order, int index, int quantity) {
        var line = order.path("lines").path(index);
        return Map.of(
                "line", line.path("number").asString(),
                "quotable", line.path("quotable").asString(),
                "unit", line.path("unit").asString(),
                "quantity", Integer.toString(quantity),
                "item", line.path("description").asString(),
                "sku",
                        line.path("sku").asString("").isEmpty()
                                ? "none"
                                : line.path("sku").asString());
    }

    private static String filled(String template, Map<String, String> facts) {
        try (var in = Vendor.class.getResourceAsStream("/demonstration/" + template + ".xml")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (var fact : facts.entrySet()) {
                text = text.replace("{" + fact.getKey() + "}", fact.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
