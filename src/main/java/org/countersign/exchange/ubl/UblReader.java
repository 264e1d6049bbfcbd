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
import org.countersign.exchange.check.HardenedXml;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;

/**
 * Reads UBL 2 into our own words, by the schema of 2.3, which takes in every document of 2.1. Meant for documents that were found valid; one that does not obey its schema, or says
 * what our words cannot hold (a price per another unit than the quantity, an amount in another currency than the
 * document), is refused as {@code document-unreadable}.
 */
public final class UblReader {

    private UblReader() {}

    public static OrderDocument order(byte[] bytes) {
        return OrderUbl.read(parsed(bytes, UBL23Marshaller.order()));
    }

    public static OrderChangeDocument orderChange(byte[] bytes) {
        return OrderUbl.read(parsed(bytes, UBL23Marshaller.orderChange()));
    }

    public static OrderCancellationDocument orderCancellation(byte[] bytes) {
        return OrderUbl.read(parsed(bytes, UBL23Marshaller.orderCancellation()));
    }

    /** In plain and in advanced ordering. */
    public static OrderResponseDocument orderResponse(byte[] bytes) {
        return OrderResponseUbl.read(parsed(bytes, UBL23Marshaller.orderResponse()));
    }

    public static DespatchDocument despatchAdvice(byte[] bytes) {
        return DespatchUbl.read(parsed(bytes, UBL23Marshaller.despatchAdvice()));
    }

    public static BillDocument invoice(byte[] bytes) {
        return InvoiceUbl.read(parsed(bytes, UBL23Marshaller.invoice()));
    }

    public static BillDocument creditNote(byte[] bytes) {
        return CreditNoteUbl.read(parsed(bytes, UBL23Marshaller.creditNote()));
    }

    private static <T> T parsed(byte[] bytes, GenericJAXBMarshaller<T> marshaller) {
        var errors = new ErrorList();
        // What a stranger sends broken is an answer to him, not an error in our log.
        marshaller.readExceptionCallbacks().removeAll();
        var document = marshaller.setCollectErrors(errors).read(HardenedXml.parse(bytes));
        if (document == null || errors.containsAtLeastOneError()) {
            throw Refusal.unreadable(
                    "document-unreadable", "The document does not obey the UBL schema.", Facts.of("rule", "XSD"));
        }
        return document;
    }
}
