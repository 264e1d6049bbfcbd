package org.countersign.exchange.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.exchange.SharedDocuments;
import org.countersign.exchange.check.CheckResult.Invalid;
import org.countersign.exchange.check.CheckResult.Unreadable;
import org.countersign.exchange.check.CheckResult.Unsupported;
import org.countersign.exchange.check.CheckResult.Valid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every official document gets the answer that was measured for it and is written beside it. */
class OfficialDocumentsTest {

    private static final Pattern ROW = Pattern.compile("\\| (\\S+\\.xml) \\| [^|]* \\| (.*) \\|");
    private static final Pattern VERDICT =
            Pattern.compile("(valid|invalid) under ([a-z0-9.:-]+)(?:: (.+?))?(?: /.*|;.*|$)");
    private static final Pattern RECIPE = Pattern.compile(
            "\\| (\\S+) \\| (\\S+) \\| re\\.sub\\('(.*?)','(.*?)',count=1\\) \\| (VALID|INVALID) (.*) \\|");

    /** By the rule set measured with, what we say we held the document against; absent are the kinds we do not take in. */
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("eu.peppol.bis3:order:2026.5", "ORDER Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:order-change:2026.5", "ORDER_CHANGE Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:order-cancellation:2026.5", "ORDER_CANCELLATION Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:order-response:2026.5", "ORDER_RESPONSE Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:order-response-advanced:2026.5", "ORDER_RESPONSE Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:despatch-advice:2026.5", "DESPATCH_ADVICE Peppol 2026.5"),
            Map.entry("eu.peppol.bis3:invoice:2026.5", "INVOICE Peppol 2026.5 / EN 16931 1.3.16"),
            Map.entry("eu.peppol.bis3:creditnote:2026.5", "CREDIT_NOTE Peppol 2026.5 / EN 16931 1.3.16"),
            Map.entry("eu.cen.en16931:ubl:1.3.16", "INVOICE EN 16931 1.3.16"),
            Map.entry("eu.cen.en16931:ubl-creditnote:1.3.16", "CREDIT_NOTE EN 16931 1.3.16"));

    @BeforeAll
    static void officialDocumentsAreThere() {
        SharedDocuments.assumeThere();
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("measured")
    void anOfficialDocument_getsTheAnswerMeasuredForIt(String collection, String file, String expected) {
        var answer = DocumentCheck.check(SharedDocuments.bytes(collection + "/" + file));

        assertThat(said(answer)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void anOfficialDocumentChangedInOnePlace_getsTheAnswerMeasuredForIt(
            String name, String original, String pattern, String replacement, String verdict, String rules) {
        var text = new String(SharedDocuments.bytes("peppol-ordering/poacc-upgrade-3/" + original), UTF_8);
        var changed = Pattern.compile(pattern, Pattern.DOTALL).matcher(text).replaceFirst(replacement);

        var answer = DocumentCheck.check(changed.getBytes(UTF_8));

        assertThat(changed).isNotEqualTo(text);
        assertThat(verdictOf(answer)).isEqualTo(verdict);
        assertThat(rulesOf(answer)).isEqualTo(rules);
    }

    @Test
    void everyRowOfTheTables_isTried() {
        assertThat(measured().count()).isEqualTo(58 + 7 + 10 + 20 + 17);
        assertThat(recipes().count()).isEqualTo(14);
    }

    static Stream<Arguments> measured() {
        return Stream.of("peppol-ordering", "peppol-billing", "en16931-ubl", "xrechnung", "xrechnung-negative")
                .flatMap(collection -> SharedDocuments.readme(collection).stream()
                        .map(ROW::matcher)
                        .filter(Matcher::matches)
                        .map(row -> arguments(collection, row.group(1), expected(row.group(2)))));
    }

    static Stream<Arguments> recipes() {
        return SharedDocuments.readme("peppol-ordering-derived-negative").stream()
                .map(RECIPE::matcher)
                .filter(Matcher::matches)
                .map(row -> arguments(
                        row.group(1),
                        row.group(2),
                        row.group(3),
                        inJava(row.group(4)),
                        row.group(5),
                        rules(row.group(6))));
    }

    /** The last rule set named is the one that decides: Peppol stands after EN 16931. */
    private static String expected(String shows) {
        var verdicts = Stream.of(shows.replaceFirst(" / [A-Z].*", "").split("; "))
                .map(VERDICT::matcher)
                .filter(Matcher::matches)
                .toList();
        var last = verdicts.getLast();
        return Optional.ofNullable(TITLES.get(last.group(2)))
                .map(title -> last.group(1).equals("valid")
                        ? "valid " + title
                        : "invalid " + title + ": " + rules(last.group(3)))
                .orElse("unsupported");
    }

    private static String rules(String listed) {
        return listed.startsWith("XSD:") ? "XSD" : listed.strip();
    }

    /** Python writes a group of the match as \1 or \g<1>, Java as $1. */
    private static String inJava(String replacement) {
        return replacement
                .replaceAll("\\\\\\\\g<(\\d)>|\\\\g<(\\d)>|\\\\\\\\(\\d)|\\\\(\\d)", "\\${g$1$2$3$4}")
                .replaceAll("\\$\\{g(\\d)}", "\\$$1");
    }

    private static String said(CheckResult answer) {
        return switch (answer) {
            case Valid(var identity) -> "valid " + identity.kind() + " " + identity.ruleSet();
            case Invalid(var identity, var errors) ->
                "invalid " + identity.kind() + " " + identity.ruleSet() + ": " + rulesOf(errors);
            case Unsupported _ -> "unsupported";
            case Unreadable(var errors) -> "unreadable: " + rulesOf(errors);
        };
    }

    private static String verdictOf(CheckResult answer) {
        return switch (answer) {
            case Valid _ -> "VALID";
            case Invalid _ -> "INVALID";
            case Unsupported _ -> "UNSUPPORTED";
            case Unreadable _ -> "UNREADABLE";
        };
    }

    private static String rulesOf(CheckResult answer) {
        return answer instanceof Invalid invalid ? rulesOf(invalid.errors()) : "";
    }

    private static String rulesOf(List<RuleError> errors) {
        return errors.stream().map(RuleError::rule).distinct().sorted().collect(joining(","));
    }
}
