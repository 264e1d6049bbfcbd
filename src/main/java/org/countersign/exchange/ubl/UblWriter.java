package org.countersign.exchange.ubl;

import com.helger.diagnostics.error.list.ErrorList;
import com.helger.jaxb.GenericJAXBMarshaller;
import com.helger.ubl23.UBL23Marshaller;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.OrderResponseDocument;

/**
 * Writes our documents as UBL 2 in the forms of Peppol BIS 3, UTF-8. What is written obeys the schema; whether it obeys
 * the business rules depends on what it says, and is for the check to tell.
 */
public final class UblWriter {

    private UblWriter() {}

    /** Revision 1 of an order (T01), in advanced ordering. */
    public static byte[] order(OrderDocument order) {
        return bytes(OrderUbl.write(order), UBL23Marshaller.order());
    }

    /** Revision 2 and later (T114). */
    public static byte[] orderChange(OrderChangeDocument change) {
        return bytes(OrderUbl.write(change), UBL23Marshaller.orderChange());
    }

    /** T115. */
    public static byte[] orderCancellation(OrderCancellationDocument cancellation) {
        return bytes(OrderUbl.write(cancellation), UBL23Marshaller.orderCancellation());
    }

    /** T76 or T116, as its form says. */
    public static byte[] orderResponse(OrderResponseDocument response) {
        return bytes(OrderResponseUbl.write(response), UBL23Marshaller.orderResponse());
    }

    /** T16. */
    public static byte[] despatchAdvice(DespatchDocument despatch) {
        return bytes(DespatchUbl.write(despatch), UBL23Marshaller.despatchAdvice());
    }

    /** An invoice or a credit note of Peppol BIS Billing 3, as its kind says. */
    public static byte[] bill(BillDocument bill) {
        return switch (bill.heading().kind()) {
            case INVOICE -> bytes(InvoiceUbl.write(bill), UBL23Marshaller.invoice());
            case CREDIT_NOTE -> bytes(CreditNoteUbl.write(bill), UBL23Marshaller.creditNote());
        };
    }

    private static <T> byte[] bytes(T document, GenericJAXBMarshaller<T> marshaller) {
        var errors = new ErrorList();
        var bytes = marshaller.setCollectErrors(errors).setFormattedOutput(true).getAsBytes(document);
        if (bytes == null || errors.containsAtLeastOneError()) {
            throw new IllegalStateException("not written, for it would break its schema: " + errors);
        }
        return bytes;
    }
}
