package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Time from the start of the java process to ready, memory, and the size of what is shipped. */
final class Footprint {

    private final Table table;

    Footprint(Table table) {
        this.table = table;
    }

    void empty(Path folder) {
        try (var instance = Instance.start(folder, "--countersign.greets=true")) {
            ready("an empty installation, its database made", instance);
            rest();
            memory("idle", instance);
        }
    }

    void ready(String what, Instance instance) {
        table.remark(String.format(
                Locale.ROOT,
                "start to ready, %s: %.1f s",
                what,
                instance.toReady().toMillis() / 1e3));
    }

    void memory(String when, Instance instance) {
        table.remark("memory of the java process, " + when + ": " + instance.residentMegabytes() + " MB resident");
    }

    void size() {
        try {
            table.remark(String.format(
                    Locale.ROOT,
                    "shipped: one jar of %.1f MB, PostgreSQL for this platform in it",
                    Files.size(Path.of("target/countersign.jar")) / 1e6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it does in the background after the start is over by then. */
    private static void rest() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
