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

    private final Path folder;
    private final boolean quick;
    private final String only;
    private final Table table = new Table();
    private final Footprint footprint = new Footprint(table);

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
        if (quick) {
            onOneInstance();
        } else {
            eachOnItsOwn();
        }
        if (wanted("reading")) {
            reading();
        }
        table.remark("requests that were told to come back in a moment and did: " + Client.busy());
    }

    private boolean wanted(String part) {
        return only.isEmpty() || only.equals(part);
    }

    /** Long documents would slow the acts that come after them in the same process. */
    private void eachOnItsOwn() throws SQLException {
        if (wanted("writing")) {
            try (var instance = started(folder.resolve("new"))) {
                footprint.ready("a new folder, demonstration made", instance);
                acts(instance);
            }
        }
        if (wanted("rest")) {
            try (var instance = onKeptFolder()) {
                documentsAndLongOrders(instance);
            }
            footprint.empty(folder.resolve("empty"));
            footprint.size();
        }
    }

    /** To be quick; such figures are compared with each other only. */
    private void onOneInstance() throws SQLException {
        if (wanted("writing") || wanted("rest")) {
            try (var instance = onKeptFolder()) {
                if (wanted("rest")) {
                    documentsAndLongOrders(instance);
                }
                if (wanted("writing")) {
                    acts(instance);
                }
            }
        }
    }

    private void acts(Instance instance) throws SQLException {
        var staff = Staff.of(instance);
        ToTheEnd.await(instance);
        var effort = quick ? Writing.Effort.quick() : Writing.Effort.usual();
        try (var writing = new Writing(instance, staff, table, effort)) {
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
        footprint.memory("after the acts", instance);
    }

    /** With the consumers at work, and then long orders without. */
    private void documentsAndLongOrders(Instance instance) throws SQLException {
        var staff = Staff.of(instance);
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
            footprint.memory("after long documents", instance);
        }
    }

    private void reading() throws SQLException {
        if (!quick) {
            table.remark("the data sets of the reads need 10 GB in var/bench and are kept there");
        }
        var reading =
                quick ? new Reading(table, 1, Duration.ofMillis(100)) : new Reading(table, 3, Duration.ofMillis(500));
        reading.at(quick ? FEW_ORDERS : ORDERS);
    }

    /** An instance of its own on a copy of a folder that is kept, with the demonstration and the bench's buyers in it. */
    private Instance onKeptFolder() {
        var own = folder.resolve("kept");
        copy(keptDemonstration(), own);
        var instance = started(own);
        footprint.ready("a folder with the demonstration", instance);
        return instance;
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
