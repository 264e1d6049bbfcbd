package org.countersign.shots;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** An address, or a pattern of addresses, that a controller answers when it is asked with GET: {@code /orders/{number}}. */
public record Route(String path) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    /** Every route of these controllers, each once, in order. */
    public static List<Route> of(Collection<Class<?>> controllers) {
        return controllers.stream()
                .flatMap(Route::of)
                .distinct()
                .map(Route::new)
                .sorted((one, other) -> one.path.compareTo(other.path))
                .toList();
    }

    /** Variables by their names alone: {@code {number:PAY-.+}} is {@code {number}}. */
    private static Stream<String> of(Class<?> controller) {
        var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        return Arrays.stream(controller.getDeclaredMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(mapping ->
                        mapping != null && Arrays.asList(mapping.method()).contains(RequestMethod.GET))
                .flatMap(mapping ->
                        paths(above).flatMap(before -> paths(mapping).map(path -> before + path)))
                .map(path -> path.replaceAll(":(?:[^{}]|\\{[^{}]*})*}", "}"));
    }

    private static Stream<String> paths(@org.jspecify.annotations.Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }

    boolean isOfDocument() {
        return path.contains("{");
    }

    /** What an address of this route begins with, its document included, as a pattern for scripts: documents have a digit. */
    String ofDocument() {
        var until = path.substring(0, path.lastIndexOf('}') + 1);
        return VARIABLE.splitAsStream(until).collect(Collectors.joining("[^/?#]*\\d[^/?#]*", "^", ""))
                + (until.endsWith("}") ? "[^/?#]*\\d[^/?#]*" : "");
    }

    /** What stands after the document: {@code /receipt} in {@code /orders/{number}/receipt}. */
    String afterDocument() {
        return path.substring(path.lastIndexOf('}') + 1);
    }
}
