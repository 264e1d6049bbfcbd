package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the shipped jar as docs/performance.md says. Arguments: a fresh folder, {@code --quick} for less of everything, and
 * {@code --only=writing|reading|rest} for a part of it.
 */
final class Bench {

    private static final List<Integer> ORDERS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> FEW_ORDERS = List.of(1_000, 100_000);

    private final Path folder;
    private final boolean quick;
    private final Table table = new Table();

    private Bench(Path folder, List<String> options) {
        this.folder = folder;
        this.quick = options.contains("--quick");
    }

    public static void main(String... arguments) throws SQLException {
        var options = List.of(arguments);
        var bench = new Bench(Path.of(arguments[0]), options);
        var only = options.stream()
                .filter(option -> option.startsWith("--only="))
                .map(option -> option.substring("--only=".length()))
                .findFirst()
                .orElse("");
        bench.table.head();
        if (only.isEmpty() || only.equals("writing")) {
            bench.writing();
        }
        if (only.isEmpty() || only.equals("rest")) {
            bench.rest();
        }
        if (only.isEmpty() || only.equals("reading")) {
            bench.reading();
        }
        bench.table.remark("requests that were told to come back in a moment and did: " + Client.busy());
    }

    /** The consumers are paused, as on a node that leaves the journal to others. */
    private void writing() throws SQLException {
        var effort = quick ? Writing.Effort.quick() : Writing.Effort.usual();
        try (var instance = demonstration("writing", "--countersign.consumers=false");
                var writing = new Writing(instance, table, effort)) {
            writing.statements(Path.of("var/bench/limit.sql"));
            for (var workers : List.of(1, 8)) {
                writing.acts(workers);
                writing.cycle(workers);
                writing.journalRow(workers);
            }
            writing.openLoop(8);
            new Footprint(table).memory("after the load", instance);
        }
    }

    /** The consumers at work, documents that come in, long orders, start, memory and size. */
    private void rest() throws SQLException {
        var footprint = new Footprint(table);
        try (var instance = demonstration("rest")) {
            footprint.ready(quick ? "a full folder" : "a new folder, demonstration made", instance);
            var buyers = Buyer.hire(instance, 8);
            var end = new ToTheEnd(instance, buyers, table);
            end.warmUp(Duration.ofSeconds(quick ? 2 : 15));
            end.measure(1, Duration.ofSeconds(quick ? 1 : 6));
            end.measure(8, Duration.ofSeconds(quick ? 1 : 6));
            var documents = new Documents(instance, buyers.getFirst(), table);
            documents.invoices(5, quick ? 5 : 30);
            if (!quick) {
                documents.invoices(500, 5);
                new LongOrder(instance, buyers.getLast(), table).measure();
            }
        }
        if (!quick) {
            footprint.empty(folder.resolve("empty"));
            try (var again = Instance.start(folder.resolve("rest"))) {
                footprint.ready("a full folder", again);
            }
        }
        footprint.size();
    }

    private void reading() throws SQLException {
        if (!quick) {
            table.remark("the data sets of the reads need 10 GB in var/bench and are kept there");
        }
        var reading = new Reading(table, Duration.ofMillis(quick ? 100 : 1_500));
        for (var orders : quick ? FEW_ORDERS : ORDERS) {
            reading.at(orders);
        }
    }

    /** An instance of its own on a fresh folder; with {@code --quick} the folder is a copy of one that is kept. */
    private Instance demonstration(String name, String... arguments) {
        var own = folder.resolve(name);
        if (quick) {
            copy(keptDemonstration(), own);
        }
        return started(own, arguments);
    }

    private Path keptDemonstration() {
        var kept = Path.of("var/bench/demonstration");
        if (!Files.exists(kept)) {
            table.remark("the demonstration is made in " + kept + " once and kept");
            var part = kept.resolveSibling("demonstration." + System.nanoTime());
            started(part).close();
            try {
                Files.move(part, kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private static Instance started(Path folder, String... arguments) {
        return Instance.start(
                folder,
                Stream.concat(
                                Stream.of("--countersign.demonstration=true", "--countersign.greets=true"),
                                Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    /** With owners, rights and times, as PostgreSQL wants its files. */
    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            var copying = new ProcessBuilder("cp", "-a", "--", from.toString(), to.toString())
                    .inheritIO()
                    .start();
            if (copying.waitFor() != 0) {
                throw new IllegalStateException(from + " cannot be copied to " + to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
