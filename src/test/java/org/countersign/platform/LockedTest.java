package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.countersign.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A row that somebody else has locked ... */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockedTest {

    private TestDatabase database;

    @BeforeAll
    void make() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void isBusy_notAnErrorOfOurs() throws SQLException {
        try (var holder = database.owner().getConnection();
                var statement = holder.createStatement();
                var waiting = database.app().getConnection()) {
            holder.setAutoCommit(false);
            statement.execute("lock table platform.journal_era in access exclusive mode");
            var other = JdbcClient.create(new SingleConnectionDataSource(waiting, true));
            other.sql("select set_config('lock_timeout', '50', false)").query().singleRow();

            assertThatThrownBy(() -> other.sql("select era from platform.journal_era")
                            .query()
                            .singleRow())
                    .isInstanceOf(PessimisticLockingFailureException.class);
        }
    }
}
