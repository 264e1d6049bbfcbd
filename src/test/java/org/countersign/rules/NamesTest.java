package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is left for later in a comment, and nothing names the machine it was written on. */
class NamesTest {

    private static final Set<String> READABLE = Set.of(
            ".java", ".jte", ".sql", ".md", ".css", ".js", ".yaml", ".xml", ".json", ".html", ".svg", ".sh", "pom.xml");

    private static final Pattern LEFT_FOR_LATER =
            Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern A_MACHINE =
            Pattern.compile("(?<![\\w./-])/(" + "root|work|Users|home/[a-z]" + ")/|[A-Z]:\\\\Users");
    private static final Pattern GLUED_SQL = Pattern.compile("\\.sql\\(\\s*\"");

    @Test
    void nothingIsLeftForLater() {
        assertThat(lines(LEFT_FOR_LATER, "src", "docs", "bin")).isEmpty();
    }

    @Test
    void noPathOfAMachineIsWrittenDown() {
        assertThat(lines(A_MACHINE, "src", "docs", "bin")).isEmpty();
    }

    @Test
    void everyStatementIsAConstant() {
        assertThat(lines(GLUED_SQL, "src/main/java")).isEmpty();
    }

    @Test
    void thePatternsFindWhatTheyLookFor() {
        assertThat(LEFT_FOR_LATER.matcher("// TO" + "DO later").find()).isTrue();
        assertThat(A_MACHINE.matcher("data = /ro" + "ot/data").find()).isTrue();
        assertThat(A_MACHINE.matcher("/api/v1/wo" + "rk/items").find()).isFalse();
        assertThat(GLUED_SQL.matcher("jdbc.sq" + "l(\"select 1\")").find()).isTrue();
    }

    private static List<String> lines(Pattern pattern, String... roots) {
        return Stream.of(roots)
                .flatMap(root -> CodeBase.files(Path.of(root), "").stream())
                .filter(file -> READABLE.stream().anyMatch(file.toString()::endsWith) || file.startsWith("bin"))
                .flatMap(file -> lines(pattern, file))
                .toList();
    }

    private static Stream<String> lines(Pattern pattern, Path file) {
        var lines = CodeBase.text(file).split("\n");
        return IntStream.range(0, lines.length)
                .filter(line -> pattern.matcher(lines[line]).find())
                .mapToObj(line -> file + ":" + (line + 1) + " " + lines[line].strip());
    }
}
