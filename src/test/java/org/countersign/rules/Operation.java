package org.countersign.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** An operation of the OpenAPI document, with a well-formed request of it: of nothing that exists, and as short as it may be. */
record Operation(String method, String path, String address, String body) {

    /** What is read as a code of some list, so that any word would not be well-formed. */
    private static final Map<String, String> CODES = Map.of(
            "country", "DE", "email", "orders@vendor.example", "scheme", "9930", "taxCategory", "S", "unit", "C62");

    /** Every operation of the document. */
    static List<Operation> of(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> of(path.getKey(), method.getKey(), method.getValue(), document)))
                .toList();
    }

    String name() {
        return method + " " + path;
    }

    private static Operation of(String path, String method, JsonNode operation, JsonNode document) {
        var schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                address(path, operation.path("parameters")),
                schema.isMissingNode() ? "" : Json.mapper().writeValueAsString(example(schema, document)));
    }

    private static String address(String path, JsonNode parameters) {
        var address = path.replace("{message}", "order-1-pdf");
        for (var parameter : parameters) {
            if (parameter.path("in").asString().equals("path")) {
                address = address.replace("{" + parameter.path("name").asString() + "}", text(parameter));
            }
        }
        var query = StreamSupport.stream(parameters.spliterator(), false)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asString() + "=" + text(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? address : address + "?" + query;
    }

    private static String text(JsonNode parameter) {
        return example(parameter.path("schema"), parameter).asString();
    }

    private static JsonNode example(JsonNode schema, JsonNode document) {
        var nodes = Json.mapper().getNodeFactory();
        if (schema.has("$ref")) {
            return example(document.at(schema.path("$ref").asString().substring(1)), document);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asString()) {
            case "object" -> {
                var object = nodes.objectNode();
                for (var name : schema.path("required")) {
                    var code = CODES.get(name.asString());
                    object.set(
                            name.asString(),
                            code == null
                                    ? example(schema.path("properties").path(name.asString()), document)
                                    : nodes.stringNode(code));
                }
                yield object;
            }
            case "array" -> nodes.arrayNode().add(example(schema.path("items"), document));
            case "integer" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            case "string" -> nodes.stringNode(text(schema.path("format").asString(), schema.has("pattern")));
            default -> throw new IllegalArgumentException("no example of " + schema);
        };
    }

    private static String text(String format, boolean currency) {
        return switch (format) {
            case "uuid" -> UUID.randomUUID().toString();
            case "decimal" -> "1";
            case "date" -> "2026-01-01";
            case "date-time" -> "2026-01-01T00:00:00Z";
            default -> currency ? "EUR" : "one";
        };
    }
}
