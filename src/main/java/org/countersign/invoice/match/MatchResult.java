package org.countersign.invoice.match;

import java.util.List;
import org.joda.money.Money;

/** The answer of the match. Notices are shown and block nothing; variances hold the invoice until they are gone or lifted. */
public sealed interface MatchResult {

    /**
     * Small figures that are kept apart whatever the answer.
     *
     * @param rounding what rounding explains, signed: the document's net above that of its lines, the lines' net above
     *     quantity times price; for the rounding account
     * @param tax the document's tax above ours, signed; for the tax difference account
     */
    record Differences(Money rounding, Money tax) {}

    /** As agreed. */
    record Matched(Differences differences) implements MatchResult {}

    /** Not quite as agreed, and payable. */
    record Within(Differences differences, List<Variance> notices) implements MatchResult {
        public Within {
            notices = List.copyOf(notices);
        }
    }

    /** Not payable until each variance is gone or lifted. */
    record Held(Differences differences, List<Variance> notices, List<Variance> variances) implements MatchResult {
        public Held {
            notices = List.copyOf(notices);
            variances = List.copyOf(variances);
        }
    }

    Differences differences();

    /** What is shown and blocks nothing. */
    default List<Variance> allNotices() {
        return switch (this) {
            case Matched _ -> List.of();
            case Within within -> within.notices();
            case Held held -> held.notices();
        };
    }

    /** What holds the invoice. */
    default List<Variance> holds() {
        return switch (this) {
            case Matched _, Within _ -> List.of();
            case Held held -> held.variances();
        };
    }

    /** The answer that the lists make: matched where both are empty. */
    static MatchResult of(Differences differences, List<Variance> notices, List<Variance> variances) {
        if (!variances.isEmpty()) {
            return new Held(differences, notices, variances);
        }
        return notices.isEmpty() ? new Matched(differences) : new Within(differences, notices);
    }
}
