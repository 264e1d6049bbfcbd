package org.countersign.order;

import java.time.LocalDate;
import java.util.List;
import org.countersign.budget.Buckets;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.requisition.Allocation;
import org.countersign.requisition.RequisitionLine.Goods;
import org.countersign.requisition.Tax;
import org.joda.money.Money;

/** A line of an order as a revision says it, with the ledger of what happened to it. */
public record Line(OrderLine ledger, Content content) {

    /** What a revision says about a line. */
    public record Content(
            OrderLineId id,
            int number,
            Goods goods,
            Quantity quantity,
            Price price,
            Tax tax,
            LocalDate neededBy,
            Allocation allocation) {

        public Money net() {
            return price.times(quantity);
        }

        public Money tax(Money net) {
            return tax.on(net);
        }

        /** The line with nothing that happened to it. */
        Line unordered(Rate rate) {
            return new Line(OrderLine.of(id, number, Measure.QUANTITY, goods.baseScale(), price, rate), this);
        }

        Content with(Quantity otherQuantity, Price otherPrice, LocalDate otherDate) {
            return new Content(id, number, goods, otherQuantity, otherPrice, tax, otherDate, allocation);
        }
    }

    public OrderLineId id() {
        return ledger.id();
    }

    /** What the order says of the line now: with what is still wanted of it, after goods given up or returned for credit. */
    public Content wanted() {
        return content.with(ledger.standing().wanted(), content.price(), content.neededBy());
    }

    Line after(OrderLine other) {
        return new Line(other, content);
    }

    Encumbrance encumbrance() {
        return new Encumbrance(
                content.tax().unrecoverableRate(), content.allocation().shares());
    }

    List<Buckets> buckets() {
        return encumbrance().of(ledger);
    }
}
