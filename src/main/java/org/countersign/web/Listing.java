package org.countersign.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a list stands, as its address says it: view, filters, the key it goes on from and the keys it came over, so that
 * Previous leads back. Everything else about the list follows from this.
 */
public record Listing(String path, Map<String, String> filters, String after, List<String> back) {

    private static final int WAY_BACK = 50;

    public Listing {
        filters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(filters));
        back = List.copyOf(back);
    }

    /** Reads the state from the parameters {@code after} and {@code back}. */
    public static Listing of(String path, String after, String back) {
        var keys = back.isEmpty() ? List.<String>of() : Arrays.asList(back.split("\\.", -1));
        return new Listing(path, Map.of(), after, keys.subList(0, Math.min(keys.size(), WAY_BACK)));
    }

    /** With a filter; an empty value is none. */
    public Listing with(String name, String value) {
        var more = new LinkedHashMap<>(filters);
        if (value.isEmpty()) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return new Listing(path, more, after, back);
    }

    /** The address of the first page under these filters, changed in one of them. */
    public String href(String name, String value) {
        return new Listing(path, with(name, value).filters, "", List.of()).address(Map.of());
    }

    /** Previous, next and the CSV of what is shown. */
    public ListPage.Paging paging(String words, Optional<String> next) {
        return new ListPage.Paging(
                words, previous(), next.map(this::next).orElse(""), address(Map.of("format", "csv")));
    }

    private String next(String key) {
        var way = new ArrayList<>(back);
        way.add(after);
        return new Listing(path, filters, key, way.subList(Math.max(0, way.size() - WAY_BACK), way.size()))
                .address(Map.of());
    }

    private String previous() {
        return back.isEmpty()
                ? ""
                : new Listing(path, filters, back.getLast(), back.subList(0, back.size() - 1)).address(Map.of());
    }

    private String address(Map<String, String> more) {
        var parameters = new LinkedHashMap<>(filters);
        if (!after.isEmpty()) {
            parameters.put("after", after);
        }
        if (!back.isEmpty()) {
            parameters.put("back", String.join(".", back));
        }
        parameters.putAll(more);
        return parameters.isEmpty()
                ? path
                : path + "?"
                        + parameters.entrySet().stream()
                                .map(one ->
                                        one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }

    /** Sends the rows that are shown as a CSV file (RFC 4180, UTF-8). */
    public static void csv(Table table, String name, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(table.columns().stream().map(Table.Column::words).toList());
            table.rows()
                    .forEach(row -> csv.writeRecord(
                            row.cells().stream().map(Listing::words).toList()));
        }
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A cell as text; one that a spreadsheet would take for a formula is quoted. */
    private static String words(Table.Cell cell) {
        var words = switch (cell) {
            case Table.Cell.Link link -> link.words();
            case Table.Cell.Text text -> text.words();
            case Table.Cell.State state -> state.words();
            case Table.Cell.Progress progress -> progress.words();
            case Table.Cell.Change change -> change.now();
        };
        return !words.isEmpty() && "=+-@\t\r".indexOf(words.charAt(0)) >= 0 && !words.matches("-?[0-9.,]+.*")
                ? "'" + words
                : words;
    }
}
