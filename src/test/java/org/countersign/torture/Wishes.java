package org.countersign.torture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What people send: bodies of requests, filled by dice. */
final class Wishes {

    private Wishes() {}

    /** One to three lines; some shared by two cost centres. */
    static String requisition(House house, String vendor, Random dice) {
        var lines = IntStream.rangeClosed(1, 1 + dice.nextInt(3))
                .mapToObj(k -> line(
                        house.vendor(vendor),
                        "Printer paper, A4, box " + k,
                        "things",
                        1 + dice.nextInt(40),
                        (1 + dice.nextInt(400)) + "." + (10 + dice.nextInt(90)),
                        dice.nextInt(3) == 0 ? """
                                {"costCentre": "OPS", "percent": "33.33"}, {"costCentre": "RND", "percent": "66.67"}""" : """
                                {"costCentre": "OPS", "percent": "100"}"""))
                .collect(Collectors.joining(", "));
        return requisition("Things of purchase " + dice.nextInt(1_000_000), lines);
    }

    static String requisition(String title, String lines) {
        return """
                {"title": "%s", "currency": "EUR", "neededBy": "%s", "lines": [%s]}
                """.formatted(title, House.today().plusDays(14), lines);
    }

    static String line(
            UUID vendor, String description, String category, int quantity, String price, String allocations) {
        return """
                {"description": "%s", "category": "%s", "unit": "C62", "vendor": "%s", "quantity": "%d",
                 "price": {"amount": "%s", "currency": "EUR"}, "tax": {"category": "S", "ratePercent": "19"},
                 "allocations": [%s]}""".formatted(description, category, vendor, quantity, price, allocations);
    }

    static String decision(String verdict, JsonNode plan) {
        return """
                {"decision": "%s", "comment": "As it was tossed", "contentHash": "%s"}
                """.formatted(verdict, plan.at("/about/contentHash").asString());
    }

    static String reason(String why) {
        return "{\"reason\": \"" + why + "\"}";
    }

    static String receipt(List<String> lines) {
        return """
                {"receivedOn": "%s", "deliveryNote": "LS", "note": "", "lines": [%s]}
                """.formatted(House.today(), String.join(", ", lines));
    }

    static String received(String orderLine, BigDecimal quantity) {
        return """
                {"orderLine": "%s", "quantity": "%s"}""".formatted(orderLine, quantity.toPlainString());
    }

    static String damaged(String orderLine, BigDecimal quantity, BigDecimal rejected, String disposition) {
        return """
                {"orderLine": "%s", "quantity": "%s", "rejectedQuantity": "%s", "rejectedWhy": "wet", "disposition": "%s"}""".formatted(orderLine, quantity.toPlainString(), rejected.toPlainString(), disposition);
    }

    static String giveBack(String orderLine, String receiptLine, BigDecimal quantity, String disposition) {
        return """
                {"returnedOn": "%s", "reference": "", "note": "", "lines": [
                  {"orderLine": "%s", "receiptLine": "%s", "quantity": "%s", "disposition": "%s", "why": "broken"}]}
                """.formatted(House.today(), orderLine, receiptLine, quantity.toPlainString(), disposition);
    }

    static String revision(int base, String orderLine, BigDecimal quantity, String price) {
        return """
                {"base": %d, "reason": "The need has changed", "lines": [
                  {"line": "%s", "quantity": "%s", "price": {"amount": "%s", "currency": "EUR"}}]}
                """.formatted(base, orderLine, quantity.toPlainString(), price);
    }

    /** A line that a vendor bills: which of ours, how much, at what price. */
    record Billed(String quotable, BigDecimal quantity, BigDecimal price) {

        BigDecimal net() {
            return quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
        }
    }

    static BigDecimal net(List<Billed> lines) {
        return lines.stream().map(Billed::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal tax(BigDecimal net) {
        return net.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP);
    }

    /** An invoice, or a credit note about the invoice that is named. */
    static String bill(UUID vendor, String number, String order, String billed, List<Billed> lines) {
        var places = new ArrayList<String>();
        for (var line : lines) {
            places.add("""
                    {"number": "%d", "description": "As delivered", "quantity": "%s", "unit": "C62", "price": "%s",
                     "net": "%s", "taxCategory": "S", "taxRate": "19", "order": "%s"}""".formatted(
                            places.size() + 1,
                            line.quantity().toPlainString(),
                            line.price().toPlainString(),
                            line.net().toPlainString(),
                            line.quotable()));
        }
        var net = net(lines);
        return """
                {"vendor": "%s", "number": "%s", "issuedOn": "%s", "dueOn": "%s", "currency": "EUR", "net": "%s",
                 "tax": "%s", "order": "%s", "billed": "%s", "lines": [%s]}
                """.formatted(
                        vendor,
                        number,
                        House.today(),
                        House.today(),
                        net.toPlainString(),
                        tax(net).toPlainString(),
                        order,
                        billed,
                        String.join(", ", places));
    }

    static String proposal(UUID vendor) {
        return """
                {"dueUntil": "%s", "executeOn": "%s", "vendor": "%s"}
                """.formatted(House.today(), House.today(), vendor);
    }
}
