package org.countersign.invoice;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.vendor.VendorId;

/** Why an invoice goes back to its vendor unbooked: it does not name an open order of that vendor. */
public record Returned(Why why, String orderNumber) {

    /** The reasons, with their code and sentence. */
    public enum Why {
        NO_ORDER_NUMBER("no-order-number", "names no purchase order; ask for one with the order's number"),
        UNKNOWN_ORDER("unknown-order", "names a purchase order that we did not issue"),
        ORDER_CLOSED("order-closed", "names a purchase order that is closed"),
        ANOTHER_VENDORS("order-of-another-vendor", "names a purchase order of another vendor");

        private final String code;
        private final String words;

        Why(String code, String words) {
            this.code = code;
            this.words = words;
        }

        public String code() {
            return code;
        }
    }

    /** For the vendor and for pages. */
    public String sentence() {
        return "This invoice " + why.words + (orderNumber.isEmpty() ? "" : " (" + orderNumber + ")")
                + "; it is returned and nothing is paid.";
    }

    public Refusal refusal() {
        var facts = Facts.of("field", "order");
        return Refusal.rule(
                why.code,
                sentence(),
                (orderNumber.isEmpty() ? facts : facts.and("order", orderNumber))
                        .under("purchase-order-needed", "the vendor, by a corrected invoice"));
    }

    /** Judges the orders that an invoice names; empty = it may be booked. */
    static Optional<Returned> judge(VendorId vendor, List<String> named, Collection<PurchaseOrder> known) {
        if (named.isEmpty() && known.isEmpty()) {
            return Optional.of(new Returned(Why.NO_ORDER_NUMBER, ""));
        }
        if (known.isEmpty()) {
            return Optional.of(new Returned(Why.UNKNOWN_ORDER, named.getFirst()));
        }
        var anothers = known.stream()
                .filter(order -> !order.head().vendor().equals(vendor))
                .findFirst();
        if (anothers.isPresent()) {
            return Optional.of(
                    new Returned(Why.ANOTHER_VENDORS, anothers.orElseThrow().number()));
        }
        var open = known.stream().anyMatch(order -> order.phase() == OrderPhase.OPEN);
        return open
                ? Optional.empty()
                : Optional.of(
                        new Returned(Why.ORDER_CLOSED, known.iterator().next().number()));
    }
}
