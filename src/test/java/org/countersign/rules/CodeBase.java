package org.countersign.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The code base as the rules read it: its classes, its files, and the pages in {@code docs/} that are made from it. */
final class CodeBase {

    /** Set to {@code true}, the pages made from code are written instead of compared. */
    private static final String WRITE_DOCS = "countersign.docs.write";

    static final Path SOURCES = Path.of("src/main/java");
    static final Path CLASSES = Path.of("target/classes");

    private CodeBase() {}

    /** What the application is made of, without its tests. */
    static JavaClasses classes() {
        return Imported.CLASSES;
    }

    /** The classes of a sample that shows what a rule finds. */
    static JavaClasses sample(Class<?>... classes) {
        return new ClassFileImporter().importClasses(classes);
    }

    static List<Path> files(Path root, String ending) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** What the page in docs says; or, when asked to, writes what it should say. */
    static String page(String name, String made) {
        var page = Path.of("docs", name);
        try {
            if (Boolean.getBoolean(WRITE_DOCS)) {
                Files.createDirectories(page.getParent());
                Files.writeString(page, made);
            }
            return Files.exists(page) ? Files.readString(page) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String howToWrite(Class<?> test) {
        return "mvn -o test -Dtest=" + test.getSimpleName() + " -D" + WRITE_DOCS + "=true writes the page anew";
    }

    private static final class Imported {

        private static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.countersign");
    }
}
