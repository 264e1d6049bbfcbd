package org.countersign.shots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A page as it is looked at: its name, which part of the product it belongs to, its route, the login of the person who
 * opens it, where its address is found, and what is done before looking.
 */
public record ProductPage(
        String part, String name, boolean main, String route, String person, String where, String act) {

    private static final Path TABLE = Path.of("src/test/resources/shots/pages.txt");

    /** Nobody is signed in. */
    static final String NOBODY = "nobody";

    /** The rows of the table: pages, and the routes that are none, with the reason. */
    public record Listed(List<ProductPage> pages, Set<String> noPages) {

        /** What is wrong between the rows and the routes: one without a row, a row without its route. */
        public List<String> mismatches(List<Route> routes) {
            var asked = routes.stream().map(Route::path).collect(Collectors.toCollection(TreeSet::new));
            var listed = pages.stream()
                    .map(ProductPage::route)
                    .filter(route -> route.startsWith("/"))
                    .collect(Collectors.toCollection(TreeSet::new));
            listed.addAll(noPages);
            var wrong = new ArrayList<String>();
            asked.stream()
                    .filter(route -> !listed.contains(route))
                    .forEach(route -> wrong.add(route + " has no row in " + TABLE));
            listed.stream().filter(route -> !asked.contains(route)).forEach(route -> wrong.add(route + " is no route"));
            return wrong;
        }
    }

    /** Reads {@code shots/pages.txt}. */
    public static Listed listed() {
        try {
            return listed(Files.readAllLines(TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line is a part after {@code #}, or the cells of a page; a comment begins with {@code //}. */
    public static Listed listed(List<String> lines) {
        var pages = new ArrayList<ProductPage>();
        var noPages = new TreeSet<String>();
        var part = "";
        for (var line : lines) {
            if (line.startsWith("# ")) {
                part = line.substring(2).strip();
            } else if (!line.isBlank() && !line.startsWith("//")) {
                var cells = line.split("\\|", -1);
                var name = cells[0].strip();
                if (name.equals("-")) {
                    noPages.add(cells[1].strip());
                } else {
                    pages.add(of(part, name, cells));
                }
            }
        }
        return new Listed(pages, noPages);
    }

    private static ProductPage of(String part, String name, String... cells) {
        var act = cells.length > 4 ? cells[4].strip() : "";
        var isMain = name.endsWith("*");
        return new ProductPage(
                part,
                isMain ? name.substring(0, name.length() - 1) : name,
                isMain,
                cells[1].strip(),
                cells[2].strip(),
                cells[3].strip(),
                act);
    }

    /** How the page answers: 200, or what stands in place of a route. */
    int status() {
        return route.startsWith("/") ? 200 : Integer.parseInt(route);
    }

    /** The list on which the document is found, and after {@code >} a word of its row. */
    String list() {
        return where.split(">", -1)[0].strip();
    }

    /** What the document's row says; empty for the first row. */
    String row() {
        var parts = where.split(">", -1);
        return parts.length > 1 ? parts[1].strip() : "";
    }
}
