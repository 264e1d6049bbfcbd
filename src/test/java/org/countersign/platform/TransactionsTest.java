package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.UUID;
import org.countersign.TestDatabase;
import org.countersign.kernel.OrganizationId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A transaction. */
class TransactionsTest {

    private static final OrganizationId ORGANIZATION = new OrganizationId(UUID.randomUUID());
    private static final String ADD = """
            insert into platform.number_series (organization_id, kind, year, next) values (:organization, 'PO', 2026, 1)
            """;
    private static final String LOCK = """
            update platform.number_series set next = next + 1 where organization_id = :organization
            """;

    private static TestDatabase database;
    private static Transactions transactions;
    private static JdbcClient jdbc;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        transactions = new Transactions(database.app());
        var template = new JdbcTemplate(database.app());
        template.setExceptionTranslator(new Databases().databaseRefusals());
        jdbc = JdbcClient.create(template);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void thatReadsIsNotLetWrite() {
        assertThatThrownBy(() -> transactions.read(ORGANIZATION, () -> run(ADD)))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void hasItsStatementsPlannedOnceForAConnection() {
        var planned = transactions.read(ORGANIZATION, TransactionsTest::planning);

        assertThat(planned).isEqualTo("force_generic_plan");
    }

    @Test
    void mayHaveOnePlannedForWhatItIsAsked() {
        var planned = transactions.read(ORGANIZATION, TransactionsTest::planningAsAsked);

        assertThat(planned).isEqualTo("force_custom_plan");
        assertThat(transactions.read(ORGANIZATION, TransactionsTest::planning)).isEqualTo("force_generic_plan");
    }

    @Test
    void isNeededToSayHowAStatementIsPlanned() {
        assertThatThrownBy(TransactionsTest::planningAsAsked).hasMessageContaining("none is open");
    }

    private static String planningAsAsked() {
        return Pipeline.to(database.app())
                .sqlAsAsked("select current_setting('plan_cache_mode')")
                .query(String.class)
                .single();
    }

    private static String planning() {
        return jdbc.sql("select current_setting('plan_cache_mode')")
                .query(String.class)
                .single();
    }

    @Test
    void thatWaitsTooLongForALockIsSomebodyElsesWorkAndNoBug() {
        transactions.act(ORGANIZATION, () -> run(ADD));

        var waiting = transactions.act(ORGANIZATION, () -> {
            run(LOCK);
            return failureOfAnother();
        });

        assertThat(waiting).isInstanceOf(PessimisticLockingFailureException.class);
    }

    /** What another connection gets that wants the same row. */
    private static Throwable failureOfAnother() {
        try (var another = java.util.concurrent.Executors.newSingleThreadExecutor()) {
            return another.submit(() -> catchThrowable(() -> transactions.act(ORGANIZATION, () -> {
                        jdbc.sql("set local lock_timeout = '50ms'").update();
                        return run(LOCK);
                    })))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int run(String sql) {
        return jdbc.sql(sql).param("organization", ORGANIZATION.value()).update();
    }
}
