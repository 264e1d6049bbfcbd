package org.countersign.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Stale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns what a door threw into an answer of the API: a refusal with its facts, or a 500 with a trace id. */
@RestControllerAdvice(annotations = RestController.class)
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        return answer(of(refusal));
    }

    /** What is not there, or is not this actor's to see. */
    @ExceptionHandler
    public ResponseEntity<Problem> missing(NotFound missing) {
        return answer(Problem.of(404, "not-found", String.valueOf(missing.getMessage()), Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> stale(Stale stale) {
        return answer(Problem.of(
                412,
                "stale",
                String.valueOf(stale.getMessage()),
                Map.of("expected", Integer.toString(stale.current()), "actual", Integer.toString(stale.seen()))));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        var cause = unreadable.getMostSpecificCause().getMessage();
        var words = cause == null
                ? "The body cannot be read."
                : cause.lines().findFirst().orElse("").strip();
        return answer(Problem.of(400, "unreadable", words, Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(MethodArgumentTypeMismatchException mismatch) {
        return answer(Problem.of(
                400,
                "unreadable",
                "\"" + mismatch.getValue() + "\" is no " + mismatch.getName() + ".",
                Map.of("field", mismatch.getName())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> busy(PessimisticLockingFailureException busy) {
        LOG.debug("lock not had", busy);
        return answer(
                Problem.of(409, "busy", "Somebody else is changing the same thing right now; try again.", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unavailable(CannotCreateTransactionException unavailable) {
        return unavailable(unavailable, "The database does not answer; nothing was done. Try again.");
    }

    /** A connection that is lost in the middle, perhaps of the commit: nobody knows what came of it. */
    @ExceptionHandler({DataAccessResourceFailureException.class, TransactionSystemException.class})
    ResponseEntity<Problem> lost(Exception lost) {
        return unavailable(
                lost,
                "The database has stopped answering, perhaps after it was done. Send it again under the same"
                        + " Idempotency-Key.");
    }

    private static ResponseEntity<Problem> unavailable(Exception unavailable, String sentence) {
        LOG.warn("the database does not answer: {}", unavailable.getMessage());
        var problem = Problem.of(503, "unavailable", sentence, Map.of());
        return ResponseEntity.status(503)
                .header("Retry-After", "2")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** What nobody meant to throw; what the framework refuses keeps its status. */
    @ExceptionHandler
    public ResponseEntity<Problem> other(Exception bug, HttpServletRequest request) {
        if (bug instanceof ErrorResponse known) {
            var status = known.getStatusCode();
            return ResponseEntity.status(status)
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problem.of(status.value(), code(status), detail(known), Map.of()));
        }
        var trace = UUID.randomUUID().toString();
        LOG.error("{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), trace, bug);
        return answer(Problem.of(
                500, "internal", "Something is wrong on our side; nothing was done.", Map.of("trace", trace)));
    }

    /** The problem that a refusal is told as. */
    public static Problem of(Refusal refusal) {
        var status = switch (refusal.kind()) {
            case RULE -> 422;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNREADABLE -> 400;
            case PRECONDITION -> 428;
            case TOO_LARGE -> 413;
            case UNKNOWN_PERSON -> 401;
            case TOO_MANY -> 429;
        };
        return Problem.of(
                status, refusal.code(), refusal.sentence(), refusal.facts().named());
    }

    static Problem tooLarge(int bytes) {
        return Problem.of(
                413, "too-large", "At most 20 MB are taken at once.", Map.of("allowed", Integer.toString(bytes)));
    }

    /** Writes a problem where no controller answers: filters and the sign-in. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 415 -> "media-type";
            default -> "unreadable";
        };
    }

    private static String detail(ErrorResponse known) {
        var detail = known.getBody().getDetail();
        return detail != null
                ? detail
                : known instanceof ErrorResponseException e ? String.valueOf(e.getMessage()) : "";
    }
}
