package org.countersign.payment.bankfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.kernel.Refusal;
import org.countersign.payment.bankfile.CreditTransferInitiation.CreditTransfer;
import org.countersign.payment.bankfile.CreditTransferInitiation.Holder;
import org.countersign.vendor.Bic;
import org.countersign.vendor.Iban;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A payment file ... */
class Pain001Test {

    private static final Path SCHEMA = Path.of(System.getProperty("countersign.shared", "../shared/data"))
            .resolve("iso20022/schema/pain.001.001.09.xsd");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 7, 31);
    private static final Holder PAYER =
            new Holder("Nordwind Büro GmbH", new Iban("DE89370400440532013000"), new Bic("COBADEFFXXX"));
    private static final Holder DUTCH = new Holder("Van Dijk & Zonen B.V.", new Iban("NL91ABNA0417164300"), null);

    @Test
    void isValidAgainstTheSchemaOfTheStandard() throws Exception {
        assumeSchema();
        var file = Pain001.write(fileOf(
                paying("E2E-1", "EUR 1190.00", DUTCH, "INV-001"),
                paying("E2E-2", "USD 20.50", DUTCH),
                paying("E2E-3", "JPY 5000", DUTCH, "77", "78")));

        validate(file);

        assertThat(file).isNotEmpty();
    }

    @Test
    void isValidWithoutTheBanksOfPayerAndVendor() throws Exception {
        assumeSchema();
        var payer = new Holder("Nordwind", new Iban("DE89370400440532013000"), null);
        var file = Pain001.write(fileFrom(payer, List.of(paying("E2E-1", "EUR 1.00", DUTCH, "INV-001"))));

        validate(file);

        assertThat(count(file, "//CdtrAgt")).isZero();
        assertThat(value(file, "//DbtrAgt/FinInstnId/Othr/Id")).isEqualTo("NOTPROVIDED");
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        "<PmtMtd>PAY</PmtMtd>, <PmtMtd>TRF</PmtMtd>",
        "'', <MsgId>PAY-2026-000001</MsgId>",
        "<NbOfTxs>one</NbOfTxs>, <NbOfTxs>1</NbOfTxs>",
        "Ccy=\"euro\", Ccy=\"EUR\"",
    })
    void isNotValidWhenBroken(String broken, String sound) throws Exception {
        assumeSchema();
        var file = new String(Pain001.write(fileOf(paying("E2E-1", "EUR 10.00", DUTCH))), UTF_8);
        var twin = file.replace(sound, broken);

        assertThat(twin).isNotEqualTo(file);
        assertThatExceptionOfType(SAXException.class).isThrownBy(() -> validate(twin.getBytes(UTF_8)));
    }

    @Test
    void saysWhoPaysWhomWhatAndWhy() {
        var vendor = new Holder("Müller & Söhne", new Iban("AT611904300234573201"), new Bic("BKAUATWW"));
        var file = Pain001.write(fileOf(paying("E2E-1", "EUR 1190.00", vendor, "INV-001", "INV-002")));

        assertThat(value(file, "//GrpHdr/MsgId")).isEqualTo("PAY-2026-000001");
        assertThat(value(file, "//GrpHdr/CreDtTm")).isEqualTo("2026-07-28T09:15:00Z");
        assertThat(value(file, "//GrpHdr/InitgPty/Nm")).isEqualTo("Nordwind Gruppe");
        assertThat(value(file, "//PmtInf/PmtInfId")).isEqualTo("PAY-2026-000001-1");
        assertThat(value(file, "//PmtInf/PmtTpInf/SvcLvl/Cd")).isEqualTo("SEPA");
        assertThat(value(file, "//PmtInf/ReqdExctnDt/Dt")).isEqualTo("2026-07-31");
        assertThat(value(file, "//PmtInf/Dbtr/Nm")).isEqualTo("Nordwind Buero GmbH");
        assertThat(value(file, "//PmtInf/DbtrAcct/Id/IBAN")).isEqualTo("DE89370400440532013000");
        assertThat(value(file, "//PmtInf/DbtrAgt/FinInstnId/BICFI")).isEqualTo("COBADEFFXXX");
        assertThat(value(file, "//PmtInf/ChrgBr")).isEqualTo("SLEV");
        assertThat(value(file, "//PmtId/EndToEndId")).isEqualTo("E2E-1");
        assertThat(value(file, "//InstdAmt")).isEqualTo("1190.00");
        assertThat(value(file, "//InstdAmt/@Ccy")).isEqualTo("EUR");
        assertThat(value(file, "//CdtrAgt/FinInstnId/BICFI")).isEqualTo("BKAUATWW");
        assertThat(value(file, "//Cdtr/Nm")).isEqualTo("Mueller + Soehne");
        assertThat(value(file, "//Cdtr/PstlAdr/Ctry")).isEqualTo("AT");
        assertThat(value(file, "//CdtrAcct/Id/IBAN")).isEqualTo("AT611904300234573201");
        assertThat(value(file, "//RmtInf/Ustrd")).isEqualTo("INV-001, INV-002");
    }

    @Test
    void hasOneBatchForEachDayAndCurrencyAndForEuroBeyondSepa() {
        var brazil = new Holder("Café do Sul", new Iban("BR1800360305000010009795493C1"), null);
        var file = Pain001.write(fileOf(
                paying("E2E-1", "EUR 10.10", DUTCH),
                paying("E2E-2", "USD 5.00", DUTCH),
                paying("E2E-3", "EUR 20.20", DUTCH),
                paying("E2E-4", "EUR 0.70", brazil),
                paying("E2E-5", "EUR 1.00", DUTCH, FRIDAY.plusDays(3))));

        assertThat(count(file, "//PmtInf")).isEqualTo(4);
        assertThat(value(file, "//GrpHdr/NbOfTxs")).isEqualTo("5");
        assertThat(value(file, "//GrpHdr/CtrlSum")).isEqualTo("37.00");
        assertThat(value(file, "//PmtInf[1]/CtrlSum")).isEqualTo("30.30");
        assertThat(value(file, "//PmtInf[1]/NbOfTxs")).isEqualTo("2");
        assertThat(value(file, "//PmtInf[2]/CtrlSum")).isEqualTo("0.70");
        assertThat(value(file, "//PmtInf[2]/ChrgBr")).isEqualTo("SHAR");
        assertThat(value(file, "//PmtInf[3]//InstdAmt/@Ccy")).isEqualTo("USD");
        assertThat(value(file, "//PmtInf[4]/ReqdExctnDt/Dt")).isEqualTo("2026-08-03");
        assertThat(value(file, "//PmtInf[4]/PmtInfId")).isEqualTo("PAY-2026-000001-4");
    }

    @Test
    void addsUpFiveHundredPaymentsToTheCent() throws Exception {
        assumeSchema();
        var transfers = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> paying("E2E-" + number, "EUR " + number + ".01", DUTCH, "INV-" + number))
                .toList();

        var file = Pain001.write(fileFrom(PAYER, transfers));

        validate(file);
        assertThat(count(file, "//CdtTrfTxInf")).isEqualTo(500);
        assertThat(value(file, "//GrpHdr/NbOfTxs")).isEqualTo("500");
        assertThat(value(file, "//GrpHdr/CtrlSum")).isEqualTo("125255.00");
        assertThat(value(file, "//PmtInf/CtrlSum")).isEqualTo("125255.00");
    }

    @Test
    void keepsAmountsExactInEveryCurrency() {
        var file = Pain001.write(fileOf(
                paying("E2E-1", "JPY 5000", DUTCH),
                paying("E2E-2", "BHD 1.005", DUTCH),
                paying("E2E-3", "EUR 999999999.99", DUTCH)));

        assertThat(value(file, "//InstdAmt[@Ccy='JPY']")).isEqualTo("5000");
        assertThat(value(file, "//InstdAmt[@Ccy='BHD']")).isEqualTo("1.005");
        assertThat(value(file, "//InstdAmt[@Ccy='EUR']")).isEqualTo("999999999.99");
        assertThat(value(file, "//GrpHdr/CtrlSum")).isEqualTo("1000005000.995");
    }

    @Test
    void isTheSameBytesForTheSamePayments() {
        var transfer = paying("E2E-1", "EUR 10.00", DUTCH, "INV-001");

        assertThat(Pain001.write(fileOf(transfer))).isEqualTo(Pain001.write(fileOf(transfer)));
    }

    @Test
    void isRefusedWithoutPayments() {
        assertRefused("payment-file-empty", () -> fileFrom(PAYER, List.of()));
    }

    @Test
    void isRefusedWhenTwoPaymentsShareAnEndToEndId() {
        var transfer = paying("E2E-1", "EUR 10.00", DUTCH);

        assertRefused("payment-id-twice", () -> fileOf(transfer, transfer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.00", "EUR -1.00"})
    void isRefusedWhenAPaymentIsNotAboveZero(String amount) {
        assertRefused("payment-amount", () -> paying("E2E-1", amount, DUTCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/E2E", "E2E/", "E//2", "E2E_1", "Zahlung für Mai", "123456789012345678901234567890123456"})
    void isRefusedWhenAnIdentifierWouldNotComeBackAsItIs(String id) {
        assertRefused("payment-id", () -> paying(id, "EUR 10.00", DUTCH));
    }

    @Test
    void isRefusedWhenItsOwnIdentifierLeavesNoRoomForTheBatch() {
        var transfers = List.of(paying("E2E-1", "EUR 10.00", DUTCH));

        assertRefused(
                "payment-id",
                () -> new CreditTransferInitiation(
                        "1234567890123456789012345678901", Instant.EPOCH, "N", PAYER, transfers));
    }

    @Test
    void isRefusedWhenACountryIsNotTwoLetters() {
        assertRefused(
                "payment-country",
                () -> new CreditTransfer("E2E-1", FRIDAY, DUTCH, "NLD", Money.parse("EUR 1.00"), List.of()));
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Müller & Söhne, Straße 5 | Mueller + Soehne, Strasse 5
            Ångström Ærø             | Aangstroem Aeroe
            Café Señor Ça            | Cafe Senor Ca
            Łódź Đakovo Þór          | Lodz Dakovo Thor
            Αθήνα Ελλάδα             | Athina Ellada
            София                    | Sofiya
            A_B [C] "D"              | A-B (C) 'D'
            100% @ home              | 100. . home
            a   b \t c               | a b c
            Rolf’s ﬁne ＷＩＤＥ         | Rolf's fine WIDE
            """)
    void writesTextInSepaCharacters(String text, String written) {
        assertThat(SepaText.of(text)).isEqualTo(written);
    }

    @Test
    void cutsANameAtSeventyCharacters() {
        assertThat(SepaText.name("Nordwind ".repeat(10)))
                .isEqualTo("Nordwind Nordwind Nordwind Nordwind Nordwind Nordwind Nordwind Nordwin");
    }

    @Test
    void namesInvoicesWholeAndCountsThoseThatDoNotFit() {
        var invoices = new ArrayList<String>();
        IntStream.rangeClosed(1, 30).forEach(number -> invoices.add("INVOICE-" + (1000 + number)));

        assertThat(SepaText.remittance(invoices))
                .isEqualTo("INVOICE-1001, INVOICE-1002, INVOICE-1003, INVOICE-1004, INVOICE-1005, INVOICE-1006,"
                        + " INVOICE-1007, INVOICE-1008, INVOICE-1009 and 21 more")
                .hasSizeLessThanOrEqualTo(140);
    }

    @ParameterizedTest
    @ValueSource(strings = {"株式会社", "---", "", "🙂"})
    void isRefusedWhenANameHasNothingThatABankCanRead(String name) {
        assertRefused("payment-text", () -> SepaText.name(name));
    }

    private static CreditTransferInitiation fileOf(CreditTransfer... transfers) {
        return fileFrom(PAYER, List.of(transfers));
    }

    private static CreditTransferInitiation fileFrom(Holder payer, List<CreditTransfer> transfers) {
        return new CreditTransferInitiation(
                "PAY-2026-000001", Instant.parse("2026-07-28T09:15:00.123Z"), "Nordwind Gruppe", payer, transfers);
    }

    private static CreditTransfer paying(String id, String amount, Holder vendor, String... invoices) {
        return paying(id, amount, vendor, FRIDAY, invoices);
    }

    private static CreditTransfer paying(String id, String amount, Holder vendor, LocalDate on, String... invoices) {
        return new CreditTransfer(id, on, vendor, vendor.iban().country(), Money.parse(amount), List.of(invoices));
    }

    private static void assumeSchema() {
        assumeThat(SCHEMA)
                .as("the schema of pain.001.001.09 is not here; name its folder by -Dcountersign.shared")
                .exists();
    }

    private static void validate(byte[] file) throws Exception {
        var schema = SchemaFactory.newDefaultInstance().newSchema(SCHEMA.toFile());
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
    }

    private static String value(byte[] file, String path) {
        var nodes = nodes(file, path);
        assertThat(nodes.getLength()).as(path).isPositive();
        return nodes.item(0).getTextContent();
    }

    private static int count(byte[] file, String path) {
        return nodes(file, path).getLength();
    }

    private static NodeList nodes(byte[] file, String path) {
        try {
            Node document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(file));
            return (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        } catch (Exception e) {
            throw new AssertionError("the file cannot be read back", e);
        }
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
