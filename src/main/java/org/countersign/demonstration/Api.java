package org.countersign.demonstration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** A person's way into the public API of a running installation. Anything but success ends the walk with what was said. */
record Api(String url, String key) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    JsonNode get(String path) {
        return Json.mapper().readTree(sent(request(path).GET().build()).body());
    }

    byte[] bytes(String path) {
        return sent(request(path).GET().build()).body();
    }

    /** Posts once, under a key of its own. */
    JsonNode post(String path, Object body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build());
    }

    /** Posts on the version that was seen. */
    JsonNode post(String path, JsonNode version, Object body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version.asString() + "\"")
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build());
    }

    /** Hands a raw document in. */
    JsonNode document(String xml) {
        return answer(request("/api/v1/documents")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(xml))
                .build());
    }

    private JsonNode answer(HttpRequest request) {
        var body = sent(request).body();
        return body.length == 0
                ? Json.mapper().valueToTree(Map.of())
                : Json.mapper().readTree(body);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<byte[]> sent(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri().getPath() + " answered " + response.statusCode() + ": "
                                + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
