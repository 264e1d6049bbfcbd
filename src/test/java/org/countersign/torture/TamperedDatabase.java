package org.countersign.torture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose statements are changed on their way, as the planted bug would have them. */
final class TamperedDatabase extends DelegatingDataSource {

    private static final long LATE_MS = 3_000;

    private final PlantedBug planted;
    private final AtomicInteger journalRows = new AtomicInteger();

    TamperedDatabase(DataSource database, PlantedBug planted) {
        super(database);
        this.planted = planted;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                TamperedDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Tampered(super.getConnection()));
    }

    /** One connection as it was lent; after a commit that is put off, it belongs to whoever commits in the end. */
    private final class Tampered implements InvocationHandler {

        private final Connection connection;
        private boolean answers;
        private boolean givenAway;

        Tampered(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (givenAway) {
                return method.getName().equals("isClosed") ? Boolean.FALSE : null;
            }
            if (method.getName().equals("commit") && answers && planted.is(Bug.ANSWER_BEFORE_COMMIT)) {
                givenAway = true;
                Thread.ofVirtual().start(this::commitLate);
                return null;
            }
            if (method.getName().equals("prepareStatement") && arguments != null) {
                var sql = (String) arguments[0];
                answers |= sql.contains("update platform.idempotency");
                arguments[0] = changed(sql);
            }
            return call(connection, method, arguments);
        }

        private void commitLate() {
            Instance.pause(LATE_MS);
            try (connection) {
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String changed(String sql) {
        if (sql.contains("insert into platform.idempotency") && planted.is(Bug.REUSED_KEY)) {
            return sql.replace("(?, ?, ?, ?, ?, ?, ?)", "(?, ?, ?, ?, ?::text || gen_random_uuid(), ?, ?)");
        }
        if (sql.contains("update budget.budget_guard g set used") && planted.is(Bug.SKIPPED_BUDGET_CHECK)) {
            return sql.replaceFirst(
                            "set used = g.used \\+ asked.amount", "set used = least(g.used + asked.amount, g.granted)")
                    .replaceFirst("(?s)and \\(g.stop = 'WARN'.*overrun_granted\\)", "");
        }
        if (sql.contains("from ordering.purchase_order o") && planted.is(Bug.LOST_UPDATE_ON_A_LINE)) {
            return sql.replace("for no key update", "");
        }
        if (sql.contains("insert into platform.number_series") && planted.is(Bug.DUPLICATE_NUMBER)) {
            return sql.replace("set next = s.next + ?", "set next = s.next + 0 * ?");
        }
        if (sql.contains("insert into platform.journal (")
                && planted.is(Bug.DROPPED_JOURNAL_ROW)
                && journalRows.incrementAndGet() % 3 == 0) {
            return sql.replace("order by said.act_row", "where false order by said.act_row");
        }
        if (sql.contains("platform.consumer_cursor c where c.consumer") && planted.is(Bug.CURSOR_THAT_SKIPS)) {
            return sql.replace("(j.era, j.transaction_id, j.position) >", "j.position >")
                    .replace("select c.era, c.transaction_id, c.position from", "select c.position from")
                    .replaceFirst(
                            "(?s)and \\(j.era < .*?order by j.era, j.transaction_id, j.position",
                            "order by j.position");
        }
        return sql;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
