package org.countersign.invoice;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.countersign.invoice.InvoiceView.Outcome;
import org.countersign.invoice.match.MatchResult.Differences;

/** One comparison as it is kept: what differed, and how much matched. */
record Run(int number, Instant at, String tolerances, Differences differences, int compared, List<Result> results) {

    /** A measure that differs. */
    record Result(Hold hold, Outcome outcome) {}

    Run {
        results = List.copyOf(results);
    }

    /** The lines that nothing was found on. */
    int matched() {
        var differing = new HashSet<String>();
        results.forEach(result -> differing.add(result.hold().line()));
        differing.remove("");
        return compared - Math.min(compared, differing.size());
    }

    InvoiceView.Result result() {
        if (results.stream().anyMatch(one -> one.outcome() == Outcome.HELD)) {
            return InvoiceView.Result.HELD;
        }
        return results.isEmpty() ? InvoiceView.Result.MATCHED : InvoiceView.Result.WITHIN;
    }

    /** The comparison as it is shown, also when it is read again. */
    InvoiceView.Run view() {
        return new InvoiceView.Run(number, at, tolerances, result(), compared, matched());
    }

    /** What differed, as it is shown. */
    List<InvoiceView.Difference> differed() {
        return results.stream()
                .map(one -> new InvoiceView.Difference(
                        one.hold().line(),
                        one.hold().reason(),
                        one.hold().shown().figures(),
                        one.hold().rule(),
                        one.outcome(),
                        one.hold().wayOut()))
                .toList();
    }
}
