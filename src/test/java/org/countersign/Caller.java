package org.countersign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/**
 * Asks the running application over HTTP, with the headers it was given; follows no redirect, keeps no cookie. What the API
 * answers is held against its {@link Contract}.
 */
public record Caller(int port, Map<String, String> headers) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public Caller {
        headers = Map.copyOf(headers);
    }

    public static Caller on(int port) {
        return new Caller(port, Map.of());
    }

    /** The same with one more header. */
    public Caller with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(port, more);
    }

    /** The same with what {@link Fixture#bearer} answered. */
    public Caller as(String bearer) {
        return with("Authorization", bearer);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends bytes as they are. */
    public HttpResponse<String> postRaw(String path, String mediaType, byte[] body) {
        return send(request(path).header("Content-Type", mediaType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends a form as a browser does. */
    public HttpResponse<String> form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return Json.mapper().readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var sent = request.build();
            var answer = HTTP.send(sent, HttpResponse.BodyHandlers.ofString());
            Contract.hold(sent.method(), sent.uri().getRawPath(), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
