package org.countersign.platform;

import org.jspecify.annotations.Nullable;

/**
 * What an act answers: each case is a status of HTTP, with the record that is its body; kept under the request's key, so
 * that the same request again gets the same answer.
 */
public sealed interface Answer {

    /** As it is written and kept. */
    Written written();

    /** Something new has its address now (201), or it waits at that address to be dealt with (202). */
    sealed interface Taken<T> extends Answer permits Created, Accepted {}

    /** Done; how it is now. */
    record Ok<T>(T body) implements Answer {
        @Override
        public Written written() {
            return new Written(200, null, Json.text(body));
        }
    }

    /** Something new is there, at the address. */
    record Created<T>(String location, T body) implements Taken<T> {
        @Override
        public Written written() {
            return new Written(201, location, Json.text(body));
        }
    }

    /** It was kept, and is to be dealt with. */
    record Accepted<T>(String location, T body) implements Taken<T> {
        @Override
        public Written written() {
            return new Written(202, location, Json.text(body));
        }
    }

    /** Done; there is nothing to show. */
    record Done() implements Answer {
        @Override
        public Written written() {
            return new Written(204, null, null);
        }
    }

    /** After a form: the page to see next. */
    record SeeOther(String location) implements Answer {
        @Override
        public Written written() {
            return new Written(303, location, null);
        }
    }

    /**
     * An answer as it goes out, now and at every repeat.
     *
     * @param location where the thing is, if that is said
     * @param body as JSON, if there is one
     */
    record Written(
            int status, @Nullable String location, @Nullable String body) {}

    static <T> Ok<T> ok(T body) {
        return new Ok<>(body);
    }

    static <T> Created<T> created(String location, T body) {
        return new Created<>(location, body);
    }

    static <T> Accepted<T> accepted(String location, T body) {
        return new Accepted<>(location, body);
    }

    static Done done() {
        return new Done();
    }
}
