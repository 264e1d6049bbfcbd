package org.countersign.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/** Sends acknowledged acts again under their keys, long after: each gets the answer that it got then. */
final class Repetition {

    private final Ledger ledger;
    private final Client client;
    private final Findings findings;

    Repetition(Ledger ledger, Client client, Findings findings) {
        this.ledger = ledger;
        this.client = client;
        this.findings = findings;
    }

    void ofSome(int sample, long seed) {
        var acknowledged = new ArrayList<>(
                ledger.entries().stream().filter(Entry::acknowledged).toList());
        Collections.shuffle(acknowledged, new Random(seed));
        acknowledged.stream().limit(sample).forEach(this::again);
    }

    /** Only what was done last. */
    void ofLast() {
        again(ledger.entries().getLast());
    }

    private void again(Entry entry) {
        var now = client.again(entry.act());
        entry.answer()
                .filter(first -> !first.sameAs(now))
                .ifPresent(first -> findings.add(
                        "a repeated key is answered otherwise",
                        entry.act().deed() + " " + entry.act().path() + ": " + first + " then " + now));
    }
}
