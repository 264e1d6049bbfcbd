package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The writing acts through HTTP, and beside each, in the same round on the same PostgreSQL, its limit. */
final class Writing implements AutoCloseable {

    private static final int LINES = 5;

    /** By then the instance has in its memory what it reads once. */
    private static final int CYCLES_BEFORE = 2;

    private final Instance instance;
    private final Table table;
    private final Effort effort;
    private final List<Buyer> buyers;
    private final List<Buyer> others;
    private final List<Client> clients;
    private final Connection database;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Table.Cost> costs = new TreeMap<>();
    private final int[] told;
    private final Map<String, Double> peaks = new TreeMap<>();
    private final Limit limit;

    /** How long things are measured. */
    record Effort(
            int rounds, int purchasesOfOne, int purchasesOfEight, Duration window, Duration openLoop, Duration warmUp) {

        /** Several hundred of each, so that with one client p99 is not one late write of the disk. */
        static Effort usual() {
            return new Effort(3, 120, 25, Duration.ofSeconds(4), Duration.ofSeconds(20), Duration.ofSeconds(80));
        }

        static Effort quick() {
            return new Effort(1, 8, 4, Duration.ofMillis(800), Duration.ofMillis(1600), Duration.ofSeconds(3));
        }
    }

    /** Learns the limits before the load, while there are few rows: every table is read before and after each request. */
    Writing(Instance instance, Staff staff, Table table, Effort effort) throws SQLException {
        this.instance = instance;
        this.table = table;
        this.effort = effort;
        this.buyers = staff.half();
        this.others = staff.otherHalf();
        this.told = new int[others.size()];
        this.clients = buyers.stream().map(_ -> new Client(instance.url())).toList();
        this.database = instance.database();
        for (var k = 0; k < buyers.size(); k++) {
            connections.add(instance.database());
        }
        Load.times(cycles(1), CYCLES_BEFORE);
        ToTheEnd.await(instance);
        try (var _ = new Pause(instance)) {
            this.limit = learn();
        }
    }

    void warmUp() {
        Load.during(cycles(buyers.size()), effort.warmUp());
    }

    private List<Load.Worker> cycles(int workers) {
        return IntStream.range(0, workers)
                .<Load.Worker>mapToObj(w -> _ -> new Purchase(buyers.get(w), LINES, 0).wholeCycle(clients.get(w)))
                .toList();
    }

    /** One purchase, request by request: what each leaves in the tables, and what it sends to the database. */
    private Limit learn() throws SQLException {
        keysAreJustUsed();
        var before = Snapshot.of(database);
        var learned = new Limit(new Catalogue(database), before);
        var grown = new LinkedHashMap<String, Map<String, Integer>>();
        var purchase = new Purchase(buyers.getFirst(), LINES, 0);
        try (var log = new StatementLog(instance, database)) {
            for (var act : Act.ALL) {
                act.look(purchase, clients.getFirst());
                for (var request : act.requests()) {
                    costs.merge(
                            act.name(),
                            log.during(() -> request.send().accept(purchase, clients.getFirst())),
                            Table.Cost::plus);
                    var after = Snapshot.of(database);
                    var changes = after.since(before);
                    before = after;
                    grown.put(request.limit(), Snapshot.grown(changes));
                    requireNoUseOfAKey(changes);
                    learned.learn(request.limit(), changes, database);
                }
            }
        }
        costs.put("full cycle", costs.values().stream().reduce(new Table.Cost(0, 0), Table.Cost::plus));
        prove(learned, grown);
        return learned;
    }

    /** Else the note of a key's use, once a minute, could be in the limit. */
    private void keysAreJustUsed() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.executeUpdate("update identity.api_key set touched_at = now()");
        }
    }

    private static void requireNoUseOfAKey(List<Snapshot.Change> changes) {
        if (changes.stream().anyMatch(change -> change.relation().name().equals("identity.api_key"))) {
            throw new IllegalStateException("a request noted the use of a key: learning took longer than a minute");
        }
    }

    /** The limit must leave as many rows in each table as the act did; if not, its figures would mean nothing. */
    private void prove(Limit learned, Map<String, Map<String, Integer>> grown) throws SQLException {
        var rows = new Rows(learned, connections.getFirst());
        var purchase = rows.purchase();
        var before = Snapshot.of(database);
        for (var request : grown.entrySet()) {
            rows.write(request.getKey(), purchase);
            var after = Snapshot.of(database);
            var left = Snapshot.grown(after.since(before));
            before = after;
            if (!left.equals(request.getValue())) {
                throw new IllegalStateException("the limit of " + request.getKey() + " leaves " + left
                        + " and the act leaves " + request.getValue());
            }
        }
    }

    void statements(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, String.join(";\n\n", limit.statements().values()) + ";\n");
            limit.inShort().forEach((name, done) -> table.remark("limit of " + name + ", one call: " + done));
            table.remark("the statements of the limits with their values: " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void acts(int workers) {
        var ours = new LinkedHashMap<String, List<Timings>>();
        var requests = new LinkedHashMap<String, List<Timings>>();
        var limits = new LinkedHashMap<String, List<Timings>>();
        for (var round = 0; round < effort.rounds(); round++) {
            ours(workers, ours, requests);
            limits(workers, limits);
        }
        for (var act : Act.ALL) {
            print(act.name(), workers, ours.get(act.name()), limits.get(act.name()));
            if (act.requests().size() > 1) {
                var each = Timings.together(java.util.Objects.requireNonNull(requests.get(act.name())));
                table.line("each request of " + act.name(), workers, each, "\t", "\t");
            }
        }
    }

    void cycle(int workers) {
        var ours = new ArrayList<Timings>();
        var limits = new ArrayList<Timings>();
        for (var round = 0; round < effort.rounds(); round++) {
            ours.add(Load.during(cycles(workers), effort.window()));
            limits.add(Load.during(limitCycles(workers), effort.window().dividedBy(2)));
        }
        print("full cycle", workers, ours, limits);
    }

    /** Begun at half the rate that the clients reached, each timed from when it should have begun. */
    void openLoop(int workers) {
        var cycles = atHalfTheRate("full cycle", workers, Purchase::wholeCycle);
        table.line("full cycle, open loop at half the rate", workers, cycles, "\t", "\t");
        table.line("each request of these cycles", workers, Timings.of(taken(), cycles.seconds()), "\t", "\t");
        var act = Act.ALL.getFirst().name();
        table.line(
                act + ", open loop at half the rate",
                workers,
                atHalfTheRate(act, workers, Purchase::request),
                "\t",
                "\t");
    }

    private Timings atHalfTheRate(String name, int workers, BiConsumer<Purchase, Client> what) {
        forgetTaken();
        return Load.atRate(
                IntStream.range(0, workers)
                        .<Load.Arrival>mapToObj(w -> intended -> what.accept(
                                new Purchase(buyers.get(w), LINES, 0),
                                clients.get(w).since(intended)))
                        .toList(),
                java.util.Objects.requireNonNull(peaks.get(name)) / 2,
                effort.openLoop());
    }

    /** For comparison: the least that an authenticated request can write here, one journal row about a vendor. */
    void journalRow(int workers) {
        var timings = Load.during(
                IntStream.range(0, workers)
                        .<Load.Worker>mapToObj(w -> _ -> others.get(w).tell(told[w]++, clients.get(w)))
                        .toList(),
                effort.window());
        table.line("one journal row", workers, timings, "\t", "\t");
    }

    private void print(String name, int workers, List<Timings> ours, List<Timings> limits) {
        var ratios = IntStream.range(0, ours.size())
                .mapToDouble(k -> ours.get(k).perSecond() / limits.get(k).perSecond())
                .sorted()
                .toArray();
        var all = Timings.together(limits);
        peaks.merge(name, Timings.together(ours).perSecond(), Math::max);
        table.line(
                name,
                workers,
                Timings.together(ours),
                Table.of(new Table.Compared(all.perSecond(), ratios[ratios.length / 2])),
                Table.of(java.util.Objects.requireNonNull(costs.get(name))));
    }

    private void ours(int workers, Map<String, List<Timings>> into, Map<String, List<Timings>> requests) {
        var each = workers == 1 ? effort.purchasesOfOne() : effort.purchasesOfEight();
        var purchases = IntStream.range(0, workers)
                .mapToObj(w -> IntStream.range(0, each)
                        .mapToObj(k -> new Purchase(buyers.get(w), LINES, k))
                        .toList())
                .toList();
        for (var act : Act.ALL) {
            Load.times(each(workers, (w, k) -> act.look(purchases.get(w).get(k), clients.get(w))), each);
            forgetTaken();
            var all =
                    Load.times(each(workers, (w, k) -> act.send(purchases.get(w).get(k), clients.get(w))), each);
            into.computeIfAbsent(act.name(), _ -> new ArrayList<>()).add(all);
            requests.computeIfAbsent(act.name(), _ -> new ArrayList<>()).add(Timings.of(taken(), all.seconds()));
        }
    }

    private void forgetTaken() {
        clients.forEach(Client::taken);
    }

    /** What each client's requests took since this was last asked. */
    private long[] taken() {
        return clients.stream()
                .flatMapToLong(client -> Arrays.stream(client.taken()))
                .toArray();
    }

    private void limits(int workers, Map<String, List<Timings>> into) {
        var each = 4 * (workers == 1 ? effort.purchasesOfOne() : effort.purchasesOfEight());
        var rows = IntStream.range(0, workers)
                .mapToObj(w -> new Rows(limit, connections.get(w)))
                .toList();
        var purchases = rows.stream()
                .map(one ->
                        IntStream.range(0, each).mapToObj(_ -> one.purchase()).toList())
                .toList();
        for (var act : Act.ALL) {
            into.computeIfAbsent(act.name(), _ -> new ArrayList<>())
                    .add(Load.times(
                            each(
                                    workers,
                                    (w, k) -> act.requests()
                                            .forEach(request -> rows.get(w)
                                                    .write(
                                                            request.limit(),
                                                            purchases.get(w).get(k)))),
                            each));
        }
    }

    private List<Load.Worker> limitCycles(int workers) {
        return IntStream.range(0, workers)
                .<Load.Worker>mapToObj(w -> {
                    var rows = new Rows(limit, connections.get(w));
                    return _ -> {
                        var purchase = rows.purchase();
                        Act.ALL.forEach(
                                act -> act.requests().forEach(request -> rows.write(request.limit(), purchase)));
                    };
                })
                .toList();
    }

    private interface Step {
        void of(int worker, int purchase);
    }

    private static List<Load.Worker> each(int workers, Step step) {
        return IntStream.range(0, workers)
                .<Load.Worker>mapToObj(w -> k -> step.of(w, k))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        database.close();
    }
}
