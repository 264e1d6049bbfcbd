package org.countersign.requisition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;

/** One need: what, how much, of whom, at which price, by when, and who bears it. */
public record RequisitionLine(
        RequisitionLineId id,
        int number,
        Goods goods,
        VendorId vendor,
        Quantity quantity,
        Price price,
        Tax tax,
        LocalDate neededBy,
        Allocation allocation) {

    /**
     * What is bought: from the catalogue, or described in free text.
     *
     * @param sku the vendor's article number; empty where there is none
     * @param unit UN/ECE Recommendation 20 code
     * @param baseScale digits after the point at which quantities of the unit are counted
     */
    public record Goods(
            Optional<ItemId> item,
            String sku,
            String description,
            String category,
            String unit,
            int baseScale,
            boolean capital) {}

    /** Price times quantity, rounded once. */
    public Money net() {
        return price.times(quantity);
    }

    /** What rules and budgets count: net plus the tax that cannot be recovered, in the document's currency. */
    public Money cost() {
        var net = net();
        return net.plus(net.multipliedBy(tax.unrecoverableRate(), RoundingMode.HALF_UP));
    }

    /**
     * What each part of the allocation asks of its budget, in the organisation's currency: the cost at the rate, rounded
     * half-up once, split by running shares.
     */
    public List<Money> requested(Terms.Rate rate) {
        return requested(rate, quantity);
    }

    /** The same for a part of the quantity. */
    List<Money> requested(Terms.Rate rate, Quantity part) {
        var exact = price.times(part)
                .getAmount()
                .multiply(rate.rate())
                .multiply(BigDecimal.ONE.add(tax.unrecoverableRate()));
        var digits = rate.into().getDecimalPlaces();
        return allocation.shares().of(Money.of(rate.into(), exact.setScale(digits, RoundingMode.HALF_UP)));
    }

    public Money gross() {
        var net = net();
        return net.plus(tax.on(net));
    }
}
