package org.countersign.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** The database: started or found, proved durable, its logins made, migrated, and the two pools that serve. */
@Configuration(proxyBeanMethods = false)
public class Databases {

    /** The first PostgreSQL that lets statistics be set. */
    private static final int OLDEST = 18;

    /**
     * What a statement of ours may take, and how PostgreSQL plans it. Statements are short and disks are not drums: no
     * compiling of plans, and an index is worth its pages. Rows are found by their keys: while a table is small, to read it
     * whole would look cheaper, and a connection keeps such a plan when the table has grown. A statement is planned once for
     * a connection, whatever it will be asked ({@link Pipeline#sqlAsAsked} is for the few that cannot be).
     */
    public static final List<String> SETTINGS = List.of(
            "lock_timeout = '2s'",
            "transaction_timeout = '15s'",
            "idle_in_transaction_session_timeout = '15s'",
            "jit = off",
            "random_page_cost = 1.1",
            "enable_seqscan = off",
            "plan_cache_mode = force_generic_plan");

    static final String APP = "countersign_app";
    static final String FEED = "countersign_feed";
    private static final String OWNER = "countersign_owner";
    private static final String DATABASE = "countersign";

    /** Where the owner's database is, and as whom to reach it; the embedded server stops with the context. */
    record Home(String url, String owner, String ownerPassword, Closeable server) implements Closeable {

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Bean(destroyMethod = "close")
    Home home(Installation installation) {
        var secrets = new Secrets(installation.secrets());
        var url = installation.databaseUrl();
        var home = url == null ? embedded(installation, secrets) : elsewhere(url);
        prepare(home, secrets);
        return home;
    }

    @Bean
    @Primary
    DataSource appDatabase(Home home, Installation installation) {
        return pool(home.url(), APP, new Secrets(installation.secrets()).password("database-app"), 10);
    }

    @Bean(defaultCandidate = false)
    DataSource feedDatabase(Home home, Installation installation) {
        return pool(home.url(), FEED, new Secrets(installation.secrets()).password("database-feed"), 2);
    }

    /**
     * What PostgreSQL's codes mean. By the class of a code alone a lock that was waited for too long (55P03) would be a bug
     * and not somebody else's work in progress.
     */
    @Bean
    SQLExceptionTranslator databaseRefusals() {
        return new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");
    }

    /** The statements of everything else. */
    @Bean
    @Primary
    Pipeline statements(DataSource appDatabase) {
        return Pipeline.to(appDatabase);
    }

    /** The statements of the consumers' reader; apart from the app's, because only it may read across organisations. */
    @Bean(defaultCandidate = false)
    JdbcClient feedStatements(
            @org.springframework.beans.factory.annotation.Qualifier("feedDatabase") DataSource feedDatabase) {
        return JdbcClient.create(feedDatabase);
    }

    private static Home embedded(Installation installation, Secrets secrets) {
        var server = new EmbeddedServer(installation.data(), secrets);
        var ownerPassword = secrets.password("database-owner");
        try (var connection = DriverManager.getConnection(
                        server.url("postgres"), server.superuser(), server.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute(login(OWNER, ownerPassword, "createrole"));
            var found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
            if (!found.next()) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded database could not be prepared", e);
        }
        return new Home(server.url(DATABASE), OWNER, ownerPassword, server);
    }

    private static Home elsewhere(String url) {
        try {
            var named = new HashMap<String, String>();
            for (var property : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                named.put(property.name, property.value == null ? "" : property.value);
            }
            return new Home(url, named.getOrDefault("user", ""), named.getOrDefault("password", ""), () -> {});
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "COUNTERSIGN_DATABASE_URL is no PostgreSQL address; expected jdbc:postgresql://host/database?user=..&password=..",
                    e);
        }
    }

    static void prepare(Home home, Secrets secrets) {
        try (var connection = DriverManager.getConnection(home.url(), home.owner(), home.ownerPassword())) {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST) {
                throw new IllegalStateException("Countersign needs PostgreSQL " + OLDEST + " or a later one; this is "
                        + connection.getMetaData().getDatabaseProductVersion() + ".");
            }
            proveDurable(connection);
            try (var statement = connection.createStatement()) {
                statement.execute(login(APP, secrets.password("database-app"), "nocreaterole"));
                statement.execute(login(FEED, secrets.password("database-feed"), "nocreaterole"));
                for (var login : List.of(APP, FEED)) {
                    for (var setting : SETTINGS) {
                        statement.execute("alter role " + login + " set " + setting);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be prepared: " + e.getMessage(), e);
        }
        Flyway.configure()
                .dataSource(home.url(), home.owner(), home.ownerPassword())
                .locations("classpath:db/migration")
                .defaultSchema("migrations")
                .load()
                .migrate();
    }

    /** What is acknowledged must survive a crash: refuses a server that was told not to care. */
    private static void proveDurable(Connection connection) throws SQLException {
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("show " + setting)) {
                rows.next();
                if (rows.getString(1).equals("off")) {
                    throw new IllegalStateException("PostgreSQL runs with " + setting
                            + " = off: an acknowledged order could be lost. Set it to on and start again.");
                }
            }
        }
    }

    private static String login(String name, String password, String createrole) {
        return "do $$ begin if not exists (select from pg_roles where rolname = '" + name + "') then create role "
                + name
                + " login nosuperuser nobypassrls " + createrole + "; end if; end $$; alter role " + name
                + " password '"
                + password + "'";
    }

    private static HikariDataSource pool(String url, String user, String password, int size) {
        var config = new HikariConfig();
        config.setPoolName(user);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(10_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        // All of our statements stay prepared: with the driver's usual 256 they would drive each other out.
        config.addDataSourceProperty("preparedStatementCacheQueries", "1024");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("ApplicationName", user);
        return new HikariDataSource(config);
    }
}
