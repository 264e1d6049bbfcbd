package org.countersign.demonstration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.countersign.approval.ApprovalFinder;
import org.countersign.approval.Approving;
import org.countersign.approval.Decision;
import org.countersign.approval.PlanId;
import org.countersign.fulfilment.ReceiptContent;
import org.countersign.fulfilment.Receiving;
import org.countersign.fulfilment.ReturnContent;
import org.countersign.invoice.BillContent;
import org.countersign.invoice.DocumentNumber;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.Invoicing;
import org.countersign.invoice.Origin;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Role;
import org.countersign.order.Correspondence;
import org.countersign.order.Disposition;
import org.countersign.order.Line;
import org.countersign.order.LineChange;
import org.countersign.order.OrderFinder;
import org.countersign.order.OrderId;
import org.countersign.order.OrderView;
import org.countersign.order.Ordering;
import org.countersign.order.PurchaseOrder;
import org.countersign.order.Revising;
import org.countersign.order.VendorAnswer;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Transactions;
import org.countersign.requisition.RequisitionContent;
import org.countersign.requisition.Requisitioning;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * What the demonstration buyers bought in the last 90 days: about 60 orders, each in a situation of its own. Every step is
 * an act of a person through its door, done at its own moment, all of them in the order in which they happened.
 */
@Component
class Purchases {

    private final Requisitioning requisitioning;
    private final Approving approving;
    private final ApprovalFinder approvals;
    private final Ordering ordering;
    private final Revising revising;
    private final Correspondence correspondence;
    private final OrderFinder orders;
    private final Receiving receiving;
    private final Invoicing invoicing;
    private final Settlement settlement;
    private final Transactions transactions;
    private final Clock clock;

    Purchases(
            Requisitioning requisitioning,
            Approving approving,
            ApprovalFinder approvals,
            Ordering ordering,
            Revising revising,
            Correspondence correspondence,
            OrderFinder orders,
            Receiving receiving,
            Invoicing invoicing,
            Settlement settlement,
            Transactions transactions,
            Clock clock) {
        this.requisitioning = requisitioning;
        this.approving = approving;
        this.approvals = approvals;
        this.ordering = ordering;
        this.revising = revising;
        this.correspondence = correspondence;
        this.orders = orders;
        this.receiving = receiving;
        this.invoicing = invoicing;
        this.settlement = settlement;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How far a purchase has come, and what went differently. */
    enum Situation {
        PAID,
        WAITS_FOR_APPROVAL,
        PARTLY_RECEIVED,
        READY_TO_PAY,
        ACCEPTED,
        HELD_FOR_PRICE,
        NOT_INVOICED,
        BILLED_BEFORE_RECEIPT,
        CLOSED_SHORT,
        CANCELLED,
        CREDIT_EXPECTED,
        CHANGES_PROPOSED,
        REVISION_WAITS,
        ORDERED,
        REJECTED,
        DRAFT
    }

    private record Step(Instant at, Runnable act) {}

    /** A purchase on its way: what its steps have made so far. */
    private static final class Story {

        private final Company company;
        private final Instant begins;
        private final String title;
        private final List<RequisitionContent.Line> wishes;
        private final String number;
        private PlanId plan;
        private OrderId order;
        private Invoice invoice;

        @SuppressWarnings("NullAway.Init") // filled by its own steps, in their order
        Story(Company company, Instant begins, String title, List<RequisitionContent.Line> wishes, String number) {
            this.company = company;
            this.begins = begins;
            this.title = title;
            this.wishes = wishes;
            this.number = number;
        }
    }

    /** Lets every buyer live through the days up to now; the same seed makes the same purchases. */
    void live(List<Company> buyers, int each, Instant now, long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        for (var company : buyers) {
            for (var k = 0; k < each; k++) {
                steps.addAll(story(company, k, each, now, random));
            }
        }
        steps.stream()
                .filter(step -> step.at().isBefore(now))
                .sorted(Comparator.comparing(Step::at))
                .forEach(step -> InstallationClock.at(step.at(), () -> {
                    step.act().run();
                    return true;
                }));
    }

    private List<Step> story(Company company, int k, int of, Instant now, Random random) {
        var situation = Situation.values()[k % Situation.values().length];
        var daysAgo = situation == Situation.PAID || situation == Situation.READY_TO_PAY || k > of / 2
                ? 88 - (long) (80.0 * k / of)
                : 20 - (k % 16);
        var begins = now.minusSeconds(daysAgo * 86_400 + random.nextInt(20_000));
        var wishes = wishes(company, random, daysAgo, now);
        var story = new Story(
                company, begins, title(company, wishes), wishes, "R-" + (70_000 + k * 37 + company.people.size()));
        var steps = new ArrayList<Step>();
        var hours = new long[] {0};
        Consumer<Runnable> next = act -> {
            steps.add(new Step(begins.plusSeconds(hours[0] * 3_600L + 60L * k), act));
            hours[0] += 3 + random.nextInt(20);
        };
        next.accept(() -> write(story, situation == Situation.DRAFT));
        if (situation == Situation.DRAFT || situation == Situation.WAITS_FOR_APPROVAL) {
            return steps;
        }
        next.accept(() -> decide(story, situation != Situation.REJECTED));
        if (situation == Situation.REJECTED || situation == Situation.ORDERED) {
            return steps;
        }
        if (situation == Situation.CANCELLED) {
            next.accept(() -> act(
                    story,
                    Role.BUYER,
                    by -> ordering.cancel(
                            story.order,
                            view(story, by).order().version(),
                            "No longer needed, the project was stopped",
                            by)));
            return steps;
        }
        next.accept(() -> act(story, Role.BUYER, by -> answer(story, situation, by)));
        after(situation, story, next, random);
        return steps;
    }

    private void after(Situation situation, Story story, Consumer<Runnable> next, Random random) {
        switch (situation) {
            case PAID, READY_TO_PAY -> {
                next.accept(() -> receive(story, 100));
                next.accept(() -> bill(story, situation == Situation.PAID ? 0 : 45, "1"));
                if (situation == Situation.PAID) {
                    next.accept(() -> settlement.pay(story.company));
                }
            }
            case PARTLY_RECEIVED -> next.accept(() -> receive(story, 40 + random.nextInt(30)));
            case NOT_INVOICED -> next.accept(() -> receive(story, 100));
            case HELD_FOR_PRICE -> {
                next.accept(() -> receive(story, 100));
                next.accept(() -> bill(story, 45, "1.08"));
            }
            case BILLED_BEFORE_RECEIPT -> next.accept(() -> bill(story, 45, "1"));
            case CLOSED_SHORT -> {
                next.accept(() -> receive(story, 30));
                next.accept(() -> act(
                        story,
                        Role.BUYER,
                        by -> ordering.shortClose(
                                story.order, Set.of(), "The vendor has discontinued the article", by)));
            }
            case CREDIT_EXPECTED -> {
                next.accept(() -> receive(story, 100));
                next.accept(() -> bill(story, 45, "1"));
                next.accept(() -> giveBack(story));
            }
            case REVISION_WAITS -> next.accept(() -> revise(story));
            case ACCEPTED, CHANGES_PROPOSED, ORDERED, CANCELLED, REJECTED, DRAFT, WAITS_FOR_APPROVAL -> {
                // nothing has come after the vendor's answer yet
            }
        }
    }

    private void write(Story story, boolean asDraft) {
        act(story, Role.REQUESTER, by -> {
            var content = new RequisitionContent(
                    story.title,
                    "Needed for the running project; agreed with the team.",
                    story.company.organization.currency(),
                    day(story.begins, story.company).plusDays(21),
                    "",
                    story.wishes);
            var saved = requisitioning.draft(content, by);
            if (asDraft) {
                return saved;
            }
            var submitted = requisitioning.submit(saved.id(), saved.version(), by);
            story.plan = submitted.approval();
            return submitted;
        });
    }

    /** Everybody who is asked decides, one after the other. */
    private void decide(Story story, boolean approving) {
        for (var round = 0; round < 12; round++) {
            var view = transactions.read(
                    story.company.the(Role.BUYER), () -> approvals.plan(story.plan, story.company.the(Role.BUYER)));
            if (view.waitingFor().isEmpty()) {
                return;
            }
            var by = story.company.named(view.waitingFor().getFirst());
            var hash = HexFormat.of().parseHex(view.about().contentHash());
            var ruled = transactions.act(
                    by,
                    () -> this.approving.decide(
                            story.plan,
                            approving ? Decision.Verdict.APPROVE : Decision.Verdict.REJECT,
                            approving ? "" : "We have three of these in the store room",
                            hash,
                            by));
            ruled.made().stream()
                    .findFirst()
                    .ifPresent(made -> story.order = new OrderId(made.document().id()));
            if (!approving) {
                return;
            }
        }
    }

    private Object answer(Story story, Situation situation, Actor by) {
        var order = view(story, by).order();
        var first = order.lines().values().iterator().next();
        var proposes = situation == Situation.CHANGES_PROPOSED;
        return correspondence.answered(
                order.id(),
                new VendorAnswer(
                        proposes ? VendorAnswer.Kind.CHANGES_PROPOSED : VendorAnswer.Kind.ACCEPTED,
                        1,
                        "AB-" + story.number,
                        proposes ? "The first line can only come two weeks later" : "",
                        day(story.begins, story.company).plusDays(1),
                        Optional.empty(),
                        proposes
                                ? List.of(new VendorAnswer.Line(
                                        first.id(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(first.content().neededBy().plusDays(14))))
                                : List.of()),
                by);
    }

    private void receive(Story story, int percent) {
        act(story, Role.RECEIVER, by -> {
            var order = view(story, by).order();
            var lines = order.lines().values().stream()
                    .map(line -> ReceiptContent.Line.good(line.id(), share(line, percent)))
                    .toList();
            return receiving.receive(order.id(), new ReceiptContent(today(story), "LS-" + story.number, "", lines), by);
        });
    }

    private static Quantity share(Line line, int percent) {
        var whole = line.content().quantity().value();
        var part = whole.multiply(BigDecimal.valueOf(percent)).movePointLeft(2).setScale(0, RoundingMode.CEILING);
        return new Quantity(part);
    }

    private void giveBack(Story story) {
        act(story, Role.RECEIVER, by -> {
            var order = view(story, by).order();
            var first = order.lines().values().iterator().next();
            return receiving.giveBack(
                    order.id(),
                    new ReturnContent(
                            today(story),
                            "RMA-" + story.number,
                            "",
                            List.of(new ReturnContent.Line(
                                    first.id(),
                                    Optional.empty(),
                                    Quantity.of(1),
                                    Disposition.CREDIT,
                                    "Does not work"))),
                    by);
        });
    }

    /** The vendor's invoice for all of the order, at the ordered price times the factor. */
    private void bill(Story story, int dueInDays, String factor) {
        act(story, Role.AP_CLERK, by -> {
            var order = view(story, by).order();
            var lines = new ArrayList<BillContent.Line>();
            var net = Money.zero(order.head().currency());
            var tax = net;
            for (var line : order.lines().values()) {
                var billed = billed(order, line, factor);
                net = net.plus(billed.net());
                tax = tax.plus(line.content().tax(billed.net()));
                lines.add(billed);
            }
            story.invoice = invoicing.capture(
                    new BillContent(
                            Kind.INVOICE,
                            order.head().vendor(),
                            new DocumentNumber(story.number),
                            today(story),
                            Optional.of(today(story).plusDays(dueInDays)),
                            Optional.empty(),
                            BillContent.Totals.of(net, tax),
                            BillContent.References.order(order.number()),
                            lines),
                    new Origin.ByHand(),
                    by);
            return story.invoice;
        });
    }

    private static BillContent.Line billed(PurchaseOrder order, Line line, String factor) {
        var content = line.content();
        var quantity = content.quantity();
        var price = new Price(
                BigMoney.of(
                        content.price().currency(),
                        content.price()
                                .amount()
                                .getAmount()
                                .multiply(new BigDecimal(factor))
                                .setScale(2, RoundingMode.HALF_UP)),
                content.price().per());
        return new BillContent.Line(
                BillContent.LineKind.LINE,
                Integer.toString(content.number()),
                content.goods().description(),
                content.goods().sku(),
                quantity,
                content.goods().unit(),
                price,
                price.times(quantity),
                content.tax().category(),
                content.tax().ratePercent(),
                order.number() + "/" + content.number(),
                "");
    }

    private void revise(Story story) {
        act(story, Role.BUYER, by -> {
            var order = view(story, by).order();
            var first = order.lines().values().iterator().next();
            return revising.revise(
                    order.id(),
                    1,
                    List.of(LineChange.of(first.id(), first.content().quantity().plus(Quantity.of(2)))),
                    "Two more for the second site",
                    by);
        });
    }

    private OrderView view(Story story, Actor by) {
        return orders.order(story.order, by);
    }

    private <T> void act(Story story, Role role, Function<Actor, T> act) {
        var by = story.company.the(role);
        Supplier<T> work = () -> act.apply(by);
        transactions.act(by, work);
    }

    private LocalDate today(Story story) {
        return day(clock.instant(), story.company);
    }

    private static LocalDate day(Instant moment, Company company) {
        return moment.atZone(company.organization.zone()).toLocalDate();
    }

    private static List<RequisitionContent.Line> wishes(Company company, Random random, long daysAgo, Instant now) {
        var skus = List.copyOf(company.items.keySet());
        var lines = new ArrayList<RequisitionContent.Line>();
        var count = 1 + random.nextInt(3);
        var first = random.nextInt(skus.size());
        for (var k = 0; k < count; k++) {
            var sku = skus.get((first + k) % skus.size());
            lines.add(new RequisitionContent.Line(
                    null,
                    company.items.get(sku),
                    "",
                    "",
                    "",
                    "",
                    null,
                    null,
                    Quantity.of(2 + random.nextInt(18)),
                    null,
                    null,
                    day(now, company).minusDays(daysAgo).plusDays(10 + random.nextInt(30)),
                    List.of(new RequisitionContent.Charge(
                            company.centres.get(random.nextInt(company.centres.size())),
                            new BigDecimal("100"),
                            null))));
        }
        return lines;
    }

    private static String title(Company company, List<RequisitionContent.Line> wishes) {
        var first = wishes.getFirst().item();
        var name = company.items.entrySet().stream()
                .filter(item -> item.getValue().equals(first))
                .map(item -> company.names.getOrDefault(item.getKey(), item.getKey()))
                .findFirst()
                .orElse("Supplies");
        return wishes.size() == 1 ? name : name + " and more";
    }
}
