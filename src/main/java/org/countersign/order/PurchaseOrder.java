package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.requisition.RequisitionId;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order: what was agreed with the vendor, in the revision in force, and what happened to the lines that are loaded
 * (all of them, or those that an act touches). Its kept figures always speak of all lines.
 */
public record PurchaseOrder(
        OrderId id,
        String number,
        Head head,
        OrderPhase phase,
        Optional<Ending> ended,
        Optional<Hold> hold,
        Revisions revisions,
        Kept kept,
        Exchange exchange,
        Map<OrderLineId, Line> lines,
        int version) {

    /** What an order is made with and keeps for life. */
    public record Head(
            VendorId vendor,
            String vendorName,
            String title,
            RequisitionId requisition,
            String requisitionNumber,
            AccountId requester,
            String requesterName,
            LocalDate orderedOn,
            LocalDate neededBy,
            String deliverTo,
            CurrencyUnit currency,
            Rate rate,
            LocalDate rateDate,
            String rateSource) {

        Head neededBy(LocalDate other) {
            return new Head(
                    vendor,
                    vendorName,
                    title,
                    requisition,
                    requisitionNumber,
                    requester,
                    requesterName,
                    orderedOn,
                    other,
                    deliverTo,
                    currency,
                    rate,
                    rateDate,
                    rateSource);
        }
    }

    /** Why an order ended. */
    public enum Ending {
        CANCELLED,
        SHORT_CLOSED,
        COMPLETED
    }

    /** Held by a person: nothing is paid and nothing more is received until somebody lifts it. */
    public record Hold(String by, String why) {}

    /** The revision in force, the latest one and whether it waits for its approval, and what the one in force comes to. */
    public record Revisions(int inForce, int latest, boolean inPreparation, Money net, Money tax) {

        public Money gross() {
            return net.plus(tax);
        }

        Revisions proposing() {
            return new Revisions(inForce, latest + 1, true, net, tax);
        }

        Revisions withdrawn() {
            return new Revisions(inForce, latest, false, net, tax);
        }

        static Revisions inForce(int revision, Money net, Money tax) {
            return new Revisions(revision, revision, false, net, tax);
        }
    }

    /** Where the order is between us and the vendor. */
    public record Exchange(Answer answer, Transmission transmission, String note) {

        static Exchange beginning() {
            return new Exchange(Answer.NONE, Transmission.PREPARING, "");
        }

        Exchange answered(Answer other) {
            return new Exchange(other, transmission, note);
        }

        /** The vendor spoke: who answers has got the order, whatever we know of its way there. */
        Exchange heard(Answer said) {
            return new Exchange(said, transmission == Transmission.PREPARING ? Transmission.SENT : transmission, note);
        }

        Exchange transmitted(Transmission other, String why) {
            return new Exchange(answer, other, why);
        }
    }

    /** What the vendor said to the revision in force. */
    public enum Answer {
        NONE,
        ACCEPTED,
        CHANGES_PROPOSED,
        REJECTED
    }

    /** How far the order's documents are on their way. */
    public enum Transmission {
        PREPARING("Being prepared"),
        TO_HAND_OVER("To hand over"),
        SENT("Sent"),
        HANDED_OVER("Handed over"),
        FAILED("Failed");

        private final String words;

        Transmission(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public PurchaseOrder {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /** The line; NotFound if this order has none by that id, or it was not loaded. */
    public Line line(OrderLineId line) {
        return Optional.ofNullable(lines.get(line)).orElseThrow(() -> new NotFound("order line", line));
    }

    /** The line by its number, as people quote it: {@code PO-2026-000123/3}. */
    public Optional<Line> lineNumbered(int lineNumber) {
        return lines.values().stream()
                .filter(line -> line.content().number() == lineNumber)
                .findFirst();
    }

    public Duty duty() {
        if (phase == OrderPhase.ENDED) {
            return Duty.NOTHING;
        }
        return switch (exchange.transmission()) {
            case TO_HAND_OVER, FAILED -> vendorKnows() ? dutyOnceSent() : Duty.SEND;
            case PREPARING, SENT, HANDED_OVER -> dutyOnceSent();
        };
    }

    /** Who answers or delivers has the order, however it got there. */
    private boolean vendorKnows() {
        return exchange.answer() != Answer.NONE || kept.received().isPositive();
    }

    private Duty dutyOnceSent() {
        return switch (exchange.answer()) {
            case CHANGES_PROPOSED, REJECTED -> Duty.DECIDE_ANSWER;
            case NONE -> kept.received().isZero() && kept.toReceive() > 0 ? Duty.ANSWER : dutyOnceAccepted();
            case ACCEPTED -> dutyOnceAccepted();
        };
    }

    private Duty dutyOnceAccepted() {
        if (kept.creditExpected() > 0) {
            return Duty.CREDIT;
        }
        if (kept.toReceive() > 0) {
            return Duty.DELIVERY;
        }
        return kept.toInvoice() > 0 ? Duty.INVOICE : kept.open() > 0 ? Duty.PAYMENT : Duty.NOTHING;
    }

    /** The day the duty is due: the vendor's answer within three days, goods when they are needed; empty = no date. */
    public Optional<LocalDate> dutyDueOn() {
        return switch (duty()) {
            case SEND -> Optional.of(head.orderedOn());
            case ANSWER, DECIDE_ANSWER -> Optional.of(head.orderedOn().plusDays(3));
            case DELIVERY -> Optional.of(head.neededBy());
            case CREDIT, INVOICE, PAYMENT, NOTHING -> Optional.empty();
        };
    }

    /** What an act comes to: the order after it and the facts to write. */
    record Outcome(PurchaseOrder after, List<Posted> posted, boolean completed, boolean reopened) {}

    /** The facts of one line, with the line before and after. */
    record Posted(Line before, Line after, @Nullable UUID sourceLine, List<LineFact> facts) {}

    /**
     * Lets a document act on lines: refuses where the phase or a line refuses, completes the order when nothing is left to
     * do, and opens it again when something is.
     */
    Outcome act(OrderPhase.Act act, List<LineAct> acts) {
        var next = OrderPhase.LIFE.next(phase, act);
        unless(hold.isEmpty() || act != OrderPhase.Act.RECEIVE, () -> held(hold.orElseThrow()));
        var changed = new LinkedHashMap<>(lines);
        var posted = new ArrayList<Posted>();
        var figures = kept;
        for (var lineAct : acts) {
            var before = Optional.ofNullable(changed.get(lineAct.line()))
                    .orElseThrow(() -> new NotFound("order line", lineAct.line()));
            var posting = lineAct.act().apply(before.ledger());
            var after = before.after(posting.after());
            changed.put(lineAct.line(), after);
            figures = figures.minus(Kept.of(before.ledger())).plus(Kept.of(after.ledger()));
            posted.add(new Posted(before, after, lineAct.sourceLine(), posting.facts()));
        }
        var ends = next == OrderPhase.OPEN && figures.complete() && figures.lines() > 0;
        var finalPhase = ends ? OrderPhase.LIFE.next(OrderPhase.OPEN, OrderPhase.Act.COMPLETE) : next;
        var ending = ends
                ? Optional.of(figures.cancelled() > 0 ? Ending.SHORT_CLOSED : Ending.COMPLETED)
                : finalPhase == OrderPhase.ENDED ? ended : Optional.<Ending>empty();
        var after = new PurchaseOrder(
                id, number, head, finalPhase, ending, hold, revisions, figures, exchange, changed, version + 1);
        return new Outcome(
                after,
                posted,
                phase == OrderPhase.OPEN && finalPhase == OrderPhase.ENDED,
                phase == OrderPhase.ENDED && finalPhase == OrderPhase.OPEN);
    }

    private Refusal held(Hold held) {
        return Refusal.conflict(
                "order-held",
                "This order is held by " + held.by() + ": " + held.why() + ".",
                Facts.of("order", number).under("order-hold", "buyer"));
    }

    /** Cancels all that was ordered; refused once anything was received, claimed or billed. */
    Outcome cancel() {
        for (var line : lines.values()) {
            var sums = line.ledger().sums();
            var touched = (sums.of(FactKind.RECEIVED).quantity().isPositive()
                            && sums.netReceived().quantity().isPositive())
                    || sums.netInvoiced().quantity().isPositive()
                    || sums.of(FactKind.CLAIMED).quantity().isPositive();
            unless(
                    !touched,
                    () -> Refusal.conflict(
                            "order-in-use",
                            "Goods were received or billed on line "
                                    + line.content().number()
                                    + ": close the remainder short instead, or reverse them first.",
                            Facts.of("line", number + "/" + line.content().number())
                                    .measured(
                                            "net received",
                                            0,
                                            sums.netReceived().quantity(),
                                            0)
                                    .and("net-invoiced", sums.netInvoiced().quantity())
                                    .under("cancel-before-receipt", "nobody; short close is open")));
        }
        var open = lines.values().stream()
                .filter(line -> line.ledger().standing().openToReceive().isPositive())
                .map(line -> new LineAct(line.id(), null, OrderLine::shortClose))
                .toList();
        var outcome = act(OrderPhase.Act.SHORT_CLOSE, open);
        OrderPhase.LIFE.next(phase, OrderPhase.Act.CANCEL);
        return new Outcome(outcome.after().endedAs(Ending.CANCELLED), outcome.posted(), true, false);
    }

    private PurchaseOrder endedAs(Ending ending) {
        return new PurchaseOrder(
                id,
                number,
                head,
                OrderPhase.ENDED,
                Optional.of(ending),
                hold,
                revisions,
                kept,
                exchange,
                lines,
                version);
    }

    /** The order with another standing between us and the vendor. */
    PurchaseOrder exchanging(Exchange other) {
        return new PurchaseOrder(id, number, head, phase, ended, hold, revisions, kept, other, lines, version + 1);
    }

    /** The hold that stops it now; an order that has ended keeps its hold in the record and is stopped by nothing. */
    public Optional<Hold> stoppedBy() {
        return hold.filter(_ -> phase == OrderPhase.OPEN);
    }

    PurchaseOrder holding(Optional<Hold> other) {
        OrderPhase.LIFE.next(phase, OrderPhase.Act.HOLD);
        return new PurchaseOrder(id, number, head, phase, ended, other, revisions, kept, exchange, lines, version + 1);
    }

    PurchaseOrder numbered(String given) {
        return new PurchaseOrder(id, given, head, phase, ended, hold, revisions, kept, exchange, lines, version);
    }

    PurchaseOrder neededBy(LocalDate day) {
        return new PurchaseOrder(
                id, number, head.neededBy(day), phase, ended, hold, revisions, kept, exchange, lines, version);
    }

    PurchaseOrder withLines(Map<OrderLineId, Line> others) {
        return new PurchaseOrder(id, number, head, phase, ended, hold, revisions, kept, exchange, others, version);
    }

    PurchaseOrder revised(Revisions other) {
        return new PurchaseOrder(id, number, head, phase, ended, hold, other, kept, exchange, lines, version + 1);
    }

    /** Refuses while a revision waits for its approval: one at a time. */
    void requireNothingInPreparation() {
        unless(
                !revisions.inPreparation(),
                () -> Refusal.conflict(
                        "revision-in-preparation",
                        "Revision " + revisions.latest() + " waits for its approval; decide or withdraw it first.",
                        Facts.of("revision", revisions.latest())));
    }

    /** The content of a revision that changes this one: changed, added and left-out lines; refused below the floor. */
    List<Line.Content> proposed(List<LineChange> changes) {
        var byLine = changes.stream()
                .filter(change -> change.line().isPresent())
                .collect(Collectors.toMap(
                        change -> change.line().orElseThrow(), Function.identity(), (first, second) -> {
                            throw Refusal.rule(
                                    "line-twice",
                                    "A line is changed twice in one revision.",
                                    Facts.of("line", first.line().orElseThrow()));
                        }));
        var contents = new ArrayList<Line.Content>();
        for (var line : lines.values()) {
            var change = byLine.remove(line.id());
            if (change == null) {
                if (line.wanted().quantity().isPositive()) {
                    contents.add(line.wanted());
                }
                continue;
            }
            var content = change.applied(line.wanted());
            line.ledger()
                    .revise(
                            content.quantity()
                                    .plus(line.ledger()
                                            .sums()
                                            .of(FactKind.CANCELLED)
                                            .quantity()),
                            content.price());
            if (content.quantity().isPositive()) {
                contents.add(content);
            }
        }
        byLine.keySet().forEach(unknown -> {
            throw new NotFound("order line", unknown);
        });
        return contents;
    }
}
