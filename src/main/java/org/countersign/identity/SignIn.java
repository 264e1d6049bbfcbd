package org.countersign.identity;

import static org.countersign.platform.Params.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs people in by password and knows them by their session afterwards. It belongs to no organisation's transaction:
 * each statement stands alone and no hash is made while one runs. Every failure is refused alike, {@code
 * sign-in-refused}, and takes the same time, whether the login, the password, a lock or a missing membership is why.
 */
@Component
public class SignIn {

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofHours(12);

    /** How long a session lives at most. */
    public static final Duration LONGEST = Duration.ofDays(7);

    static final int ATTEMPTS = 5;
    static final Duration LOCKED = Duration.ofMinutes(15);
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    /** The attempt is counted before the hash is made, so that many at once are not more guesses than five. */
    static final String ATTEMPT = """
            update identity.account
               set failures = case when locked_until is null then failures else 0 end + 1,
                   locked_until = case when case when locked_until is null then failures else 0 end + 1 >= :attempts
                                       then :until::timestamptz end
             where login = :login and (locked_until is null or locked_until <= :now)
            returning id, password_hash
            """;

    static final String ATTEMPT_OF = """
            update identity.account
               set failures = case when locked_until is null then failures else 0 end + 1,
                   locked_until = case when case when locked_until is null then failures else 0 end + 1 >= :attempts
                                       then :until::timestamptz end
             where id = :account and (locked_until is null or locked_until <= :now)
            returning id, password_hash
            """;
    static final String SUCCEED = """
            update identity.account set failures = 0, locked_until = null where id = :account
            """;
    static final String MEMBERSHIPS = """
            select organization_id from identity.memberships_of(:account)
            """;
    static final String START = """
            insert into identity.session (token_hash, account_id, organization_id, created_at, touched_at, expires_at)
            values (:hash, :account, :organization, :now, :now, :expires)
            """;
    static final String FIND = """
            select s.organization_id, s.account_id, a.name, s.touched_at, g.role, g.cost_centre_ids
              from identity.session s
              join identity.account a on a.id = s.account_id
              join lateral identity.grants_of(s.organization_id, s.account_id) g on true
             where s.token_hash = :hash and s.expires_at > :now and s.touched_at > :idleSince
            """;
    static final String TOUCH = """
            update identity.session set touched_at = :now where token_hash = :hash and touched_at <= :before
            """;
    static final String SWITCH = """
            update identity.session set organization_id = :organization where token_hash = :hash and account_id = :account
            """;
    static final String END = """
            delete from identity.session where token_hash = :hash
            """;
    static final String SWEEP = """
            delete from identity.session where token_hash in (
                select token_hash from identity.session where touched_at < :idleSince or expires_at < :now limit 100)
            """;

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Organizations organizations;
    private final Clock clock;

    public SignIn(JdbcClient jdbc, Passwords passwords, Organizations organizations, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** A session that was just started: what its cookie holds, and the organisation that it acts for. */
    public record SignedIn(String token, AccountId account, OrganizationId organization) {

        @Override
        public String toString() {
            return "SignedIn[" + account + ", " + organization + "]";
        }
    }

    private record Attempt(AccountId account, String passwordHash) {}

    /** Starts a session; it acts for the person's first organisation by name. Old sessions are swept, at most 100. */
    public SignedIn signIn(String login, String password) {
        var account = passwords.inTurn(() -> proved(login, password)).orElseThrow(SignIn::refused);
        var organization = organizationsOf(account).stream()
                .findFirst()
                .map(Organization::id)
                .orElseThrow(SignIn::refused);
        succeed(account);
        sweep();
        return start(account, organization);
    }

    /** Who acts by this session; nobody if it ended or the person may not act for its organisation any more. */
    public Optional<Actor> findActor(String token) {
        var now = clock.instant();
        var hash = new Token(token).hash();
        var found = jdbc.sql(FIND)
                .param("hash", hash)
                .param("now", column(now))
                .param("idleSince", column(now.minus(IDLE)))
                .query(KNOWN);
        found.filter(known -> !known.touchedAt().isAfter(now.minus(TOUCH_EVERY)))
                .ifPresent(_ -> jdbc.sql(TOUCH)
                        .param("hash", hash)
                        .param("now", column(now))
                        .param("before", column(now.minus(TOUCH_EVERY)))
                        .update());
        return found.map(Known::actor);
    }

    /** The organisations that the actor may act for, by name. */
    public List<Organization> organizations(Actor by) {
        return organizationsOf(by.account());
    }

    /** Lets the session act for another organisation of the person from now on. */
    public void switchTo(OrganizationId organization, String token, Actor by) {
        if (organizationsOf(by.account()).stream().noneMatch(one -> one.id().equals(organization))) {
            throw new NotFound("organisation", organization);
        }
        jdbc.sql(SWITCH)
                .param("organization", organization.value())
                .param("hash", new Token(token).hash())
                .param("account", by.account().value())
                .update();
    }

    /** Ends the session; ending one that is none is no error. */
    public void signOut(String token) {
        jdbc.sql(END).param("hash", new Token(token).hash()).update();
    }

    /** Forgets sessions that ended, at most 100 at once; answers how many. */
    public int sweep() {
        var now = clock.instant();
        return jdbc.sql(SWEEP)
                .param("idleSince", column(now.minus(IDLE)))
                .param("now", column(now))
                .update();
    }

    /** Whether it is the person's password; a wrong one counts towards the lock of the login, as at the sign-in. */
    boolean proves(AccountId account, String password) {
        var proved = passwords
                .inTurn(() -> proved(jdbc.sql(ATTEMPT_OF).param("account", account.value()), password))
                .isPresent();
        if (proved) {
            succeed(account);
        }
        return proved;
    }

    private Optional<AccountId> proved(String login, String password) {
        return proved(jdbc.sql(ATTEMPT).param("login", login.strip().toLowerCase(Locale.ROOT)), password);
    }

    private Optional<AccountId> proved(JdbcClient.StatementSpec statement, String password) {
        var attempt = attempt(statement);
        var right =
                passwords.matches(password, attempt.map(Attempt::passwordHash).orElse(""));
        return right ? attempt.map(Attempt::account) : Optional.empty();
    }

    private Optional<Attempt> attempt(JdbcClient.StatementSpec statement) {
        var now = clock.instant();
        return statement
                .param("attempts", ATTEMPTS)
                .param("now", column(now))
                .param("until", column(now.plus(LOCKED)))
                .query((rows, _) ->
                        new Attempt(new AccountId(rows.getObject("id", UUID.class)), rows.getString("password_hash")))
                .optional();
    }

    private void succeed(AccountId account) {
        jdbc.sql(SUCCEED).param("account", account.value()).update();
    }

    private List<Organization> organizationsOf(AccountId account) {
        return jdbc
                .sql(MEMBERSHIPS)
                .param("account", account.value())
                .query((rows, _) -> new OrganizationId(rows.getObject("organization_id", UUID.class)))
                .list()
                .stream()
                .map(organizations::organization)
                .sorted(Comparator.comparing(Organization::name))
                .toList();
    }

    private SignedIn start(AccountId account, OrganizationId organization) {
        var token = Token.random();
        var now = clock.instant();
        jdbc.sql(START)
                .param("hash", token.hash())
                .param("account", account.value())
                .param("organization", organization.value())
                .param("now", column(now))
                .param("expires", column(now.plus(LONGEST)))
                .update();
        return new SignedIn(token.text(), account, organization);
    }

    private static Refusal refused() {
        return new Refusal(
                Refusal.Kind.UNKNOWN_PERSON,
                "sign-in-refused",
                "Login and password do not go together, or the login is locked: after five failures it rests for 15 minutes.",
                Refusal.Facts.none());
    }

    /** Somebody as a session or key names them, and when it was last touched. */
    record Known(Actor actor, Instant touchedAt) {}

    static final ResultSetExtractor<Optional<Known>> KNOWN = SignIn::known;

    /** One row a grant, at least one; none where nobody is known. */
    private static Optional<Known> known(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        var organization = new OrganizationId(rows.getObject("organization_id", UUID.class));
        var account = new AccountId(rows.getObject("account_id", UUID.class));
        var name = rows.getString("name");
        var touched = rows.getObject("touched_at", OffsetDateTime.class);
        var grants = new HashSet<Grant>();
        do {
            if (rows.getString("role") != null) {
                grants.add(PeopleFinder.grant(rows.getString("role"), rows.getArray("cost_centre_ids")));
            }
        } while (rows.next());
        var actor = Actor.person(organization, account, name, Set.copyOf(grants));
        return Optional.of(new Known(actor, touched == null ? Instant.EPOCH : touched.toInstant()));
    }
}
