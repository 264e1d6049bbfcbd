package org.countersign.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.kernel.OrganizationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Hands the journal to its consumers, each by a cursor of its own. Rows are read in (era, transaction, position) order
 * and only below the oldest running transaction, so that none is skipped; the cursor moves after the handler's commit, so
 * that none is lost. Rows of which a consumer does not hear are passed over together, a batch at a time.
 */
@Component
public class Consumers implements SmartLifecycle {

    static final String START = """
            insert into platform.consumer_cursor (consumer, era, transaction_id, position, moved_at)
            values (:consumer, 0, '0'::xid8, 0, :now)
            on conflict do nothing
            """;
    static final String AFTER_CURSOR = """
            select j.organization_id, j.position, j.era, j.transaction_id::text as transaction_id, j.act_id, j.recorded_at,
                   j.document_kind, j.document_id, j.revision, j.act, j.actor_id, j.actor_name, j.rule_version, j.payload
              from platform.journal j
             where (j.era, j.transaction_id, j.position) > (
                       select c.era, c.transaction_id, c.position from platform.consumer_cursor c where c.consumer = :consumer)
               and (j.era < platform.current_era() or j.transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
             order by j.era, j.transaction_id, j.position
             limit 500
            """;
    static final String MOVE = """
            update platform.consumer_cursor
               set era = :era, transaction_id = :transactionId::xid8, position = :position, moved_at = :now
             where consumer = :consumer
            """;
    static final String REWIND = """
            update platform.consumer_cursor set era = 0, transaction_id = '0'::xid8, position = 0, moved_at = :now
             where consumer = :consumer
            """;
    static final String SET_ASIDE = """
            insert into platform.consumer_failure (organization_id, consumer, position, attempts, reason, failed_at)
            values (:organization, :consumer, :position, :attempts, :reason, :now)
            on conflict (organization_id, consumer, position)
            do update set attempts = excluded.attempts, reason = excluded.reason, failed_at = excluded.failed_at,
                          resolved_at = null
            """;

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    private static final int ATTEMPTS = 5;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JdbcClient feed;
    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Wake wake;
    private final Clock clock;
    private final List<Consumer> consumers;
    private final boolean here;
    private final Map<String, Object> turns = new ConcurrentHashMap<>();
    private volatile boolean running;

    public Consumers(
            @Qualifier("feedStatements") JdbcClient feed,
            JdbcClient jdbc,
            Transactions transactions,
            Wake wake,
            Clock clock,
            Installation installation,
            List<Consumer> consumers) {
        this.feed = feed;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.wake = wake;
        this.clock = clock;
        this.here = installation.consumers();
        this.consumers = List.copyOf(consumers);
    }

    private record Fed(JournalRow row, int era, String transactionId) {}

    /** A node may leave the journal to others. */
    @Override
    public boolean isAutoStartup() {
        return here;
    }

    @Override
    public void start() {
        running = true;
        consumers.forEach(consumer ->
                Thread.ofVirtual().name("consumer-" + consumer.name()).start(() -> follow(consumer)));
    }

    @Override
    public void stop() {
        running = false;
        wake.consumers();
        consumers.forEach(consumer -> {
            synchronized (turn(consumer)) {
                LOG.debug("consumer {} has stopped between two rows", consumer.name());
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Works off what was told so far, all consumers in turn until nothing is left; for tests, jobs and the demonstration. */
    public void catchUp() {
        for (var moved = true; moved; ) {
            moved = false;
            for (var consumer : consumers) {
                moved |= workOff(consumer);
            }
        }
    }

    /** Drops what the consumer made for the organisations and lets it read the journal again from the start. */
    public void replay(String name, List<OrganizationId> organizations) {
        var consumer = consumers.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
        synchronized (turn(consumer)) {
            organizations.forEach(organization -> transactions.act(organization, () -> {
                consumer.drop();
                return true;
            }));
            feed.sql(REWIND).param("consumer", name).param("now", now()).update();
        }
        wake.consumers();
    }

    private void follow(Consumer consumer) {
        while (running) {
            var seen = wake.told();
            try {
                if (!workOff(consumer)) {
                    wake.awaitAfter(seen, POLL);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("consumer {} waits: {}", consumer.name(), e.getMessage());
                pause();
            }
        }
    }

    /** One batch; whether there was anything. */
    private boolean workOff(Consumer consumer) {
        synchronized (turn(consumer)) {
            feed.sql(START)
                    .param("consumer", consumer.name())
                    .param("now", now())
                    .update();
            var rows = feed.sql(AFTER_CURSOR)
                    .param("consumer", consumer.name())
                    .query(FED)
                    .list();
            var heard = consumer.hears();
            for (var fed : rows) {
                if (!running && Thread.currentThread().getName().startsWith("consumer-")) {
                    return false;
                }
                if (fed.row().told(heard).isPresent()) {
                    consumeOrSetAside(consumer, fed.row());
                    move(consumer, fed);
                }
            }
            if (!rows.isEmpty() && rows.getLast().row().told(heard).isEmpty()) {
                move(consumer, rows.getLast());
            }
            return !rows.isEmpty();
        }
    }

    private void consumeOrSetAside(Consumer consumer, JournalRow row) {
        for (var attempt = 1; ; attempt++) {
            try {
                var work = consumer instanceof SlowConsumer slow ? slow.prepare(row) : work(consumer, row);
                transactions.act(row.organization(), () -> {
                    work.run();
                    return true;
                });
                return;
            } catch (CannotCreateTransactionException noDatabase) {
                // No fault of the row: it is tried again, all five times, once the database is back.
                throw noDatabase;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    LOG.error("consumer {} sets row {} aside", consumer.name(), row.position(), e);
                    setAside(consumer, row, e);
                    return;
                }
                if (isConnectionLost(e)) {
                    pause();
                }
            }
        }
    }

    /** Then the next attempts would meet connections that are dead, too, and that the pool has not missed yet. */
    private static boolean isConnectionLost(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException || e instanceof TransactionSystemException;
    }

    private static Runnable work(Consumer consumer, JournalRow row) {
        return () -> consumer.consume(row);
    }

    private void setAside(Consumer consumer, JournalRow row, RuntimeException reason) {
        transactions.act(
                row.organization(),
                () -> jdbc.sql(SET_ASIDE)
                        .param("organization", row.organization().value())
                        .param("consumer", consumer.name())
                        .param("position", row.position())
                        .param("attempts", ATTEMPTS)
                        .param(
                                "reason",
                                Optional.ofNullable(reason.getMessage()).orElse(reason.toString()))
                        .param("now", now())
                        .update());
    }

    private void move(Consumer consumer, Fed to) {
        feed.sql(MOVE)
                .param("consumer", consumer.name())
                .param("era", to.era())
                .param("transactionId", to.transactionId())
                .param("position", to.row().position())
                .param("now", now())
                .update();
    }

    private Object turn(Consumer consumer) {
        return turns.computeIfAbsent(consumer.name(), _ -> new Object());
    }

    private Object now() {
        return Objects.requireNonNull(Params.column(clock.instant()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final RowMapper<Fed> FED =
            (rows, _) -> new Fed(JournalFinder.row(rows), rows.getInt("era"), rows.getString("transaction_id"));
}
