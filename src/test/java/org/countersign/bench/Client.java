package org.countersign.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** A program that calls the API over a connection of its own. Anything but success ends the bench with what was said. */
final class Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int TRIES = 20;
    private static final Duration REST = Duration.ofMillis(50);
    private static final java.util.concurrent.atomic.LongAdder BUSY = new java.util.concurrent.atomic.LongAdder();

    private final String url;
    private final List<Long> nanos = new ArrayList<>();
    private long since;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Client(String url) {
        this.url = url;
    }

    JsonNode get(Person as, String path) {
        return Json.mapper().readTree(bytes(as, path));
    }

    byte[] bytes(Person as, String path) {
        return sent(request(as, path).GET().build()).body();
    }

    /** The next request is timed from then, when it should have begun. */
    Client since(long nanoTime) {
        since = nanoTime;
        return this;
    }

    /** How long each request took since this was last asked, in nanoseconds; from its first try to its last answer. */
    long[] taken() {
        var taken = nanos.stream().mapToLong(Long::longValue).toArray();
        nanos.clear();
        return taken;
    }

    /** Posts under a key of its own, as every careful client does. */
    JsonNode post(Person as, String path, String body) {
        return answered(written(as, path).POST(BodyPublishers.ofString(body)).build());
    }

    /** Posts on the version that was seen. */
    JsonNode post(Person as, String path, int version, String body) {
        return answered(written(as, path)
                .header("If-Match", "\"" + version + "\"")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    JsonNode put(Person as, String path, int version, String body) {
        return answered(written(as, path)
                .header("If-Match", "\"" + version + "\"")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** Hands in a document as it is. */
    JsonNode document(Person as, String xml) {
        return answered(request(as, "/api/v1/documents")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(xml))
                .build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder written(Person as, String path) {
        return request(as, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private HttpRequest.Builder request(Person as, String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + as.apiKey());
    }

    private JsonNode answered(HttpRequest request) {
        var body = sent(request).body();
        return body.length == 0
                ? Json.mapper().createObjectNode()
                : Json.mapper().readTree(body);
    }

    /** Told to come back in a moment, a client does: the same request, under the same key, after a short rest. */
    private static boolean isBusy(HttpResponse<byte[]> response) throws InterruptedException {
        var busy = response.statusCode() == 503
                || response.statusCode() == 409
                        && new String(response.body(), StandardCharsets.UTF_8).contains("\"code\":\"busy\"");
        if (busy) {
            BUSY.increment();
            Thread.sleep(REST);
        }
        return busy;
    }

    /** How many answers so far were to come back in a moment. */
    static long busy() {
        return BUSY.sum();
    }

    private HttpResponse<byte[]> sent(HttpRequest request) {
        var begin = since == 0 ? System.nanoTime() : since;
        since = 0;
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            for (var again = 0; isBusy(response) && again < TRIES; again++) {
                response = http.send(request, BodyHandlers.ofByteArray());
            }
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri().getPath() + " answered " + response.statusCode() + ": "
                                + new String(response.body(), StandardCharsets.UTF_8));
            }
            nanos.add(System.nanoTime() - begin);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
