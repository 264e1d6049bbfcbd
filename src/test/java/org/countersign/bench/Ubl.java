package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The vendor's documents, from the templates that the demonstration has for them. */
final class Ubl {

    private Ubl() {}

    /** The template with its places filled; {@code lines} is markup already, everything else is text. */
    static String filled(String template, Map<String, String> facts) {
        var text = template(template);
        for (var fact : facts.entrySet()) {
            var value = fact.getKey().equals("lines")
                    ? fact.getValue()
                    : fact.getValue().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            text = text.replace("{" + fact.getKey() + "}", value);
        }
        return text;
    }

    private static String template(String name) {
        try (var in = Ubl.class.getResourceAsStream("/demonstration/" + name + ".xml")) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
