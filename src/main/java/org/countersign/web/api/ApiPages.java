package org.countersign.web.api;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.platform.Json;
import org.countersign.web.Frames;
import org.countersign.web.Pages;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Table.Row;
import org.countersign.web.api.ApiPage.Part;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/** The API for people: made from the OpenAPI document itself, so that it is never another one. */
@Controller
class ApiPages {

    private static final String DOCUMENT = "/api/v1/openapi.json";

    private final OpenApiWebMvcResource document;

    ApiPages(OpenApiWebMvcResource document) {
        this.document = document;
    }

    @GetMapping("/api")
    ModelAndView show(HttpServletRequest request) throws IOException {
        var api = Json.mapper().readTree(document.openapiJson(request, DOCUMENT, Locale.ENGLISH));
        var parts = new ArrayList<>(chapters(api));
        parts.add(authorities());
        parts.add(statuses());
        return Pages.page(
                "api/show",
                new ApiPage(
                        Frames.theme(request),
                        "The API",
                        api.path("info").path("description").asString(),
                        parts));
    }

    @GetMapping("/problems/{code}")
    ModelAndView problem(@PathVariable String code, HttpServletRequest request) {
        if (!code.matches("[a-z][a-z0-9-]{1,80}")) {
            throw new NotFound("problem", code);
        }
        var words = code.replace('-', ' ');
        return Pages.page(
                "api/problem",
                new ApiPage(
                        Frames.theme(request),
                        Character.toUpperCase(words.charAt(0)) + words.substring(1),
                        "A request was refused with the code " + code + ". Nothing was done.",
                        List.of(statuses())));
    }

    @GetMapping(value = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String robots() {
        return "User-agent: *\nDisallow: /\n";
    }

    private static List<Part> chapters(JsonNode api) {
        var rows = new TreeMap<String, List<Row>>();
        api.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> rows.computeIfAbsent(
                                        operation
                                                .getValue()
                                                .path("tags")
                                                .path(0)
                                                .asString(),
                                        _ -> new ArrayList<>())
                                .add(row(path.getKey(), operation.getKey(), operation.getValue()))));
        var columns = List.of(
                Column.main("Address"),
                Column.text("Method"),
                Column.text("What it does"),
                Column.text("Takes"),
                Column.text("Answers"));
        return api.path("tags")
                .valueStream()
                .map(tag -> new Part(
                        tag.path("description").asString(),
                        new Table(
                                tag.path("name").asString(),
                                columns,
                                rows.getOrDefault(tag.path("name").asString(), List.of()))))
                .toList();
    }

    private static Row row(String path, String method, JsonNode operation) {
        return Row.of(
                Cell.text(path.replace("/api/v1", "")),
                Cell.text(method.toUpperCase(Locale.ROOT)),
                Cell.text(
                        operation.path("summary").asString(),
                        operation.path("description").asString()),
                Cell.text(bodies(operation.path("requestBody")), ifMatch(operation)),
                Cell.text(answers(operation)));
    }

    /** Its answers but the refusals: "201 Order". */
    private static String answers(JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> (response.getKey() + " " + bodies(response.getValue())).strip())
                .collect(joining(", "));
    }

    private static String ifMatch(JsonNode operation) {
        return operation
                        .path("parameters")
                        .valueStream()
                        .anyMatch(parameter -> parameter.path("name").asString().equals(HttpHeaders.IF_MATCH))
                ? "with If-Match"
                : "";
    }

    /** What a body is: the name of its schema, or its media type. */
    private static String bodies(JsonNode carrier) {
        return carrier.path("content")
                .propertyStream()
                .map(body -> body.getKey().equals(MediaType.APPLICATION_JSON_VALUE)
                        ? name(body.getValue().path("schema"))
                        : body.getKey().equals(MediaType.ALL_VALUE)
                                ? "a file"
                                : body.getKey().replaceAll(";.*", ""))
                .collect(joining(" or "));
    }

    private static String name(JsonNode schema) {
        if (schema.has("anyOf")) {
            return schema.path("anyOf").valueStream().map(ApiPages::name).collect(joining(" or "));
        }
        return switch (schema.path("type").asString("")) {
            case "array" -> "list of " + name(schema.path("items"));
            case "object" -> "members by name";
            default -> schema.path("$ref").asString("").replaceAll(".*/", "");
        };
    }

    private static Part authorities() {
        var columns = List.of(Column.main("May"), Column.text("Roles"));
        var rows = Arrays.stream(Authority.values())
                .map(act -> Row.of(
                        Cell.text(capital(act.words()), act.name().toLowerCase(Locale.ROOT)),
                        Cell.text(act.roleWords())))
                .toList();
        return new Part("what keys and sessions of these roles may", new Table("Who may do what", columns, rows));
    }

    private static Part statuses() {
        var columns = List.of(Column.main("Status"), Column.text("What it means"), Column.text("What to do"));
        return new Part(
                "",
                new Table(
                        "How to read a refusal",
                        columns,
                        List.of(
                                status(
                                        "400",
                                        "It could not be read",
                                        "Mend the request; the fact named field says where."),
                                status("401", "Nobody is signed in", "Send a valid API key."),
                                status("403", "Not your role or duty", "Ask who is named under lifted-by."),
                                status("404", "It is missing or not yours to see", "Look in the lists you see."),
                                status(
                                        "409",
                                        "Not in this phase, there already, or a lost race",
                                        "Look at it as it is now; the fact named first is what is there."),
                                status("412", "It was changed meanwhile", "Read it again and decide again."),
                                status(
                                        "422",
                                        "A rule refuses it",
                                        "The facts name what was expected, what came, the rule, and who may lift it."),
                                status(
                                        "428",
                                        "The version you saw is not named",
                                        "Send If-Match with the ETag you read."),
                                status("429", "Too much at once", "Wait and try again."),
                                status(
                                        "503",
                                        "The database does not answer",
                                        "Try again after the seconds in Retry-After."))));
    }

    private static Row status(String status, String meaning, String step) {
        return Row.of(Cell.text(status), Cell.text(meaning), Cell.text(step));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
