package org.countersign;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that counts what it is asked: the statements of transactions that end well, and the commits of those that
 * wrote. What consumers and housekeeping do meanwhile is not counted, nor what is done every few seconds or minutes only,
 * whatever the act.
 */
public final class Counting extends DelegatingDataSource {

    private static final Pattern WRITES =
            Pattern.compile("(?s)\\s*(insert|update|delete|merge|with\\s.*?\\b(insert into|update|delete from))\\s.*");
    private static final Pattern BESIDE = Pattern.compile("consumer-|round-");
    private static final Pattern ORGANIZATION_KEPT_FOR_SECONDS =
            Pattern.compile("(?s)\\s*select id, name, buys, sells,.*");
    private static final Pattern USE_NOTED_ONCE_A_MINUTE =
            Pattern.compile("(?s)\\s*update identity\\.(api_key|session) set touched_at.*");

    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    /** What was asked of the database. */
    public record Cost(int statements, int commits) {}

    /** What a piece of work answered, and what it cost. */
    public record Counted<T>(T answer, Cost cost) {}

    public Counting(DataSource database) {
        super(database);
    }

    /** Whether this is asked every few seconds or minutes only, whatever the act. */
    public static boolean isNowAndThen(String sql) {
        return ORGANIZATION_KEPT_FOR_SECONDS.matcher(sql).matches()
                || USE_NOTED_ONCE_A_MINUTE.matcher(sql).matches();
    }

    /** How many statements the work sends. */
    public int during(Runnable work) {
        return counted(() -> {
                    work.run();
                    return true;
                })
                .cost()
                .statements();
    }

    /** Does the work and counts what it asks of the database. */
    public <T> Counted<T> counted(Supplier<T> work) {
        var statementsBefore = statements.get();
        var commitsBefore = commits.get();
        var answer = work.get();
        return new Counted<>(answer, new Cost(statements.get() - statementsBefore, commits.get() - commitsBefore));
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return BESIDE.matcher(Thread.currentThread().getName()).lookingAt()
                ? connection
                : new Watched(connection).proxy();
    }

    /** A connection, what its transaction has sent so far, and whether it has written. */
    private final class Watched {

        private final Connection connection;
        private boolean written;
        private int sent;

        Watched(Connection connection) {
            this.connection = connection;
        }

        Connection proxy() {
            return (Connection) Proxy.newProxyInstance(
                    Counting.class.getClassLoader(), new Class<?>[] {Connection.class}, this::invoked);
        }

        private Object invoked(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "prepareStatement" -> prepared((String) arguments[0]);
                case "commit" -> committed();
                case "rollback" -> takenBack(arguments == null);
                default -> {}
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void prepared(String sql) throws SQLException {
            if (isNowAndThen(sql)) {
                return;
            }
            sent++;
            written |= WRITES.matcher(sql).matches();
            if (connection.getAutoCommit()) {
                committed();
            }
        }

        private void committed() {
            statements.addAndGet(sent);
            commits.addAndGet(written ? 1 : 0);
            takenBack(true);
        }

        /** As if it had not been: an attempt that lost a race is made again. Going back to a savepoint ends nothing. */
        private void takenBack(boolean whole) {
            if (whole) {
                sent = 0;
                written = false;
            }
        }
    }
}
