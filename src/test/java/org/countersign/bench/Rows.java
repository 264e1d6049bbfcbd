package org.countersign.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Writes the rows of purchases over one connection, a round trip and a commit for each request that it stands for. */
final class Rows {

    private static final AtomicLong PURCHASES = new AtomicLong();

    private final Limit limit;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Rows(Limit limit, Connection connection) {
        this.limit = limit;
        this.connection = connection;
    }

    /** The ids and texts of one purchase. */
    record Keys(Array ids, Array texts) {}

    Keys purchase() {
        var number = PURCHASES.incrementAndGet();
        try {
            return new Keys(
                    connection.createArrayOf(
                            "uuid",
                            Stream.generate(() -> id(System.currentTimeMillis()))
                                    .limit(limit.ids())
                                    .toArray()),
                    connection.createArrayOf(
                            "text",
                            limit.texts().stream()
                                    .map(text -> text + "." + number)
                                    .toArray()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(String function, Keys purchase) {
        try {
            var statement = prepared.computeIfAbsent(function, this::prepared);
            statement.setArray(1, purchase.ids());
            statement.setArray(2, purchase.texts());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the limit of " + function, e);
        }
    }

    private PreparedStatement prepared(String function) {
        try {
            return connection.prepareStatement("select bench." + function + "(?, ?)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the order of time, as the application's are. */
    private static UUID id(long millis) {
        var random = java.util.concurrent.ThreadLocalRandom.current();
        return new UUID(
                (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL),
                0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL));
    }
}
