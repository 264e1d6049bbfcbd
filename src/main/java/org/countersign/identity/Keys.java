package org.countersign.identity;

import static org.countersign.kernel.Authority.KEEP_PEOPLE;
import static org.countersign.platform.Params.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * API keys: a person makes and revokes their own, who keeps people does for anybody in the organisation. A key acts as its
 * person, for one organisation; its text {@code id.secret} is shown once. Refuses {@code name-length} and {@code
 * already-expired}.
 */
@Component
public class Keys {

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    static final String INSERT = """
            insert into identity.api_key (id, secret_hash, account_id, organization_id, name, created_at, expires_at)
            values (:id, :hash, :account, :organization, :name, :now, :expires)
            """;
    static final String FIND = """
            select id, account_id, name, created_at, expires_at, revoked_at, touched_at from identity.api_key
             where organization_id = :organization and id = :id
            """;
    static final String OF_ORGANIZATION = """
            select id, account_id, name, created_at, expires_at, revoked_at, touched_at from identity.api_key
             where organization_id = :organization
             order by id desc
             limit 500
            """;
    static final String OF_ACCOUNT = """
            select id, account_id, name, created_at, expires_at, revoked_at, touched_at from identity.api_key
             where organization_id = :organization and account_id = :account
             order by id desc
             limit 500
            """;
    static final String REVOKE = """
            update identity.api_key set revoked_at = :now
             where organization_id = :organization and id = :id and revoked_at is null
            """;
    static final String ACTOR = """
            select k.organization_id, k.account_id, a.name, k.touched_at, g.role, g.cost_centre_ids
              from identity.api_key k
              join identity.account a on a.id = k.account_id
              join lateral identity.grants_of(k.organization_id, k.account_id) g on true
             where k.id = :id and k.secret_hash = :hash and k.revoked_at is null
               and (k.expires_at is null or k.expires_at > :now)
            """;
    static final String TOUCH = """
            update identity.api_key set touched_at = :now
             where id = :id and (touched_at is null or touched_at <= :before)
            """;

    private final JdbcClient jdbc;
    private final PeopleFinder people;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public Keys(JdbcClient jdbc, PeopleFinder people, Journal journal, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A key as it is listed.
     *
     * @param expiresAt when it ends by itself; absent for a key that does not
     * @param revokedAt when it was revoked; absent while it works
     * @param touchedAt when it was last used, to the minute; absent before its first use
     */
    public record Key(
            KeyId id,
            AccountId person,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant touchedAt) {}

    /** A key that was just made, with the text that is shown this once. */
    public record Made(Key key, String text) {

        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /** Makes a key for a person of the organisation; without an end it works until it is revoked. */
    public Made make(AccountId person, String name, @Nullable Instant expiresAt, Actor by) {
        requireOwnOrKeeper(person, by);
        var now = clock.instant();
        Refusal.unless(
                !name.isBlank() && name.length() <= 200,
                "name-length",
                "A key needs a name of at most 200 characters, to be known by later.");
        Refusal.unless(expiresAt == null || expiresAt.isAfter(now), "already-expired", "A key must end in the future.");
        people.person(person, by.organization());
        var secret = Token.random();
        var key = new Key(new KeyId(ids.next()), person, name, now, expiresAt, null, null);
        jdbc.sql(INSERT)
                .param("id", key.id().value())
                .param("hash", secret.hash())
                .param("account", person.value())
                .param("organization", by.organization().value())
                .param("name", name)
                .param("now", column(now))
                .param("expires", column(expiresAt))
                .update();
        journal.tell(new IdentityEvent.KeyMade(person, key.id(), name), by);
        return new Made(key, key.id() + "." + secret.text());
    }

    /** Ends a key at once and for good; revoking it again changes nothing. */
    public void revoke(KeyId id, Actor by) {
        var key = key(id, by);
        var revoked = jdbc.sql(REVOKE)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .param("now", column(clock.instant()))
                .update();
        if (revoked == 1) {
            journal.tell(new IdentityEvent.KeyRevoked(key.person(), id), by);
        }
    }

    /** The key; another person's is not there for who does not keep people. */
    public Key key(KeyId id, Actor by) {
        return jdbc.sql(FIND)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> key(rows))
                .optional()
                .filter(key -> key.person().equals(by.account()) || by.may(KEEP_PEOPLE))
                .orElseThrow(() -> new NotFound("key", id));
    }

    /** The keys of the organisation for who keeps people, else the actor's own; the newest 500. */
    public List<Key> keys(Actor by) {
        if (by.may(KEEP_PEOPLE)) {
            return jdbc.sql(OF_ORGANIZATION)
                    .param("organization", by.organization().value())
                    .query((rows, _) -> key(rows))
                    .list();
        }
        return jdbc.sql(OF_ACCOUNT)
                .param("organization", by.organization().value())
                .param("account", by.account().value())
                .query((rows, _) -> key(rows))
                .list();
    }

    /** Who acts by the text of a key; nobody if it is wrong, over, or its person may not act here any more. */
    public Optional<Actor> findActor(String text) {
        var dot = text.indexOf('.');
        if (dot != 36) {
            return Optional.empty();
        }
        return parsed(text.substring(0, dot)).flatMap(id -> findActor(id, new Token(text.substring(dot + 1))));
    }

    /** The database compares hashes, not secrets: how far two hashes agree tells nothing about 256 random bits. */
    private Optional<Actor> findActor(UUID id, Token secret) {
        var now = clock.instant();
        var known = jdbc.sql(ACTOR)
                .param("id", id)
                .param("hash", secret.hash())
                .param("now", column(now))
                .query(SignIn.KNOWN);
        known.filter(found -> !found.touchedAt().isAfter(now.minus(TOUCH_EVERY)))
                .ifPresent(_ -> jdbc.sql(TOUCH)
                        .param("id", id)
                        .param("now", column(now))
                        .param("before", column(now.minus(TOUCH_EVERY)))
                        .update());
        return known.map(SignIn.Known::actor);
    }

    private static void requireOwnOrKeeper(AccountId person, Actor by) {
        if (!person.equals(by.account())) {
            by.require(KEEP_PEOPLE);
        }
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Key key(ResultSet rows) throws SQLException {
        return new Key(
                new KeyId(rows.getObject("id", UUID.class)),
                new AccountId(rows.getObject("account_id", UUID.class)),
                rows.getString("name"),
                rows.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(rows, "expires_at"),
                moment(rows, "revoked_at"),
                moment(rows, "touched_at"));
    }

    private static @Nullable Instant moment(ResultSet rows, String column) throws SQLException {
        var moment = rows.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
