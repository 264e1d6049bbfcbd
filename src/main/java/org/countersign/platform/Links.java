package org.countersign.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.kernel.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** How a list goes on over HTTP: the rows as the body, and {@code Link: <...>; rel="next"} while there are more. */
public final class Links {

    /** The parameter that carries the key to go on from. */
    public static final String AFTER = "after";

    private Links() {}

    /** A page as an answer of the API. */
    public static <T> ResponseEntity<List<T>> page(Page<T> page, HttpServletRequest request) {
        var response = ResponseEntity.ok();
        page.next().ifPresent(key -> response.header(HttpHeaders.LINK, "<" + next(key, request) + ">; rel=\"next\""));
        return response.body(page.rows());
    }

    /** The address of the page after the key: this request's, with the same filters. */
    public static String next(String key, HttpServletRequest request) {
        var filters = request.getParameterMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(AFTER))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(parameter ->
                        Arrays.stream(parameter.getValue()).map(value -> encoded(parameter.getKey(), value)));
        return request.getRequestURI() + "?"
                + Stream.concat(filters, Stream.of(encoded(AFTER, key))).collect(Collectors.joining("&"));
    }

    private static String encoded(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
