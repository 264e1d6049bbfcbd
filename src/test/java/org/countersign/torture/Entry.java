package org.countersign.torture;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger has of one act: what was meant, and the answer once there is one.
 *
 * @param swallowed the answer that was on its way when something was killed, so that its repeat can be held against it
 */
record Entry(
        long number,
        Act act,
        @Nullable Answered answered,
        @Nullable Answered swallowed) {

    /**
     * An answer as it is compared.
     *
     * @param hash of its body, hexadecimal
     * @param made the document that it names, if it names one
     * @param code why not, where it is a refusal
     * @param events the journal's rows that the act must have, as {@code name:document}
     */
    record Answered(
            int status,
            String location,
            String hash,
            @Nullable UUID made,
            String code,
            java.util.List<String> events) {

        boolean acknowledged() {
            return status >= 200 && status < 300;
        }

        boolean sameAs(Answered other) {
            return status == other.status && location.equals(other.location) && hash.equals(other.hash);
        }
    }

    static Entry meant(long number, Act act) {
        return new Entry(number, act, null, null);
    }

    Entry with(Answered answer) {
        return new Entry(number, act, answer, swallowed);
    }

    Entry swallowing(Answered answer) {
        return new Entry(number, act, answered, answer);
    }

    boolean acknowledged() {
        return answered != null && answered.acknowledged();
    }

    Optional<Answered> answer() {
        return Optional.ofNullable(answered);
    }

    /** The rows that the journal must have of it, as {@code name:document:person}; none of a refusal. */
    Stream<String> told() {
        return acknowledged() && answered != null
                ? answered.events().stream().map(event -> event + ":" + act.by().account())
                : Stream.empty();
    }
}
