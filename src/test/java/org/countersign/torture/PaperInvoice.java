package org.countersign.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An invoice as a vendor sends it (UBL 2.1), from the templates that the walk through an order's life is filled from. */
final class PaperInvoice {

    private static final String WHOLE = template("invoice");
    private static final String LINE = template("invoice-line");

    private PaperInvoice() {}

    /** The XML; the vendor is known by its endpoint. */
    static String of(House buyer, String sellerEndpoint, String number, String order, List<Wishes.Billed> lines) {
        var net = Wishes.net(lines);
        var tax = Wishes.tax(net);
        var facts = new LinkedHashMap<String, String>();
        facts.put("order", order);
        facts.put("number", number.replaceFirst("^RE-", ""));
        facts.put("today", House.today().toString());
        facts.put("due", House.today().toString());
        facts.put("currency", "EUR");
        facts.put("buyerScheme", "9930");
        facts.put("buyerEndpoint", buyer.endpoint());
        facts.put("buyer", "Muster GmbH");
        facts.put("sellerScheme", "9930");
        facts.put("sellerEndpoint", sellerEndpoint);
        facts.put("seller", House.NEIGHBOUR);
        facts.put("net", net.toPlainString());
        facts.put("tax", tax.toPlainString());
        facts.put("gross", net.add(tax).toPlainString());
        facts.put("percent", "19");
        var filled = new StringBuilder();
        for (var k = 0; k < lines.size(); k++) {
            var line = new LinkedHashMap<>(facts);
            line.put("line", Integer.toString(k + 1));
            line.put("quotable", lines.get(k).quotable());
            line.put("unit", "C62");
            line.put("quantity", lines.get(k).quantity().toPlainString());
            line.put("item", "As delivered");
            line.put("sku", "SKU-" + (k + 1));
            line.put("price", lines.get(k).price().toPlainString());
            line.put("lineNet", lines.get(k).net().toPlainString());
            filled.append(filled(LINE, line));
        }
        facts.put("lines", filled.toString());
        return filled(WHOLE, facts);
    }

    private static String filled(String template, Map<String, String> facts) {
        var text = template;
        for (var fact : facts.entrySet()) {
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return text;
    }

    private static String template(String name) {
        try (var in = PaperInvoice.class.getResourceAsStream("/demonstration/" + name + ".xml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
