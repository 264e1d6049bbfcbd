package org.countersign.rules;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.shots.ProductPage;
import org.countersign.shots.Route;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;

/** Every page of the product is looked at by {@code bin/shots}: no route of the web is without its row. */
class ShotsTest {

    private static final ProductPage.Listed LISTED = ProductPage.listed();

    @Test
    void everyRouteHasARowThatSaysWhoOpensIt() {
        var controllers = CodeBase.classes().stream()
                .filter(type -> type.getPackageName().startsWith("org.countersign.web")
                        && type.isAnnotatedWith(Controller.class))
                .<Class<?>>map(JavaClass::reflect)
                .collect(toSet());

        assertThat(LISTED.mismatches(Route.of(controllers))).isEmpty();
    }

    @Test
    void aRouteWithoutARowAndARowWithoutARouteAreFound() {
        var listed = ProductPage.listed(List.of("# Orders", "orders* | /orders | tom.reyes |", "- | /gone | a part"));

        assertThat(listed.mismatches(List.of(new Route("/orders"), new Route("/vendors"))))
                .containsExactly("/vendors has no row in src/test/resources/shots/pages.txt", "/gone is no route");
    }

    @Test
    void everyPageIsLookedAtUnderANameOfItsOwn() {
        var names = LISTED.pages().stream().map(ProductPage::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    }

    @Test
    void tenMainPagesAreMeasured() {
        var main = LISTED.pages().stream().filter(ProductPage::main).collect(Collectors.toList());

        assertThat(main).hasSize(10);
    }
}
