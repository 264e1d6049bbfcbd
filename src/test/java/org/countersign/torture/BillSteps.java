package org.countersign.torture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.countersign.platform.Hash;
import tools.jackson.databind.JsonNode;

/** What is billed for an order and paid: invoices by hand and as documents, credit notes, holds, proposals, the bank. */
final class BillSteps {

    /** The bank's files as they were first seen, by proposal: they never change. */
    private static final Map<String, String> FILES = new ConcurrentHashMap<>();

    private final Client client;
    private final Findings findings;
    private final Random dice;
    private final Map<UUID, List<UUID>> invoices = new HashMap<>();
    private final Map<UUID, String> numbers = new HashMap<>();

    BillSteps(Client client, Findings findings, Random dice) {
        this.client = client;
        this.findings = findings;
        this.dice = dice;
    }

    void step(OrderSteps.Seen seen) {
        var known = invoices.computeIfAbsent(seen.id(), _ -> new ArrayList<>());
        var chance = dice.nextInt(100);
        if (!seen.with("creditExpected").isEmpty() && chance < 50) {
            credit(seen);
        } else if (chance < 55) {
            invoice(seen, known);
        } else if (chance < 68 && !known.isEmpty()) {
            look(seen, known.get(dice.nextInt(known.size())));
        } else {
            pay(seen);
        }
    }

    private void invoice(OrderSteps.Seen seen, List<UUID> known) {
        var lines = new ArrayList<Wishes.Billed>();
        for (var line : seen.with("openToInvoice")) {
            var here = Purchasing.number(line, "received")
                    .subtract(Purchasing.number(line, "returned"))
                    .subtract(Purchasing.number(line, "invoiced"));
            var early = dice.nextInt(8) == 0;
            var quantity = early ? Purchasing.number(line, "openToInvoice") : here;
            if (quantity.signum() > 0) {
                var price = new BigDecimal(line.at("/price/amount").asString("1.00"));
                lines.add(new Wishes.Billed(
                        line.path("quotable").asString(),
                        quantity,
                        dice.nextInt(10) == 0 ? price.add(new BigDecimal("0.50")) : price));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        var number = "RE-" + UUID.randomUUID().toString().substring(0, 13);
        if (seen.purchase().vendor.equals(House.NEIGHBOUR) && dice.nextInt(3) == 0) {
            handIn(seen, number, lines, known);
        } else {
            enter(seen, Deed.ENTER_INVOICE, "/invoices", number, "", lines, known);
        }
    }

    private void handIn(OrderSteps.Seen seen, String number, List<Wishes.Billed> lines, List<UUID> known) {
        var vendor = client.get(
                        seen.house().the("buyer"), "/vendors/" + seen.house().vendor(House.NEIGHBOUR))
                .orElseThrow();
        var xml =
                PaperInvoice.of(seen.house(), vendor.at("/terms/endpoint/id").asString(), number, seen.number(), lines);
        var outcome = client.perform(Act.document(seen.house(), seen.house().the("buyer"), xml), dice);
        for (var became : outcome.body().path("became")) {
            if (became.path("type").asString("").equals("invoice")) {
                known.add(UUID.fromString(became.path("id").asString()));
            }
        }
    }

    private void credit(OrderSteps.Seen seen) {
        var billed = numbers.get(seen.id());
        if (billed == null) {
            return;
        }
        var lines = seen.with("creditExpected").stream()
                .map(line -> new Wishes.Billed(
                        line.path("quotable").asString(),
                        Purchasing.number(line, "creditExpected"),
                        new BigDecimal(line.at("/price/amount").asString("1.00"))))
                .toList();
        enter(
                seen,
                Deed.ENTER_CREDIT_NOTE,
                "/credit-notes",
                "C-" + UUID.randomUUID().toString().substring(0, 13),
                billed,
                lines,
                new ArrayList<>());
    }

    private void enter(
            OrderSteps.Seen seen,
            Deed deed,
            String path,
            String number,
            String billed,
            List<Wishes.Billed> lines,
            List<UUID> known) {
        var outcome = client.perform(
                Act.post(
                        seen.house(),
                        seen.house().the("clerk"),
                        deed,
                        path,
                        Wishes.bill(seen.house().vendor(seen.purchase().vendor), number, seen.number(), billed, lines)),
                dice);
        if (outcome.done()) {
            known.add(outcome.made());
            if (deed == Deed.ENTER_INVOICE) {
                numbers.put(seen.id(), number);
            }
        }
    }

    /** An invoice that is held is let go, rejected, or left; one that is not is now and then reversed. */
    private void look(OrderSteps.Seen seen, UUID id) {
        var clerk = seen.house().the("clerk");
        var invoice = client.get(clerk, "/invoices/" + id);
        if (invoice.isEmpty()) {
            return;
        }
        var holds = StreamSupport.stream(invoice.get().path("holds").spliterator(), false)
                .filter(hold -> hold.path("open").asBoolean())
                .toList();
        if (!holds.isEmpty() && dice.nextInt(3) > 0) {
            lift(seen, id, holds.getFirst());
        } else if (!holds.isEmpty()) {
            client.perform(
                    Act.post(
                            seen.house(),
                            clerk,
                            Deed.REJECT_INVOICE,
                            "/invoices/" + id + "/rejection",
                            Wishes.reason("Not what was agreed")),
                    dice);
        } else if (dice.nextInt(4) == 0) {
            client.perform(
                    Act.post(
                            seen.house(),
                            seen.house().the("finance"),
                            Deed.REVERSE_INVOICE,
                            "/invoices/" + id + "/reversal",
                            Wishes.reason("Entered by mistake")),
                    dice);
        }
    }

    private void lift(OrderSteps.Seen seen, UUID id, JsonNode hold) {
        var role = switch (hold.path("owner").asString("")) {
            case "buyer" -> "buyer";
            case "receiver" -> "receiver";
            case "ap_clerk" -> "clerk";
            default -> "finance";
        };
        client.perform(
                Act.post(
                        seen.house(),
                        seen.house().the(role),
                        Deed.LIFT_HOLD,
                        "/invoices/" + id + "/holds/" + hold.path("id").asString() + "/lifting",
                        Wishes.reason("It is agreed")),
                dice);
    }

    private void pay(OrderSteps.Seen seen) {
        var house = seen.house();
        var proposed = client.perform(
                Act.post(
                        house,
                        house.the("clerk"),
                        Deed.PROPOSE,
                        "/payment-proposals",
                        Wishes.proposal(house.vendor(seen.purchase().vendor))),
                dice);
        if (!proposed.done()) {
            return;
        }
        var path = "/payment-proposals/" + proposed.made();
        if (dice.nextInt(10) == 0) {
            client.perform(
                    Act.post(
                            house,
                            house.the("clerk"),
                            Deed.WITHDRAW_PAYMENT,
                            path + "/withdrawal",
                            Wishes.reason("Later")),
                    dice);
            return;
        }
        var approved = client.perform(
                Act.post(house, house.the("payer"), Deed.APPROVE_PAYMENT, path + "/approval", "")
                        .on(proposed.body().path("version").asInt()),
                dice);
        if (approved.done()) {
            compareFile(house, path);
            settle(house, path, approved.body());
            compareFile(house, path);
        }
    }

    private void settle(House house, String path, JsonNode proposal) {
        for (var payment : proposal.path("payments")) {
            var one = path + "/payments/" + payment.path("id").asString();
            if (dice.nextInt(10) == 0) {
                client.perform(
                        Act.post(house, house.the("payer"), Deed.FAIL, one + "/failure", Wishes.reason("No cover")),
                        dice);
            } else {
                client.perform(
                        Act.post(
                                house,
                                house.the("otherPayer"),
                                Deed.EXECUTE,
                                one + "/execution",
                                "{\"on\": \"" + House.today() + "\"}"),
                        dice);
            }
        }
    }

    private void compareFile(House house, String path) {
        client.file(house.the("payer"), path + "/file")
                .map(Hash::sha256)
                .map(Hash::hex)
                .ifPresent(now -> {
                    var first = FILES.putIfAbsent(path, now);
                    if (first != null && !first.equals(now)) {
                        findings.add("a bank file changed", path + ": " + first + ", now " + now);
                    }
                });
    }
}
