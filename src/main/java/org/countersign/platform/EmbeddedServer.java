package org.countersign.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with Countersign, its data in a folder that survives restarts and kills. A server left over by
 * a killed application is ended first; one that dies is started again, at most 5 times in 10 minutes, then the
 * application exits.
 */
final class EmbeddedServer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String SUPERUSER = "postgres";
    private static final int RESTARTS = 5;
    private static final Duration RESTARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final String password;
    private final int port;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable EmbeddedPostgres server;

    EmbeddedServer(Path dataFolder, Secrets secrets) {
        this.folder = dataFolder.toAbsolutePath().resolve("postgres");
        this.password = secrets.password("database-superuser");
        this.port = freePort();
        endLeftover();
        server = start();
        Thread.ofVirtual().name("postgres-watch").start(this::watch);
    }

    /** A JDBC URL of the database for a login that was made. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String superuser() {
        return SUPERUSER;
    }

    String superuserPassword() {
        return password;
    }

    private EmbeddedPostgres start() {
        var fresh = !Files.exists(folder.resolve("PG_VERSION"));
        try {
            Files.createDirectories(folder);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            folder.resolveSibling("postgres-programs").toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setConnectConfig("password", password)
                    .setErrorRedirector(log())
                    .setOutputRedirector(log())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("password_encryption", "scram-sha-256");
            var started = builder.start();
            proveOurs(started);
            if (fresh) {
                closeDoors(started);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start; its log is " + logFile(), e);
        }
    }

    /** From the first start on, nobody gets in without a password. */
    private void closeDoors(EmbeddedPostgres started) throws IOException {
        try (var connection = started.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL could not be given a password", e);
        }
    }

    /** A port may be another server's: only the one that serves our folder is ours. */
    private void proveOurs(EmbeddedPostgres started) throws IOException {
        try (var connection = started.getPostgresDatabase(Map.of("password", password))
                        .getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            rows.next();
            var served = Path.of(rows.getString(1)).toRealPath();
            if (!served.equals(folder.toRealPath())) {
                throw new IOException("port " + port + " is served from " + served);
            }
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL does not answer", e);
        }
    }

    /** After {@code kill -9} of the application its server lives on and holds the folder. */
    private void endLeftover() {
        try {
            var leftover = holder();
            if (leftover.isPresent()) {
                LOG.info(
                        "ending the PostgreSQL (process {}) that an earlier run left behind",
                        leftover.get().pid());
                leftover.get().destroy();
                leftover.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            Files.deleteIfExists(pidFile());
        } catch (Exception e) {
            throw new IllegalStateException("an earlier PostgreSQL still holds " + folder, e);
        }
    }

    /** The PostgreSQL that runs on our folder, by the process id that it wrote there itself. */
    private Optional<ProcessHandle> holder() {
        try {
            return Files.exists(pidFile())
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(pidFile()).getFirst().strip()))
                            .filter(EmbeddedServer::isPostgres)
                    : Optional.empty();
        } catch (IOException | NumberFormatException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return folder.resolve("postmaster.pid");
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }

    private void watch() {
        var restarts = new ArrayDeque<Instant>();
        while (!closing.get()) {
            try {
                Thread.sleep(Duration.ofSeconds(1));
                if (closing.get() || holder().isPresent()) {
                    continue;
                }
                var now = Instant.now();
                restarts.removeIf(earlier -> earlier.isBefore(now.minus(RESTARTS_WITHIN)));
                if (restarts.size() == RESTARTS) {
                    LOG.error(
                            "PostgreSQL died {} times in {} minutes; see {}",
                            RESTARTS,
                            RESTARTS_WITHIN.toMinutes(),
                            logFile());
                    System.exit(1);
                }
                restarts.add(now);
                LOG.warn("PostgreSQL has died and is started again");
                letGo();
                endLeftover();
                server = start();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("PostgreSQL could not be started again; trying once more", e);
            }
        }
    }

    /** The dead server's object holds a lock on the folder, without which no other can be started in this process. */
    private void letGo() {
        var dead = server;
        server = null;
        if (dead != null) {
            try {
                dead.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing.set(true);
        var running = server;
        if (running != null) {
            running.close();
        }
    }

    private ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(logFile().toFile());
    }

    private Path logFile() {
        return folder.resolveSibling("postgres.log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
