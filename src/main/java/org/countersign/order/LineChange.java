package org.countersign.order;

import static org.countersign.kernel.Refusal.unless;

import java.time.LocalDate;
import java.util.Optional;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.requisition.RequisitionLine.Goods;

/**
 * What a revision changes about one line; what is empty stays. A quantity is what shall be wanted in all, received goods
 * included; 0 takes the line out.
 *
 * @param line the line to change; empty = a line to add, which takes everything but the empty fields from {@code like}
 * @param like for an added line: the line whose allocation, tax and category it takes
 * @param description for an added line: what it is
 */
public record LineChange(
        Optional<OrderLineId> line,
        Optional<OrderLineId> like,
        Optional<String> description,
        Optional<Quantity> quantity,
        Optional<Price> price,
        Optional<LocalDate> neededBy) {

    public static LineChange of(OrderLineId line, Quantity quantity) {
        return new LineChange(
                Optional.of(line),
                Optional.empty(),
                Optional.empty(),
                Optional.of(quantity),
                Optional.empty(),
                Optional.empty());
    }

    public static LineChange of(OrderLineId line, Price price) {
        return new LineChange(
                Optional.of(line),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(price),
                Optional.empty());
    }

    Line.Content applied(Line.Content content) {
        return content.with(
                quantity.orElse(content.quantity()),
                price.orElse(content.price()),
                neededBy.orElse(content.neededBy()));
    }

    /** The line that is added to the order, under the next number. */
    Line newLine(PurchaseOrder order, OrderLineId id, int number) {
        var model = order.line(like.orElseThrow(() -> Refusal.rule(
                        "line-like-missing",
                        "An added line names the line whose cost centres, tax and unit it takes.",
                        Facts.of("field", "like"))))
                .content();
        var goods = description.map(text -> named(text, model.goods())).orElse(model.goods());
        var content = applied(new Line.Content(
                id, number, goods, Quantity.ZERO, model.price(), model.tax(), model.neededBy(), model.allocation()));
        unless(content.quantity().isPositive(), "quantity-zero", "An added line needs a quantity above zero.");
        return content.unordered(order.head().rate());
    }

    private static Goods named(String description, Goods model) {
        return new Goods(
                Optional.empty(), "", description, model.category(), model.unit(), model.baseScale(), model.capital());
    }
}
