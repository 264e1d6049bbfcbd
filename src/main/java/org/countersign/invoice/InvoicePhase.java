package org.countersign.invoice;

import static org.countersign.kernel.Lifecycle.from;
import static org.countersign.kernel.Lifecycle.on;

import org.countersign.kernel.Lifecycle;

/**
 * Who has an invoice or credit note in hand: somebody types it in; it was captured and is held or posted; or it is settled,
 * rejected or reversed. Held, ready to pay and partly paid are not phases: see {@link Invoice.Standing}.
 */
public enum InvoicePhase {
    DRAFT,
    OPEN,
    ENDED;

    /** What may be done to a document, or happen to it. */
    public enum Act {
        CHANGE,
        CAPTURE,
        DISCARD,
        MATCH,
        LINK,
        LIFT,
        REJECT,
        REVERSE,
        PAY_IN_PART,
        SETTLE
    }

    public static final Lifecycle<InvoicePhase, Act> LIFE = Lifecycle.of(
            from(DRAFT, on(Act.CHANGE, DRAFT), on(Act.CAPTURE, OPEN), on(Act.DISCARD, ENDED)),
            from(
                    OPEN,
                    on(Act.MATCH, OPEN),
                    on(Act.LINK, OPEN),
                    on(Act.LIFT, OPEN),
                    on(Act.REJECT, ENDED),
                    on(Act.REVERSE, ENDED),
                    on(Act.PAY_IN_PART, OPEN),
                    on(Act.SETTLE, ENDED)),
            from(ENDED));
}
