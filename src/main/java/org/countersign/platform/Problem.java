package org.countersign.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A refusal over HTTP (RFC 9457).
 *
 * @param type where the code is explained, {@code /problems/{code}}
 * @param facts what the refusal rests on: line, measure, expected, actual, allowed, rule, lifted-by, first ...
 * @param errors one entry per mistake, where several were found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        Map<String, String> facts,
        List<Mistake> errors) {

    private static final Set<String> NAMED =
            Set.of("type", "title", "status", "detail", "code", "facts", "errors", "instance");

    /** One mistake in a document or form. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Mistake(String rule, String message, String location) {}

    public static Problem of(int status, String code, String detail, Map<String, String> facts) {
        return new Problem("/problems/" + code, title(code), status, detail, code, facts, List.of());
    }

    public Problem with(List<Mistake> mistakes) {
        return new Problem(type, title, status, detail, code, facts, List.copyOf(mistakes));
    }

    /** The facts beside the named members too, as RFC 9457 (3.2) extends a problem; none can take the place of one of them. */
    @JsonAnyGetter
    Map<String, String> extensions() {
        var beside = new LinkedHashMap<>(facts);
        beside.keySet().removeAll(NAMED);
        return beside;
    }

    private static String title(String code) {
        var words = code.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
