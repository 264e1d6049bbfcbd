package org.countersign.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.kernel.Refusal;
import org.countersign.rules.Refusals.Place;
import org.junit.jupiter.api.Test;

/** Every refusal has a stable code with one meaning, and one that speaks of figures says which. */
class RefusalsTest {

    private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z0-9]+)*");
    private static final Pattern SPEAKS_OF_FIGURES =
            Pattern.compile("\\d|\u2026|at most|at least|more than|less than|above|below|exceed");

    /** A limit that is the same for everybody stands in the sentence; figures of a document, rule or person are facts. */
    private static final Pattern THE_SAME_FOR_EVERYBODY = Pattern.compile(
            "characters|digits|percent\\.|above zero|more than zero|at least one|0 to \\d+ days|from 0 to 1|[Aa]t most [\\d,]+ (lines|rules)");

    private static final Map<String, String> WITHOUT_FACTS = Map.of(
            "sign-in-refused", "says nothing of the login, so that nobody learns whether it exists",
            "endpoint-incomplete", "its figures are an example");

    /** Without those of the pages, which speak to a form and never become a problem document. */
    private static final List<Place> PLACES = Refusals.in(CodeBase.files(CodeBase.SOURCES, ".java")).stream()
            .filter(place -> !place.module().equals("web"))
            .toList();

    @Test
    void everyCodeIsWordsJoinedByHyphens() {
        assertThat(PLACES).hasSizeGreaterThan(100);
        assertThat(PLACES.stream().filter(place -> !wellFormed(place.code()))).isEmpty();
        assertThat(wellFormed("no-lines")).isTrue();
        assertThat(Stream.of("noLines", "NO_LINES", "no lines", "\u2026")).noneMatch(RefusalsTest::wellFormed);
    }

    @Test
    void everyCodeIsAlwaysTheSameKindOfNo() {
        assertThat(ofTwoKinds(PLACES)).isEmpty();
        assertThat(ofTwoKinds(sample())).containsExactly("both-ways");
    }

    @Test
    void aRefusalThatSpeaksOfFiguresCarriesThem() {
        assertThat(withoutFigures(PLACES)).isEmpty();
        assertThat(withoutFigures(sample())).containsExactly("too-much");
    }

    @Test
    void aCodeThatIsGivenOrChosenElsewhereIsFound() {
        assertThat(sample().stream().map(Place::code))
                .contains("given-once", "given-twice", "either-way", "or-the-other", "named-by-an-enum");
    }

    @Test
    void thePageOfTheRefusalsSaysWhatTheCodeSays() {
        var made = page();

        assertThat(CodeBase.page("refusals.md", made))
                .as(CodeBase.howToWrite(RefusalsTest.class))
                .isEqualTo(made);
    }

    private static boolean wellFormed(String code) {
        return CODE.matcher(code).matches();
    }

    private static List<String> ofTwoKinds(List<Place> places) {
        return byCode(places).entrySet().stream()
                .filter(code -> code.getValue().stream()
                                .map(RefusalsTest::status)
                                .distinct()
                                .count()
                        > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> withoutFigures(List<Place> places) {
        return places.stream()
                .filter(place -> !place.facts()
                        && !place.sentence().equals("\u2026")
                        && SPEAKS_OF_FIGURES.matcher(place.sentence()).find()
                        && !THE_SAME_FOR_EVERYBODY.matcher(place.sentence()).find())
                .map(Place::code)
                .filter(code -> !WITHOUT_FACTS.containsKey(code))
                .toList();
    }

    private static Map<String, List<Place>> byCode(List<Place> places) {
        return places.stream().collect(groupingBy(Place::code, TreeMap::new, toList()));
    }

    private static List<Place> sample() {
        return Refusals.in(List.of(Path.of("src/test/java/org/countersign/rules/RefusalsTest.java")));
    }

    private static String page() {
        var page = new StringBuilder("""
                # Refusals

                Made from the code by `RefusalsTest`, which fails when the two differ. A code is stable; its sentence may be said
                better one day. `/problems/{code}` is the `type` of the problem document, with the facts beside it.

                | Code | Status | Said as | By |
                |---|---|---|---|
                """);
        byCode(PLACES)
                .forEach((code, places) -> page.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                code,
                                status(places.getFirst()),
                                distinct(places.stream()
                                        .map(place -> place.sentence().replace("|", "\\|"))),
                                places.stream()
                                        .map(Place::module)
                                        .distinct()
                                        .sorted()
                                        .collect(joining(", ")))));
        return page.toString();
    }

    private static String distinct(Stream<String> sentences) {
        return sentences.distinct().sorted().collect(joining("<br>"));
    }

    private static int status(Place place) {
        if (place.kind().matches("\\d+")) {
            return Integer.parseInt(place.kind());
        }
        return switch (Refusal.Kind.valueOf(
                place.kind().toUpperCase(Locale.ROOT).replace(' ', '_'))) {
            case RULE -> 422;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNREADABLE -> 400;
            case PRECONDITION -> 428;
            case TOO_LARGE -> 413;
            case UNKNOWN_PERSON -> 401;
            case TOO_MANY -> 429;
        };
    }

    /** Read as source: two codes by a parameter, one code of two kinds, one figure without its facts. */
    @SuppressWarnings("unused")
    private static final class Sample {

        void act(int quantity) {
            Refusal.unless(quantity < 7, "too-much", "At most " + quantity + " may come.");
            Refusal.unless(quantity != 1, () -> Refusal.rule("both-ways", "This is against a rule."));
            Refusal.unless(quantity != 2, () -> Refusal.conflict("both-ways", "This was changed meanwhile."));
            Refusal.unless(
                    quantity != 3,
                    () -> Refusal.rule(quantity == 4 ? "either-way" : "or-the-other", "This cannot be chosen."));
            Refusal.unless(quantity != 5, () -> Refusal.rule(Why.BECAUSE.code, "There is a reason."));
            given("given-once");
            given("given-twice");
        }

        private static void given(String code) {
            throw Refusal.rule(code, "This cannot be.");
        }

        private enum Why {
            BECAUSE("named-by-an-enum");

            private final String code;

            Why(String code) {
                this.code = code;
            }
        }
    }
}
