package org.countersign.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An installation of its own, on loopback alone: the application in a process and its database in others, in a folder
 * that survives them. It can be killed, without warning, and is started again by whoever needs it next.
 */
final class Instance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Launch launch;
    private final Path data;
    private final int port;
    private volatile @Nullable Process process;
    private volatile long lastDisturbed = System.nanoTime();
    private volatile int starts;

    Instance(Launch launch, Path data) {
        this.launch = launch;
        this.data = data.toAbsolutePath();
        this.port = freePort();
        try {
            Files.createDirectories(this.data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whoever stops the torture stops what it started too.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** How often the application was started. */
    int starts() {
        return starts;
    }

    /** Whether something was killed, or not serving, since so long ago: what goes wrong then is no wonder. */
    boolean wasDisturbedWithin(Duration time) {
        return System.nanoTime() - lastDisturbed < time.toNanos();
    }

    /** Waits until it serves, and starts the application where it has ended. One waits for all; the others find it done. */
    synchronized void awaitServing() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            lastDisturbed = System.nanoTime();
            var running = process;
            if (running == null || !running.isAlive()) {
                process = launch.start(data, port);
                starts++;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "it does not serve again; its log is " + data.resolve("application.log"));
            }
            pause(200);
        }
    }

    /** Kills at once ({@code SIGKILL}), the database with everything it forked. */
    void kill(Victim victim) {
        lastDisturbed = System.nanoTime();
        var running = process;
        if (victim != Victim.DATABASE && running != null) {
            running.destroyForcibly();
        }
        if (victim != Victim.APPLICATION) {
            postmaster().ifPresent(Instance::killTree);
        }
        if (victim != Victim.DATABASE && running != null) {
            running.onExit().join();
        }
        lastDisturbed = System.nanoTime();
    }

    /** The database as its superuser: for looking at everything from outside, past the application. */
    PGSimpleDataSource superuser() {
        return login("postgres", "database-superuser");
    }

    /** The database as the application's own login. */
    PGSimpleDataSource app() {
        return login("countersign_app", "database-app");
    }

    /** The database as the consumers read it. */
    PGSimpleDataSource feed() {
        return login("countersign_feed", "database-feed");
    }

    /** Ends the application as a person would; it takes its database with it. */
    @Override
    public void close() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                kill(Victim.BOTH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private PGSimpleDataSource login(String user, String secret) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {databasePort()});
        source.setDatabaseName("countersign");
        source.setUser(user);
        source.setPassword(read(data.resolve("secrets").resolve(secret)));
        return source;
    }

    private int databasePort() {
        return Integer.parseInt(
                read(pidFile()).lines().skip(3).findFirst().orElseThrow().strip());
    }

    private Optional<ProcessHandle> postmaster() {
        return Files.exists(pidFile())
                ? ProcessHandle.of(Long.parseLong(
                        read(pidFile()).lines().findFirst().orElseThrow().strip()))
                : Optional.empty();
    }

    private Path pidFile() {
        return data.resolve("postgres").resolve("postmaster.pid");
    }

    private static void killTree(ProcessHandle top) {
        var forked = top.descendants().toList();
        top.destroyForcibly();
        forked.forEach(ProcessHandle::destroyForcibly);
        top.onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below the ports that outgoing connections take, so that it is still free after a kill. */
    private static int freePort() {
        for (var attempt = 0; attempt < 100; attempt++) {
            var candidate = RandomGenerator.getDefault().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException _) {
                continue;
            }
        }
        throw new IllegalStateException("no port between 20000 and 32000 is free");
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
