package org.countersign.invoice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.budget.Buckets;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.Transfer;
import org.countersign.kernel.Shares;
import org.countersign.order.Line;
import org.countersign.order.OrderId;
import org.countersign.order.PurchaseOrder;
import org.countersign.requisition.Allocation;
import org.joda.money.Money;

/**
 * Accepted charges and allowances without an order line. They weigh on the budgets of the document's lines, by the lines'
 * net amounts: invoiced when the document is posted, paid by the share that is settled. In the organisation's currency at
 * the order's rate, with the tax that cannot be recovered; those of a credit note are negative.
 */
final class Charges {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Charges() {}

    /** What falls on one budget. */
    record Share(BudgetAccountId account, Money amount) {}

    /** Whether the document charges or allows something beyond goods. */
    static boolean areOn(Invoice invoice) {
        return invoice.lines().stream().anyMatch(line -> !line.isGoods());
    }

    /** The parts of the document's charges, budget by budget; none where it has no charges or they cancel out. */
    static List<Share> shares(Invoice invoice, Map<OrderId, PurchaseOrder> orders) {
        var billed =
                invoice.lines().stream().filter(line -> line.link().isPresent()).toList();
        var adjustments =
                invoice.lines().stream().filter(line -> !line.isGoods()).toList();
        if (billed.isEmpty() || adjustments.isEmpty()) {
            return List.of();
        }
        var first = billed.getFirst().link().orElseThrow();
        var unrecoverable = ordered(first, orders).content().tax().unrecoverableShare();
        var rate = Objects.requireNonNull(orders.get(first.order())).head().rate();
        var total = Money.zero(rate.into());
        for (var adjustment : adjustments) {
            var taxed = adjustment.said().taxRate().multiply(unrecoverable).divide(HUNDRED, MathContext.DECIMAL128);
            var cost = adjustment.said().signed().multipliedBy(BigDecimal.ONE.add(taxed), RoundingMode.HALF_UP);
            total = total.plus(rate.of(cost));
        }
        return total.isZero() ? List.of() : divided(invoice.isCredit() ? total.negated() : total, billed, orders);
    }

    private static List<Share> divided(Money total, List<Invoice.Line> billed, Map<OrderId, PurchaseOrder> orders) {
        var anyNet = billed.stream().anyMatch(line -> line.said().net().isPositive());
        var accounts = new ArrayList<BudgetAccountId>();
        var weights = new ArrayList<BigDecimal>();
        for (var line : billed) {
            var net = anyNet ? line.said().net().getAmount().max(BigDecimal.ZERO) : BigDecimal.ONE;
            var parts = ordered(line.link().orElseThrow(), orders)
                    .content()
                    .allocation()
                    .parts();
            var whole = parts.stream().map(Allocation.Part::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
            for (var part : parts) {
                accounts.add(part.account());
                weights.add(net.multiply(part.weight()).divide(whole, MathContext.DECIMAL128));
            }
        }
        var amounts = new Shares(weights).of(total);
        var byAccount = new LinkedHashMap<BudgetAccountId, Money>();
        for (var k = 0; k < accounts.size(); k++) {
            byAccount.merge(accounts.get(k), amounts.get(k), Money::plus);
        }
        return byAccount.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What the charges move when the document is posted: they are invoiced, or paid at once where nothing is payable. */
    static List<Transfer> posting(Invoice invoice, List<Share> shares) {
        return shares.stream()
                .map(share -> {
                    var zero = Money.zero(share.amount().getCurrencyUnit());
                    return invoice.totals().payable().isZero()
                            ? transfer(invoice, share, zero, share.amount())
                            : transfer(invoice, share, share.amount(), zero);
                })
                .toList();
    }

    /** The same taken back. */
    static List<Transfer> reversing(Invoice invoice, List<Share> shares) {
        return posting(invoice, shares).stream()
                .map(posted -> new Transfer(
                        posted.account(),
                        posted.sourceKind(),
                        posted.sourceId(),
                        posted.sourceLineId(),
                        posted.delta().negated()))
                .toList();
    }

    /** What they move when the settled sum changes. */
    static List<Transfer> settling(Invoice before, Invoice after, List<Share> shares) {
        return shares.stream()
                .map(share -> {
                    var paid = Settling.share(share.amount(), after).minus(Settling.share(share.amount(), before));
                    return transfer(after, share, paid.negated(), paid);
                })
                .toList();
    }

    private static Transfer transfer(Invoice invoice, Share share, Money invoiced, Money paid) {
        var zero = Money.zero(share.amount().getCurrencyUnit());
        return new Transfer(
                share.account(),
                Invoice.word(invoice.head().kind()),
                invoice.id().value(),
                invoice.id().value(),
                new Buckets(zero, zero, zero, invoiced, paid));
    }

    private static Line ordered(Invoice.Link link, Map<OrderId, PurchaseOrder> orders) {
        return Objects.requireNonNull(orders.get(link.order())).line(link.line());
    }
}
