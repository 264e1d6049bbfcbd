package org.countersign.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.platform.Answer;
import org.countersign.platform.Edge;
import org.countersign.platform.Json;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys over HTTP. */
@RestController
@RequestMapping("/api/v1/keys")
class KeysResource {

    private final Keys keys;
    private final Edge edge;
    private final Transactions transactions;

    KeysResource(Keys keys, Edge edge, Transactions transactions) {
        this.keys = keys;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** Without a person it is one's own; without an end it works until it is revoked. */
    record NewKey(
            String name,
            @Nullable AccountId person,
            @Nullable Instant expiresAt) {

        AccountId personOr(AccountId oneself) {
            return person == null ? oneself : person;
        }
    }

    /** The key's text, for {@code Authorization: Bearer}. */
    record Shown(Keys.Key key, String bearer) {}

    @GetMapping
    List<Keys.Key> list(Actor by) {
        return transactions.read(by, () -> keys.keys(by));
    }

    /** The secret is shown with the first answer only: the one that is kept under the idempotency key is without it. */
    @PostMapping
    ResponseEntity<String> make(@RequestBody NewKey asked, Actor by, HttpServletRequest request) {
        var made = new ArrayList<Keys.Made>(1);
        var answer = edge.act(by, request, () -> {
            made.clear();
            made.add(keys.make(asked.personOr(by.account()), asked.name(), asked.expiresAt(), by));
            var key = made.getFirst().key();
            return Answer.created("/api/v1/keys/" + key.id(), key);
        });
        return made.isEmpty() ? answer : shown(answer, made.getFirst());
    }

    @GetMapping("/{id}")
    Keys.Key one(@PathVariable KeyId id, Actor by) {
        return transactions.read(by, () -> keys.key(id, by));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<String> revoke(@PathVariable KeyId id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            keys.revoke(id, by);
            return Answer.done();
        });
    }

    private static ResponseEntity<String> shown(ResponseEntity<String> answer, Keys.Made made) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.text(new Shown(made.key(), made.text())));
    }
}
