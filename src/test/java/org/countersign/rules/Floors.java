package org.countersign.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The house: which module stands on which floor. A module knows those below it, and those left of it in its own chain. */
final class Floors {

    private static final List<List<String>> PICTURE = List.of(
            List.of("kernel", "platform"),
            List.of("identity", "audit"),
            List.of("vendor catalog", "budget", "approval", "tolerance"),
            List.of("requisition order fulfilment invoice payment"),
            List.of("asset sla", "finops", "sales"),
            List.of("exchange", "insight"),
            List.of("web", "demonstration"));

    /** The seller's side never reads the buyer's documents: they travel between the two. */
    private static final Map<String, Set<String>> NEVER =
            Map.of("sales", Set.of("requisition", "order", "fulfilment", "invoice", "payment"));

    private Floors() {}

    static boolean has(String module) {
        return PICTURE.stream()
                .flatMap(List::stream)
                .anyMatch(chain -> chain(chain).contains(module));
    }

    static int of(String module) {
        return IntStream.range(0, PICTURE.size())
                .filter(floor -> PICTURE.get(floor).stream()
                        .anyMatch(chain -> chain(chain).contains(module)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("give " + module + " its floor in the picture of the modules"));
    }

    /** Whether the first may know the second. */
    static boolean mayKnow(String module, String other) {
        if (NEVER.getOrDefault(module, Set.of()).contains(other)) {
            return false;
        }
        if (module.equals("platform")) {
            return other.equals("kernel");
        }
        return of(other) < of(module)
                || PICTURE.get(of(module)).stream()
                        .map(Floors::chain)
                        .anyMatch(chain -> chain.contains(module)
                                && chain.contains(other)
                                && chain.indexOf(other) < chain.indexOf(module));
    }

    private static List<String> chain(String modules) {
        return List.of(modules.split(" "));
    }
}
