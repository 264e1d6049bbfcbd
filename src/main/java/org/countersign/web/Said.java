package org.countersign.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Price;
import org.countersign.platform.Json;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** What a journal row tells, each fact as words; one that the row lacks, or that is not the reader's to see, is empty. */
record Said(JsonNode facts, Formats formats, Actor reader) {

    /** A text as it was told. */
    String text(String path) {
        var node = at(path);
        return node.isMissingNode() || node.isNull() ? "" : node.asString().strip();
    }

    /** A text behind a word, where there is one: "Reason: too dear". */
    String named(String word, String path) {
        var text = text(path);
        return text.isEmpty() ? "" : word + ": " + text;
    }

    /** A code as words: {@code SHORT_CLOSED} reads "short closed". */
    String code(String path) {
        return words(text(path)).toLowerCase(Locale.ROOT);
    }

    String money(String path) {
        var node = at(path);
        return hidden(node) ? "" : formats.money(Json.mapper().treeToValue(node, Money.class));
    }

    String price(String path) {
        var node = at(path);
        return hidden(node) ? "" : formats.price(Json.mapper().treeToValue(node, Price.class));
    }

    String date(String path) {
        var text = text(path);
        return text.isEmpty() ? "" : formats.date(LocalDate.parse(text));
    }

    /** "1 line", "12 lines"; nothing where it is none. */
    String count(String path, String one, String several) {
        var count = at(path).asLong(0);
        return count == 0 ? "" : formats.count(count) + " " + (count == 1 ? one : several);
    }

    List<String> list(String path) {
        return at(path).valueStream().map(JsonNode::asString).toList();
    }

    /** "100.00 EUR to 120.00 EUR", one of them where they are the same. */
    String change(String before, String after) {
        var from = money(before);
        var to = money(after);
        return from.equals(to) || from.isEmpty() ? to : from + " to " + to;
    }

    /** The sentences that say something, one after the other. */
    static String joined(String... sentences) {
        return Arrays.stream(sentences)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> sentence.matches(".*[.!?]") ? sentence : sentence + ".")
                .collect(Collectors.joining(" "));
    }

    static String words(String code) {
        return code.replace('_', ' ').replace('-', ' ');
    }

    boolean mayAny(Authority... acts) {
        return Arrays.stream(acts).anyMatch(reader::may);
    }

    private boolean hidden(JsonNode amount) {
        return amount.path("amount").isMissingNode() || !reader.may(Authority.SEE_PRICES);
    }

    private JsonNode at(String path) {
        var node = facts;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        return node;
    }
}
