package org.countersign.shots;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.countersign.identity.SessionCookie;
import org.countersign.platform.Json;

/**
 * Lighthouse on a page behind the sign-in, as a telephone of middling strength on a slow network, which is its usual
 * measure. A page that falls short is measured three times and its median stands, for the machine's other work is in it.
 */
record Lighthouse(Path programs, Path folder, String url, Cast cast) {

    static final int LEAST = 95;
    static final List<String> CATEGORIES = List.of("performance", "accessibility", "best-practices", "seo");
    private static final int RUNS = 3;
    private static final int PATIENCE_S = 180;

    /** The points of a page, of 100, in the order of the categories, and how often it was measured. */
    record Points(Seen seen, List<Integer> points, int runs) {

        List<String> findings() {
            return CATEGORIES.stream()
                    .filter(category -> points.get(CATEGORIES.indexOf(category)) < LEAST)
                    .map(category -> category + " " + points.get(CATEGORIES.indexOf(category)) + " of " + LEAST)
                    .toList();
        }
    }

    Points measure(Seen seen) throws IOException, InterruptedException {
        var runs = new ArrayList<List<Integer>>();
        do {
            runs.add(run(seen));
        } while (runs.size() < RUNS && runs.getFirst().stream().anyMatch(points -> points < LEAST));
        var median = CATEGORIES.stream()
                .map(category -> median(runs, CATEGORIES.indexOf(category)))
                .toList();
        return new Points(seen, median, runs.size());
    }

    private static int median(List<List<Integer>> runs, int category) {
        return runs.stream()
                .map(points -> points.get(category))
                .sorted()
                .toList()
                .get(runs.size() / 2);
    }

    /** Without the one audit that asks to be found by search engines: robots.txt sends them away on purpose. */
    private List<Integer> run(Seen seen) throws IOException, InterruptedException {
        var report = folder.resolve(seen.page().name() + "-lighthouse.json");
        Files.deleteIfExists(report);
        var command = new ProcessBuilder(
                "node",
                programs.resolve("node_modules/lighthouse/cli/index.js").toString(),
                url + seen.address(),
                "--quiet",
                "--output=json",
                "--output-path=" + report,
                "--only-categories=" + String.join(",", CATEGORIES),
                "--skip-audits=is-crawlable",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
                        + " --disable-background-networking --disable-component-update --disable-sync");
        var headers = Files.createTempFile("countersign-shots", ".json");
        try {
            Files.writeString(
                    headers,
                    "{\"Cookie\": \"" + SessionCookie.NAME + "="
                            + cast.tokenOf(seen.page().person()) + "\"}");
            command.command().add("--extra-headers=" + headers);
            command.environment().put("CHROME_PATH", "/usr/bin/chromium");
            command.redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "lighthouse.log"));
            finish(command.start());
        } finally {
            Files.delete(headers);
        }
        if (!Files.exists(report)) {
            throw new IOException("Lighthouse made no report of " + seen.address() + "; see lighthouse.log");
        }
        return points(Files.readString(report));
    }

    private static void finish(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<Integer> points(String report) {
        var categories = Json.mapper().readTree(report).path("categories");
        return CATEGORIES.stream()
                .map(category ->
                        (int) Math.round(categories.path(category).path("score").asDouble(0) * 100))
                .toList();
    }
}
