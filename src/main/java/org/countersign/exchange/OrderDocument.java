package org.countersign.exchange;

import java.time.LocalDate;
import java.util.List;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order as it travels: everything the seller needs to answer it.
 *
 * @param paymentTerms in words; empty if not said
 * @param totals null if the buyer did not add it up
 */
public record OrderDocument(
        Heading heading,
        Party buyer,
        Party seller,
        Delivery delivery,
        String paymentTerms,
        List<Adjustment> adjustments,
        List<Line> lines,
        @Nullable Totals totals) {

    public OrderDocument {
        adjustments = List.copyOf(adjustments);
        lines = List.copyOf(lines);
    }

    /**
     * Which order this is, in which revision.
     *
     * @param number the buyer's number for the order, the same in every revision
     * @param revision 1 is the order itself, each change is one more
     * @param issuedOn when this revision was issued
     * @param reference a word the buyer wants to see again on every answer; empty if not said
     */
    public record Heading(
            String number, int revision, LocalDate issuedOn, CurrencyUnit currency, String reference, String note) {}

    /** Where to, to whom and when, unless a line says otherwise. */
    public record Delivery(String recipient, Address address, Period period) {

        public static final Delivery NONE = new Delivery("", Address.NONE, Period.NONE);
    }

    /**
     * One thing ordered.
     *
     * @param id what answers, despatch advice and invoice refer to; it never changes
     * @param unit by UN/ECE recommendation 20, for example {@code C62} for pieces
     * @param price null if it is left to the seller
     * @param net after the line's own allowances and charges; null if not said
     */
    public record Line(
            String id,
            Item item,
            Quantity quantity,
            String unit,
            @Nullable Price price,
            @Nullable Money net,
            TaxCategory tax,
            List<Adjustment> adjustments,
            Period delivery,
            String note) {

        public Line {
            adjustments = List.copyOf(adjustments);
        }
    }
}
