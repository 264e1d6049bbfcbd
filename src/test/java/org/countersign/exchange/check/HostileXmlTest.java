package org.countersign.exchange.check;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.exchange.check.CheckResult.Invalid;
import org.countersign.exchange.check.CheckResult.Unreadable;
import org.countersign.exchange.check.CheckResult.Unsupported;
import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no business document needs is refused by name, in bounded time, before anything is built from it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileXmlTest {

    private static final String ORDER = "urn:oasis:names:specification:ubl:schema:xsd:Order-2";

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileText_isUnreadableUnderItsRule(String name, byte[] bytes, String rule) {
        var answer = DocumentCheck.check(bytes);

        assertThat(answer).isInstanceOf(Unreadable.class);
        assertThat(((Unreadable) answer).errors()).extracting(RuleError::rule).containsExactly(rule);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("nothing", new byte[0], "XML"),
                Arguments.of("20 MB of blanks", filled(20 * 1024 * 1024, ' '), "XML"),
                Arguments.of("20 MB of zeros", new byte[20 * 1024 * 1024], "XML"),
                Arguments.of("more than 20 MB", filled(20 * 1024 * 1024 + 1, ' '), "XML-SIZE"),
                Arguments.of("20 MB of openings", repeated("<a>", 6_900_000), "XML-DEPTH"),
                Arguments.of("20 MB of empty elements", inside(repeated("<a/>", 5_000_000)), "XML-ELEMENTS"),
                Arguments.of("100,000 levels", repeated("<a>", 100_000), "XML-DEPTH"),
                Arguments.of("100,000 attributes", text("<a " + attributes(100_000) + "/>"), "XML-LIMIT"),
                Arguments.of("a name of 10 MB", text("<" + "a".repeat(10_000_000) + "/>"), "XML-LIMIT"),
                Arguments.of("a billion laughs", text(laughs()), "XML-DOCTYPE"),
                Arguments.of("a document type in UTF-16", laughs().getBytes(UTF_16), "XML-DOCTYPE"),
                Arguments.of("an empty document type", text("<!DOCTYPE Order><Order/>"), "XML-DOCTYPE"),
                Arguments.of(
                        "an outer subset", text("<!DOCTYPE a SYSTEM 'http://localhost:9/a.dtd'><a/>"), "XML-DOCTYPE"),
                Arguments.of("an unknown entity", text("<a>&laughs;</a>"), "XML"),
                Arguments.of("an end that does not match", text("<a><b></a></b>"), "XML"),
                Arguments.of("cut off", text("<Order xmlns='" + ORDER + "'><a>"), "XML"),
                Arguments.of("two roots", text("<a/><b/>"), "XML"),
                Arguments.of("an undeclared prefix", text("<x:a/>"), "XML"),
                Arguments.of("bytes that are not UTF-8", new byte[] {'<', 'a', '>', (byte) 0xC3, (byte) 0x28}, "XML"));
    }

    @Test
    void anExternalEntity_isNeverOpened(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "the combination is 4711");
        var text = "<!DOCTYPE a [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]><Order xmlns='" + ORDER + "'>&s;</Order>";

        var answer = DocumentCheck.check(text.getBytes(UTF_8));

        assertThat(answer).isInstanceOf(Unreadable.class);
        assertThat(answer.toString()).contains("XML-DOCTYPE").doesNotContain("4711");
    }

    @Test
    void anIncludedFile_staysOutside(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "the combination is 4711");
        var text = "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='" + secret.toUri()
                + "'/></a>";

        var tree = HardenedXml.parse(text.getBytes(UTF_8));

        assertThat(tree.getDocumentElement().getTextContent()).isEmpty();
    }

    @Test
    void aBrokenDocument_isRefusedWithRuleAndPlace() {
        var text = "<a>\n  <b>\n</a>";

        assertThatThrownBy(() -> HardenedXml.parse(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("document-unreadable");
                    assertThat(refusal.facts().named())
                            .containsEntry("rule", "XML")
                            .containsEntry("location", "line 3, column 3");
                });
    }

    @Test
    void theDeepestAllowedDocument_isReadAndTheNextIsNot() {
        var deepest = "<a>".repeat(100) + "</a>".repeat(100);
        var deeper = "<a>".repeat(101) + "</a>".repeat(101);

        assertThat(DocumentCheck.check(deepest.getBytes(UTF_8))).isEqualTo(new Unsupported("XML <a>"));
        assertThat(DocumentCheck.check(deeper.getBytes(UTF_8))).isInstanceOf(Unreadable.class);
    }

    @Test
    void anOrderFullOfUnknownElements_isToldAHundredErrorsAndNoMore() {
        var bogus =
                "<cac:OrderLine xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'"
                        + " odd='1'/>";

        var answer =
                DocumentCheck.check(("<Order xmlns='" + ORDER + "'>" + bogus.repeat(500) + "</Order>").getBytes(UTF_8));

        assertThat(answer).isInstanceOf(Invalid.class);
        assertThat(((Invalid) answer).errors())
                .hasSize(100)
                .allSatisfy(error -> assertThat(error.rule()).isEqualTo("XSD"))
                .allSatisfy(error -> assertThat(error.location()).matches("line 1, column \\d+"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("foreign")
    void whatIsOfAnotherKind_isNamed(byte[] bytes, String kind) {
        assertThat(DocumentCheck.check(bytes)).isEqualTo(new Unsupported(kind));
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(text("%PDF-1.7\n"), "PDF"),
                Arguments.of(text("{\"order\": 1}"), "JSON"),
                Arguments.of(text("UNB+UNOC:3+"), "EDIFACT"),
                Arguments.of(text("Dear madam, please send"), "not XML"),
                Arguments.of(text("\ufeff  <note/>"), "XML <note>"),
                Arguments.of(
                        text(
                                "<CrossIndustryInvoice xmlns='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'/>"),
                        "CII CrossIndustryInvoice"),
                Arguments.of(
                        text("<Catalogue xmlns='urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2'/>"),
                        "UBL Catalogue"),
                Arguments.of(text("<Order xmlns='urn:example:other'/>"), "XML <Order> of urn:example:other"));
    }

    private static String laughs() {
        var entities = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining());
        return "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 'ha'>" + entities + "]><l>&l9;</l>";
    }

    private static String attributes(int many) {
        return IntStream.range(0, many).mapToObj(i -> "a" + i + "=''").collect(Collectors.joining(" "));
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] repeated(String text, int times) {
        return text(text.repeat(times));
    }

    private static byte[] inside(byte[] content) {
        return text("<r>" + new String(content, UTF_8) + "</r>");
    }

    private static byte[] filled(int size, char with) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
