package org.countersign.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.countersign.web.Table.Cell;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** The rows of a list as a file, where its address asks for {@code format=csv}. */
public final class Csv {

    static final String FORMAT = "csv";

    /** What a spreadsheet would take for a formula; a negative figure is none. */
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r].*|-[^0-9].*", Pattern.DOTALL);

    private Csv() {}

    /** The list as a page, or as a file where that is asked for. */
    public static ModelAndView orPage(HttpServletRequest request, Frame frame, ListPage list) {
        return FORMAT.equals(request.getParameter("format"))
                ? new ModelAndView(new File(list.table()))
                : Pages.list(frame, list);
    }

    static String text(Table table) throws IOException {
        var text = new StringWriter();
        try (var file = CsvWriter.builder().build(text)) {
            var noted = IntStream.range(0, table.columns().size())
                    .filter(index -> table.rows().stream()
                            .anyMatch(row -> !note(row.cells().get(index)).isEmpty()))
                    .boxed()
                    .toList();
            file.writeRecord(record(table.columns(), noted, Table.Column::words, column -> column.words() + ", note"));
            for (var row : table.rows()) {
                file.writeRecord(record(row.cells(), noted, Csv::words, Csv::note));
            }
        }
        return text.toString();
    }

    /** What stands under the columns, and behind a column that has notes what is noted. */
    private static <T> List<String> record(
            List<T> columns, List<Integer> noted, Function<T, String> words, Function<T, String> note) {
        var values = new ArrayList<String>();
        for (var index = 0; index < columns.size(); index++) {
            values.add(words.apply(columns.get(index)));
            if (noted.contains(index)) {
                values.add(note.apply(columns.get(index)));
            }
        }
        return values;
    }

    private static String note(Cell cell) {
        return switch (cell) {
            case Cell.Link link -> plain(link.note());
            case Cell.Text text -> plain(text.note());
            case Cell.State _, Cell.Progress _, Cell.Change _ -> "";
        };
    }

    private static String words(Cell cell) {
        var words = switch (cell) {
            case Cell.Link link -> link.words();
            case Cell.Text text -> text.words();
            case Cell.State state -> state.words();
            case Cell.Progress progress -> progress.words();
            case Cell.Change change -> change.was() + " -> " + change.now();
        };
        return plain(words);
    }

    private static String plain(String words) {
        return FORMULA.matcher(words).matches() ? "'" + words : words;
    }

    private record File(Table table) implements View {

        @Override
        public String getContentType() {
            return "text/csv;charset=utf-8";
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var bytes = text(table).getBytes(StandardCharsets.UTF_8);
            var name = table.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            response.setContentType(getContentType());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
