package org.countersign.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.invoice.Invoice;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.InvoiceRow;
import org.countersign.order.HeldOrders;
import org.countersign.order.OrderId;
import org.countersign.payment.Blocked.Reason;
import org.countersign.payment.Payment.Part;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorState;
import org.countersign.vendor.VendorView;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What would be paid and what is due and blocked, with the reason. All that a vendor may be paid is one payment, less all
 * of its credit notes; where these come to as much or more, it is not paid at all.
 */
public record PaymentPlan(CurrencyUnit currency, List<Planned> payments, List<Blocked> blocked) {

    /** A payment to one vendor before it is proposed. */
    public record Planned(VendorId vendor, String vendorName, int bankVersion, List<Part> parts) {

        public Planned {
            parts = List.copyOf(parts);
        }

        public Money amount() {
            return parts.stream().map(Part::amount).reduce(Money::plus).orElseThrow();
        }
    }

    /** The documents to choose from: invoices that are due, credit notes of their vendors, what is due and held. */
    record Documents(List<InvoiceRow> due, List<InvoiceRow> credits, List<InvoiceRow> held) {

        /** What may be paid or netted. */
        List<InvoiceId> payable() {
            return Stream.concat(due.stream(), credits.stream())
                    .map(InvoiceRow::id)
                    .toList();
        }

        /** Whether what may be paid or netted still is, and as much of it. */
        boolean areStill(List<Invoice> now) {
            var settled = Stream.concat(due.stream(), credits.stream())
                    .collect(Collectors.toMap(InvoiceRow::id, InvoiceRow::settled));
            return now.stream()
                    .allMatch(invoice ->
                            invoice.isPayable() && invoice.standing().settled().equals(settled.get(invoice.id())));
        }

        Documents only(Set<InvoiceId> locked) {
            return new Documents(
                    due.stream().filter(row -> locked.contains(row.id())).toList(),
                    credits.stream().filter(row -> locked.contains(row.id())).toList(),
                    held);
        }
    }

    /** What may stand against paying: who the vendors are, which orders are held, and which proposals have a document. */
    record Circumstances(
            Map<VendorId, VendorView> vendors,
            Map<InvoiceId, Set<OrderId>> orders,
            Map<OrderId, HeldOrders.Held> heldOrders,
            Map<InvoiceId, String> proposals) {}

    public PaymentPlan {
        payments = List.copyOf(payments);
        blocked = List.copyOf(blocked);
    }

    public Money total() {
        return payments.stream().map(Planned::amount).reduce(Money.zero(currency), Money::plus);
    }

    static PaymentPlan of(CurrencyUnit currency, Documents documents, Circumstances now) {
        var blocked = new ArrayList<Blocked>();
        var byVendor = new LinkedHashMap<VendorId, List<InvoiceRow>>();
        for (var row : documents.due()) {
            var obstacle = obstacle(row, currency, now);
            if (obstacle.isPresent()) {
                blocked.add(obstacle.get());
            } else {
                byVendor.computeIfAbsent(row.vendor(), _ -> new ArrayList<>()).add(row);
            }
        }
        var payments = new ArrayList<Planned>();
        byVendor.forEach((vendor, invoices) -> {
            var credits = documents.credits().stream()
                    .filter(credit -> credit.vendor().equals(vendor))
                    .filter(credit -> currencyOf(credit).equals(currency)
                            && !now.proposals().containsKey(credit.id()))
                    .toList();
            var owed = sum(invoices, currency);
            var credited = sum(credits, currency);
            if (owed.isGreaterThan(credited)) {
                payments.add(planned(vendor, invoices, credits, now));
            } else {
                invoices.forEach(row -> blocked.add(Blocked.of(row, Reason.CREDIT_EXCEEDS, exceeds(owed, credited))));
            }
        });
        documents.held().forEach(row -> blocked.add(Blocked.of(row, Reason.HELD, row.words())));
        return new PaymentPlan(currency, payments, blocked);
    }

    private static Planned planned(
            VendorId vendor, List<InvoiceRow> invoices, List<InvoiceRow> credits, Circumstances now) {
        var parts = new ArrayList<Part>();
        invoices.forEach(row -> parts.add(part(row, "invoice", open(row))));
        credits.forEach(row -> parts.add(part(row, "credit-note", open(row).negated())));
        return new Planned(
                vendor,
                invoices.getFirst().vendorName(),
                Objects.requireNonNull(now.vendors().get(vendor)).bankVersion(),
                parts);
    }

    private static Part part(InvoiceRow row, String kind, Money amount) {
        return new Part(row.id(), kind, row.number(), row.documentNumber(), row.dueOn(), amount);
    }

    private static Optional<Blocked> obstacle(InvoiceRow row, CurrencyUnit currency, Circumstances now) {
        var proposal = now.proposals().get(row.id());
        if (proposal != null) {
            return Optional.of(Blocked.of(row, Reason.IN_PROPOSAL, "It is in " + proposal + "."));
        }
        if (!currencyOf(row).equals(currency)) {
            return Optional.of(Blocked.of(
                    row,
                    Reason.OTHER_CURRENCY,
                    "It is in " + currencyOf(row).getCode() + ": propose that currency by itself."));
        }
        return ofVendor(Objects.requireNonNull(now.vendors().get(row.vendor())))
                .or(() -> ofOrders(now.orders().getOrDefault(row.id(), Set.of()), now.heldOrders()))
                .map(why -> Blocked.of(row, why.reason(), why.words()));
    }

    /** Something against paying. */
    record Obstacle(Reason reason, String words) {}

    /** Why this vendor is not paid. */
    static Optional<Obstacle> ofVendor(VendorView vendor) {
        if (vendor.state() == VendorState.ON_HOLD) {
            return Optional.of(new Obstacle(
                    Reason.VENDOR_ON_HOLD,
                    vendor.terms().name() + " is on hold: " + vendor.stateReason() + "; a buyer lifts it."));
        }
        return vendor.bankVersion() == 0
                ? Optional.of(new Obstacle(
                        Reason.NO_BANK_DETAILS,
                        "Where " + vendor.terms().name() + " is paid is not known; finance enters it."))
                : Optional.empty();
    }

    /** Why nothing is paid on one of these orders. */
    static Optional<Obstacle> ofOrders(Collection<OrderId> orders, Map<OrderId, HeldOrders.Held> held) {
        return orders.stream()
                .map(held::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(one -> new Obstacle(
                        Reason.ORDER_HELD, one.number() + " is held by " + one.by() + ": " + one.why() + "."));
    }

    private static String exceeds(Money owed, Money credited) {
        return "Credit notes of " + credited.getAmount().toPlainString() + " are not below the "
                + owed.getAmount().toPlainString() + " owed; pay when more is owed, or ask the vendor to pay back.";
    }

    private static Money sum(List<InvoiceRow> rows, CurrencyUnit currency) {
        return rows.stream().map(PaymentPlan::open).reduce(Money.zero(currency), Money::plus);
    }

    private static Money open(InvoiceRow row) {
        return row.payable().minus(row.settled());
    }

    private static CurrencyUnit currencyOf(InvoiceRow row) {
        return row.payable().getCurrencyUnit();
    }
}
