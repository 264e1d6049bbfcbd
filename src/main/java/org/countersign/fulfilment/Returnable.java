package org.countersign.fulfilment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.fulfilment.Receipt.Origin;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderLineId;

/**
 * Goods of a received line that are still here: accepted, and not sent back by a return that stands.
 *
 * @param number of the receipt they came with
 */
record Returnable(Origin of, String number, OrderLineId orderLine, Quantity left) {

    /** So much of a return goes against these goods. */
    record Part(ReturnContent.Line wish, Origin of, Quantity quantity) {}

    /**
     * Spreads what goes back over the received lines that it came with, those named first, then the newest first; refuses
     * {@code over-return} where less is here.
     *
     * @param here the goods that are here, newest first
     */
    static List<Part> spread(List<ReturnContent.Line> wishes, List<Returnable> here, Map<OrderLineId, String> quoted) {
        var left = new LinkedHashMap<Origin, Returnable>();
        here.forEach(goods -> left.put(goods.of(), goods));
        var parts = new ArrayList<Part>();
        for (var wish : wishes.stream().filter(wish -> wish.of().isPresent()).toList()) {
            take(wish, left, quoted, parts);
        }
        for (var wish : wishes.stream().filter(wish -> wish.of().isEmpty()).toList()) {
            take(wish, left, quoted, parts);
        }
        return parts;
    }

    private static void take(
            ReturnContent.Line wish, Map<Origin, Returnable> left, Map<OrderLineId, String> quoted, List<Part> parts) {
        var fitting = left.values().stream()
                .filter(goods -> goods.orderLine().equals(wish.line()))
                .filter(goods -> wish.of().isEmpty()
                        || wish.of().orElseThrow().equals(goods.of().line()))
                .toList();
        wish.of().ifPresent(named -> {
            if (fitting.isEmpty()) {
                throw new NotFound("received line", named);
            }
        });
        var wanting = wish.quantity();
        for (var goods : fitting) {
            var taken = wanting.min(goods.left());
            if (taken.isPositive()) {
                parts.add(new Part(wish, goods.of(), taken));
                left.put(goods.of(), goods.without(taken));
                wanting = wanting.minus(taken);
            }
        }
        Refusal.unless(!wanting.isPositive(), () -> tooMany(wish, fitting, quoted));
    }

    private Returnable without(Quantity taken) {
        return new Returnable(of, number, orderLine, left.minus(taken));
    }

    private static Refusal tooMany(ReturnContent.Line wish, List<Returnable> fitting, Map<OrderLineId, String> quoted) {
        var here = fitting.stream().map(Returnable::left).reduce(Quantity.ZERO, Quantity::plus);
        var facts = Facts.of("line", quoted.getOrDefault(wish.line(), ""));
        var named =
                wish.of().isPresent() ? facts.and("receipt", fitting.getFirst().number()) : facts;
        return Refusal.rule(
                "over-return",
                "More would go back than was received and is still here.",
                named.measured("returned", here, wish.quantity(), here).under("over-return", "nobody"));
    }
}
