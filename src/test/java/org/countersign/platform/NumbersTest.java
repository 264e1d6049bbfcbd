package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.TestDatabase;
import org.countersign.kernel.OrganizationId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The next number of a series ... */
class NumbersTest {

    private static final int WAITING = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OrganizationId ORGANIZATION = new OrganizationId(UUID.randomUUID());

    private static TestDatabase database;
    private static Transactions transactions;
    private static Numbers numbers;
    private static JdbcClient owner;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        transactions = new Transactions(database.app());
        numbers = new Numbers(Pipeline.to(database.app()));
        owner = JdbcClient.create(database.owner());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void goesToWhoeverAskedForItFirst() throws Exception {
        try (var threads = Executors.newFixedThreadPool(WAITING)) {
            var asked = transactions.act(ORGANIZATION, () -> {
                next("PO");
                var all = new ArrayList<Future<String>>();
                for (var k = 1; k <= WAITING; k++) {
                    all.add(threads.submit(() -> transactions.act(ORGANIZATION, NumbersTest::patiently)));
                    awaitWaiting(k);
                }
                return all;
            });

            assertThat(got(asked))
                    .containsExactly(
                            "PO-2026-000002", "PO-2026-000003", "PO-2026-000004", "PO-2026-000005", "PO-2026-000006");
        }
    }

    @Test
    void isGivenBackWithItsTransaction() {
        transactions.act(ORGANIZATION, () -> next("RCV"));

        assertThatThrownBy(() -> transactions.act(ORGANIZATION, () -> {
                    next("RCV");
                    throw new IllegalStateException("nothing came");
                }))
                .hasMessage("nothing came");
        assertThat(transactions.act(ORGANIZATION, () -> next("RCV"))).isEqualTo("RCV-2026-000002");
    }

    @Test
    void comesWithThoseThatFollowItWhereSeveralAreWanted() {
        assertThat(transactions.act(ORGANIZATION, () -> numbers.next(ORGANIZATION, "INV", 2026, 3)))
                .containsExactly("INV-2026-000001", "INV-2026-000002", "INV-2026-000003");
    }

    private static String next(String prefix) {
        return numbers.next(ORGANIZATION, prefix, 2026);
    }

    private static String patiently() {
        JdbcClient.create(database.app()).sql("set local lock_timeout = '30s'").update();
        return next("PO");
    }

    private static List<String> got(List<Future<String>> asked) throws Exception {
        var got = new ArrayList<String>();
        for (var one : asked) {
            got.add(one.get());
        }
        return got;
    }

    /** Until so many connections of this database wait for a lock. */
    private static void awaitWaiting(int count) {
        var until = Instant.now().plus(PATIENCE);
        while (waiting() < count) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("only " + waiting() + " of " + count + " wait");
            }
            Thread.onSpinWait();
        }
    }

    private static int waiting() {
        return owner.sql("""
                        select count(*) from pg_locks l join pg_stat_activity a using (pid)
                         where not l.granted and a.datname = current_database()
                        """).query(Integer.class).single();
    }
}
