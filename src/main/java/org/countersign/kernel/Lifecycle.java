package org.countersign.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The phases of a kind of document and the acts between them, as one table. It answers where an act leads, which acts are
 * open, and refuses the rest; pages, links, tests and the diagrams in {@code docs/} are made from it.
 *
 * @param <P> the phases
 * @param <A> the acts
 */
public final class Lifecycle<P extends Enum<P>, A extends Enum<A>> {

    /** One row: the acts that are open in a phase and the phase each leads to. */
    public record Row<P, A>(P from, List<Step<P, A>> steps) {}

    /** One act in a row. */
    public record Step<P, A>(A act, P to) {}

    private final Map<P, Map<A, P>> table;

    private Lifecycle(Map<P, Map<A, P>> table) {
        this.table = table;
    }

    /** Makes the table; fails at class load when a phase has no row, or two. */
    @SafeVarargs
    public static <P extends Enum<P>, A extends Enum<A>> Lifecycle<P, A> of(Row<P, A>... rows) {
        var phases = rows[0].from().getDeclaringClass();
        var table = new EnumMap<P, Map<A, P>>(phases);
        for (var row : rows) {
            var steps = new LinkedHashMap<A, P>();
            row.steps().forEach(step -> steps.put(step.act(), step.to()));
            if (table.put(row.from(), Collections.unmodifiableMap(steps)) != null) {
                throw new IllegalArgumentException("two rows for " + row.from());
            }
        }
        if (table.size() != phases.getEnumConstants().length) {
            throw new IllegalArgumentException(phases.getSimpleName() + " has a phase without a row");
        }
        return new Lifecycle<>(table);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <P, A> Row<P, A> from(P phase, Step<P, A>... steps) {
        return new Row<>(phase, Arrays.asList(steps));
    }

    public static <P, A> Step<P, A> on(A act, P to) {
        return new Step<>(act, to);
    }

    /** The phase that the act leads to; refuses (conflict {@code not-in-this-phase}) when it is not open. */
    public P next(P phase, A act) {
        var to = row(phase).get(act);
        if (to == null) {
            throw Refusal.conflict(
                    "not-in-this-phase",
                    "This cannot be done now: " + words(act) + " is not open while the document is " + words(phase)
                            + ".",
                    Refusal.Facts.of("act", words(act))
                            .and("phase", words(phase))
                            .and(
                                    "open",
                                    String.join(
                                            ", ",
                                            row(phase).keySet().stream()
                                                    .map(Lifecycle::words)
                                                    .toList())));
        }
        return to;
    }

    public boolean allows(P phase, A act) {
        return row(phase).containsKey(act);
    }

    /** The acts that are open in the phase, in the order of the table. */
    public Set<A> open(P phase) {
        return row(phase).keySet();
    }

    /** Every phase with its row, for diagrams and checks. */
    public Map<P, Map<A, P>> table() {
        return Collections.unmodifiableMap(table);
    }

    private Map<A, P> row(P phase) {
        return Objects.requireNonNull(table.get(phase));
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
