package org.countersign.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The acts on an order of 2,000 lines beside those on one of 200: nothing may grow faster than the lines. */
final class LongOrder {

    private static final int ROUNDS = 5;

    /** By then Java has compiled what an order of 200 lines asks for. */
    private static final int ROUNDS_BEFORE = 10;

    private final Instance instance;
    private final Buyer buyer;
    private final Table table;

    LongOrder(Instance instance, Buyer buyer, Table table) {
        this.instance = instance;
        this.buyer = buyer;
        this.table = table;
    }

    void measure() {
        var client = new Client(instance.url());
        for (var round = 0; round < ROUNDS_BEFORE; round++) {
            acts(client, 200);
        }
        var shorter = new LinkedHashMap<String, List<Timings>>();
        var longer = new LinkedHashMap<String, List<Timings>>();
        for (var round = 0; round < ROUNDS; round++) {
            acts(client, 200).forEach((act, took) -> add(shorter, act, took));
            acts(client, 2_000).forEach((act, took) -> add(longer, act, took));
        }
        longer.forEach((act, all) -> {
            var few = Timings.together(Objects.requireNonNull(shorter.get(act)));
            var many = Timings.together(all);
            table.line(act + ", 200 lines", 1, few, "\t", "\t");
            table.line(act + ", 2,000 lines", 1, many, "\t", "\t");
            table.remark(String.format(
                    Locale.ROOT,
                    "%s: %.2f s with 2,000 lines, %.1f times as long as with 200; medians of %d",
                    act,
                    many.percentile(50) / 1e3,
                    many.percentile(50) / few.percentile(50),
                    ROUNDS));
        });
    }

    private static void add(Map<String, List<Timings>> to, String act, Timings took) {
        to.computeIfAbsent(act, _ -> new ArrayList<>()).add(took);
    }

    private Map<String, Timings> acts(Client client, int lines) {
        var purchase = new Purchase(buyer, lines, 0);
        var took = new LinkedHashMap<String, Timings>();
        took.put("create and submit", timed(purchase::request, client));
        purchase.readPlan(client);
        took.put("approve", timed(purchase::approve, client));
        purchase.readOrder(client);
        took.put("receive", timed(purchase::receive, client));
        took.put("invoice and match", timed(purchase::bill, client));
        return took;
    }

    private static Timings timed(Consumer<Client> act, Client client) {
        var begin = System.nanoTime();
        act.accept(client);
        var took = System.nanoTime() - begin;
        return Timings.of(new long[] {took}, took / 1e9);
    }
}
