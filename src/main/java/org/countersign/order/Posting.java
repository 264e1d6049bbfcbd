package org.countersign.order;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an act on a line comes to: the facts to write, and the line with their sums. */
public record Posting(List<LineFact> facts, OrderLine after) {

    public Posting {
        facts = List.copyOf(facts);
    }

    /** A further act in the same breath, decided on the line as this one leaves it. */
    public Posting then(Function<OrderLine, Posting> act) {
        var next = act.apply(after);
        return new Posting(Stream.concat(facts.stream(), next.facts.stream()).toList(), next.after);
    }
}
