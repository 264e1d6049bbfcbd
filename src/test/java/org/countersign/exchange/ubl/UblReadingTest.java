package org.countersign.exchange.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.BillDocument.Preceding;
import org.countersign.exchange.DespatchDocument;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.OrderResponseDocument;
import org.countersign.exchange.OrderResponseDocument.Answer;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.OrderResponseDocument.Line;
import org.countersign.exchange.OrderResponseDocument.LineAnswer;
import org.countersign.exchange.Period;
import org.countersign.exchange.SharedDocuments;
import org.countersign.exchange.check.CheckResult.Valid;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The official examples say in our words what they say in UBL. */
class UblReadingTest {

    private static final String ORDERING = "peppol-ordering/poacc-upgrade-3/";

    @BeforeAll
    static void officialDocumentsAreThere() {
        SharedDocuments.assumeThere();
    }

    @Test
    void anOrder_keepsItsNumbersDatesAndLines() {
        var order = UblReader.order(SharedDocuments.bytes(ORDERING + "Order_sc1.xml"));

        assertThat(order.heading().number()).isEqualTo("Order-1");
        assertThat(order.heading().revision()).isEqualTo(1);
        assertThat(order.buyer().legalName()).isEqualTo("City Hospital 345433");
        assertThat(order.buyer().endpoint()).isEqualTo(new Identifier("0088", "7300010000001"));
        assertThat(order.seller().name()).isEqualTo("The Supplier AB");
        assertThat(order.delivery().address().street()).isEqualTo("Lower street 5");
        assertThat(order.delivery().period())
                .isEqualTo(new Period(LocalDate.of(2022, 2, 15), LocalDate.of(2022, 3, 1)));
        assertThat(order.lines()).hasSize(2);
        assertThat(order.lines().getLast().quantity()).isEqualTo(Quantity.of(50));
        assertThat(order.lines().getLast().price()).isEqualTo(Price.of("EUR", "6"));
        assertThat(order.totals()).isNotNull();
        assertThat(order.totals().payable()).isEqualTo(Money.parse("EUR 840"));
    }

    @Test
    void anOrderChange_namesItsOrderAndMarksItsLines() {
        var change = UblReader.orderChange(SharedDocuments.bytes(ORDERING + "OrderChange_sc1.xml"));

        assertThat(change.number()).isEqualTo("Change-1");
        assertThat(change.order().heading().number()).isEqualTo("Order-1");
        assertThat(change.order().heading().revision()).isEqualTo(2);
        assertThat(change.marks()).containsEntry("1", Mark.CHANGED).containsEntry("2", Mark.CHANGED);
        assertThat(change.order().lines().getFirst().quantity()).isEqualTo(Quantity.of(5));
    }

    @Test
    void anOrderCancellation_saysWhichOrderAndWhy() {
        var cancellation = UblReader.orderCancellation(SharedDocuments.bytes(ORDERING + "OrderCancellation_sc1.xml"));

        assertThat(cancellation.orderNumber()).isEqualTo("Order-1");
        assertThat(cancellation.reason()).isEqualTo("With reference to phone call");
    }

    @Test
    void aCounterOffer_saysLineByLineWhatTheSellerProposes() {
        var response = UblReader.orderResponse(SharedDocuments.bytes(ORDERING + "OrderResponseAdvanced_Example.xml"));

        assertThat(response.heading().form()).isEqualTo(Form.ADVANCED);
        assertThat(response.heading().changeNumber()).isEqualTo("c1-11233");
        assertThat(response.answer()).isEqualTo(Answer.ACCEPTED_WITH_CHANGES);
        assertThat(response.lines()).extracting(Line::answer).containsExactly(LineAnswer.CHANGED, LineAnswer.ACCEPTED);
        assertThat(response.lines().getFirst().quantity()).isEqualTo(Quantity.of(10));
        assertThat(response.lines().getFirst().price()).isEqualTo(Price.of("EUR", "1.50"));
        assertThat(response.lines().getFirst().promised().latest()).isEqualTo(LocalDate.of(2022, 5, 20));
    }

    @Test
    void anAnswerInPlainOrdering_isReadAsOne() {
        var response = UblReader.orderResponse(SharedDocuments.bytes(ORDERING + "UC3_Order_response.xml"));

        assertThat(response.heading().form()).isEqualTo(Form.PLAIN);
        assertThat(response.answer()).isEqualTo(Answer.REJECTED);
        assertThat(response.heading().orderNumber()).isEqualTo("5");
    }

    @Test
    void aDespatchAdvice_saysWhatComesAndWhatIsStillToCome() {
        var despatch = UblReader.despatchAdvice(SharedDocuments.bytes(ORDERING + "DespatchAdvice_Example.xml"));

        var line = despatch.lines().getFirst();
        assertThat(despatch.heading().orderNumber()).isEqualTo("AEG012345");
        assertThat(despatch.shipment().trackingId()).isEqualTo("456789");
        assertThat(despatch.shipment().expected().latest()).isEqualTo(LocalDate.of(2018, 9, 27));
        assertThat(despatch.recipient().contact().name()).isEqualTo("Mr Fred Churchill");
        assertThat(line.orderLineId()).isEqualTo("1");
        assertThat(line.quantity()).isEqualTo(Quantity.of(10));
        assertThat(line.outstanding()).isEqualTo(Quantity.of(2));
        assertThat(line.item().sellerSku()).isEqualTo("17589683");
    }

    @Test
    void aCreditNote_namesTheInvoiceItCorrects() {
        var note = UblReader.creditNote(
                SharedDocuments.bytes("peppol-billing/peppol-bis-invoice-3/base-creditnote-correction.xml"));

        assertThat(note.references().preceding()).containsExactly(new Preceding("Snippet1", null));
        assertThat(note.net()).isEqualTo(Money.parse("EUR 1325"));
        assertThat(note.tax()).isEqualTo(Money.parse("EUR 331.25"));
        assertThat(note.gross()).isEqualTo(Money.parse("EUR 1656.25"));
        assertThat(note.payment().account()).isEqualTo("IBAN32423940");
        assertThat(note.lines().getFirst().orderLineId()).isEqualTo("123");
        assertThat(note.lines().getLast().quantity()).isEqualTo(Quantity.of(-3));
    }

    @Test
    void anInvoiceThatKnowsOnlyTheSellersOrder_namesNoOrderOfOurs() {
        var invoice =
                UblReader.invoice(SharedDocuments.bytes("peppol-billing/peppol-bis-invoice-3/sales-order-example.xml"));

        assertThat(invoice.references().orderNumber()).isEmpty();
        assertThat(invoice.references().salesOrder()).isNotEmpty();
    }

    @Test
    void anInvoiceOfAnotherSpecification_isReadToo() {
        var invoice = UblReader.invoice(SharedDocuments.bytes("en16931-ubl/eInvoicing-EN16931/ubl-tc434-example5.xml"));

        assertThat(invoice.references().orderNumber()).isEqualTo("PO4711");
        assertThat(invoice.gross()).isEqualTo(Money.parse("DKK 4675.00"));
        assertThat(invoice.totals().prepaid()).isEqualTo(Money.parse("DKK 2337.50"));
        assertThat(invoice.totals().payable()).isEqualTo(Money.parse("DKK 2337.50"));
        assertThat(List.of(invoice.tax())).containsExactly(Money.parse("DKK 675.00"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("validDocuments")
    void whatIsValid_meansTheSameWhenItIsWrittenAgain(DocumentKind kind, String file) {
        var read = read(kind, SharedDocuments.bytes(file));

        var again = write(read);

        assertThat(read(kind, again)).isEqualTo(read);
    }

    /** Only those of Peppol: an invoice of another specification need not say what Peppol asks for. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("peppolDocuments")
    void whatIsValidInPeppol_isStillValidWhenItIsWrittenAgain(DocumentKind kind, String file) {
        var again = write(read(kind, SharedDocuments.bytes(file)));

        assertThat(DocumentCheck.check(again)).isInstanceOf(Valid.class);
    }

    static Stream<Arguments> validDocuments() {
        return valid("");
    }

    static Stream<Arguments> peppolDocuments() {
        return valid("Peppol");
    }

    private static Stream<Arguments> valid(String ruleSet) {
        return Stream.of("peppol-ordering", "peppol-billing", "en16931-ubl", "xrechnung", "xrechnung-negative")
                .flatMap(SharedDocuments::files)
                .flatMap(file -> Stream.of(DocumentCheck.check(SharedDocuments.bytes(file)))
                        .filter(Valid.class::isInstance)
                        .map(answer -> ((Valid) answer).identity())
                        .filter(identity -> identity.ruleSet().startsWith(ruleSet))
                        .map(identity -> Arguments.of(identity.kind(), file)));
    }

    private static Object read(DocumentKind kind, byte[] bytes) {
        return switch (kind) {
            case ORDER -> UblReader.order(bytes);
            case ORDER_CHANGE -> UblReader.orderChange(bytes);
            case ORDER_CANCELLATION -> UblReader.orderCancellation(bytes);
            case ORDER_RESPONSE -> UblReader.orderResponse(bytes);
            case DESPATCH_ADVICE -> UblReader.despatchAdvice(bytes);
            case INVOICE -> UblReader.invoice(bytes);
            case CREDIT_NOTE -> UblReader.creditNote(bytes);
        };
    }

    private static byte[] write(Object document) {
        return switch (document) {
            case OrderDocument it -> UblWriter.order(it);
            case OrderChangeDocument it -> UblWriter.orderChange(it);
            case OrderCancellationDocument it -> UblWriter.orderCancellation(it);
            case OrderResponseDocument it -> UblWriter.orderResponse(it);
            case DespatchDocument it -> UblWriter.despatchAdvice(it);
            case BillDocument it -> UblWriter.bill(it);
            default -> throw new IllegalArgumentException(document.toString());
        };
    }
}
