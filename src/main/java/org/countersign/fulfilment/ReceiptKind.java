package org.countersign.fulfilment;

import java.util.Locale;

/** What is recorded: goods that came, goods that went back, or that one of these never happened. */
public enum ReceiptKind {
    RECEIPT,
    RETURN,
    REVERSAL;

    /** The word of the address and of the ledger's sources. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
