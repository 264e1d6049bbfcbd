package org.countersign.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The answer to an act as text, byte for byte the one that is kept under the request's key. Its type says which status and
 * which record it was made from; the OpenAPI document is read from there.
 *
 * @param <A> the case of the answer
 */
@SuppressWarnings("unused") // the parameter is read from the signatures of the resources
public final class Answered<A extends Answer> extends ResponseEntity<String> {

    private Answered(@Nullable String body, HttpHeaders headers, int status) {
        super(body, headers, HttpStatusCode.valueOf(status));
    }

    static <A extends Answer> Answered<A> of(Answer.Written answer) {
        var headers = new HttpHeaders();
        if (answer.location() != null) {
            headers.set(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        return new Answered<>(answer.body(), headers, answer.status());
    }

    /** The refusal of an act that left something behind, such as a document that was kept. */
    public static <A extends Answer> Answered<A> refused(Problem problem) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new Answered<>(Json.text(problem), headers, problem.status());
    }

    /** The same with another text, which is not kept: for what may be shown once only. */
    public Answered<A> showing(Object body) {
        return new Answered<>(Json.text(body), getHeaders(), getStatusCode().value());
    }
}
