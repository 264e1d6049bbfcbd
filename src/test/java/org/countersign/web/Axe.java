package org.countersign.web;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What axe finds wrong with a page, in words; nothing on a page that is as it should be. */
public final class Axe {

    private static final String SOURCE = source();
    private static final String RUN = """
            axe.run().then(result => result.violations.flatMap(violation => violation.nodes.map(
                node => violation.id + ": " + node.html + " " + node.failureSummary)))
            """;

    private Axe() {}

    /** Each violation begins with the rule's id. The policy forbids script elements, so axe is evaluated. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.evaluate(SOURCE + "; undefined");
        return (List<String>) page.evaluate(RUN);
    }

    private static String source() {
        try {
            return Files.readString(Path.of("node_modules/axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
