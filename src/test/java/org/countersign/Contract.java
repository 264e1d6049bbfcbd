package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/**
 * What {@code docs/openapi.json} promises: every answer of the API that a test gets through a {@link Caller} is held against
 * it, in its status, media type, headers and body.
 */
public final class Contract {

    private static final String API = "/api/v1/";
    private static final JsonNode DOCUMENT = read();

    private Contract() {}

    /** Fails when the answer is none that the document shows; while the document is written anew, nothing is held to it. */
    static void hold(String method, String address, HttpResponse<String> answer) {
        var path = address.replaceAll("\\?.*", "");
        if (!path.startsWith(API) || path.endsWith("/openapi.json") || Boolean.getBoolean("countersign.write")) {
            return;
        }
        operation(method, path)
                .ifPresent(operation -> assertThat(differences(operation, answer))
                        .as(method + " " + address + " answered " + answer.statusCode() + " " + answer.body())
                        .isEmpty());
    }

    private static Optional<JsonNode> operation(String method, String path) {
        return DOCUMENT.path("paths")
                .propertyStream()
                .filter(template -> path.matches(template.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .sorted(Map.Entry.comparingByKey(
                        java.util.Comparator.comparing((String template) -> template.contains("{"))))
                .map(template -> template.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst();
    }

    private static List<String> differences(JsonNode operation, HttpResponse<String> answer) {
        var shown = operation.path("responses").path(Integer.toString(answer.statusCode()));
        if (shown.isMissingNode()) {
            return List.of("this status is not shown");
        }
        var response = resolved(shown);
        var type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        var headers = response.path("headers")
                .propertyStream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .filter(header -> answer.headers().firstValue(header.getKey()).isEmpty())
                .map(header -> "no " + header.getKey());
        return Stream.concat(headers, body(response.path("content"), type, answer.body()))
                .toList();
    }

    private static Stream<String> body(JsonNode content, String type, String body) {
        if (content.isMissingNode() || content.isEmpty()) {
            return body.isEmpty() ? Stream.empty() : Stream.of("a body is not shown");
        }
        return content.propertyStream()
                .filter(each -> each.getKey().equals("*/*")
                        || each.getKey().replaceAll(";.*", "").equals(type))
                .map(each -> type.endsWith("json")
                        ? mismatches(
                                "body",
                                Json.mapper().readTree(body),
                                each.getValue().path("schema"))
                        : Stream.<String>empty())
                .findFirst()
                .orElseGet(() -> Stream.of("the media type " + type + " is not shown"));
    }

    /** Where the value is not as the schema has it: types, missing and unknown members, codes; members of members. */
    private static Stream<String> mismatches(String where, JsonNode value, JsonNode said) {
        var schema = resolved(said);
        if (schema.has("anyOf")) {
            var least = schema.path("anyOf")
                    .valueStream()
                    .map(each -> mismatches(where, value, each).toList())
                    .min(java.util.Comparator.comparing(List::size))
                    .orElseThrow();
            return least.stream();
        }
        if (!types(schema).contains(type(value))) {
            return Stream.of(where + " is " + type(value) + " and shown as " + types(schema));
        }
        return switch (type(value)) {
            case "object" -> members(where, value, schema);
            case "array" ->
                IntStream.range(0, value.size())
                        .boxed()
                        .flatMap(index -> mismatches(where + "/" + index, value.get(index), schema.path("items")));
            case "string" ->
                !schema.has("enum") || schema.path("enum").valueStream().anyMatch(value::equals)
                        ? Stream.empty()
                        : Stream.of(where + " is no code of " + schema.path("enum"));
            default -> Stream.empty();
        };
    }

    private static Stream<String> members(String where, JsonNode value, JsonNode schema) {
        var missing = schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !value.has(name))
                .map(name -> where + "/" + name + " is missing");
        var present = value.propertyStream().flatMap(member -> {
            var place = where + "/" + member.getKey();
            var one = schema.path("properties").path(member.getKey());
            var other = one.isMissingNode() ? schema.path("additionalProperties") : one;
            return other.isMissingNode()
                    ? Stream.of(place + " is not shown")
                    : mismatches(place, member.getValue(), other);
        });
        return Stream.concat(missing, present);
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).toList() : List.of(type.asString(""));
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? DOCUMENT.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private static JsonNode read() {
        try {
            return Json.mapper().readTree(Files.readString(Path.of("docs/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
