package org.countersign.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.countersign.platform.Hash;
import org.countersign.platform.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Does acts over the API and writes each down. An act whose answer did not come is sent again under its key until one does;
 * some acts are sent twice although they were answered, and some twice at once: their answers must be the same.
 */
final class Client {

    private static final int TRIES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration AFTERMATH = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final Instance instance;
    private final Ledger ledger;
    private final Findings findings;
    private final Reaper reaper;

    Client(Instance instance, Ledger ledger, Findings findings, Reaper reaper) {
        this.instance = instance;
        this.ledger = ledger;
        this.findings = findings;
        this.reaper = reaper;
    }

    /** How an act ended: its answer, and what the answer says. */
    record Outcome(Entry.Answered answer, JsonNode body) {

        boolean done() {
            return answer.acknowledged();
        }

        /** The document that was made; only where it was done. */
        UUID made() {
            return java.util.Objects.requireNonNull(answer.made(), () -> "nothing was made: " + answer);
        }
    }

    /** Does it once, and knows afterwards whether it was done. */
    Outcome perform(Act act) {
        var number = ledger.intend(act);
        return finish(number, act, true);
    }

    /** The same, now and then twice. */
    Outcome perform(Act act, Random dice) {
        var chance = dice.nextInt(100);
        if (chance == 0) {
            return twiceAtOnce(act);
        }
        var outcome = perform(act);
        if (chance < 4 && outcome.done()) {
            compare(act, outcome.answer(), finishUnwritten(act).answer());
        }
        return outcome;
    }

    /** Sends again what was meant in an earlier run and never answered. */
    void finish(Entry entry) {
        finish(entry.number(), entry.act(), false);
    }

    /** Sends an act again that was answered long ago; nothing is written down. */
    Entry.Answered again(Act act) {
        return finishUnwritten(act).answer();
    }

    /** Reads; waits until there is somebody to answer. Empty where it is not there or not for this person. */
    Optional<JsonNode> get(Person by, String path) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var response = send(request(by, "/api/v1" + path).GET().build());
            if (response.isPresent() && response.get().statusCode() < 500) {
                return response.get().statusCode() == 200 ? Optional.of(json(response.get())) : Optional.empty();
            }
            response.ifPresent(answer -> refuseBug("GET " + path, answer));
            waitALittle(attempt);
        }
        throw new IllegalStateException("GET " + path + " is never answered");
    }

    /** Reads a file. */
    Optional<byte[]> file(Person by, String path) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var response = send(request(by, "/api/v1" + path).GET().build());
            if (response.isPresent() && response.get().statusCode() < 500) {
                return response.get().statusCode() == 200
                        ? Optional.of(response.get().body())
                        : Optional.empty();
            }
            waitALittle(attempt);
        }
        throw new IllegalStateException("GET " + path + " is never answered");
    }

    private Outcome finish(long number, Act act, boolean mayBeKilled) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var response = send(request(act));
            if (response.isEmpty() || !isFinal(act, response.get())) {
                waitALittle(attempt);
                continue;
            }
            var answer = answered(act, response.get());
            if (mayBeKilled && answer.acknowledged() && reaper.swallows()) {
                ledger.swallowed(number, answer);
                reaper.killNow();
                continue;
            }
            var earlier = ledger.entry(number).swallowed();
            if (earlier != null) {
                compare(act, earlier, answer);
            }
            ledger.answered(number, answer);
            if (mayBeKilled && answer.acknowledged() && reaper.killsAfter()) {
                reaper.killNow();
            }
            return new Outcome(answer, json(response.get()));
        }
        throw new IllegalStateException(act.deed() + " " + act.path() + " is never answered");
    }

    private Outcome finishUnwritten(Act act) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var response = send(request(act));
            if (response.isPresent() && isFinal(act, response.get())) {
                return new Outcome(answered(act, response.get()), json(response.get()));
            }
            waitALittle(attempt);
        }
        throw new IllegalStateException(act.deed() + " " + act.path() + " is never answered again");
    }

    private Outcome twiceAtOnce(Act act) {
        var number = ledger.intend(act);
        var twin = CompletableFuture.supplyAsync(() -> finishUnwritten(act), Thread::startVirtualThread);
        var first = finishUnwritten(act);
        try {
            var second = twin.get(10, TimeUnit.MINUTES);
            // A refusal is judged anew each time and may rightly differ; what was done has one answer.
            var done = first.done() ? first : second;
            if (first.done() && second.done()) {
                compare(act, first.answer(), second.answer());
            }
            ledger.answered(number, done.answer());
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void compare(Act act, Entry.Answered first, Entry.Answered again) {
        if (!first.sameAs(again)) {
            findings.add(
                    "a repeated key is answered otherwise",
                    act.deed() + " " + act.path() + " " + act.key() + ": " + first + " then " + again);
        }
    }

    /** Whether this is the last word: not while somebody else is at it, it is too busy, or something has broken. */
    private boolean isFinal(Act act, HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (status >= 500) {
            refuseBug(act.deed() + " " + act.path(), response);
            return false;
        }
        if (status == 409) {
            var code = json(response).path("code").asString("");
            return !code.equals("key-in-use") && !code.equals("busy");
        }
        return status != 429;
    }

    /** An error of the server is a finding, unless something was killed just now: then the act is simply unknown. */
    private void refuseBug(String what, HttpResponse<byte[]> response) {
        if (response.statusCode() != 503 && !instance.wasDisturbedWithin(AFTERMATH)) {
            findings.add(
                    "the server broke",
                    what + ": " + response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    private HttpRequest request(Act act) {
        var request = request(act.by(), act.path())
                .header("Content-Type", act.mediaType())
                .header("Idempotency-Key", act.key())
                .method(act.method(), HttpRequest.BodyPublishers.ofByteArray(act.bytes()));
        if (act.version() != null) {
            request.header("If-Match", "\"" + act.version() + "\"");
        }
        return request.build();
    }

    private HttpRequest.Builder request(Person by, String path) {
        return HttpRequest.newBuilder(URI.create(instance.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", by.bearer());
    }

    private Optional<HttpResponse<byte[]>> send(HttpRequest request) {
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException _) {
            instance.awaitServing();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void waitALittle(int attempt) {
        Instance.pause(Math.min(1_000, 20L << Math.min(attempt, 6)));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return response.body().length == 0
                    ? Json.mapper().createObjectNode()
                    : Json.mapper().readTree(response.body());
        } catch (JacksonException _) {
            return Json.mapper().createObjectNode();
        }
    }

    private static Entry.Answered answered(Act act, HttpResponse<byte[]> response) {
        var body = json(response);
        var made = made(act, body);
        return new Entry.Answered(
                response.statusCode(),
                response.headers().firstValue("Location").orElse(""),
                Hash.hex(Hash.sha256(response.body())),
                made,
                body.path("code").asString(""),
                events(act, act.deed().makes() ? made : act.named().orElse(made)));
    }

    private static @Nullable UUID made(Act act, JsonNode body) {
        var said = act.deed() == Deed.HAND_IN && body.has("first")
                ? body.path("first")
                : body.at("/" + act.deed().within() + "id");
        return said.isString() ? UUID.fromString(said.asString()) : null;
    }

    /** The rows that the journal must have of an answer, each with the document it is about. */
    private static List<String> events(Act act, @Nullable UUID about) {
        return act.deed().events().stream().map(event -> event + ":" + about).toList();
    }
}
