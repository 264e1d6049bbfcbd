package org.countersign.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.countersign.kernel.Actor;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Answer.SeeOther;
import org.countersign.platform.Answer.Written;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a request becomes an act: opens the transaction and, when the request carries an idempotency key, makes sure that
 * the act has one effect and one answer however often the request comes. Refusals are not stored: they had no effect.
 */
@Component
public class Edge {

    /** How long an answer is kept under its key. */
    public static final Duration KEPT = Duration.ofDays(7);

    static final String TAKE_KEY = """
            insert into platform.idempotency (organization_id, account_id, method, path, key, request_hash, created_at)
            values (:organization, :account, :method, :path, :key, :hash, :now)
            on conflict do nothing
            """;
    static final String FIND = """
            select request_hash, status, location, outcome from platform.idempotency
             where organization_id = :organization and account_id = :account and method = :method and path = :path and key = :key
            """;
    static final String ANSWER = """
            update platform.idempotency set status = :status, location = :location, outcome = :outcome
             where organization_id = :organization and account_id = :account and method = :method and path = :path and key = :key
            """;
    static final String EXPIRE = """
            delete from platform.idempotency where organization_id = :organization and created_at < :before
            """;

    private final Pipeline jdbc;
    private final Transactions transactions;
    private final Clock clock;

    public Edge(Pipeline jdbc, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Does the act of an API request, once per {@code Idempotency-Key}. */
    public <A extends Answer> Answered<A> act(Actor actor, HttpServletRequest request, Supplier<A> act) {
        return Answered.of(once(actor, request, request.getHeader("Idempotency-Key"), RequestBody.hash(request), act));
    }

    /** Does the act of a form, once per its hidden {@code _key}; answers the page to see next. */
    public String form(Actor actor, HttpServletRequest request, Supplier<String> act) {
        var answer =
                once(actor, request, request.getParameter("_key"), formHash(request), () -> new SeeOther(act.get()));
        return "redirect:" + answer.location();
    }

    /** Forgets the answers of the organisation that are older than they are kept. */
    public int expire(OrganizationId organization) {
        return transactions.act(
                organization,
                () -> jdbc.sql(EXPIRE)
                        .param("organization", organization.value())
                        .param("before", Params.column(clock.instant().minus(KEPT)))
                        .update());
    }

    /** The version that an edit was based on, from {@code If-Match}; its absence is refused (428). */
    public static int seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Refusal(
                    Refusal.Kind.PRECONDITION,
                    "if-match-missing",
                    "Say which version you saw: send its ETag as If-Match.",
                    Refusal.Facts.of("header", "If-Match"));
        }
        try {
            return Integer.parseInt(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw Refusal.unreadable(
                    "if-match-unreadable",
                    "If-Match carries the ETag of what you saw, such as \"4\".",
                    Refusal.Facts.of("actual", ifMatch));
        }
    }

    /** A read with its version as ETag. */
    public static <T> ResponseEntity<T> tagged(int version, T body) {
        return ResponseEntity.ok().eTag(Integer.toString(version)).body(body);
    }

    private Written once(
            Actor actor,
            HttpServletRequest request,
            @Nullable String key,
            byte[] hash,
            Supplier<? extends Answer> act) {
        if (key == null || key.isBlank()) {
            return transactions.act(actor, () -> act.get().written());
        }
        Refusal.unless(key.length() <= 200, "key-too-long", "An idempotency key has at most 200 characters.");
        var claim = new Claim(actor, request.getMethod(), request.getRequestURI(), key, hash);
        try {
            return transactions.act(
                    actor, () -> take(claim) ? answered(claim, act.get().written()) : replayed(claim));
        } catch (PessimisticLockingFailureException e) {
            throw Refusal.conflict(
                    "busy", "Somebody else is changing the same thing right now; try again in a moment.");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a hash, compared by its bytes where it matters
    private record Claim(Actor actor, String method, String path, String key, byte[] hash) {}

    private boolean take(Claim claim) {
        try {
            return bound(TAKE_KEY, claim)
                            .param("hash", claim.hash())
                            .param("now", Params.column(clock.instant()))
                            .update()
                    == 1;
        } catch (PessimisticLockingFailureException e) {
            throw Refusal.conflict(
                    "key-in-use",
                    "A request with this key is still being worked on; ask again in a moment.",
                    Refusal.Facts.of("key", claim.key()));
        }
    }

    private Written answered(Claim claim, Written answer) {
        jdbc.later(ANSWER)
                .param("organization", claim.actor().organization().value())
                .param("account", claim.actor().account().value())
                .param("method", claim.method())
                .param("path", claim.path())
                .param("key", claim.key())
                .param("status", answer.status())
                .param("location", answer.location())
                .param("outcome", answer.body())
                .write();
        return answer;
    }

    private Written replayed(Claim claim) {
        return bound(FIND, claim)
                .query((rows, _) -> {
                    Refusal.unless(
                            Arrays.equals(rows.getBytes("request_hash"), claim.hash()),
                            () -> Refusal.rule(
                                    "key-reused",
                                    "This key was used for another request; a key belongs to one request and its repeats.",
                                    Refusal.Facts.of("key", claim.key())));
                    return new Written(rows.getInt("status"), rows.getString("location"), rows.getString("outcome"));
                })
                .single();
    }

    private JdbcClient.StatementSpec bound(String sql, Claim claim) {
        return jdbc.sql(sql)
                .param("organization", claim.actor().organization().value())
                .param("account", claim.actor().account().value())
                .param("method", claim.method())
                .param("path", claim.path())
                .param("key", claim.key());
    }

    private static byte[] formHash(HttpServletRequest request) {
        var fields = new TreeMap<>(request.getParameterMap());
        fields.remove("_csrf");
        var text = new StringBuilder();
        fields.forEach((name, values) ->
                text.append(name).append('=').append(Arrays.toString(values)).append('\n'));
        return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
