package org.countersign.invoice;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.order.OrderEvent;
import org.countersign.order.OrderId;
import org.joda.money.Money;

/** Everything that invoices and credit notes tell the journal; each row shows in the life of the orders they bill. */
public sealed interface InvoiceEvent extends Event {

    /** Which document it is and which orders it concerns. */
    record Bill(InvoiceId id, Kind kind, String number, String documentNumber, Set<OrderId> orders) {

        static Bill of(Invoice invoice, Set<OrderId> orders) {
            var all = new TreeSet<OrderId>(Comparator.comparing(OrderId::value));
            all.addAll(orders);
            return new Bill(
                    invoice.id(),
                    invoice.head().kind(),
                    invoice.number(),
                    invoice.head().documentNumber().printed(),
                    Collections.unmodifiableSet(all));
        }
    }

    Bill bill();

    @Override
    default DocumentRef document() {
        return DocumentRef.of(Invoice.word(bill().kind()), bill().id());
    }

    @Override
    default List<DocumentRef> concerning() {
        return bill().orders().stream().map(OrderEvent::ordered).toList();
    }

    /** A document came in and was compared with its orders. */
    record InvoiceCaptured(Bill bill, String vendor, String origin, Money payable, List<String> holds)
            implements InvoiceEvent {}

    /** A duplicate was entered on purpose; a second person decides. */
    record DuplicateEntered(Bill bill, InvoiceId first, String reason) implements InvoiceEvent {}

    /** What holds a document changed, and it is still held. */
    record InvoiceHeld(Bill bill, List<String> holds, String ruleVersion) implements InvoiceEvent {}

    /** An invoice was accepted and may be paid. */
    record InvoicePosted(Bill bill, Money net, Money payable, String ruleVersion) implements InvoiceEvent {}

    /** A credit note was accepted and is netted with what is paid. */
    record CreditNotePosted(Bill bill, Money net, Money payable, String ruleVersion) implements InvoiceEvent {}

    /** Somebody let a difference through. */
    record HoldLifted(Bill bill, String hold, String line, String reason) implements InvoiceEvent {}

    /** Somebody said which order line a line bills. */
    record LineLinked(Bill bill, String line, String orderLine) implements InvoiceEvent {}

    record InvoiceRejected(Bill bill, String reason) implements InvoiceEvent {}

    /** An accepted document was taken out of the books. */
    record InvoiceReversed(Bill bill, String reason) implements InvoiceEvent {}

    /** Money (or a netted credit) settled so much of it. */
    record InvoiceSettled(Bill bill, Money amount, Money settled, boolean inFull, DocumentRef payment)
            implements InvoiceEvent {

        @Override
        public List<DocumentRef> concerning() {
            return Stream.concat(InvoiceEvent.super.concerning().stream(), Stream.of(payment))
                    .toList();
        }
    }
}
