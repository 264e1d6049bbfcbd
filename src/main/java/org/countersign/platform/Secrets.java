package org.countersign.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Secrets of the installation: files only their owner may read, generated at first need, never a default. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** A password of 256 random bits, kept under the name. */
    String password(String name) {
        return kept(folder.resolve(name), Secrets::random);
    }

    /** What the file holds; made and written (0600) when it is not there yet. */
    static String kept(Path file, Supplier<String> maker) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file);
            }
            var parent = file.toAbsolutePath().getParent();
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var secret = maker.get();
            var draft = Files.createTempFile(
                    parent,
                    ".secret",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, secret, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " can be neither read nor made", e);
        }
    }

    static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
