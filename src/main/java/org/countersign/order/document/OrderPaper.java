package org.countersign.order.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Everything that stands on a purchase order when it is printed: one revision, as the seller is to read it. Texts that are
 * empty are left off the paper; dates and figures are written in the buyer's locale.
 */
public record OrderPaper(
        Head head,
        Buyer buyer,
        Seller seller,
        List<Line> lines,
        Totals totals,
        Terms terms,
        List<Approval> approvals,
        Locale locale) {

    public OrderPaper {
        lines = List.copyOf(lines);
        approvals = List.copyOf(approvals);
    }

    /** Which order this is, in which revision and why, and whether anything is still wanted of it. */
    public record Head(String number, int revision, LocalDate orderedOn, String revisionNote, Standing standing) {}

    /** Whether the seller is still to deliver. */
    public enum Standing {
        IN_FORCE,
        SHORT_CLOSED,
        CANCELLED
    }

    /** Who orders, where the invoice goes and where the goods go; an address is its lines from top to bottom. */
    public record Buyer(String name, List<String> billing, List<String> shipping) {

        public Buyer {
            billing = List.copyOf(billing);
            shipping = List.copyOf(shipping);
        }
    }

    /** Who is to deliver. */
    public record Seller(String name, List<String> address, String taxId) {

        public Seller {
            address = List.copyOf(address);
        }
    }

    /** One thing ordered. The price is net; the tax is in percent of the line's net. */
    public record Line(
            int number,
            Item item,
            Quantity quantity,
            String unit,
            Price unitPrice,
            Money net,
            // Null: the order does not say a tax rate, which is not the same as 0.
            @Nullable BigDecimal taxPercent,
            // Null: no date is agreed for this line.
            @Nullable LocalDate deliverOn) {}

    /** What is ordered: its name, more words about it, and the number by which the seller knows it. */
    public record Item(String name, String description, String sellerSku) {}

    /** What the order comes to, all in its one currency. */
    public record Totals(Money net, Money tax, Money gross) {}

    /** What was agreed about delivery and payment, and what else the seller should know. */
    public record Terms(String delivery, String payment, String notes) {}

    /** Who approved the order, at which stage, when. */
    public record Approval(String name, String stage, LocalDate on) {}
}
