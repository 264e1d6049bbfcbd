package org.countersign.tolerance;

/** The answer of the evaluator. */
public sealed interface Verdict {

    /** The figures are equal. */
    record Exact() implements Verdict {}

    /** They differ, by no more than the rule allows. */
    record Within(Finding finding) implements Verdict {}

    /** They differ by more than the rule allows, or no rule allows any difference. */
    record Beyond(Finding finding) implements Verdict {}

    default boolean passes() {
        return switch (this) {
            case Exact _, Within _ -> true;
            case Beyond _ -> false;
        };
    }
}
