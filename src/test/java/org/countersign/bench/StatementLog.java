package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.countersign.Counting;

/** Counts what the application sends to the database, from PostgreSQL's own log of statements, switched on until it is closed. */
final class StatementLog implements AutoCloseable {

    private static final Pattern OURS =
            Pattern.compile("(?s)countersign_app\\|(\\d+)\\|LOG:  (?:execute [^:]+|statement): (.*)");
    private static final Pattern NEXT_ENTRY = Pattern.compile("\n(?!\t)");

    private final Path log;
    private final Connection database;

    StatementLog(Instance instance, Connection database) throws SQLException {
        this.log = instance.folder().resolve("postgres.log");
        this.database = database;
        set("alter system set log_statement = 'all'");
        set("alter system set log_line_prefix = '%u|%x|'");
        reload();
    }

    /** What the application sends for an act; the database has written of it by the time that it answers. */
    Table.Cost during(Runnable act) {
        var from = length();
        act.run();
        return counted(entries(from));
    }

    @Override
    public void close() throws SQLException {
        set("alter system reset log_statement");
        set("alter system reset log_line_prefix");
        reload();
    }

    /**
     * Beginning and ending a transaction is no statement, nor is what is asked every few seconds or minutes only; a commit counts if
     * its transaction wrote and so has an id.
     */
    private static Table.Cost counted(List<String> entries) {
        var statements = 0;
        var commits = 0;
        for (var entry : entries) {
            var ours = OURS.matcher(entry);
            if (ours.matches()) {
                switch (ours.group(2).toUpperCase(Locale.ROOT)) {
                    case "", "BEGIN", "BEGIN READ ONLY", "ROLLBACK" -> {}
                    case "COMMIT" -> commits += ours.group(1).equals("0") ? 0 : 1;
                    default -> statements += Counting.isNowAndThen(ours.group(2)) ? 0 : 1;
                }
            }
        }
        return new Table.Cost(statements, commits);
    }

    private void set(String setting) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(setting);
        }
    }

    private void reload() throws SQLException {
        set("select pg_reload_conf()");
        set("select pg_sleep(0.1)");
    }

    private long length() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line and those that go on with it, which begin with a tab. */
    private List<String> entries(long from) {
        try (var file = java.nio.channels.FileChannel.open(log)) {
            var bytes = java.nio.ByteBuffer.allocate((int) (file.size() - from));
            file.read(bytes, from);
            return NEXT_ENTRY
                    .splitAsStream(new String(bytes.array(), java.nio.charset.StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
