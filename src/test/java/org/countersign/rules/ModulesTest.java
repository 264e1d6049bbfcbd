package org.countersign.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.Application;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Knowledge points one way: a module imports what its {@code package-info} allows, and that is below it. */
class ModulesTest {

    private static final String ROOT = "org.countersign.";
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?\\.)(?:\\s|\\*/)");

    @Test
    void everyModuleKeepsToWhatItsPackageAllowsAndNoneRunsInCircles() {
        var modules = ApplicationModules.of(Application.class);

        assertThat(modules.detectViolations().getMessages()).isEmpty();
        assertThat(modules.stream().count()).isGreaterThan(10);
    }

    @Test
    void anImportThatThePackageDoesNotAllowIsFound() {
        var sample = ApplicationModules.of("org.countersign.rules.sample", new ImportOption.OnlyIncludeTests());

        assertThatThrownBy(sample::verify).hasMessageContaining("Module 'below' depends on module 'above'");
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(withoutNullMarked(CodeBase.classes())).isEmpty();
        assertThat(withoutNullMarked(sample())).contains("org.countersign.rules.sample.above");
    }

    @Test
    void everyModuleSaysWhatItMayKnowAndAllOfItIsBelow() {
        for (var module : modules()) {
            assertThat(Floors.has(module)).as(module + " has a floor").isTrue();
            assertThat(allowed(module)).as(module).allMatch(other -> Floors.mayKnow(module, other));
        }
    }

    @Test
    void thePictureOfTheFloorsKnowsUpFromDown() {
        assertThat(Floors.mayKnow("invoice", "order")).isTrue();
        assertThat(Floors.mayKnow("order", "invoice")).isFalse();
        assertThat(Floors.mayKnow("vendor", "catalog")).isFalse();
        assertThat(Floors.mayKnow("budget", "approval")).isFalse();
        assertThat(Floors.mayKnow("sales", "order")).isFalse();
        assertThat(Floors.mayKnow("kernel", "platform")).isFalse();
        assertThat(Floors.has("warehouse")).isFalse();
    }

    @Test
    void thePageOfTheModulesSaysWhatTheCodeSays() {
        var made = page();

        assertThat(CodeBase.page("architecture-modules.md", made))
                .as(CodeBase.howToWrite(ModulesTest.class))
                .isEqualTo(made);
    }

    private static JavaClasses sample() {
        return new ClassFileImporter().importPackages("org.countersign.rules.sample");
    }

    private static Set<String> withoutNullMarked(JavaClasses classes) {
        var bare = new TreeSet<String>();
        for (var found : classes) {
            if (!found.getPackage().isAnnotatedWith(NullMarked.class)) {
                bare.add(found.getPackageName());
            }
        }
        return bare;
    }

    /** The base packages with code in or under them. */
    private static List<String> modules() {
        return CodeBase.classes().getPackage("org.countersign").getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .sorted()
                .toList();
    }

    private static List<String> allowed(String module) {
        var declared = CodeBase.classes().getPackage(ROOT + module).tryGetAnnotationOfType(ApplicationModule.class);
        assertThat(declared).as(module + " says what it may know").isPresent();
        return Arrays.stream(declared.get().allowedDependencies())
                .map(name -> name.replaceAll("::.*", "").strip())
                .distinct()
                .sorted()
                .toList();
    }

    private static String page() {
        var page = new StringBuilder("""
                # The modules

                Made from the code by `ModulesTest`, which fails when the two differ. A module imports what stands in its row and
                nothing else; every arrow points down or, on the same floor, to the left.

                | Floor | Module | May know | What it is |
                |---|---|---|---|
                """);
        var sorted = modules().stream()
                .sorted(java.util.Comparator.<String>comparingInt(Floors::of).thenComparing(name -> name))
                .toList();
        for (var module : sorted) {
            page.append("| %d | %s | %s | %s |%n"
                    .formatted(Floors.of(module), module, String.join(", ", allowed(module)), sentence(module)));
        }
        page.append("\n```mermaid\nflowchart BT\n");
        for (var module : sorted) {
            var above = allowed(module).stream()
                    .filter(other -> !Set.of("kernel", "platform", "identity").contains(other))
                    .map(other -> "    " + other + " --> " + module + "\n")
                    .collect(joining());
            page.append(above);
        }
        return page.append(
                        "```\n\nEvery module may know `kernel`; those above it also `platform` and `identity`, left out of the drawing.\n")
                .toString();
    }

    private static String sentence(String module) {
        var text = CodeBase.text(CodeBase.SOURCES.resolve("org/countersign/" + module + "/package-info.java"));
        var found = FIRST_SENTENCE.matcher(text);
        assertThat(found.find()).as(module + " is described").isTrue();
        return found.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
    }
}
