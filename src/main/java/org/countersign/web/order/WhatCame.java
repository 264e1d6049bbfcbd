package org.countersign.web.order;

import java.util.ArrayList;
import java.util.List;
import org.countersign.fulfilment.ReceiptFinder;
import org.countersign.fulfilment.ReceiptRow;
import org.countersign.invoice.InvoiceFinder;
import org.countersign.invoice.InvoiceView;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.PurchaseOrder;
import org.countersign.payment.Payment;
import org.countersign.payment.PaymentFinder;
import org.countersign.payment.PaymentProposal;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.springframework.stereotype.Component;

/** What came of an order: its receipts and returns, its invoices and credit notes, and their payments; one question each. */
@Component
class WhatCame {

    /** Of each kind the newest so many are shown. */
    private static final int SHOWN = 50;

    private final ReceiptFinder receipts;
    private final InvoiceFinder invoices;
    private final PaymentFinder payments;

    WhatCame(ReceiptFinder receipts, InvoiceFinder invoices, PaymentFinder payments) {
        this.receipts = receipts;
        this.invoices = invoices;
        this.payments = payments;
    }

    /** Of an order that the reader was shown; amounts only for those who see prices. Asked inside a read. */
    Table of(PurchaseOrder order, Formats formats, Actor by) {
        var prices = by.may(Authority.SEE_PRICES);
        var billed = invoices.billing(order, by);
        var rows = new ArrayList<Table.Row>();
        receipts.ofOrder(order.id(), by).stream()
                .limit(SHOWN)
                .map(receipt -> row(receipt(receipt), prices, formats.date(receipt.on()), ""))
                .forEach(rows::add);
        billed.stream()
                .limit(SHOWN)
                .map(one -> row(invoice(one), prices, formats.date(one.capturedOn()), formats.money(one.payable())))
                .forEach(rows::add);
        payments.settling(billed.stream().map(InvoiceFinder.Billed::id).toList(), by).stream()
                .map(one -> row(payment(one), prices, formats.date(one.on()), formats.money(one.amount())))
                .forEach(rows::add);
        var columns = new ArrayList<>(List.of(Column.main("Document"), Column.state("State"), Column.text("Day")));
        if (prices) {
            columns.add(Column.sum("Amount"));
        }
        return new Table("What came of it", columns, rows);
    }

    private record Document(Cell name, Cell state) {}

    private static Table.Row row(Document document, boolean prices, String day, String amount) {
        var cells = new ArrayList<>(List.of(document.name(), document.state(), Cell.text(day)));
        if (prices) {
            cells.add(Cell.text(amount));
        }
        return new Table.Row("", cells);
    }

    private static Document receipt(ReceiptRow receipt) {
        var kind = switch (receipt.kind()) {
            case RECEIPT -> "Receipt";
            case RETURN -> "Return";
            case REVERSAL -> "Reversal";
        };
        var reference = receipt.reference().isEmpty() ? "" : ", " + receipt.reference();
        return new Document(
                Cell.link(receipt.number(), "/receipts/" + receipt.number(), kind + reference), state(receipt));
    }

    private static Cell state(ReceiptRow receipt) {
        if (receipt.reversedBy().isPresent()) {
            return Cell.state(Tone.IDLE, "Reversed");
        }
        return switch (receipt.kind()) {
            case RECEIPT ->
                receipt.lines().rejected() == 0
                        ? Cell.state(Tone.OK, "Received")
                        : Cell.state(Tone.WARN, "Received, partly rejected");
            case RETURN ->
                receipt.lines().forCredit() == 0
                        ? Cell.state(Tone.INFO, "To be replaced")
                        : Cell.state(Tone.WARN, "For credit");
            case REVERSAL -> Cell.state(Tone.IDLE, "Reversal");
        };
    }

    private static Document invoice(InvoiceFinder.Billed billed) {
        var kind = switch (billed.kind()) {
            case INVOICE -> "Invoice ";
            case CREDIT_NOTE -> "Credit note ";
        };
        return new Document(
                Cell.link(billed.number(), "/invoices/" + billed.number(), kind + billed.documentNumber()),
                Cell.state(tone(billed.state()), billed.state().words()));
    }

    private static Tone tone(InvoiceView.State state) {
        return switch (state) {
            case HELD -> Tone.STOP;
            case READY, PARTLY_PAID -> Tone.INFO;
            case PAID -> Tone.OK;
            case REJECTED, REVERSED -> Tone.IDLE;
        };
    }

    private static Document payment(PaymentFinder.Settlement one) {
        return new Document(
                Cell.link(one.number(), "/payment-proposals/" + one.number(), "Payment of " + one.settles()),
                Cell.state(
                        one.ended().isPresent() ? Tone.IDLE : tone(one.outcome()),
                        one.ended()
                                .map(PaymentProposal.Ending::words)
                                .orElseGet(() -> one.outcome().words())));
    }

    private static Tone tone(Payment.Outcome outcome) {
        return switch (outcome) {
            case PROPOSED, SENT -> Tone.INFO;
            case EXECUTED -> Tone.OK;
            case FAILED -> Tone.STOP;
        };
    }
}
