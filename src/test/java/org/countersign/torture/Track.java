package org.countersign.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What races are run on: one house, a client, orders to race about, and a gate that lets everybody go at once. */
final class Track {

    private static final String PLAN = """
            select plan_id from ordering.order_revision
             where order_id = :order and in_force_at is null and withdrawn_at is null
            """;

    private final Instance instance;
    private final House house;
    private final Client client;
    private final Findings findings;

    Track(Instance instance, House house, Client client, Findings findings) {
        this.instance = instance;
        this.house = house;
        this.client = client;
        this.findings = findings;
    }

    House house() {
        return house;
    }

    Client client() {
        return client;
    }

    JdbcClient database() {
        return JdbcClient.create(instance.superuser());
    }

    /** Says what went otherwise than it must. */
    void expect(String race, int winners, List<Client.Outcome> outcomes) {
        var won = outcomes.stream().filter(Client.Outcome::done).count();
        if (won != winners) {
            findings.add(
                    "the race " + race + " has another number of winners",
                    won + " instead of " + winners + ": "
                            + outcomes.stream().map(Client.Outcome::answer).toList());
        }
    }

    void found(String race, String what) {
        findings.add("the race " + race + " left something wrong", what);
    }

    Client.Outcome done(Act act) {
        var outcome = client.perform(act);
        if (!outcome.done()) {
            throw new IllegalStateException(act.deed() + " " + act.path() + " was refused: " + outcome.body());
        }
        return outcome;
    }

    /** All at once; the answers in the order of the acts. */
    List<Client.Outcome> together(List<Act> acts) {
        var gate = new CountDownLatch(1);
        try (var everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Client.Outcome>>();
            for (var act : acts) {
                Callable<Client.Outcome> racer = () -> {
                    gate.await();
                    return client.perform(act);
                };
                waiting.add(everybody.submit(racer));
            }
            gate.countDown();
            var outcomes = new ArrayList<Client.Outcome>();
            for (var one : waiting) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of an order: where it is, and what it is called towards vendors. */
    record Ordered(UUID order, String number, UUID line, String quotable) {

        String path(String act) {
            return "/orders/" + order + act;
        }
    }

    /** An order of one line, approved by whoever is asked. */
    Ordered ordered(String vendor, int quantity, String price) {
        var submitted = submitted(vendor, "things", quantity, price, "OPS");
        return seen(approved(submitted.body().path("approval").asString()));
    }

    Client.Outcome submitted(String vendor, String category, int quantity, String price, String costCentre) {
        return done(requisition(vendor, category, quantity, price, costCentre));
    }

    Act requisition(String vendor, String category, int quantity, String price, String costCentre) {
        return Act.post(
                house,
                house.the("requester"),
                Deed.DRAFT_AND_SUBMIT,
                "/requisitions?submit=true",
                Wishes.requisition(
                        "What is raced for",
                        Wishes.line(
                                house.vendor(vendor),
                                "Printer paper, A4, 80 g",
                                category,
                                quantity,
                                price,
                                "{\"costCentre\": \"" + costCentre + "\", \"percent\": \"100\"}")));
    }

    Act decision(Person by, String plan) {
        var seen = client.get(by, "/approvals/" + plan).orElseThrow();
        return Act.post(house, by, Deed.APPROVE, "/approvals/" + plan + "/decision", Wishes.decision("approve", seen));
    }

    /** The revision that waits for its approval. */
    String planOf(UUID order) {
        return database().sql(PLAN).param("order", order).query(String.class).single();
    }

    private UUID approved(String plan) {
        while (true) {
            var waiting = client.get(house.the("buyer"), "/approvals/" + plan).orElseThrow();
            var who = house.called(waiting.path("waitingFor").get(0).asString());
            var made = done(decision(who, plan)).body().path("made");
            if (!made.isEmpty()) {
                return UUID.fromString(made.get(0).path("document").path("id").asString());
            }
        }
    }

    private Ordered seen(UUID order) {
        var seen = client.get(house.the("buyer"), "/orders/" + order).orElseThrow();
        var line = seen.path("lines").get(0);
        return new Ordered(
                order,
                seen.path("number").asString(),
                UUID.fromString(line.path("id").asString()),
                line.path("quotable").asString());
    }
}
