package org.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.countersign.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shipped: the classes and resources that the jar is made of. */
class ShippedClassesTest {

    private static final Path SHIPPED = shipped();

    @Test
    void haveNothingOfTheTorture() throws IOException {
        assertThat(naming("torture")).isEmpty();
    }

    @Test
    void haveNothingThatIsPlanted() throws IOException {
        assertThat(naming("plantedbug")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void haveNoSwitchFor(Bug bug) throws IOException {
        assertThat(naming(bug.name().toLowerCase(Locale.ROOT))).isEmpty();
    }

    private static List<Path> naming(String word) throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/static/"))
                    .filter(file -> text(file).contains(word))
                    .toList();
        }
    }

    /** A class file holds the names it speaks of as they are. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path shipped() {
        try {
            return Path.of(Application.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
