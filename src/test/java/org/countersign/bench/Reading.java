package org.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** Reading beside many orders, as somebody who sees all of them and as somebody who sees one cost centre in 400. */
final class Reading {

    private static final Path KEPT = Path.of("var/bench");
    private static final String PASSWORD = "a-password-for-the-bench";
    private static final int WAITING = 60;

    private final Table table;
    private final Duration window;

    Reading(Table table, Duration window) {
        this.table = table;
        this.window = window;
    }

    /** Who reads, and where the narrow one's cost centre is. */
    record Readers(Person wide, Person narrow) {}

    void at(int orders) throws SQLException {
        var folder = KEPT.resolve("orders-" + orders);
        var readers = folder.resolve("readers.json");
        if (!Files.exists(readers)) {
            make(folder, orders, readers);
        }
        try (var instance = Instance.start(folder, "--countersign.consumers=false");
                var database = instance.database()) {
            var who = read(readers);
            measure("everything", orders, instance, who.wide(), database);
            measure("one cost centre", orders, instance, who.narrow(), database);
        }
    }

    private void measure(String sees, int orders, Instance instance, Person reader, Connection database)
            throws SQLException {
        var client = new Client(instance.url());
        try (var browser = new Browser(instance.url(), reader)) {
            var newest = client.get(reader, "/api/v1/orders?view=ALL");
            var middle = newest.get(newest.size() / 2);
            var reads = reads(reader, client, browser, middle, "lot" + orders / 40 / 2);
            var costs = new LinkedHashMap<String, Table.Cost>();
            try (var log = new StatementLog(instance, database)) {
                reads.forEach((name, read) -> costs.put(name, log.during(() -> read.accept(0))));
            }
            for (var read : reads.entrySet()) {
                Load.during(List.of(read.getValue()), window.dividedBy(2));
                table.line(
                        "%s, sees %s of %,d".formatted(read.getKey(), sees, orders),
                        1,
                        Load.during(List.of(read.getValue()), window),
                        "\t",
                        Table.of(java.util.Objects.requireNonNull(costs.get(read.getKey()))));
            }
        }
    }

    private static Map<String, Load.Worker> reads(
            Person reader, Client client, Browser browser, JsonNode order, String word) {
        var reads = new LinkedHashMap<String, Load.Worker>();
        reads.put(
                "one order",
                _ -> client.bytes(reader, "/api/v1/orders/" + order.path("id").asString()));
        reads.put("50 newest", _ -> client.bytes(reader, "/api/v1/orders?view=ALL"));
        reads.put("filtered list", _ -> client.bytes(reader, "/api/v1/orders?view=TO_RECEIVE"));
        reads.put("text search", _ -> client.bytes(reader, "/api/v1/orders?q=" + word));
        reads.put(
                "order page",
                _ -> browser.page("/orders/" + order.path("number").asString()));
        reads.put("approvals inbox", _ -> browser.page("/approvals"));
        return reads;
    }

    private void make(Path folder, int orders, Path readers) throws SQLException {
        delete(folder);
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
            write(readers, new Readers(wide, narrow));
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

    private static Readers read(Path file) {
        try {
            return Json.read(Files.readString(file), Readers.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Readers readers) {
        try {
            Files.writeString(file, Json.text(readers));
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A data set that was left half made is made again. */
    private static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (var file :
                            files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
