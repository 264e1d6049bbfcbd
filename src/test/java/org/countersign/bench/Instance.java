package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.countersign.platform.Json;

/** What is shipped, started as {@code bin/run} does on a folder of its own, with its PostgreSQL beside it; closing ends both. */
final class Instance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path JAR = Path.of("target/app/countersign.jar");
    private static final Path REHEARSED = Path.of("target/app/countersign.aot");

    private final Path folder;
    private final int port;
    private final Process process;
    private final Duration toReady;
    private final Thread atExit;

    private Instance(Path folder, int port, Process process, Duration toReady) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.toReady = toReady;
        this.atExit = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts on the folder and waits until it is ready; further arguments are the application's own. */
    static Instance start(Path folder, String... arguments) {
        var port = freePort();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@bin/java.options"));
        if (Files.exists(REHEARSED)) {
            command.add("-XX:AOTCache=" + REHEARSED);
        }
        command.addAll(List.of("-jar", JAR.toString(), "--server.port=" + port, "--countersign.data=" + folder));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder);
            var log = folder.resolve("log").toFile();
            var begin = System.nanoTime();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            awaitReady(process, port, log.toPath());
            return new Instance(folder, port, process, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Duration toReady() {
        return toReady;
    }

    Path folder() {
        return folder;
    }

    /** Somebody of the demonstration. */
    Person person(String name) {
        try {
            for (var person : Json.mapper()
                    .readTree(Files.readString(folder.resolve("demo.json")))
                    .path("people")) {
                if (person.path("name").asString().equals(name)) {
                    return new Person(
                            name,
                            person.path("user").asString(),
                            person.path("password").asString(),
                            person.path("apiKey").asString());
                }
            }
            throw new IllegalStateException("the demonstration has no " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of the database's superuser, for what the bench itself does: counting, limits, data sets. */
    Connection database() {
        try {
            var postmaster = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
            var password = Files.readString(folder.resolve("secrets/database-superuser"))
                    .strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/countersign?prepareThreshold=1",
                    "postgres",
                    password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    /** Memory of the java process that is its own and resident, in megabytes. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitReady(Process process, int port, Path log) throws IOException {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var isReady = false;
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < until && process.isAlive()) {
                try {
                    if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                        isReady = true;
                        return;
                    }
                    Thread.sleep(50);
                } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
                    Thread.sleep(50); // not listening yet, or too busy with starting
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isReady) {
                process.destroy();
            }
        }
        throw new IllegalStateException("Countersign did not start:\n" + Files.readString(log));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
