package org.countersign.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The official documents the tests are held against. They are not part of this repository, for their licences; the folder
 * is named by the system property {@code countersign.shared}, or stands beside this checkout.
 */
public final class SharedDocuments {

    private static final Path FOLDER = Path.of(System.getProperty("countersign.shared", "../shared/data"));

    private SharedDocuments() {}

    public static void assumeThere() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                () -> "skipped: no official documents at " + FOLDER + "; name their folder by -Dcountersign.shared");
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> readme(String collection) {
        try {
            return Files.readAllLines(FOLDER.resolve(collection).resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a collection, by the names they are read under. */
    public static Stream<String> files(String collection) {
        try (var found = Files.walk(FOLDER.resolve(collection))) {
            return found
                    .filter(file -> file.toString().endsWith(".xml"))
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
