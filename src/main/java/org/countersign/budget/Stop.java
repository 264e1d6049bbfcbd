package org.countersign.budget;

/** What happens when a budget is used up. */
public enum Stop {
    HARD,
    WARN;

    /** The rule as words, for previews and refusals. */
    public String words() {
        return switch (this) {
            case HARD -> "never used beyond what is granted";
            case WARN -> "may be used beyond what is granted, with a warning";
        };
    }
}
