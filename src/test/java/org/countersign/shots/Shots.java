package org.countersign.shots;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.web.Browsing;

/** What {@code bin/shots} runs: looks at every page, prints what it weighs and what is wrong, and fails on a finding. */
@SuppressWarnings("SystemOut") // a program that tells a person at a terminal what it sees
public final class Shots {

    /** In place of names: the pages that Lighthouse measures. */
    private static final String MAIN = "*";

    private final String url;
    private final Path folder;
    private final Path programs;
    private final List<ProductPage> pages;

    private Shots(String url, Path folder, Path programs, List<ProductPage> pages) {
        this.url = url;
        this.folder = folder;
        this.programs = programs;
        this.pages = pages;
    }

    /**
     * Arguments: the address, the demonstration's {@code demo.json}, the folder of the pictures, the folder where
     * Lighthouse is, or an empty word to do without, and what the names of the pages begin with, with commas
     * between, or an empty word.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var beginnings = arguments[4].split(",", -1);
        var pages = ProductPage.listed().pages().stream()
                .filter(page -> arguments[4].equals(MAIN)
                        ? page.main()
                        : Arrays.stream(beginnings).anyMatch(page.name()::startsWith))
                .toList();
        var folder = Files.createDirectories(Path.of(arguments[2])).toAbsolutePath();
        new Stage(arguments[0], Path.of(arguments[1]), folder.resolve("walk")).set();
        var shots = new Shots(arguments[0], folder, Path.of(arguments[3]), pages);
        if (!shots.areClean(Path.of(arguments[1]))) {
            System.exit(1);
        }
    }

    private boolean areClean(Path demo) throws IOException, InterruptedException {
        try (var playwright = Playwright.create()) {
            var browser = Browsing.launched(playwright);
            var cast = new Cast(browser, url, demo);
            var seen = look(new Camera(cast, folder));
            writeSheets(browser, seen);
            var measured = programs.toString().isEmpty() ? List.<Lighthouse.Points>of() : measure(cast, seen);
            return verdict(seen, measured);
        }
    }

    private List<Seen> look(Camera camera) {
        var seen = new ArrayList<Seen>();
        System.out.println("page\tperson\tkilobytes\trequests\tkilobytes_again\trequests_again\tfindings");
        for (var page : pages) {
            var one = camera.look(page);
            seen.add(one);
            System.out.println(String.join(
                    "\t",
                    page.name(),
                    page.person(),
                    one.first().kilobytes(),
                    String.valueOf(one.first().requests()),
                    one.again().kilobytes(),
                    String.valueOf(one.again().requests()),
                    String.valueOf(one.findings().size())));
            one.findings().forEach(finding -> System.out.println("    " + finding));
        }
        return seen;
    }

    private void writeSheets(Browser browser, List<Seen> seen) throws IOException {
        var parts = seen.stream()
                .filter(one -> !one.address().isEmpty())
                .collect(Collectors.groupingBy(one -> one.page().part(), LinkedHashMap::new, Collectors.toList()));
        for (var part : parts.entrySet()) {
            var pages = part.getValue();
            for (var from = 0; from < pages.size(); from += ContactSheet.PAGES) {
                var some = pages.subList(from, Math.min(from + ContactSheet.PAGES, pages.size()));
                new ContactSheet(part.getKey(), 1 + from / ContactSheet.PAGES, some).write(browser, folder);
            }
        }
    }

    private List<Lighthouse.Points> measure(Cast cast, List<Seen> seen) throws IOException, InterruptedException {
        var lighthouse = new Lighthouse(programs, folder, url, cast);
        var measured = new ArrayList<Lighthouse.Points>();
        System.out.println("\nlighthouse\t" + String.join("\t", Lighthouse.CATEGORIES) + "\truns");
        for (var one : seen) {
            if (one.page().main() && !one.address().isEmpty()) {
                var points = lighthouse.measure(one);
                measured.add(points);
                System.out.println(one.page().name() + "\t"
                        + points.points().stream().map(String::valueOf).collect(Collectors.joining("\t")) + "\t"
                        + points.runs());
            }
        }
        return measured;
    }

    private boolean verdict(List<Seen> seen, List<Lighthouse.Points> measured) {
        var findings = seen.stream().mapToInt(one -> one.findings().size()).sum()
                + measured.stream().mapToInt(one -> one.findings().size()).sum();
        measured.forEach(one -> one.findings()
                .forEach(
                        finding -> System.out.println("    " + one.seen().page().name() + ": " + finding)));
        var pictures = seen.stream().filter(one -> !one.address().isEmpty()).count() * Camera.PICTURES.size();
        System.out.println("\nshots: %d pages, %d pictures in %s, %d by Lighthouse, %d findings"
                .formatted(seen.size(), pictures, folder, measured.size(), findings));
        return findings == 0;
    }
}
