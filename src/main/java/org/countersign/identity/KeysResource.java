package org.countersign.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answer.Done;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API keys over HTTP. */
@RestController
@Chapter(value = "API keys", about = "With which programs act for a person")
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

    /** A key that was made, with its text for {@code Authorization: Bearer} where it is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(Keys.Key key, @Nullable String bearer) {}

    @Does("Lists your API keys; those of everybody for who keeps people")
    @GetMapping
    List<Keys.Key> list(Actor by) {
        return transactions.read(by, () -> keys.keys(by));
    }

    /** The secret is shown with the first answer only: the one that is kept under the idempotency key is without it. */
    @Does("Makes an API key; its text is shown this once")
    @PostMapping
    Answered<Created<Shown>> make(@RequestBody NewKey asked, Actor by, HttpServletRequest request) {
        var made = new ArrayList<Keys.Made>(1);
        Answered<Created<Shown>> answer = edge.act(by, request, () -> {
            made.clear();
            made.add(keys.make(asked.personOr(by.account()), asked.name(), asked.expiresAt(), by));
            var key = made.getFirst().key();
            return Answer.created("/api/v1/keys/" + key.id(), new Shown(key, null));
        });
        return made.isEmpty()
                ? answer
                : answer.showing(
                        new Shown(made.getFirst().key(), made.getFirst().text()));
    }

    @Does("Shows an API key, without its text")
    @GetMapping("/{id}")
    Keys.Key one(@PathVariable KeyId id, Actor by) {
        return transactions.read(by, () -> keys.key(id, by));
    }

    @Does("Revokes an API key")
    @DeleteMapping("/{id}")
    Answered<Done> revoke(@PathVariable KeyId id, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            keys.revoke(id, by);
            return Answer.done();
        });
    }
}
