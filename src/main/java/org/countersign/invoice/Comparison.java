package org.countersign.invoice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.countersign.invoice.match.HoldReason;
import org.countersign.invoice.match.MatchInput;
import org.countersign.invoice.match.MatchInput.Basis;
import org.countersign.invoice.match.MatchInput.Counted;
import org.countersign.invoice.match.MatchInput.OnReturns;
import org.countersign.invoice.match.MatchResult;
import org.countersign.invoice.match.Matching;
import org.countersign.invoice.match.Variance;
import org.countersign.kernel.Quantity;
import org.countersign.order.BillingBasis;
import org.countersign.order.FactKind;
import org.countersign.order.Line;
import org.countersign.order.Measure;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLine;
import org.countersign.order.OrderLineId;
import org.countersign.order.PurchaseOrder;
import org.countersign.tolerance.OrderRate;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Scope.Dimension;
import org.countersign.tolerance.Tolerances;
import org.joda.money.Money;

/**
 * A document beside its orders as they stand under the lock, made into the input of the match. Of the claims of other held
 * documents only those captured earlier count, so that two held documents never block each other.
 */
final class Comparison {

    /** What earlier held documents ask for on an order line. */
    record Claim(Quantity quantity, Money amount) {}

    private final Invoice invoice;
    private final Map<OrderId, PurchaseOrder> orders;
    private final Map<OrderLineId, Claim> earlier;
    private final Map<OrderId, Money> overPrice = new HashMap<>();

    Comparison(Invoice invoice, Map<OrderId, PurchaseOrder> orders, Map<OrderLineId, Claim> earlier) {
        this.invoice = invoice;
        this.orders = orders;
        this.earlier = earlier;
    }

    MatchResult result(Tolerances tolerances) {
        return spoken(Matching.match(input(), tolerances));
    }

    private MatchInput input() {
        var totals = invoice.totals();
        return new MatchInput(
                invoice.head().kind(),
                Scope.of(Dimension.VENDOR, invoice.head().vendor().toString()),
                rate(),
                invoice.head().rate().orElse(null),
                new MatchInput.Totals(totals.net(), totals.tax(), totals.prepaid(), totals.rounding(), adjustments()),
                Money.zero(invoice.currency()),
                invoice.lines().stream()
                        .filter(Invoice.Line::isGoods)
                        .map(this::line)
                        .toList(),
                OnReturns.NOTICE);
    }

    private OrderRate rate() {
        return orders.values().stream()
                .findFirst()
                .map(Comparison::rate)
                .orElseGet(
                        () -> new OrderRate(invoice.currency(), invoice.head().bookCurrency(), BigDecimal.ONE));
    }

    private static OrderRate rate(PurchaseOrder order) {
        return new OrderRate(
                order.head().currency(),
                order.head().rate().into(),
                order.head().rate().factor());
    }

    private List<MatchInput.Adjustment> adjustments() {
        return invoice.lines().stream()
                .filter(line -> !line.isGoods())
                .map(line -> new MatchInput.Adjustment(
                        line.said().signed(), line.said().taxRate()))
                .toList();
    }

    private MatchInput.Line line(Invoice.Line line) {
        var ordered = line.link()
                .filter(link -> Linking.obstacle(line.said(), lineOf(link)).isEmpty())
                .map(this::ordered)
                .orElse(null);
        var said = line.said();
        return new MatchInput.Line(said.number(), said.quantity(), said.price(), said.net(), ordered);
    }

    private MatchInput.OrderLine ordered(Invoice.Link link) {
        var order = Objects.requireNonNull(orders.get(link.order()));
        var line = lineOf(link);
        return new MatchInput.OrderLine(
                line.id().toString(),
                order.number(),
                line.content().number(),
                scope(order, line),
                rate(order),
                line.ledger().price(),
                line.content().tax().ratePercent(),
                Basis.RECEIPT,
                line.ledger().measure() == Measure.AMOUNT ? Counted.BY_AMOUNT : Counted.BY_QUANTITY,
                line.ledger().baseScale(),
                counts(asEarlierLeft(line.ledger())),
                amounts(order, asEarlierLeft(line.ledger())));
    }

    private static Scope scope(PurchaseOrder order, Line line) {
        var goods = line.content().goods();
        return Scope.of(Dimension.VENDOR, order.head().vendor().toString())
                .and(Dimension.CATEGORY, goods.category())
                .and(Dimension.ITEM, goods.item().map(Object::toString).orElse(goods.sku()));
    }

    private static MatchInput.Counts counts(OrderLine line) {
        var sums = line.sums();
        var standing = line.standing();
        return new MatchInput.Counts(
                standing.wanted(),
                standing.netReceived(),
                standing.billableNow(BillingBasis.RECEIVED),
                sums.of(FactKind.RETURNED_FOR_CREDIT)
                        .quantity()
                        .minus(sums.of(FactKind.CREDITED).quantity())
                        .orZero(),
                standing.netInvoiced(),
                sums.billed().quantity().plus(sums.of(FactKind.CLAIMED).quantity()));
    }

    private MatchInput.Amounts amounts(PurchaseOrder order, OrderLine line) {
        var sums = line.sums();
        return new MatchInput.Amounts(
                sums.of(FactKind.ORDERED).value(),
                sums.of(FactKind.CLAIMED).amount().plus(sums.netInvoiced().amount()),
                sums.netInvoiced().amount(),
                overPrice.computeIfAbsent(order.id(), _ -> overPrice(order)));
    }

    private Money overPrice(PurchaseOrder order) {
        return order.lines().values().stream()
                .map(Line::ledger)
                .map(this::asEarlierLeft)
                .map(Comparison::overPrice)
                .reduce(Money.zero(order.head().currency()), Money::plus);
    }

    private static Money overPrice(OrderLine line) {
        var claimed = line.sums().of(FactKind.CLAIMED);
        var over = line.standing()
                .priceVariance()
                .plus(claimed.amount().minus(line.price().times(claimed.quantity())));
        return over.isNegative() ? Money.zero(over.getCurrencyUnit()) : over;
    }

    /** The line with the claims of earlier documents only: neither this one's own nor those of later ones. */
    private OrderLine asEarlierLeft(OrderLine line) {
        var claimed = line.sums().of(FactKind.CLAIMED);
        var counts = Optional.ofNullable(earlier.get(line.id()))
                .orElse(new Claim(Quantity.ZERO, Money.zero(claimed.amount().getCurrencyUnit())));
        var quantity = claimed.quantity().minus(counts.quantity());
        var amount = claimed.amount().minus(counts.amount());
        return quantity.isZero() && amount.isZero()
                ? line
                : line.unclaim(quantity, amount).after();
    }

    private Line lineOf(Invoice.Link link) {
        return Objects.requireNonNull(orders.get(link.order())).line(link.line());
    }

    /** A linked line that cannot be compared is held with the words that fit it. */
    private MatchResult spoken(MatchResult result) {
        var obstacles = obstacles();
        var variances = result.holds().stream()
                .map(variance -> variance.reason() == HoldReason.LINE && obstacles.containsKey(variance.line())
                        ? Variance.of(HoldReason.LINE, variance.line(), obstacles.get(variance.line()))
                        : variance)
                .toList();
        return MatchResult.of(result.differences(), result.allNotices(), variances);
    }

    /** Why linked lines cannot be compared with their order lines, by their number. */
    private Map<String, String> obstacles() {
        var obstacles = new HashMap<String, String>();
        for (var line : invoice.lines()) {
            if (line.isGoods() && line.link().isPresent()) {
                Linking.obstacle(line.said(), lineOf(line.link().orElseThrow()))
                        .ifPresent(way -> obstacles.putIfAbsent(line.said().number(), way));
            }
        }
        return obstacles;
    }
}
