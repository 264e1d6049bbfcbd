package org.countersign.exchange.ubl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.check.CheckResult;
import org.countersign.exchange.check.CheckResult.Identity;
import org.countersign.exchange.check.CheckResult.Invalid;
import org.countersign.exchange.check.CheckResult.Valid;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.exchange.check.RuleError;
import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write passes the official rules, its broken twin does not, and reading it gives back what was written. */
class UblWritingTest {

    private static final String ADVANCED = "urn:fdc:peppol.eu:poacc:bis:advanced_ordering:3";
    private static final String PEPPOL = "Peppol 2026.5";
    private static final String BILLING = "Peppol 2026.5 / EN 16931 1.3.16";

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void aDocumentWeWrite_obeysTheOfficialRules(String name, byte[] written, DocumentKind kind, String rules) {
        var answer = DocumentCheck.check(written);

        assertThat(errors(answer)).isEmpty();
        assertThat(((Valid) answer).identity())
                .extracting(Identity::kind, Identity::ruleSet)
                .containsExactly(kind, rules);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("order", UblWriter.order(Examples.order()), DocumentKind.ORDER, PEPPOL),
                arguments("change", UblWriter.orderChange(Examples.change()), DocumentKind.ORDER_CHANGE, PEPPOL),
                arguments(
                        "cancellation",
                        UblWriter.orderCancellation(Examples.cancellation()),
                        DocumentKind.ORDER_CANCELLATION,
                        PEPPOL),
                arguments(
                        "acceptance",
                        UblWriter.orderResponse(Examples.acceptance(Form.ADVANCED)),
                        DocumentKind.ORDER_RESPONSE,
                        PEPPOL),
                arguments(
                        "plain acceptance",
                        UblWriter.orderResponse(Examples.acceptance(Form.PLAIN)),
                        DocumentKind.ORDER_RESPONSE,
                        PEPPOL),
                arguments(
                        "answer to a change",
                        UblWriter.orderResponse(Examples.counterOffer(Form.ADVANCED, "PO-2026-000123-R2")),
                        DocumentKind.ORDER_RESPONSE,
                        PEPPOL),
                arguments(
                        "plain counter-offer",
                        UblWriter.orderResponse(Examples.counterOffer(Form.PLAIN, "")),
                        DocumentKind.ORDER_RESPONSE,
                        PEPPOL),
                arguments(
                        "despatch advice",
                        UblWriter.despatchAdvice(Examples.despatch()),
                        DocumentKind.DESPATCH_ADVICE,
                        PEPPOL),
                arguments("invoice", UblWriter.bill(Examples.invoice()), DocumentKind.INVOICE, BILLING),
                arguments("credit note", UblWriter.bill(Examples.creditNote()), DocumentKind.CREDIT_NOTE, BILLING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void theSameDocumentWithOneFigureWrong_breaksTheRuleAboutIt(
            String name, byte[] written, String right, String wrong, String rule) {
        var text = new String(written, UTF_8);

        var answer = DocumentCheck.check(text.replace(right, wrong).getBytes(UTF_8));

        assertThat(text).contains(right);
        assertThat(errors(answer)).extracting(RuleError::rule).contains(rule);
        assertThat(errors(answer))
                .allSatisfy(error -> assertThat(error.message()).isNotBlank());
    }

    static Stream<Arguments> twins() {
        var total = ">3486.00</cbc:PayableAmount>";
        return Stream.of(
                arguments(
                        "order",
                        UblWriter.order(Examples.order()),
                        total,
                        total.replace("3486", "1"),
                        "PEPPOL-T01-R016"),
                arguments(
                        "change",
                        UblWriter.orderChange(Examples.change()),
                        ">2286.00</cbc:PayableAmount>",
                        ">1.00</cbc:PayableAmount>",
                        "PEPPOL-T114-R016"),
                arguments(
                        "cancellation",
                        UblWriter.orderCancellation(Examples.cancellation()),
                        ADVANCED,
                        "urn:fdc:peppol.eu:poacc:bis:ordering:3",
                        "PEPPOL-T115-R031"),
                arguments(
                        "acceptance",
                        UblWriter.orderResponse(Examples.counterOffer(Form.ADVANCED, "PO-2026-000123-R2")),
                        ">CA</cbc:OrderResponseCode>",
                        ">AP</cbc:OrderResponseCode>",
                        "PEPPOL-T116-R008"),
                arguments(
                        "despatch advice",
                        UblWriter.despatchAdvice(Examples.despatch()),
                        ">12.5</cbc:DeliveredQuantity>",
                        ">-12.5</cbc:DeliveredQuantity>",
                        "PEPPOL-T16-R006"),
                arguments(
                        "invoice",
                        UblWriter.bill(Examples.invoice()),
                        ">3510.00</cbc:TaxInclusiveAmount>",
                        ">3511.00</cbc:TaxInclusiveAmount>",
                        "BR-CO-15"),
                arguments(
                        "credit note",
                        UblWriter.bill(Examples.creditNote()),
                        ">2.00</cbc:PriceAmount>",
                        ">3.00</cbc:PriceAmount>",
                        "PEPPOL-EN16931-R120"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trips")
    void aDocumentReadBack_isTheOneWritten(String name, Object document, Function<Object, Object> thereAndBack) {
        assertThat(thereAndBack.apply(document)).isEqualTo(document);
    }

    static Stream<Arguments> trips() {
        return Stream.of(
                trip("order", Examples.order(), it -> UblReader.order(UblWriter.order(it))),
                trip("change", Examples.change(), it -> UblReader.orderChange(UblWriter.orderChange(it))),
                trip(
                        "cancellation",
                        Examples.cancellation(),
                        it -> UblReader.orderCancellation(UblWriter.orderCancellation(it))),
                trip(
                        "acceptance",
                        Examples.acceptance(Form.ADVANCED),
                        it -> UblReader.orderResponse(UblWriter.orderResponse(it))),
                trip(
                        "answer to a change",
                        Examples.counterOffer(Form.ADVANCED, "PO-2026-000123-R2"),
                        it -> UblReader.orderResponse(UblWriter.orderResponse(it))),
                trip(
                        "plain counter-offer",
                        Examples.counterOffer(Form.PLAIN, ""),
                        it -> UblReader.orderResponse(UblWriter.orderResponse(it))),
                trip("despatch", Examples.despatch(), it -> UblReader.despatchAdvice(UblWriter.despatchAdvice(it))),
                trip("invoice", Examples.invoice(), it -> UblReader.invoice(UblWriter.bill(it))),
                trip("credit note", Examples.creditNote(), it -> UblReader.creditNote(UblWriter.bill(it))));
    }

    @Test
    void orderChangeAndCancellation_belongToTheOneProcessThatAllowsChanges() {
        var written = Stream.of(
                UblWriter.order(Examples.order()),
                UblWriter.orderChange(Examples.change()),
                UblWriter.orderCancellation(Examples.cancellation()));

        assertThat(written.map(DocumentCheck::check))
                .allSatisfy(answer ->
                        assertThat(((Valid) answer).identity().profile()).isEqualTo(ADVANCED));
    }

    @Test
    void aSecondRevision_doesNotTravelAsAnOrder() {
        var second = Examples.change().order();

        assertThatThrownBy(() -> UblWriter.order(second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFirstRevision_doesNotTravelAsAChange() {
        var first =
                new OrderChangeDocument("X", Examples.order(), Examples.change().marks());

        assertThatThrownBy(() -> UblWriter.orderChange(first)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInvoiceReadAsAnOrder_isRefused() {
        var invoice = UblWriter.bill(Examples.invoice());

        assertThatThrownBy(() -> UblReader.order(invoice))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("document-unreadable"));
    }

    @Test
    void aPricePerAnotherUnitThanTheQuantity_isRefused() {
        var text = new String(UblWriter.bill(Examples.invoice()), UTF_8)
                .replace("<cbc:BaseQuantity unitCode=\"C62\">", "<cbc:BaseQuantity unitCode=\"KGM\">");

        assertThatThrownBy(() -> UblReader.invoice(text.getBytes(UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessage("The price is per KGM but the quantity is in C62.");
    }

    private static <T> Arguments trip(String name, T document, Function<T, T> thereAndBack) {
        return arguments(name, document, thereAndBack);
    }

    private static List<RuleError> errors(CheckResult answer) {
        return answer instanceof Invalid invalid ? invalid.errors() : List.of();
    }
}
