package org.countersign.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Full cycles with the consumers at work, until every order's documents are made and have gone where they go. */
final class ToTheEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Orders of the bench whose documents have not all gone yet. */
    private static final String LEFT = """
            select count(*) from ordering.purchase_order o
             where o.transmission = 'PREPARING'
            """;

    /** From the order's row in the journal to the moment its last document had gone. */
    private static final String LAGS = """
            select (extract(epoch from max(d.settled_at) - j.recorded_at) * 1e9)::bigint
              from platform.journal j
              join exchange.outbound_delivery d on (d.organization_id, d.order_id) = (j.organization_id, j.document_id)
             where j.document_kind = 'order' and j.act = 'order-issued' and j.recorded_at >= ?
             group by j.position, j.recorded_at
            """;

    private final Instance instance;
    private final List<Buyer> buyers;
    private final Table table;

    ToTheEnd(Instance instance, List<Buyer> buyers, Table table) {
        this.instance = instance;
        this.buyers = buyers;
        this.table = table;
    }

    void warmUp(Duration window) {
        var clients = buyers.stream().map(_ -> new Client(instance.url())).toList();
        Load.during(cycles(clients), window);
    }

    private List<Load.Worker> cycles(List<Client> clients) {
        return IntStream.range(0, clients.size())
                .<Load.Worker>mapToObj(w -> _ -> new Purchase(buyers.get(w), 5, 0).wholeCycle(clients.get(w)))
                .toList();
    }

    void measure(int workers, Duration window) throws SQLException {
        var clients = buyers.stream()
                .limit(workers)
                .map(_ -> new Client(instance.url()))
                .toList();
        try (var database = instance.database()) {
            awaitAll(database);
            var started = java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC);
            var begin = System.nanoTime();
            var cycles = Load.during(cycles(clients), window);
            var acted = System.nanoTime();
            awaitAll(database);
            var ended = System.nanoTime();
            var whole = Timings.of(lags(database, started), (ended - begin) / 1e9);
            table.line("full cycle to the end (percentiles: lag of the documents)", workers, whole, "\t", "\t");
            table.remark("%d cycles; the last documents had gone %.1f s after the last act"
                    .formatted(cycles.nanos().length, (ended - acted) / 1e9));
        }
    }

    /** Returns when every document of the instance is made. */
    static void await(Instance instance) {
        try (var database = instance.database()) {
            awaitAll(database);
        } catch (SQLException e) {
            throw new IllegalStateException("the documents of " + instance.folder() + " cannot be counted", e);
        }
    }

    private static void awaitAll(java.sql.Connection database) throws SQLException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try (var statement = database.createStatement()) {
            while (left(statement) > 0) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the documents of some orders were not made");
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int left(java.sql.Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(LEFT)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static long[] lags(java.sql.Connection database, java.time.OffsetDateTime since) throws SQLException {
        var lags = new ArrayList<Long>();
        try (var statement = database.prepareStatement(LAGS)) {
            statement.setObject(1, since);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lags.add(rows.getLong(1));
                }
            }
        }
        return lags.stream().mapToLong(Long::longValue).toArray();
    }
}
