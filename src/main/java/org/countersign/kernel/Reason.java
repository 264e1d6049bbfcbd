package org.countersign.kernel;

import static org.countersign.kernel.Refusal.unless;

import org.countersign.kernel.Refusal.Facts;

/** Why somebody did what later readers will ask about; it stays with the document. */
public final class Reason {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 1_000;

    private Reason() {}

    /** The reason without the blanks around it; refuses {@code reason-missing} below 3 or above 1,000 characters. */
    public static String said(String text) {
        var said = text.strip();
        unless(
                said.length() >= SHORTEST && said.length() <= LONGEST,
                () -> Refusal.rule(
                        "reason-missing",
                        "Say why, in a few words (at most 1,000 characters); it stays with the document.",
                        Facts.of("field", "reason")));
        return said;
    }
}
