package org.countersign.payment.bankfile;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.countersign.payment.bankfile.CreditTransferInitiation.CreditTransfer;
import org.countersign.payment.bankfile.CreditTransferInitiation.Holder;
import org.countersign.vendor.Bic;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bank's file: ISO 20022 customer credit transfer initiation, pain.001.001.09, in UTF-8.
 *
 * <p>One batch ({@code PmtInf}) for each currency and execution date, and a further one where some of the euro payments
 * leave the SEPA area, since a batch is one service level. Amounts are written exactly, with the digits of their currency;
 * control sums add them up whatever their currency, as the standard says. The same initiation gives the same bytes.
 */
public final class Pain001 {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final CreditTransferInitiation initiation;
    private final XMLStreamWriter xml;

    private Pain001(CreditTransferInitiation initiation, XMLStreamWriter xml) {
        this.initiation = initiation;
        this.xml = xml;
    }

    /** The file for the bank. */
    public static byte[] write(CreditTransferInitiation initiation) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = WRITERS.createXMLStreamWriter(bytes, "UTF-8");
            new Pain001(initiation, xml).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a payment file could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeStartElement("CstmrCdtTrfInitn");
        header();
        var number = 0;
        for (var batch : batches()) {
            number++;
            batch(initiation.messageId() + "-" + number, batch);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void header() throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        text("MsgId", initiation.messageId());
        text("CreDtTm", initiation.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        sums(initiation.transfers());
        xml.writeStartElement("InitgPty");
        text("Nm", SepaText.name(initiation.initiatingParty()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void batch(String id, List<CreditTransfer> transfers) throws XMLStreamException {
        var first = transfers.getFirst();
        xml.writeStartElement("PmtInf");
        text("PmtInfId", id);
        text("PmtMtd", "TRF");
        sums(transfers);
        if (first.sepa()) {
            nested("SEPA", "PmtTpInf", "SvcLvl", "Cd");
        }
        nested(first.executionDate().toString(), "ReqdExctnDt", "Dt");
        nested(SepaText.name(initiation.debtor().name()), "Dbtr", "Nm");
        nested(initiation.debtor().iban().value(), "DbtrAcct", "Id", "IBAN");
        debtorsBank(initiation.debtor().bic());
        // SEPA knows shared charges only, under a code of its own; outside it the word is SHAR.
        text("ChrgBr", first.sepa() ? "SLEV" : "SHAR");
        for (var transfer : transfers) {
            transfer(transfer);
        }
        xml.writeEndElement();
    }

    private void transfer(CreditTransfer transfer) throws XMLStreamException {
        xml.writeStartElement("CdtTrfTxInf");
        nested(transfer.endToEndId(), "PmtId", "EndToEndId");
        xml.writeStartElement("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", transfer.amount().getCurrencyUnit().getCode());
        xml.writeCharacters(transfer.amount().getAmount().toPlainString());
        xml.writeEndElement();
        xml.writeEndElement();
        creditor(transfer.creditor(), transfer.country());
        if (!transfer.invoices().isEmpty()) {
            nested(SepaText.remittance(transfer.invoices()), "RmtInf", "Ustrd");
        }
        xml.writeEndElement();
    }

    private void creditor(Holder creditor, String country) throws XMLStreamException {
        if (creditor.bic() != null) {
            nested(creditor.bic().value(), "CdtrAgt", "FinInstnId", "BICFI");
        }
        xml.writeStartElement("Cdtr");
        text("Nm", SepaText.name(creditor.name()));
        nested(country, "PstlAdr", "Ctry");
        xml.writeEndElement();
        nested(creditor.iban().value(), "CdtrAcct", "Id", "IBAN");
    }

    /** The schema demands the payer's bank; where only the IBAN is known, the agreed word stands for it. */
    private void debtorsBank(@Nullable Bic bic) throws XMLStreamException {
        if (bic != null) {
            nested(bic.value(), "DbtrAgt", "FinInstnId", "BICFI");
        } else {
            nested("NOTPROVIDED", "DbtrAgt", "FinInstnId", "Othr", "Id");
        }
    }

    private void sums(List<CreditTransfer> transfers) throws XMLStreamException {
        text("NbOfTxs", Integer.toString(transfers.size()));
        var sum = transfers.stream()
                .map(transfer -> transfer.amount().getAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        text("CtrlSum", sum.toPlainString());
    }

    private void nested(String text, String... names) throws XMLStreamException {
        for (var name : names) {
            xml.writeStartElement(name);
        }
        xml.writeCharacters(text);
        for (var _ : names) {
            xml.writeEndElement();
        }
    }

    private void text(String name, String text) throws XMLStreamException {
        nested(text, name);
    }

    /** By day, then currency, SEPA first; within a batch in the order in which the payments were given. */
    private List<List<CreditTransfer>> batches() {
        var batches = new TreeMap<Batch, List<CreditTransfer>>(Comparator.comparing(Batch::on)
                .thenComparing(Batch::currency)
                .thenComparing(Batch::sepa, Comparator.reverseOrder()));
        for (var transfer : initiation.transfers()) {
            var batch = new Batch(
                    transfer.executionDate(),
                    transfer.amount().getCurrencyUnit().getCode(),
                    transfer.sepa());
            batches.computeIfAbsent(batch, _ -> new ArrayList<>()).add(transfer);
        }
        return List.copyOf(batches.values());
    }

    private record Batch(LocalDate on, String currency, boolean sepa) {}
}
