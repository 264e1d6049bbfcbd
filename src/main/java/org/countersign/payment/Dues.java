package org.countersign.payment;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.identity.Organizations;
import org.countersign.invoice.BilledOrders;
import org.countersign.invoice.InvoiceId;
import org.countersign.invoice.InvoiceRow;
import org.countersign.invoice.Payables;
import org.countersign.invoice.Settling;
import org.countersign.kernel.Actor;
import org.countersign.order.HeldOrders;
import org.countersign.order.OrderId;
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

    /** What could be paid, the credits of those vendors, and what is due and held. */
    Documents documents(PaymentWish wish, Actor by) {
        var due = payables.due(wish.dueUntil(), by).stream()
                .filter(row -> isMeant(row, wish))
                .toList();
        var credits = payables.credits(due.stream().map(InvoiceRow::vendor).collect(Collectors.toSet()), by);
        var blocked = payables.blocked(wish.dueUntil(), by).stream()
                .filter(row -> isMeant(row, wish))
                .toList();
        return new Documents(due, credits, blocked);
    }

    PaymentPlan plan(PaymentWish wish, Actor by) {
        var documents = documents(wish, by);
        var orders = billed.of(documents.payable(), by);
        var heldOrders =
                held.among(orders.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), by);
        return plan(documents, orders, heldOrders, wish, by);
    }

    /**
     * The same of documents that are locked now; they are read again where one has changed until it was. What is held is told as it
     * was when it was read.
     */
    PaymentPlan plan(Documents documents, Settling.Locked locked, PaymentWish wish, Actor by) {
        var current = documents.areStill(locked.invoices())
                ? documents
                : documents(wish, by).only(Set.copyOf(documents.payable()));
        return plan(current, locked.orders(), locked.held(), wish, by);
    }

    private PaymentPlan plan(
            Documents documents,
            Map<InvoiceId, Set<OrderId>> orders,
            Map<OrderId, HeldOrders.Held> heldOrders,
            PaymentWish wish,
            Actor by) {
        var known =
                vendors.vendors(documents.due().stream().map(InvoiceRow::vendor).collect(Collectors.toSet()), by);
        var currency = wish.currency()
                .orElseGet(() -> organizations.organization(by.organization()).currency());
        return PaymentPlan.of(
                currency,
                documents,
                new Circumstances(known, orders, heldOrders, payments.taken(documents.payable(), by)));
    }

    private static boolean isMeant(InvoiceRow row, PaymentWish wish) {
        return wish.vendor().isEmpty() || wish.vendor().get().equals(row.vendor());
    }
}
