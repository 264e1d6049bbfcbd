package org.countersign.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** So many go together at most; an act has some ten. */
    private static final int MOST = 64;

    private static final PreparedStatementCallback<Long> NOTHING_ASKED = _ -> 0L;
    private static final PreparedStatementCallback<Long> ITS_NUMBER = statement -> {
        try (var rows = statement.getResultSet()) {
            rows.next();
            return rows.getLong(1);
        }
    };

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

    /**
     * The same for a statement of which the best way depends on who asks: PostgreSQL plans it anew for what it is asked, and all
     * that follows in its transaction, so it is nothing for an act. One round trip more.
     */
    public StatementSpec sqlAsAsked(String sql) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("how a statement is planned is said for a transaction; none is open");
        }
        sql("set local plan_cache_mode = force_custom_plan").update();
        return client.sql(sql);
    }

    /**
     * A statement that goes together with what is kept: written without waiting, or asked for one number. It is one of the
     * constants of a store, as the parsed text is kept.
     */
    public Write later(String sql) {
        return new Write(named.computeIfAbsent(sql, Named::of));
    }

    /** Registered before the commit begins: what is said during it would find nobody to send it. */
    void keepUntilCommit() {
        Kept.ofTransaction(template);
    }

    /** Sends what the open transaction has kept; a part of it that may be taken back begins with that. */
    static void send() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            Kept.ofTransaction().toList().forEach(Kept::send);
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
                sent(template, List.of(this), NOTHING_ASKED);
            }
        }

        /** The same for a write that changes one row; where it does not, the act is refused when it is made. */
        public void writeOne(Supplier<Refusal> otherwise) {
            unlessOne = otherwise;
            write();
        }

        /** Sends it after what is kept, in one round trip with it, and waits for the one number that it answers. */
        long ask() {
            return TransactionSynchronizationManager.isSynchronizationActive()
                    ? Kept.ofTransaction(template).ask(this)
                    : sent(template, List.of(this), ITS_NUMBER);
        }

        private void check(int changed) {
            if (unlessOne != null && changed != 1) {
                throw unlessOne.get();
            }
        }
    }

    /** Sends writes in one round trip; what the last of them answers is for the caller to read. */
    private static long sent(JdbcTemplate template, List<Write> writes, PreparedStatementCallback<Long> last) {
        var sql = writes.stream().map(write -> write.named.sql()).collect(Collectors.joining(";"));
        return Objects.requireNonNull(template.execute(sql, (PreparedStatement statement) -> {
            bind(statement, writes);
            statement.execute();
            for (var write : writes.subList(0, writes.size() - 1)) {
                write.check(statement.getUpdateCount());
                statement.getMoreResults();
            }
            writes.getLast().check(statement.getUpdateCount());
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
        private @Nullable RuntimeException failure;
        private boolean over;

        private Kept(JdbcTemplate template) {
            this.template = template;
        }

        static Stream<Kept> ofTransaction() {
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Kept.class::isInstance)
                    .map(Kept.class::cast);
        }

        static Kept ofTransaction(JdbcTemplate template) {
            return ofTransaction()
                    .filter(kept -> kept.template.equals(template))
                    .findFirst()
                    .orElseGet(() -> {
                        var kept = new Kept(template);
                        TransactionSynchronizationManager.registerSynchronization(kept);
                        return kept;
                    });
        }

        void add(Write write) {
            if (over) {
                throw new IllegalStateException("the transaction has sent its last writes");
            }
            writes.add(write);
            if (writes.size() == MOST) {
                send();
            }
        }

        /** Sends what is kept. What failed once is not committed, whoever caught it, unless its part is taken back. */
        void send() {
            if (failure != null) {
                throw failure;
            }
            if (!writes.isEmpty()) {
                tried(taken(), NOTHING_ASKED);
            }
        }

        long ask(Write question) {
            if (failure != null) {
                throw failure;
            }
            var all = taken();
            all.add(question);
            return tried(all, ITS_NUMBER);
        }

        private long tried(List<Write> all, PreparedStatementCallback<Long> last) {
            try {
                return sent(template, all, last);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        private List<Write> taken() {
            var now = writes;
            writes = new ArrayList<>();
            return now;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void savepointRollback(Object savepoint) {
            writes.clear();
            failure = null;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            send();
            over = true;
        }
    }
}
