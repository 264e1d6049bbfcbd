package org.countersign.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which bug is planted now: a file in the folder of the data says so, so that one application serves for all. */
final class PlantedBug {

    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private final Path file;
    private volatile String planted = "";
    private volatile long looked = System.nanoTime() - LOOK_EVERY_NANOS;

    PlantedBug(Path data) {
        this.file = file(data);
    }

    private static Path file(Path data) {
        return data.resolve("planted");
    }

    /** From the outside: plants it, and waits until it must have been seen. */
    static void plant(Path data, String bug) {
        try {
            Files.writeString(file(data), bug);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instance.pause(3 * LOOK_EVERY_NANOS / 1_000_000);
    }

    boolean is(Bug bug) {
        if (System.nanoTime() - looked > LOOK_EVERY_NANOS) {
            looked = System.nanoTime();
            planted = read();
        }
        return planted.equals(bug.name());
    }

    private String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
