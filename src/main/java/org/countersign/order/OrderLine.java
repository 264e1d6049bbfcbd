package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;
import static org.countersign.order.FactKind.ACKNOWLEDGED;
import static org.countersign.order.FactKind.CANCELLED;
import static org.countersign.order.FactKind.CLAIMED;
import static org.countersign.order.FactKind.CREDITED;
import static org.countersign.order.FactKind.INVOICED;
import static org.countersign.order.FactKind.ORDERED;
import static org.countersign.order.FactKind.PAID;
import static org.countersign.order.FactKind.RECEIVED;
import static org.countersign.order.FactKind.RETURNED;
import static org.countersign.order.FactKind.RETURNED_FOR_CREDIT;
import static org.countersign.order.FactKind.SHIPPED;
import static org.countersign.order.FactKind.WAIVED;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A line of an order: what was agreed, and the sums of what happened. Each act answers with the facts to write and the
 * line after them, or refuses; it never changes a sum by hand. Quantities are in the base unit and are compared at its
 * digits; on an amount line a quantity is an amount of the order's currency.
 */
public record OrderLine(
        OrderLineId id,
        int number,
        Measure measure,
        int baseScale,
        Price price,
        Rate rate,
        LineSums sums,
        Allowances allowances) {

    public OrderLine {
        unless(
                measure == Measure.QUANTITY || price.each().compareTo(BigDecimal.ONE) == 0,
                "amount-line-price",
                "A line that is counted in money has no unit price.");
    }

    /** A line nothing has happened to. */
    public static OrderLine of(OrderLineId id, int number, Measure measure, int baseScale, Price price, Rate rate) {
        var sums = LineSums.none(price.currency(), rate.into());
        return new OrderLine(id, number, measure, baseScale, price, rate, sums, Allowances.NONE);
    }

    /** What a document line counts for here: the goods it names, or on an amount line its money. */
    public Quantity counted(Quantity goods, Money amount) {
        return measure == Measure.AMOUNT ? new Quantity(amount.getAmount()) : goods;
    }

    public LineStanding standing() {
        return new LineStanding(this);
    }

    /** The line as it was before anything happened to it. */
    OrderLine withoutFacts() {
        return of(id, number, measure, baseScale, price, rate);
    }

    /** The line under other allowances; refused below what they are already needed for. */
    public OrderLine allowing(Allowances other) {
        var line = new OrderLine(id, number, measure, baseScale, price, rate, sums, other);
        LineLimits.require(line);
        return line;
    }

    // ---- the order and its revisions

    /** The line comes into force. */
    public Posting order(Quantity quantity) {
        requireSome(quantity);
        return revise(quantity, price);
    }

    /**
     * Another revision comes into force. The new quantity is the gross one, cancelled goods included; what has been received
     * or billed keeps its value, the rest is priced anew.
     */
    public Posting revise(Quantity newOrdered, Price newPrice) {
        var wanted = newOrdered.minus(sums.of(CANCELLED).quantity());
        var floor = standing().amendFloor();
        unless(
                !counts(floor.minus(wanted)),
                () -> Refusal.rule(
                        "below-floor",
                        "Not below what has been received or invoiced: return or credit the rest first.",
                        LineLimits.facts(this)
                                .measured("wanted", floor, wanted, floor)
                                .under("amend-floor", "nobody")));
        var value = valuation().wanted(wanted, newPrice).minus(sums.wanted().value());
        var delta = newOrdered.minus(sums.of(ORDERED).quantity());
        var ordered = new Figures(delta, value, value, wantedBook(value));
        var revised = new OrderLine(id, number, measure, baseScale, newPrice, rate, sums, allowances);
        return revised.posting(LineFact.of(ORDERED, ordered));
    }

    /** A revision leaves the line out: nothing more is wanted. */
    public Posting omit() {
        return revise(sums.of(CANCELLED).quantity(), price);
    }

    /** The remainder will never come: what is not received is cancelled, at the value still open. */
    public Posting shortClose() {
        var received = sums.netReceived();
        var open = sums.wanted().minus(received);
        unless(
                counts(open.quantity()),
                () -> Refusal.rule(
                        "nothing-open",
                        "Nothing is left to receive on this line, so there is nothing to close short.",
                        LineLimits.facts(this).measured("open to receive", "above 0", open.quantity(), "above 0")));
        var value = open.value().isNegative() ? none().value() : open.value();
        return posting(cancelled(open.quantity(), value));
    }

    /** The vendor's answer, as a change to what was acknowledged so far. */
    public Posting acknowledge(Quantity change) {
        return posting(counting(ACKNOWLEDGED, change));
    }

    /** The vendor says that so many are on their way. */
    public Posting ship(Quantity quantity) {
        requireSome(quantity);
        return posting(counting(SHIPPED, quantity));
    }

    // ---- goods and services

    public Posting receive(Quantity quantity) {
        return receive(quantity, rate);
    }

    /** Goods arrive, at the rate of the day where the organisation books by it. */
    public Posting receive(Quantity quantity, Rate atRate) {
        requireSome(quantity);
        return posting(LineFact.of(RECEIVED, valuation().received(quantity, atRate)));
    }

    /** Damaged or wrong at the dock: received and returned in one, never payable; for credit it is not wanted again. */
    public Posting rejectAtDock(Quantity quantity, Disposition disposition) {
        requireSome(quantity);
        var goods = valuation().received(quantity, rate);
        var received = LineFact.of(RECEIVED, goods);
        var returned = LineFact.of(RETURNED, goods);
        var lapsing = switch (disposition) {
            case REPLACE -> Quantity.ZERO;
            case CREDIT -> quantity.min(openToReceive(Quantity.ZERO));
        };
        return posting(received, returned, lapsed(lapsing, goods));
    }

    /** Goods go back and others are to come. */
    public Posting returnToReplace(Quantity quantity) {
        requireSome(quantity);
        return posting(LineFact.of(RETURNED, valuation().returned(quantity)));
    }

    /** Goods go back for good; they are no longer wanted, and a credit is expected for what was billed. */
    public Posting returnForCredit(Quantity quantity) {
        requireSome(quantity);
        var goods = valuation().returned(quantity);
        var lapsing = quantity.min(openToReceive(quantity));
        return posting(LineFact.of(RETURNED, goods), counting(RETURNED_FOR_CREDIT, quantity), lapsed(lapsing, goods));
    }

    /** The facts of an earlier document never happened. That each is reversed only once is the store's to know. */
    public Posting reverse(List<LineFact> facts) {
        return posting(valuation().reversed(facts).toArray(LineFact[]::new));
    }

    // ---- invoices, credit notes, money

    /** A captured invoice asks for so much and is not decided yet. */
    public Posting claim(Quantity quantity, Money amount) {
        requireSaid(quantity, amount);
        return posting(LineFact.of(CLAIMED, none().counting(quantity).stating(amount)));
    }

    /** A claim ends: its invoice is posted or rejected. */
    public Posting unclaim(Quantity quantity, Money amount) {
        requireSaid(quantity, amount);
        return posting(
                LineFact.of(CLAIMED, none().counting(quantity).stating(amount).negated()));
    }

    public Posting invoice(Quantity quantity, Money amount) {
        return invoice(quantity, amount, rate);
    }

    /** An invoice is posted at its own rate; goods received before clear at the rate of their receipt. */
    public Posting invoice(Quantity quantity, Money amount, Rate atRate) {
        requireSaid(quantity, amount);
        var goods = quantity.isZero() ? none() : valuation().invoiced(quantity, atRate);
        return posting(LineFact.of(INVOICED, goods.stating(amount)));
    }

    /** A credit note; of no quantity where it only corrects a price. */
    public Posting credit(Quantity quantity, Money amount) {
        requireSaid(quantity, amount);
        var goods = quantity.isZero() ? none() : valuation().credited(quantity);
        return posting(LineFact.of(CREDITED, goods.stating(amount)));
    }

    /** An expected credit is forgone; its value becomes a price variance. */
    public Posting waive(Quantity quantity) {
        requireSome(quantity);
        var expected = standing().creditExpected();
        unless(
                !counts(quantity.minus(expected)),
                () -> Refusal.rule(
                        "over-waiver",
                        "Only a credit that is expected can be forgone.",
                        LineLimits.facts(this)
                                .measured("credit expected", expected, quantity, expected)
                                .under("waiver-limit", "nobody")));
        return posting(LineFact.of(WAIVED, valuation().credited(quantity)));
    }

    /** Money leaves for this line; negative where a netted credit note takes it back. */
    public Posting pay(Money amount) {
        return posting(LineFact.of(PAID, none().stating(amount)));
    }

    // ---- how

    private Posting posting(LineFact... said) {
        var facts = Stream.of(said).filter(fact -> !fact.figures().isNone()).toList();
        var after = new OrderLine(id, number, measure, baseScale, price, rate, sums.plus(facts), allowances);
        LineLimits.require(after);
        return new Posting(facts, after);
    }

    /** No longer wanted, at the value of the goods that go back; the last of what is wanted takes all its value. */
    private LineFact lapsed(Quantity quantity, Figures goods) {
        if (quantity.isZero()) {
            return LineFact.of(CANCELLED, none());
        }
        var wanted = sums.wanted();
        var value = valuation().part(goods.value(), quantity, goods.quantity());
        var all = !counts(wanted.quantity().minus(quantity)) || value.isGreaterThan(wanted.value());
        return cancelled(quantity, all ? wanted.value() : value);
    }

    private LineFact cancelled(Quantity quantity, Money value) {
        var book = wantedBook(value.negated()).negated();
        return LineFact.of(CANCELLED, new Figures(quantity, none().amount(), value, book));
    }

    /** What the books change by, so that what is wanted stands there at the order's rate, rounded once. */
    private Money wantedBook(Money change) {
        var wanted = sums.wanted();
        return rate.of(wanted.value().plus(change)).minus(wanted.book());
    }

    private LineFact counting(FactKind kind, Quantity quantity) {
        return LineFact.of(kind, none().counting(quantity));
    }

    /** What is wanted and not received, once so many have gone back. */
    private Quantity openToReceive(Quantity goneBack) {
        var received = sums.netReceived().quantity().minus(goneBack);
        return sums.wanted().quantity().minus(received).orZero();
    }

    private Valuation valuation() {
        return new Valuation(sums, price, baseScale);
    }

    private Figures none() {
        return Figures.none(currency(), rate.into());
    }

    private CurrencyUnit currency() {
        return price.currency();
    }

    private boolean counts(Quantity quantity) {
        return quantity.at(baseScale).isPositive();
    }

    private void requireSome(Quantity quantity) {
        unless(
                counts(quantity),
                () -> Refusal.rule(
                        "quantity-zero",
                        "The quantity must be above zero in the digits of the line's unit.",
                        LineLimits.facts(this).measured("quantity", "above 0", quantity, "above 0")));
    }

    private void requireSaid(Quantity quantity, Money amount) {
        unless(
                amount.getCurrencyUnit().equals(currency()),
                () -> Refusal.rule(
                        "currency",
                        "The document is in another currency than the order.",
                        LineLimits.facts(this).measured("currency", currency(), amount.getCurrencyUnit(), currency())));
        unless(
                !quantity.isNegative() && !amount.isNegative() && !(quantity.isZero() && amount.isZero()),
                () -> Refusal.rule(
                        "nothing-said",
                        "The line must name a quantity or an amount, and neither below zero.",
                        LineLimits.facts(this).and("quantity", quantity).and("amount", amount)));
        var counted = counted(quantity, amount);
        unless(
                !counts(counted.minus(quantity)) && !counts(quantity.minus(counted)),
                () -> Refusal.rule(
                        "amount-line",
                        "This line is counted in money: its quantity is its amount.",
                        LineLimits.facts(this).measured("quantity", counted, quantity, counted)));
    }
}
