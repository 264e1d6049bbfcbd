package org.countersign.bench;

import java.nio.file.Path;
import java.util.List;

/** Measures the shipped jar; see docs/performance.md. Arguments: a fresh folder, and {@code --quick}. */
final class Bench {

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var quick = List.of(arguments).contains("--quick");
        var effort = quick ? Writing.Effort.quick() : Writing.Effort.usual();
        var table = new Table();
        table.head();
        try (var instance = Instance.start(
                        folder.resolve("writing"),
                        "--countersign.demonstration=true",
                        "--countersign.greets=true",
                        "--countersign.consumers=false");
                var writing = new Writing(instance, table, effort)) {
            writing.statements(Path.of("var/bench/limit.sql"));
            for (var workers : List.of(8, 1)) {
                writing.acts(workers);
                writing.cycle(workers);
            }
        }
    }
}
