package org.countersign.exchange.check;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.OrderResponseDocument.Form;
import org.countersign.exchange.check.CheckResult.Identity;
import org.countersign.exchange.check.CheckResult.Invalid;
import org.countersign.exchange.check.CheckResult.Unsupported;
import org.countersign.exchange.check.CheckResult.Valid;
import org.countersign.exchange.ubl.Examples;
import org.countersign.exchange.ubl.UblWriter;
import org.junit.jupiter.api.Test;

/** Which rules a document is held against, and how their answer reads. */
class DocumentCheckTest {

    private static final String BILLING = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private static final String BILLING_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    private final byte[] invoice = UblWriter.bill(Examples.invoice());

    @Test
    void anInvoiceThatClaimsPeppol_isHeldAgainstBothSetsOfRules() {
        var answer = DocumentCheck.check(invoice);

        assertThat(answer)
                .isEqualTo(new Valid(new Identity(
                        DocumentKind.INVOICE, "UBL 2.1", BILLING, BILLING_PROFILE, "Peppol 2026.5 / EN 16931 1.3.16")));
    }

    @Test
    void anInvoiceThatClaimsSomethingElse_isHeldAgainstTheEuropeanNormAlone() {
        var answer = DocumentCheck.check(changed(invoice, BILLING, "urn:example:own-agreement"));

        assertThat(answer)
                .isEqualTo(new Valid(new Identity(
                        DocumentKind.INVOICE,
                        "UBL 2.1",
                        "urn:example:own-agreement",
                        BILLING_PROFILE,
                        "EN 16931 1.3.16")));
    }

    @Test
    void aSelfBilledInvoice_isNotTakenIn() {
        var answer = DocumentCheck.check(changed(invoice, "poacc:billing:3.0", "poacc:selfbilling:3.0"));

        assertThat(answer).isEqualTo(new Unsupported("UBL self-billed Invoice"));
    }

    @Test
    void anOrderAgreement_isNotTakenInAsAnAnswer() {
        var answer = DocumentCheck.check(changed(
                UblWriter.orderResponse(Examples.acceptance(Form.PLAIN)), "order_response:3", "order_agreement:3"));

        assertThat(answer).isEqualTo(new Unsupported("UBL OrderAgreement"));
    }

    @Test
    void anAnswerThatClaimsNothingKnown_isHeldAgainstPlainOrdering() {
        var answer = DocumentCheck.check(changed(
                UblWriter.orderResponse(Examples.acceptance(Form.ADVANCED)),
                "urn:fdc:peppol.eu:poacc:trns:order_response_advanced:3",
                "urn:example:own"));

        assertThat(((Invalid) answer).errors())
                .extracting(RuleError::rule)
                .contains("PEPPOL-T76-R006")
                .doesNotContain("PEPPOL-T116-R006");
    }

    @Test
    void aBusinessRule_isToldWithItsIdItsWordsAndTheElement() {
        var answer = DocumentCheck.check(
                changed(invoice, ">3510.00</cbc:TaxInclusiveAmount>", ">3511.00</cbc:TaxInclusiveAmount>"));

        assertThat(((Invalid) answer).errors()).anySatisfy(error -> {
            assertThat(error.rule()).isEqualTo("BR-CO-15");
            assertThat(error.message()).contains("Invoice total amount with VAT (BT-112)");
            assertThat(error.location()).isEqualTo("/Invoice[1]");
        });
    }

    @Test
    void aSchemaError_isToldWithLineAndColumn() {
        var answer = DocumentCheck.check(changed(invoice, "<cbc:IssueDate>2026-03-21", "<cbc:IssueDate>21 March"));

        assertThat(((Invalid) answer).errors()).first().satisfies(error -> {
            assertThat(error.rule()).isEqualTo("XSD");
            assertThat(error.message()).contains("21 March");
            assertThat(error.location()).matches("line \\d+, column \\d+");
        });
    }

    @Test
    void anInvoiceInAnotherEncoding_isReadAsWell() {
        var text = new String(invoice, UTF_8).replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");

        assertThat(DocumentCheck.check(text.getBytes(UTF_16))).isInstanceOf(Valid.class);
    }

    @Test
    void manyAtOnce_areToldApart() throws Exception {
        var broken = changed(invoice, ">3510.00</cbc:TaxInclusiveAmount>", ">3511.00</cbc:TaxInclusiveAmount>");
        var order = UblWriter.order(Examples.order());
        Callable<String> right = () -> DocumentCheck.check(invoice).getClass().getSimpleName();
        Callable<String> wrong = () -> DocumentCheck.check(broken).getClass().getSimpleName();
        Callable<String> other = () -> DocumentCheck.check(order).getClass().getSimpleName();
        var work = Stream.generate(() -> Stream.of(right, wrong, other))
                .limit(8)
                .flatMap(three -> three)
                .toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(work).stream()
                    .map(answer -> answer.resultNow())
                    .toList();

            assertThat(answers.subList(0, 3)).containsExactly("Valid", "Invalid", "Valid");
            assertThat(answers.stream().filter("Valid"::equals)).hasSize(16);
            assertThat(answers.stream().filter("Invalid"::equals)).hasSize(8);
        }
    }

    @Test
    void warmingUp_leavesTheAnswersAsTheyAre() {
        DocumentCheck.warmUp();

        assertThat(DocumentCheck.check(UblWriter.bill(Examples.creditNote()))).isInstanceOf(Valid.class);
    }

    private static byte[] changed(byte[] document, String from, String to) {
        var text = new String(document, UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(UTF_8);
    }
}
