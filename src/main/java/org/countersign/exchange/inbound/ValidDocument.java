package org.countersign.exchange.inbound;

import org.countersign.exchange.check.CheckResult.Identity;

/** A kept document that obeys the rules of its kind, with what it is held to be and what it says. */
public record ValidDocument(InboundId id, Identity identity, Said said) {

    Sender sender() {
        return Sender.of(said.sender());
    }
}
