package org.countersign.web.api;

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
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
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
        var groups = new ArrayList<>(groups(api.path("paths")));
        groups.add(authorities());
        return Pages.page(
                "api/show",
                new ApiPage(
                        Frames.theme(request),
                        "The API",
                        api.path("info").path("description").asString(),
                        groups));
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

    private static List<Table> groups(JsonNode paths) {
        var rows = new TreeMap<String, List<Row>>();
        paths.propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> operation.getValue().has("operationId"))
                        .forEach(operation -> rows.computeIfAbsent(
                                        operation
                                                .getValue()
                                                .path("tags")
                                                .path(0)
                                                .asString(),
                                        _ -> new ArrayList<>())
                                .add(row(path.getKey(), operation.getKey(), operation.getValue()))));
        var columns = List.of(Column.main("Address"), Column.text("Method"), Column.text("What it does"));
        return rows.entrySet().stream()
                .map(group -> new Table(capital(group.getKey()), columns, group.getValue()))
                .toList();
    }

    private static Row row(String path, String method, JsonNode operation) {
        return Row.of(
                Cell.text(path.replace("/api/v1", "")),
                Cell.text(method.toUpperCase(Locale.ROOT)),
                Cell.text(operation.path("summary").asString()));
    }

    private static Table authorities() {
        var columns = List.of(Column.main("May"), Column.text("Roles"));
        var rows = Arrays.stream(Authority.values())
                .map(act -> Row.of(Cell.text(capital(act.words())), Cell.text(act.roleWords())))
                .toList();
        return new Table("Who may do what", columns, rows);
    }

    private static Table statuses() {
        var columns = List.of(Column.main("Status"), Column.text("What it means"), Column.text("What to do"));
        return new Table(
                "How to read a refusal",
                columns,
                List.of(
                        status("400", "It could not be read", "Mend the request; the fact named field says where."),
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
                        status("428", "The version you saw is not named", "Send If-Match with the ETag you read."),
                        status("429", "Too much at once", "Wait and try again."),
                        status("503", "The database does not answer", "Try again after the seconds in Retry-After.")));
    }

    private static Row status(String status, String meaning, String step) {
        return Row.of(Cell.text(status), Cell.text(meaning), Cell.text(step));
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
