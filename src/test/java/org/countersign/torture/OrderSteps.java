package org.countersign.torture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What happens to an order once there is one: it is received, changed, held, closed; the rest is billing's. */
final class OrderSteps {

    private final Client client;
    private final Random dice;
    private final BillSteps bills;

    OrderSteps(Client client, Findings findings, Random dice) {
        this.client = client;
        this.dice = dice;
        this.bills = new BillSteps(client, findings, dice);
    }

    /** The order as its buyer saw it before the step. */
    record Seen(Purchase purchase, UUID id, JsonNode order) {

        House house() {
            return purchase.house;
        }

        String number() {
            return order.path("number").asString();
        }

        int version() {
            return order.path("version").asInt();
        }

        List<JsonNode> lines() {
            return StreamSupport.stream(order.path("lines").spliterator(), false)
                    .toList();
        }

        List<JsonNode> with(String figure) {
            return lines().stream()
                    .filter(line -> Purchasing.number(line, figure).signum() > 0)
                    .toList();
        }

        String path(String act) {
            return "/orders/" + id + act;
        }
    }

    /** One step; whether nothing is left to do. */
    boolean isOver(Purchase purchase, UUID id) {
        var order = client.get(purchase.house.the("buyer"), "/orders/" + id).orElseThrow();
        var seen = new Seen(purchase, id, order);
        if (order.path("revisionInPreparation").asBoolean() && dice.nextInt(3) > 0) {
            decide(seen);
            return false;
        }
        if (!order.path("phase").asString().equals("open")) {
            return dice.nextInt(3) > 0 || !isGivenBack(seen);
        }
        if (!order.at("/axes/hold").isMissingNode()) {
            perform(post(seen, "buyer", Deed.RELEASE, "/release", Wishes.reason("It is clear now"))
                    .on(seen.version()));
            return false;
        }
        step(seen);
        return false;
    }

    private void step(Seen seen) {
        var chance = dice.nextInt(100);
        if (chance < 30) {
            receive(seen);
        } else if (chance < 36) {
            reverse(seen);
        } else if (chance < 43) {
            isGivenBack(seen);
        } else if (chance < 46) {
            perform(post(seen, "buyer", Deed.HOLD, "/hold", Wishes.reason("Let us wait"))
                    .on(seen.version()));
        } else if (chance < 53) {
            revise(seen);
        } else if (chance < 55) {
            perform(post(seen, "buyer", Deed.SHORT_CLOSE, "/short-close", Wishes.reason("No more will come")));
        } else if (chance < 57) {
            perform(post(seen, "buyer", Deed.CANCEL, "/cancellation", Wishes.reason("Never mind"))
                    .on(seen.version()));
        } else if (chance < 60) {
            perform(post(seen, "buyer", Deed.NOTE_ANSWER, "/answers", "{\"answer\": \"accepted\"}"));
        } else if (chance < 64) {
            perform(post(seen, "buyer", Deed.HAND_OVER, "/hand-over", Wishes.reason("By mail")));
        } else {
            bills.step(seen);
        }
    }

    private void receive(Seen seen) {
        var lines = new ArrayList<String>();
        for (var line : seen.with("openToReceive")) {
            var left = Purchasing.number(line, "openToReceive");
            var id = line.path("id").asString();
            switch (dice.nextInt(12)) {
                case 0 -> lines.add(Wishes.received(id, left.add(BigDecimal.ONE)));
                case 1 -> lines.add(Wishes.damaged(id, left, BigDecimal.ONE, "replace"));
                case 2 -> lines.add(Wishes.damaged(id, left, BigDecimal.ONE, "credit"));
                case 3, 4, 5, 6 -> lines.add(Wishes.received(id, left));
                default -> lines.add(Wishes.received(id, part(left)));
            }
        }
        if (!lines.isEmpty()) {
            perform(post(seen, "receiver", Deed.RECEIVE, "/receipts", Wishes.receipt(lines)));
        }
    }

    private void reverse(Seen seen) {
        var receipts = receipts(seen, "reverse");
        if (!receipts.isEmpty()) {
            var one = receipts.get(dice.nextInt(receipts.size()));
            perform(Act.post(
                    seen.house(),
                    seen.house().the("receiver"),
                    Deed.REVERSE_RECEIPT,
                    "/receipts/" + one.at("/receipt/id").asString() + "/reversal",
                    Wishes.reason("Counted wrongly")));
        }
    }

    private boolean isGivenBack(Seen seen) {
        var receipts = receipts(seen, "return");
        if (receipts.isEmpty()) {
            return false;
        }
        for (var line : receipts.get(dice.nextInt(receipts.size())).path("lines")) {
            var left = Purchasing.number(line, "left");
            if (left.signum() > 0) {
                perform(post(
                        seen,
                        "receiver",
                        Deed.GIVE_BACK,
                        "/returns",
                        Wishes.giveBack(
                                line.at("/goods/line").asString(),
                                line.path("id").asString(),
                                part(left),
                                dice.nextBoolean() ? "replace" : "credit")));
                return true;
            }
        }
        return false;
    }

    private List<JsonNode> receipts(Seen seen, String action) {
        var found = client.get(seen.house().the("receiver"), seen.path("/receipts"));
        return found.stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .flatMap(row -> client.get(seen.house().the("receiver"), "/receipts/" + id(row)).stream())
                .filter(one -> StreamSupport.stream(one.path("actions").spliterator(), false)
                        .anyMatch(open -> open.asString().equalsIgnoreCase(action)))
                .limit(3)
                .toList();
    }

    private static String id(JsonNode row) {
        return row.has("receipt")
                ? row.at("/receipt/id").asString()
                : row.path("id").asString();
    }

    private void revise(Seen seen) {
        if (seen.order().path("revisionInPreparation").asBoolean()) {
            perform(post(
                    seen, "buyer", Deed.WITHDRAW_REVISION, "/revisions/withdrawal", Wishes.reason("Not like this")));
            return;
        }
        var lines = seen.lines();
        var line = lines.get(dice.nextInt(lines.size()));
        var price = new BigDecimal(line.at("/price/amount").asString("1.00"));
        perform(post(
                seen,
                "buyer",
                Deed.REVISE,
                "/revisions",
                Wishes.revision(
                        seen.order().path("revision").asInt(),
                        line.path("id").asString(),
                        Purchasing.number(line, "ordered")
                                .add(BigDecimal.valueOf(dice.nextInt(9) - 3L))
                                .max(BigDecimal.ONE),
                        price.add(new BigDecimal(dice.nextInt(3))).toPlainString())));
    }

    /** Whoever has the revision in their inbox decides it. */
    private void decide(Seen seen) {
        for (var role : List.of("manager", "operations", "research", "director")) {
            var person = seen.house().the(role);
            var waiting = waiting(person, seen.id());
            if (waiting.isPresent()) {
                var plan = client.get(person, "/approvals/" + waiting.get()).orElseThrow();
                var approves = dice.nextInt(6) > 0;
                perform(Act.post(
                        seen.house(),
                        person,
                        approves ? Deed.APPROVE : Deed.REJECT,
                        "/approvals/" + waiting.get() + "/decision",
                        Wishes.decision(approves ? "approve" : "reject", plan)));
                return;
            }
        }
    }

    private Optional<String> waiting(Person person, UUID order) {
        return client.get(person, "/approvals?size=200").stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .filter(row -> row.at("/subject/id").asString("").equals(order.toString()))
                .map(row -> row.path("id").asString())
                .findFirst();
    }

    private BigDecimal part(BigDecimal whole) {
        return whole.compareTo(BigDecimal.ONE) <= 0 ? whole : BigDecimal.valueOf(1L + dice.nextInt(whole.intValue()));
    }

    private static Act post(Seen seen, String role, Deed deed, String act, String json) {
        return Act.post(seen.house(), seen.house().the(role), deed, seen.path(act), json);
    }

    private void perform(Act act) {
        client.perform(act, dice);
    }
}
