package org.countersign.platform;

import org.jspecify.annotations.Nullable;

/**
 * What an act answered: the status, where the thing is now, and the body as JSON; stored under the request's key, so that
 * the same request again gets the same answer.
 */
public record Answer(
        int status, @Nullable String location, @Nullable String body) {

    public static Answer created(String location, Object body) {
        return new Answer(201, location, Json.text(body));
    }

    public static Answer ok(Object body) {
        return new Answer(200, null, Json.text(body));
    }

    public static Answer accepted(String location, Object body) {
        return new Answer(202, location, Json.text(body));
    }

    public static Answer done() {
        return new Answer(204, null, null);
    }

    /** After a form: the page to see next. */
    public static Answer seeOther(String location) {
        return new Answer(303, location, null);
    }
}
