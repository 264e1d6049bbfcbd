package org.countersign.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.countersign.kernel.Page;
import tools.jackson.databind.JsonNode;

/** Reading beside many orders, as somebody who sees all of them and as somebody who sees one cost centre in 400. */
final class Reading {

    private static final Path KEPT = Path.of("var/bench");
    private static final String PASSWORD = "a-password-for-the-bench";
    private static final int WAITING = 60;

    /** Fewer than a cost centre has in the smallest size, so that the page is full in all. */
    private static final int ROWS_OF_A_CENTRE = 10;

    private final Table table;
    private final int rounds;
    private final Duration window;

    /** Each size is read in turn, so many times for so long: what the machine does meanwhile, it does to all of them. */
    Reading(Table table, int rounds, Duration window) {
        this.table = table;
        this.rounds = rounds;
        this.window = window;
    }

    /** Who reads, and where the narrow one's cost centre is. */
    record Readers(Person wide, Person narrow) {}

    /** An instance with so many orders. */
    private record Size(int orders, Instance instance) {

        Readers readers() {
            return Kept.read(file(orders), Readers.class);
        }

        static Path folder(int orders) {
            return KEPT.resolve("orders-" + orders);
        }

        static Path file(int orders) {
            return folder(orders).resolve("readers.json");
        }
    }

    /** What somebody reads beside so many orders, and what it costs the database there. */
    private record Reads(
            int orders, Browser browser, Map<String, Load.Worker> workers, Map<String, Table.Cost> costs) {}

    /** The sizes beside each other, the smallest first: the others are compared with it. */
    void at(List<Integer> sizes) throws SQLException {
        for (var orders : sizes) {
            if (!Files.exists(Size.file(orders))) {
                make(Size.folder(orders), orders, Size.file(orders));
            }
        }
        table.remark("the limit of a read is the same read beside " + "%,d orders".formatted(sizes.getFirst()));
        var all = sizes.parallelStream()
                .map(orders -> new Size(orders, Instance.start(Size.folder(orders), "--countersign.consumers=false")))
                .toList();
        try {
            read("everything", all, Readers::wide, Page.USUAL);
            read("one cost centre", all, Readers::narrow, ROWS_OF_A_CENTRE);
        } finally {
            all.forEach(size -> size.instance().close());
        }
    }

    private void read(String sees, List<Size> sizes, Function<Readers, Person> who, int rows) throws SQLException {
        var all = new ArrayList<Reads>();
        try {
            for (var size : sizes) {
                all.add(reads(size, who.apply(size.readers()), rows));
            }
            for (var name : all.getFirst().workers().keySet()) {
                compare(name, sees, all);
            }
        } finally {
            all.forEach(reads -> reads.browser().close());
        }
    }

    private void compare(String name, String sees, List<Reads> all) {
        var workers = all.stream()
                .map(reads -> List.of(Objects.requireNonNull(reads.workers().get(name))))
                .toList();
        workers.forEach(
                worker -> Load.during(worker, window.multipliedBy(rounds).dividedBy(2)));
        var timings = all.stream().map(_ -> new ArrayList<Timings>()).toList();
        for (var round = 0; round < rounds; round++) {
            for (var k = 0; k < workers.size(); k++) {
                timings.get(k).add(Load.during(workers.get(k), window));
            }
        }
        var least = Timings.together(timings.getFirst());
        for (var k = 0; k < all.size(); k++) {
            var ours = Timings.together(timings.get(k));
            table.line(
                    "%s, sees %s of %,d".formatted(name, sees, all.get(k).orders()),
                    1,
                    ours,
                    Table.of(new Table.Compared(least.perSecond(), ours.perSecond() / least.perSecond())),
                    Table.of(Objects.requireNonNull(all.get(k).costs().get(name))));
        }
    }

    private static Reads reads(Size size, Person reader, int rows) throws SQLException {
        var client = new Client(size.instance().url());
        var browser = new Browser(size.instance().url(), reader);
        var newest = client.get(reader, "/api/v1/orders?view=ALL");
        var middle = newest.get(newest.size() / 2);
        var workers = reads(reader, client, browser, middle, rows, wordOfACentre(size));
        var costs = new LinkedHashMap<String, Table.Cost>();
        try (var database = size.instance().database();
                var log = new StatementLog(size.instance(), database)) {
            workers.forEach((name, worker) -> costs.put(name, log.during(() -> worker.accept(0))));
        }
        return new Reads(size.orders(), browser, workers, costs);
    }

    private static Map<String, Load.Worker> reads(
            Person reader, Client client, Browser browser, JsonNode order, int rows, String word) {
        var reads = new LinkedHashMap<String, Load.Worker>();
        reads.put(
                "one order",
                _ -> client.bytes(reader, "/api/v1/orders/" + order.path("id").asString()));
        var list = "/api/v1/orders?size=" + rows;
        reads.put(rows + " newest", _ -> client.bytes(reader, list + "&view=ALL"));
        reads.put("filtered list", _ -> client.bytes(reader, list + "&view=TO_RECEIVE"));
        reads.put("text search", _ -> client.bytes(reader, list + "&q=" + word));
        reads.put(
                "order page",
                _ -> browser.page("/orders/" + order.path("number").asString()));
        reads.put("approvals inbox", _ -> browser.page("/approvals"));
        return reads;
    }

    /** Forty orders have it, in the middle of all; one of them is of the narrow reader's cost centre. */
    private static String wordOfACentre(Size size) {
        return "lot" + size.orders() / 80 / 10 * 10;
    }

    private void make(Path folder, int orders, Path readers) throws SQLException {
        Kept.delete(folder);
        table.remark("%,d orders are made in %s once and kept".formatted(orders, folder));
        try (var instance = Instance.start(
                        folder,
                        "--countersign.demonstration=true",
                        "--countersign.greets=true",
                        "--countersign.consumers=false");
                var database = instance.database()) {
            var client = new Client(instance.url());
            var buyer = Buyer.hire(instance, 1).getFirst();
            var madeFrom = System.currentTimeMillis();
            var before = Snapshot.of(database);
            var purchase = new Purchase(buyer, 1, 0);
            purchase.request(client);
            var waiting = Snapshot.of(database).since(before);
            purchase.readPlan(client);
            purchase.approve(client);
            var ordered = Snapshot.of(database).since(before);
            purchase.readOrder(client);
            var centre = purchase.costCentre();
            var dataset = new Dataset(database, centre, madeFrom);
            dataset.openCentres();
            dataset.multiply(
                    ordered,
                    orders,
                    name -> isOfRequisition(name)
                            || name.startsWith("ordering.") && !name.equals("ordering.line_fact")
                            || name.equals("identity.document_access"),
                    Map.of(purchase.plan(), "'" + purchase.plan() + "'::uuid"));
            var administrator = instance.person("Bruno Falk");
            var wide = reader(client, administrator, "");
            var narrow = reader(client, administrator, "\"" + centre + "\"");
            var manager =
                    Buyer.account(client, administrator, buyer.colleagues().manager());
            for (var reader : List.of(wide, narrow)) {
                var account = Buyer.account(client, administrator, reader);
                dataset.multiply(
                        waiting,
                        WAITING,
                        name -> isOfRequisition(name)
                                || name.startsWith("approval.")
                                || name.equals("identity.document_access"),
                        Map.of(manager, "'" + account + "'::uuid"));
            }
            dataset.settle();
            Kept.write(readers, new Readers(wide, narrow));
        }
    }

    /**
     * Rows that each requisition has of its own; what was asked of a vendor on a day is one row for many, and knows nothing of
     * those that are made here: they are read and never decided.
     */
    private static boolean isOfRequisition(String table) {
        return table.startsWith("requisition.") && !table.equals("requisition.asked");
    }

    /** Somebody who buys and approves, everywhere or for the named cost centre alone. */
    private static Person reader(Client client, Person administrator, String centre) {
        var login = "reader-" + UUID.randomUUID().toString().substring(0, 8);
        var person = client.post(administrator, "/api/v1/people", """
                {"name": "%1$s", "login": "%1$s", "grants": [{"role": "buyer", "costCentres": [%2$s]},
                 {"role": "approver", "costCentres": [%2$s]}]}""".formatted(login, centre));
        var id = person.path("id").asString();
        client.put(
                administrator,
                "/api/v1/people/" + id + "/password",
                person.path("version").asInt(),
                """
                {"password": "%s"}""".formatted(PASSWORD));
        var key = client.post(administrator, "/api/v1/keys", """
                {"name": "Bench", "person": "%s"}""".formatted(id));
        return new Person(login, login, PASSWORD, key.path("bearer").asString());
    }
}
