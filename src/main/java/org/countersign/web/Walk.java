package org.countersign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a reader is in a list that is paged by key, as its address says it: the choices made, the key this page begins
 * after, and the keys of the pages before it.
 *
 * @param chosen view and filters, by the name of their parameter; those that are empty are left out of addresses
 * @param after the key of this page; empty on the first
 * @param back the keys of the pages before this one, the first page's left out
 */
public record Walk(String path, Map<String, String> chosen, String after, List<String> back) {

    /** So many pages can be walked back; from further on the way back leads to the first page. */
    private static final int REMEMBERED = 30;

    public Walk {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
        back = List.copyOf(back);
    }

    /** Reads the request, with the parameters that make the list what it is. */
    public static Walk of(HttpServletRequest request, String... names) {
        var chosen = new LinkedHashMap<String, String>();
        for (var name : names) {
            chosen.put(name, sent(request, name));
        }
        var back = Arrays.asList(
                Optional.ofNullable(request.getParameterValues("back")).orElse(new String[0]));
        return new Walk(request.getRequestURI(), chosen, sent(request, "after"), back);
    }

    /** What was chosen under the name; empty where nothing was. */
    public String chosen(String name) {
        return chosen.getOrDefault(name, "");
    }

    /** The same list, nothing chosen under the name. */
    public Walk without(String name) {
        var other = new LinkedHashMap<>(chosen);
        other.remove(name);
        return new Walk(path, other, after, back);
    }

    /** The first page of the list with another choice. */
    public String with(String name, String value) {
        var other = new LinkedHashMap<>(chosen);
        other.put(name, value);
        return address(other, "", List.of());
    }

    /** The views of the list, each with the address of its first page. */
    public <V extends Enum<V>> List<ListPage.View> views(List<V> offered, V on, Function<V, String> words) {
        return offered.stream()
                .map(view -> new ListPage.View(word(view), words.apply(view), "", with("view", word(view)), view == on))
                .toList();
    }

    /** A choice as addresses have it: its code in lower case. */
    public static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Previous, next and the file, for a page of so many rows. */
    public ListPage.Paging paging(int rows, String one, String several, Optional<String> next) {
        var words = rows + " " + (rows == 1 ? one : several) + (next.isPresent() ? " on this page" : "");
        return new ListPage.Paging(words, previous(), next.map(this::next).orElse(""), csv());
    }

    private String next(String key) {
        var walked = new ArrayList<>(back);
        if (!after.isEmpty()) {
            walked.add(after);
        }
        return address(chosen, key, walked.subList(Math.max(0, walked.size() - REMEMBERED), walked.size()));
    }

    private String previous() {
        if (after.isEmpty()) {
            return "";
        }
        return back.isEmpty()
                ? address(chosen, "", List.of())
                : address(chosen, back.getLast(), back.subList(0, back.size() - 1));
    }

    private String csv() {
        var more = new LinkedHashMap<>(chosen);
        more.put("format", Csv.FORMAT);
        return address(more, after, List.of());
    }

    private String address(Map<String, String> choices, String key, List<String> before) {
        var address = UriComponentsBuilder.fromPath(path);
        choices.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        if (!key.isEmpty()) {
            address.queryParam("after", "{after}");
        }
        var values = new LinkedHashMap<String, Object>(choices);
        values.put("after", key);
        for (var i = 0; i < before.size(); i++) {
            address.queryParam("back", "{back" + i + "}");
            values.put("back" + i, before.get(i));
        }
        return address.encode().buildAndExpand(values).toUriString();
    }

    private static String sent(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }
}
