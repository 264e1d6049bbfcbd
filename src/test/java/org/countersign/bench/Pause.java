package org.countersign.bench;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps the consumers of an instance from the journal until it is closed: their cursors are locked. The lock is of the table and
 * not of rows and its transaction has neither an id nor a snapshot, so nothing else waits for it and nothing old is kept for it.
 */
final class Pause implements AutoCloseable {

    private final Connection database;

    Pause(Instance instance) throws SQLException {
        database = instance.database();
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("lock table platform.consumer_cursor in exclusive mode");
        }
    }

    @Override
    public void close() throws SQLException {
        database.rollback();
        database.close();
    }
}
