package org.countersign.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.countersign.platform.Json;

/**
 * How to sign in to the demonstration, for programs: kept as {@code demo.json} in the data folder, readable by its owner
 * only.
 */
record DemoFile(String url, List<Company> organizations, List<Person> people) {

    /** An organisation and which sides of an order it is on. */
    record Company(String id, String name, List<String> sides) {}

    /** A person with what signs them in; the key goes into {@code Authorization: Bearer}. */
    record Person(String name, String organization, List<String> roles, String user, String password, String apiKey) {}

    static Path in(Path data) {
        return data.resolve("demo.json");
    }

    static DemoFile read(Path file) {
        try {
            return Json.read(Files.readString(file), DemoFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DemoFile at(String otherUrl) {
        return new DemoFile(otherUrl, organizations, people);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".demo",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
