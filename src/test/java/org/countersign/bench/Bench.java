package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Measures the shipped jar as docs/performance.md says. Arguments: a fresh folder, {@code --quick} for less of everything, and
 * {@code --only=writing|reading|rest} for a part of it.
 */
final class Bench {

    private static final List<Integer> ORDERS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> FEW_ORDERS = List.of(1_000, 100_000);

    private static final String DEMONSTRATION = "demonstration";

    private final Path folder;
    private final boolean quick;
    private final String only;
    private final Table table = new Table();

    private Bench(Path folder, List<String> options) {
        this.folder = folder;
        this.quick = options.contains("--quick");
        this.only = options.stream()
                .filter(option -> option.startsWith("--only="))
                .map(option -> option.substring("--only=".length()))
                .findFirst()
                .orElse("");
    }

    public static void main(String... arguments) throws SQLException {
        new Bench(Path.of(arguments[0]), List.of(arguments)).measure();
    }

    private void measure() throws SQLException {
        table.head();
        if (wanted("writing") || wanted("rest")) {
            onTheDemonstration();
        }
        if (wanted("rest")) {
            footprint();
        }
        if (wanted("reading")) {
            reading();
        }
        table.remark("requests that were told to come back in a moment and did: " + Client.busy());
    }

    private boolean wanted(String part) {
        return only.isEmpty() || only.equals(part);
    }

    private void onTheDemonstration() throws SQLException {
        var effort = quick ? Writing.Effort.quick() : Writing.Effort.usual();
        try (var instance = demonstration()) {
            var staff = Staff.of(instance);
            ToTheEnd.await(instance);
            try (var writing = wanted("writing") ? new Writing(instance, staff, table, effort) : null) {
                if (wanted("rest")) {
                    new Footprint(table).ready(quick ? "a full folder" : "a new folder, demonstration made", instance);
                    rest(instance, staff);
                    ToTheEnd.await(instance);
                }
                if (writing != null) {
                    writing(writing, instance);
                    new Footprint(table).memory("after the load", instance);
                }
            }
        }
    }

    /** The consumers at work, documents that come in, long orders. */
    private void rest(Instance instance, Staff staff) throws SQLException {
        var end = new ToTheEnd(instance, staff.half(), table);
        var documents = new Documents(instance, staff.buyers().getFirst(), table);
        if (quick) {
            end.measure(8, Duration.ofSeconds(2));
            documents.invoices(5, 5);
        } else {
            end.warmUp(Duration.ofSeconds(15));
            end.measure(1, Duration.ofSeconds(6));
            end.measure(8, Duration.ofSeconds(6));
            documents.shareOfTheCheck(5, documents.invoices(5, 30));
            documents.shareOfTheCheck(500, documents.invoices(500, 5));
            ToTheEnd.await(instance);
            try (var _ = new Pause(instance)) {
                new LongOrder(instance, staff.half().getLast(), table).measure();
            }
        }
    }

    private void writing(Writing writing, Instance instance) throws SQLException {
        writing.statements(Path.of("var/bench/limit.sql"));
        try (var _ = new Pause(instance)) {
            writing.warmUp();
            for (var workers : List.of(1, 8)) {
                writing.acts(workers);
                writing.cycle(workers);
                writing.journalRow(workers);
            }
            writing.openLoop(8);
        }
    }

    /** Start, memory and size. */
    private void footprint() {
        var footprint = new Footprint(table);
        if (!quick) {
            footprint.empty(folder.resolve("empty"));
            try (var again = Instance.start(folder.resolve(DEMONSTRATION))) {
                footprint.ready("a full folder", again);
            }
        }
        footprint.size();
    }

    private void reading() throws SQLException {
        if (!quick) {
            table.remark("the data sets of the reads need 10 GB in var/bench and are kept there");
        }
        var reading =
                quick ? new Reading(table, 1, Duration.ofMillis(100)) : new Reading(table, 3, Duration.ofMillis(500));
        reading.at(quick ? FEW_ORDERS : ORDERS);
    }

    /** An instance of its own on a fresh folder; with {@code --quick} the folder is a copy of one that is kept. */
    private Instance demonstration() {
        var own = folder.resolve(DEMONSTRATION);
        if (quick) {
            copy(keptDemonstration(), own);
        }
        return started(own);
    }

    private Path keptDemonstration() {
        var kept = Path.of("var/bench/demonstration");
        if (!Files.exists(kept)) {
            table.remark("the demonstration is made in " + kept + " once and kept");
            var part = kept.resolveSibling("demonstration." + System.nanoTime());
            try (var instance = started(part)) {
                Staff.keep(instance);
                ToTheEnd.await(instance);
            }
            try {
                Files.move(part, kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private static Instance started(Path folder) {
        return Instance.start(folder, "--countersign.demonstration=true", "--countersign.greets=true");
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
