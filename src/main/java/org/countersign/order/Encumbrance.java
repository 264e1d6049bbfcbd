package org.countersign.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.budget.Buckets;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Shares;
import org.joda.money.Money;

/**
 * What a line weighs on its budgets, by formula: in the organisation's currency at the order's rate, with the tax that
 * cannot be recovered, each bucket rounded once and then split by running shares. An act moves the difference of before
 * and after.
 */
public record Encumbrance(BigDecimal unrecoverableRate, Shares shares) {

    public Encumbrance {
        Refusal.unless(
                unrecoverableRate.signum() >= 0,
                "tax-negative",
                "The part of tax that is not recovered is never negative.");
    }

    /** One share, and all tax is recovered. */
    public static Encumbrance whole() {
        return new Encumbrance(BigDecimal.ZERO, Shares.whole());
    }

    /** The buckets per share, in the order of the shares. */
    public List<Buckets> of(OrderLine line) {
        return of(line, Money.zero(line.price().currency()));
    }

    /** The same while a revision is in approval: its growth, in the order's currency, is requested. */
    public List<Buckets> of(OrderLine line, Money growth) {
        var requested = parts(line, growth);
        var committed = parts(line, committed(line));
        var accrued = parts(line, positive(line.standing().grni()));
        var paid = line.sums().of(FactKind.PAID).amount();
        var invoiced = parts(line, line.sums().netInvoiced().amount().minus(paid));
        var gone = parts(line, paid);
        return IntStream.range(0, requested.size())
                .mapToObj(k ->
                        new Buckets(requested.get(k), committed.get(k), accrued.get(k), invoiced.get(k), gone.get(k)))
                .toList();
    }

    /** What a proposed revision would add to the value that is wanted; zero where it takes away. */
    public static Money growth(OrderLine inForce, OrderLine proposed) {
        return positive(
                proposed.sums().wanted().value().minus(inForce.sums().wanted().value()));
    }

    /** What to move, share by share: after less before. */
    public static List<Buckets> differences(List<Buckets> before, List<Buckets> after) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException("differences need the same shares before and after");
        }
        return IntStream.range(0, before.size())
                .mapToObj(k -> after.get(k).minus(before.get(k)))
                .toList();
    }

    // Asked by quantity first: once all is covered nothing stays committed, whatever prices it was covered at.
    private static Money committed(OrderLine line) {
        var open = line.sums().wanted().minus(line.sums().covered());
        var none = Money.zero(line.price().currency());
        return open.quantity().at(line.baseScale()).isPositive() ? positive(open.value()) : none;
    }

    private List<Money> parts(OrderLine line, Money figure) {
        return shares.of(line.rate().of(figure, BigDecimal.ONE.add(unrecoverableRate)));
    }

    private static Money positive(Money value) {
        return value.isNegative() ? Money.zero(value.getCurrencyUnit()) : value;
    }
}
