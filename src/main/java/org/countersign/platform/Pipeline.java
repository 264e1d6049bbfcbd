package org.countersign.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The statements of the application. What is asked is sent at once; a write that nobody waits for is kept until something is
 * asked or the transaction commits, and all that is kept by then goes in one round trip, in the order in which it was said.
 * So an act that writes ten tables waits for the database once, and holds what others wait for as briefly as it can.
 */
public final class Pipeline implements JdbcClient {

    /** More than there are; those that an act does not need are not driven out by those that it does. */
    private static final int STATEMENTS = 2_048;

    private final JdbcClient client;
    private final JdbcTemplate template;
    private final Map<String, Named> named = new ConcurrentHashMap<>();

    private Pipeline(DataSource database) {
        this.template = new JdbcTemplate(database);
        template.setExceptionTranslator(new SQLErrorCodeSQLExceptionTranslator("PostgreSQL"));
        var parsing = new NamedParameterJdbcTemplate(template);
        parsing.setCacheLimit(STATEMENTS);
        this.client = JdbcClient.create(parsing);
    }

    /** The statements to a database. */
    public static Pipeline to(DataSource database) {
        return new Pipeline(database);
    }

    /** A statement whose answer is waited for; what was kept until now is sent before it. */
    @Override
    public StatementSpec sql(String sql) {
        send();
        return client.sql(sql);
    }

    /** A write whose answer nobody waits for: one of the constants of a store, as the parsed text is kept. */
    public Write later(String sql) {
        return new Write(named.computeIfAbsent(sql, Named::of));
    }

    /** Makes ready to keep writes: one that is said while the transaction commits would come too late to ask for it. */
    void ready() {
        Kept.ofTransaction(template);
    }

    /** Sends what the open transaction has kept; a part of it that may be taken back begins with that. */
    static void send() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            Kept.ofTransaction().ifPresent(Kept::send);
        }
    }

    /** A statement as it was written, and with {@code ?} for its named parameters. */
    private record Named(ParsedSql parsed, String sql) {

        static Named of(String sql) {
            var parsed = NamedParameterUtils.parseSqlStatement(sql);
            return new Named(parsed, NamedParameterUtils.substituteNamedParameters(parsed, null));
        }
    }

    /** A write that is being said. */
    public final class Write {

        private final Named named;
        private final MapSqlParameterSource values = new MapSqlParameterSource();
        private @Nullable Supplier<Refusal> unlessOne;

        private Write(Named named) {
            this.named = named;
        }

        /** The value of a named parameter, as its column keeps it. */
        public Write param(String name, @Nullable Object value) {
            values.addValue(name, value);
            return this;
        }

        /** Keeps the write; outside of a transaction it is made at once. */
        public void write() {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                Kept.ofTransaction(template).add(this);
            } else {
                made(template, List.of(this));
            }
        }

        /** The same for a write that changes one row; where it does not, the act is refused when it is made. */
        public void writeOne(Supplier<Refusal> otherwise) {
            unlessOne = otherwise;
            write();
        }

        /** Sends it after what is kept, in one round trip with it, and waits for the one number that it answers. */
        long ask() {
            var writes = new ArrayList<Write>();
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                writes.addAll(Kept.ofTransaction(template).taken());
            }
            writes.add(this);
            return sent(template, writes, statement -> {
                try (var rows = statement.getResultSet()) {
                    rows.next();
                    return rows.getLong(1);
                }
            });
        }

        private void check(int changed) {
            if (unlessOne != null && changed != 1) {
                throw unlessOne.get();
            }
        }
    }

    private static void made(JdbcTemplate template, List<Write> writes) {
        sent(template, writes, statement -> {
            writes.getLast().check(statement.getUpdateCount());
            return 0L;
        });
    }

    /** Sends writes in one round trip; the last of them is read by the caller. */
    private static long sent(JdbcTemplate template, List<Write> writes, PreparedStatementCallback<Long> last) {
        var sql = writes.stream().map(write -> write.named.sql()).collect(Collectors.joining(";"));
        return Objects.requireNonNull(template.execute(sql, (PreparedStatement statement) -> {
            bind(statement, writes);
            statement.execute();
            for (var write : writes.subList(0, writes.size() - 1)) {
                write.check(statement.getUpdateCount());
                statement.getMoreResults();
            }
            return last.doInPreparedStatement(statement);
        }));
    }

    private static void bind(PreparedStatement statement, List<Write> writes) throws SQLException {
        var place = 0;
        for (var write : writes) {
            for (var value : NamedParameterUtils.buildValueArray(write.named.parsed(), write.values, null)) {
                StatementCreatorUtils.setParameterValue(statement, ++place, SqlTypeValue.TYPE_UNKNOWN, value);
            }
        }
    }

    /** What the open transaction has still to send; after a rollback there is nothing to send. */
    private static final class Kept implements TransactionSynchronization {

        private final JdbcTemplate template;
        private List<Write> writes = new ArrayList<>();

        private Kept(JdbcTemplate template) {
            this.template = template;
        }

        static Optional<Kept> ofTransaction() {
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Kept.class::isInstance)
                    .map(Kept.class::cast)
                    .findFirst();
        }

        static Kept ofTransaction(JdbcTemplate template) {
            return ofTransaction().orElseGet(() -> {
                var kept = new Kept(template);
                TransactionSynchronizationManager.registerSynchronization(kept);
                return kept;
            });
        }

        void add(Write write) {
            writes.add(write);
        }

        /** What is kept, which whoever takes it sends. */
        List<Write> taken() {
            var now = writes;
            writes = new ArrayList<>();
            return now;
        }

        void send() {
            if (!writes.isEmpty()) {
                made(template, taken());
            }
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void savepointRollback(Object savepoint) {
            writes.clear();
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            send();
        }
    }
}
