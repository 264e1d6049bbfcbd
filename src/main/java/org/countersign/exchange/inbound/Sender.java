package org.countersign.exchange.inbound;

import java.util.Locale;
import org.countersign.exchange.Party;
import org.countersign.kernel.SearchKey;

/**
 * Who wrote a document, as the document says: known by endpoint, else by tax number, else by name.
 *
 * @param key what documents of one sender are told by; numbers are unique under it
 */
record Sender(String key, String name) {

    static Sender of(Party party) {
        return new Sender(key(party), name(party));
    }

    /** The registered name, or else the one it trades under. */
    static String name(Party party) {
        return party.legalName().isEmpty() ? party.name() : party.legalName();
    }

    private static String key(Party party) {
        if (!party.endpoint().isNone()) {
            return "endpoint " + party.endpoint().scheme() + ":"
                    + party.endpoint().value();
        }
        return party.taxId().isEmpty()
                ? "name " + SearchKey.of(name(party))
                : "tax " + party.taxId().replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }
}
