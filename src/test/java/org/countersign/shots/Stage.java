package org.countersign.shots;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.demonstration.WalkThrough;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the demonstration begins without, added once over the public API: an order with the electronic documents of its
 * whole life, two documents of an order that never was, a proposal that waits for its approval, and tolerances.
 */
record Stage(String url, Path demo, Path output) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DAYS_AHEAD = 45;

    void set() throws IOException, InterruptedException {
        var people = Json.mapper().readTree(Files.readString(demo)).path("people");
        var clerk = keyOf("lena.fox", people);
        try (var http = HttpClient.newHttpClient()) {
            var known = http.send(ask("/api/v1/documents", clerk).GET().build(), BodyHandlers.ofString());
            if (Json.mapper().readTree(known.body()).size() > 0) {
                return;
            }
            WalkThrough.main(url, demo.toString(), output.toString());
            for (var kind : List.of("invoice", "despatch_advice")) {
                send(http, "/api/v1/documents", clerk, "application/xml", stray(kind));
            }
            var today = LocalDate.now(WalkThrough.ZONE);
            send(
                    http,
                    "/api/v1/payment-proposals",
                    clerk,
                    "application/json",
                    "{\"dueUntil\": \"%s\", \"executeOn\": \"%s\"}".formatted(today.plusDays(DAYS_AHEAD), today));
            send(
                    http,
                    "/api/v1/tolerances",
                    keyOf("clara.voss", people),
                    "application/json",
                    "{\"from\": \"%s\", \"rules\": []}".formatted(today));
        }
    }

    /** The same document of an order that never was: an invoice goes back, what announces goods waits for its place. */
    private String stray(String kind) throws IOException {
        return Files.readString(output.resolve(kind + ".xml"))
                .replaceAll("PO-\\d{4}-\\d{6}", "PO-2019-77")
                .replaceFirst("<cbc:ID>", "$0X");
    }

    private static String keyOf(String login, JsonNode people) {
        for (var person : people) {
            if (person.path("user").asString().equals(login)) {
                return person.path("apiKey").asString();
            }
        }
        throw new IllegalArgumentException("the demonstration has nobody who signs in as " + login);
    }

    private void send(HttpClient http, String path, String key, String type, String body)
            throws IOException, InterruptedException {
        var request = ask(path, key)
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"0\"")
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpRequest.Builder ask(String path, String key) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }
}
