package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each situation that broke other systems and that this one answers for so far is named by a test of its own. */
class SituationsTest {

    /** The numbers of the list of situations; it has gaps. */
    private static final List<Integer> ANSWERED = List.of(
            1, 3, 4, 6, 7, 9, 12, 13, 16, 17, 18, 22, 28, 29, 31, 32, 36, 40, 41, 46, 49, 50, 53, 54, 72, 79, 82, 96);

    /** In the name of a test, {@code situation12_...}, or in what is said above it, {@code Situation 12}. */
    private static final Pattern NAMED =
            Pattern.compile("void situation(\\d+)|\\* Situation (\\d+)|\\. Situation (\\d+)");

    @Test
    void everySituationThatIsAnsweredIsNamedByATest() {
        assertThat(named()).containsAll(ANSWERED);
    }

    private static TreeSet<Integer> named() {
        return CodeBase.files(Path.of("src/test/java"), "Test.java").stream()
                .filter(file -> !file.endsWith("SituationsTest.java"))
                .flatMap(file -> NAMED.matcher(CodeBase.text(file)).results())
                .map(found -> found.group().replaceAll("\\D", ""))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
