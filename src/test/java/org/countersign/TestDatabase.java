package org.countersign;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.countersign.platform.Databases;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for the tests of one JVM, its data in memory where the machine allows: migrated once as a template,
 * cloned for each class that asks.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String PASSWORD = "of-this-test-run";
    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = startAndMigrate();

    private final String name;
    private final HikariDataSource app;
    private final HikariDataSource feed;

    private TestDatabase(String name) {
        this.name = name;
        this.app = pool(name, "countersign_app", 10);
        this.feed = pool(name, "countersign_feed", 2);
    }

    /** A fresh copy of the migrated database. */
    public static TestDatabase fresh() {
        return new TestDatabase(cloned());
    }

    /** The owner's address of a fresh copy, for an application that makes its own pools. */
    static String clonedUrl() {
        return ownerUrl(cloned());
    }

    private static String cloned() {
        var name = "clone_" + CLONES.incrementAndGet();
        run("postgres", "create database " + name + " template template_countersign strategy file_copy");
        return name;
    }

    /** Acts under row-level security, as the application does. */
    public DataSource app() {
        return app;
    }

    /** Reads the journal across organisations, as the consumers do. */
    public DataSource feed() {
        return feed;
    }

    /** The login that migrates; bound by row-level security like everybody. */
    public DataSource owner() {
        return pool(name, "countersign_owner", 1);
    }

    public String url() {
        return url(name);
    }

    /** Does what no login of the application may, in this copy alone: for rows that no act could make in time. */
    public void asSuperuser(String... statements) {
        run(name, statements);
    }

    private static String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + name;
    }

    /** The one password of all logins of this test run. */
    public static String password() {
        return PASSWORD;
    }

    /** The owner's address as {@code COUNTERSIGN_DATABASE_URL} takes it. */
    public String ownerUrl() {
        return ownerUrl(name);
    }

    private static String ownerUrl(String name) {
        return url(name) + "?user=countersign_owner&password=" + PASSWORD;
    }

    @Override
    public void close() {
        app.close();
        feed.close();
    }

    private static EmbeddedPostgres startAndMigrate() {
        try {
            var memory = Path.of("/dev/shm");
            var home = Files.createTempDirectory(
                    Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")),
                    "countersign-test");
            var server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(home.resolve("programs").toFile())
                    .setDataDirectory(home.resolve("data"))
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("timezone", "UTC")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                for (var login : Map.of("owner", "createrole", "app", "nocreaterole", "feed", "nocreaterole")
                        .entrySet()) {
                    statement.execute("create role countersign_" + login.getKey() + " login nosuperuser nobypassrls "
                            + login.getValue() + " password '" + PASSWORD + "'");
                }
                for (var setting : Databases.SETTINGS) {
                    statement.execute("alter role countersign_app set " + setting);
                    statement.execute("alter role countersign_feed set " + setting);
                }
                statement.execute("grant countersign_app, countersign_feed to countersign_owner with admin option");
                statement.execute("create database template_countersign owner countersign_owner");
            }
            Flyway.configure()
                    .dataSource(
                            server.getJdbcUrl("countersign_owner", "template_countersign"),
                            "countersign_owner",
                            PASSWORD)
                    .locations("classpath:db/migration")
                    .defaultSchema("migrations")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(EmbeddedPostgres server, Path home) {
        try {
            server.close();
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String database, String... statements) {
        try (var connection = DriverManager.getConnection(SERVER.getJdbcUrl("postgres", database));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource pool(String database, String user, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database);
        config.setUsername(user);
        config.setPassword(PASSWORD);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }
}
