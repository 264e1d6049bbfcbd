package org.countersign.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.platform.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A program that calls the API, in the caller's thread and with as little work as a program can: it shares the processors with
 * what it measures. Its connection is kept open between requests. Anything but success ends the bench with what was said.
 */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int TRIES = 20;
    private static final Duration REST = Duration.ofMillis(50);
    private static final java.util.concurrent.atomic.LongAdder BUSY = new java.util.concurrent.atomic.LongAdder();

    private final String url;
    private final List<Long> nanos = new ArrayList<>();
    private long since;

    static {
        System.setProperty("http.maxConnections", "64"); // kept open for the next request, else 5
        System.setProperty("sun.net.http.retryPost", "false"); // what is sent again is sent again here
    }

    Client(String url) {
        this.url = url;
    }

    JsonNode get(Person as, String path) {
        return Json.mapper().readTree(bytes(as, path));
    }

    byte[] bytes(Person as, String path) {
        return sent(new Request("GET", path, as, Map.of(), null));
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
        return answered(new Request("POST", path, as, written(), body));
    }

    /** Posts on the version that was seen. */
    JsonNode post(Person as, String path, int version, String body) {
        return answered(new Request("POST", path, as, written(version), body));
    }

    JsonNode put(Person as, String path, int version, String body) {
        return answered(new Request("PUT", path, as, written(version), body));
    }

    /** Hands in a document as it is. */
    JsonNode document(Person as, String xml) {
        return answered(new Request("POST", "/api/v1/documents", as, Map.of("Content-Type", "application/xml"), xml));
    }

    private static Map<String, String> written() {
        return Map.of(
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private static Map<String, String> written(int version) {
        var headers = new HashMap<>(written());
        headers.put("If-Match", "\"" + version + "\"");
        return headers;
    }

    private record Request(
            String method,
            String path,
            Person as,
            Map<String, String> headers,
            @Nullable String body) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private JsonNode answered(Request request) {
        var body = sent(request);
        return body.length == 0
                ? Json.mapper().createObjectNode()
                : Json.mapper().readTree(body);
    }

    /** Told to come back in a moment, a client does: the same request, under the same key, after a short rest. */
    private static boolean isBusy(Answer answer) throws InterruptedException {
        var busy = answer.status() == 503
                || answer.status() == 409 && answer.text().contains("\"code\":\"busy\"");
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

    private byte[] sent(Request request) {
        var begin = since == 0 ? System.nanoTime() : since;
        since = 0;
        try {
            var answer = once(request);
            for (var again = 0; isBusy(answer) && again < TRIES; again++) {
                answer = once(request);
            }
            if (answer.status() >= 300) {
                throw new IllegalStateException(request.method() + " " + request.path() + " answered " + answer.status()
                        + ": " + answer.text());
            }
            nanos.add(System.nanoTime() - begin);
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.path() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The connection is kept for the next request, since its answer is read to the end. */
    private Answer once(Request request) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(url + request.path()).toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(request.method());
        connection.setRequestProperty("Authorization", "Bearer " + request.as().apiKey());
        request.headers().forEach(connection::setRequestProperty);
        if (request.body() != null) {
            var body = request.body().getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        var status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? new byte[0] : in.readAllBytes());
        }
    }
}
