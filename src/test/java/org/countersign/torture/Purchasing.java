package org.countersign.torture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * One client: keeps a few purchases going and does a step of one of them at a time, as whoever it is up to. What it does
 * next is tossed; what is possible it asks first, and is refused now and then all the same.
 */
final class Purchasing implements Runnable {

    private static final int AT_ONCE = 4;
    private static final int STEPS = 26;

    private final List<House> houses;
    private final Client client;
    private final Random dice;
    private final BooleanSupplier goesOn;
    private final OrderSteps orders;
    private final List<Purchase> open = new ArrayList<>();

    Purchasing(List<House> houses, Client client, Findings findings, long seed, BooleanSupplier goesOn) {
        this.houses = houses;
        this.client = client;
        this.dice = new Random(seed);
        this.goesOn = goesOn;
        this.orders = new OrderSteps(client, findings, dice);
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            if (open.size() < AT_ONCE && dice.nextInt(3) == 0 || open.isEmpty()) {
                open.add(begun());
            }
            var purchase = open.get(dice.nextInt(open.size()));
            if (isOver(purchase) || purchase.step() > STEPS) {
                open.remove(purchase);
            }
        }
    }

    private Purchase begun() {
        var house = houses.get(dice.nextInt(houses.size()));
        return new Purchase(
                house,
                dice.nextInt(3) == 0 ? House.PAPER : House.NEIGHBOUR,
                house.the(dice.nextInt(4) == 0 ? "manager" : "requester"));
    }

    /** One step; whether nothing is left to do. */
    private boolean isOver(Purchase purchase) {
        if (purchase.order().isPresent()) {
            return orders.isOver(purchase, purchase.order().get());
        }
        if (purchase.plan().isPresent()) {
            return isDecidedAgainst(purchase, purchase.plan().get());
        }
        request(purchase);
        return false;
    }

    private void request(Purchase purchase) {
        var draft = purchase.requisition();
        var wish = Wishes.requisition(purchase.house, purchase.vendor, dice);
        if (draft.isPresent()) {
            submit(purchase, draft.get());
        } else if (dice.nextInt(3) == 0) {
            perform(Act.post(purchase.house, purchase.requester, Deed.DRAFT, "/requisitions", wish))
                    .ifPresent(made -> purchase.drafted(made.made()));
        } else {
            perform(Act.post(
                            purchase.house,
                            purchase.requester,
                            Deed.DRAFT_AND_SUBMIT,
                            "/requisitions?submit=true",
                            wish))
                    .ifPresent(made -> submitted(purchase, made));
        }
    }

    private void submit(Purchase purchase, UUID draft) {
        var seen = client.get(purchase.requester, "/requisitions/" + draft);
        if (seen.isEmpty()) {
            return;
        }
        var version = seen.get().path("version").asInt();
        var path = "/requisitions/" + draft;
        if (dice.nextInt(3) == 0) {
            perform(Act.put(
                    purchase.house,
                    purchase.requester,
                    Deed.CHANGE_DRAFT,
                    path,
                    Wishes.requisition(purchase.house, purchase.vendor, dice),
                    version));
            return;
        }
        perform(Act.post(purchase.house, purchase.requester, Deed.SUBMIT, path + "/submission", "")
                        .on(version))
                .ifPresent(made -> submitted(purchase, made));
    }

    private static void submitted(Purchase purchase, Client.Outcome made) {
        purchase.drafted(made.made());
        purchase.waitsFor(UUID.fromString(made.body().path("approval").asString()));
    }

    private boolean isDecidedAgainst(Purchase purchase, UUID planId) {
        if (dice.nextInt(40) == 0) {
            var withdrawn = perform(Act.post(
                    purchase.house,
                    purchase.requester,
                    Deed.WITHDRAW,
                    "/requisitions/" + purchase.requisition().orElseThrow() + "/withdrawal",
                    Wishes.reason("Not needed any more")));
            if (withdrawn.isPresent()) {
                return true;
            }
        }
        var plan =
                client.get(purchase.house.the("buyer"), "/approvals/" + planId).orElseThrow();
        if (plan.path("waitingFor").isEmpty()) {
            return true;
        }
        var who = purchase.house.called(plan.path("waitingFor").get(0).asString());
        var chance = dice.nextInt(100);
        var deed = chance < 90 ? Deed.APPROVE : chance < 95 ? Deed.ASK_FOR_CHANGES : Deed.REJECT;
        var verdict = switch (deed) {
            case APPROVE -> "approve";
            case REJECT -> "reject";
            default -> "ask_for_changes";
        };
        var ruled = perform(Act.post(
                purchase.house, who, deed, "/approvals/" + planId + "/decision", Wishes.decision(verdict, plan)));
        ruled.ifPresent(outcome -> follow(purchase, deed, outcome.body()));
        return ruled.isPresent() && deed == Deed.REJECT;
    }

    private static void follow(Purchase purchase, Deed deed, JsonNode ruled) {
        if (deed == Deed.ASK_FOR_CHANGES) {
            purchase.decided();
        }
        for (var made : ruled.path("made")) {
            purchase.ordered(UUID.fromString(made.path("document").path("id").asString()));
        }
    }

    private java.util.Optional<Client.Outcome> perform(Act act) {
        var outcome = client.perform(act, dice);
        return outcome.done() ? java.util.Optional.of(outcome) : java.util.Optional.empty();
    }

    static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asString("0"));
    }
}
