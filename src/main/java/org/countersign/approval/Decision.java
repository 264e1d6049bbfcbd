package org.countersign.approval;

import org.countersign.kernel.AccountId;

/** What a person decided: for themselves, then {@code onBehalfOf} is the same person, or as the delegate of another. */
public record Decision(AccountId by, AccountId onBehalfOf, Verdict verdict, String comment) {

    /** The three answers; the last two end the plan. */
    public enum Verdict {
        APPROVE,
        REJECT,
        ASK_FOR_CHANGES
    }

    public static Decision of(AccountId by, Verdict verdict, String comment) {
        return new Decision(by, by, verdict, comment);
    }

    public static Decision approval(AccountId by) {
        return of(by, Verdict.APPROVE, "");
    }
}
