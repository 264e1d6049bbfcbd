package org.countersign.payment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.identity.Organizations;
import org.countersign.invoice.BilledOrders;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.InvoiceRow;
import org.countersign.invoice.Payables;
import org.countersign.kernel.Actor;
import org.countersign.order.HeldOrders;
import org.countersign.payment.PaymentPlan.Circumstances;
import org.countersign.payment.PaymentPlan.Documents;
import org.countersign.vendor.VendorFinder;
import org.springframework.stereotype.Component;

/** Reads what is due and what stands against paying it; a handful of statements, whatever their number. */
@Component
class Dues {

    private final Payables payables;
    private final BilledOrders billed;
    private final HeldOrders held;
    private final VendorFinder vendors;
    private final PaymentStore payments;
    private final Organizations organizations;

    Dues(
            Payables payables,
            BilledOrders billed,
            HeldOrders held,
            VendorFinder vendors,
            PaymentStore payments,
            Organizations organizations) {
        this.payables = payables;
        this.billed = billed;
        this.held = held;
        this.vendors = vendors;
        this.payments = payments;
        this.organizations = organizations;
    }

    private Documents documents(PaymentWish wish, Actor by) {
        return documents(
                wish,
                payables.blocked(wish.dueUntil(), by).stream()
                        .filter(row -> isMeant(row, wish))
                        .toList(),
                by);
    }

    private Documents documents(PaymentWish wish, List<InvoiceRow> blocked, Actor by) {
        var due = payables.due(wish.dueUntil(), by).stream()
                .filter(row -> isMeant(row, wish))
                .toList();
        var credits = payables.credits(due.stream().map(InvoiceRow::vendor).collect(Collectors.toSet()), by);
        return new Documents(due, credits, blocked);
    }

    /** What could be paid: what is due, and the credits of those vendors. */
    List<InvoiceId> payable(PaymentWish wish, Actor by) {
        return documents(wish, List.of(), by).payable();
    }

    PaymentPlan plan(PaymentWish wish, Actor by) {
        return plan(documents(wish, by), wish, by);
    }

    /** The same, choosing among these documents only: those that are locked. */
    PaymentPlan plan(PaymentWish wish, Set<InvoiceId> locked, Actor by) {
        return plan(documents(wish, by).only(locked), wish, by);
    }

    private PaymentPlan plan(Documents documents, PaymentWish wish, Actor by) {
        var ids = documents.payable();
        var orders = billed.of(ids, by);
        var heldOrders =
                held.among(orders.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), by);
        var known =
                vendors.vendors(documents.due().stream().map(InvoiceRow::vendor).collect(Collectors.toSet()), by);
        var currency = wish.currency()
                .orElseGet(() -> organizations.organization(by.organization()).currency());
        return PaymentPlan.of(
                currency, documents, new Circumstances(known, orders, heldOrders, payments.taken(ids, by)));
    }

    private static boolean isMeant(InvoiceRow row, PaymentWish wish) {
        return wish.vendor().isEmpty() || wish.vendor().get().equals(row.vendor());
    }
}
