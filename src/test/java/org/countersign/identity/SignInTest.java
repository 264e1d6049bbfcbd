package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Grant;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.JournalFinder;
import org.countersign.platform.JournalRow;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords, locks, sessions, keys and the set-up link, on a real database with a clock that is set by hand. */
class SignInTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final SettableClock CLOCK = new SettableClock();

    private static TestDatabase database;
    private static Pipeline jdbc;
    private static Transactions transactions;
    private static Passwords passwords;
    private static Organizations organizations;
    private static People people;
    private static SignIn signIn;
    private static OwnPassword own;
    private static Keys keys;
    private static PasswordHash hash;

    private Fixture fixture;
    private String login;

    @BeforeAll
    static void doors() {
        database = TestDatabase.fresh();
        jdbc = Pipeline.to(database.app());
        transactions = new Transactions(database.app());
        var ids = new Ids(CLOCK);
        var journal = new Journal(jdbc, ids, CLOCK, new Wake());
        var finder = new PeopleFinder(jdbc);
        organizations = new Organizations(jdbc, journal, CLOCK);
        people = new People(jdbc, new NamedParameterJdbcTemplate(database.app()), finder, journal, ids, CLOCK);
        passwords = new Passwords(new Argon2PasswordEncoder(16, 32, 1, 64, 1));
        signIn = new SignIn(jdbc, passwords, organizations, CLOCK);
        own = new OwnPassword(
                jdbc, new NamedParameterJdbcTemplate(database.app()), signIn, passwords, journal, transactions);
        keys = new Keys(jdbc, finder, journal, ids, CLOCK);
        hash = passwords.hash(PASSWORD);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void ritaHasAPassword() {
        CLOCK.now = Instant.parse("2026-06-01T08:00:00Z");
        fixture = Fixture.in(database);
        login = Fixture.login(fixture.rita);
        setPassword(fixture.rita);
    }

    @Test
    void aPersonSignsInAndIsKnownByTheSession() {
        var session = signIn.signIn(" " + login.toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(signIn.findActor(session.token())).contains(fixture.rita);
        assertThat(signIn.findActor("another token")).isEmpty();
    }

    @Test
    void aSessionIsKeptAsAHashOnly() {
        var session = signIn.signIn(login, PASSWORD);

        var kept = jdbc.sql("select token_hash from identity.session where account_id = :account")
                .param("account", fixture.rita.account().value())
                .query(byte[].class)
                .single();
        assertThat(session.token()).hasSize(43);
        assertThat(kept).isEqualTo(Hash.sha256(session.token()));
    }

    @Test
    void everyFailureIsRefusedAlike() {
        var unknown = refusal("nobody@nowhere", PASSWORD);
        var wrong = refusal(login, "another password");
        var withoutPassword = refusal(Fixture.login(fixture.mona), "");
        var tooLong = refusal(login, "x".repeat(5000));

        assertThat(List.of(wrong, withoutPassword, tooLong)).allSatisfy(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNKNOWN_PERSON);
            assertThat(refusal.code()).isEqualTo("sign-in-refused");
            assertThat(refusal.sentence()).isEqualTo(unknown.sentence());
            assertThat(refusal.facts()).isEqualTo(unknown.facts());
        });
    }

    @Test
    void aLoginIsLockedForFifteenMinutesAfterFiveFailures() {
        failTimes(5);

        assertThat(refusal(login, PASSWORD).code()).isEqualTo("sign-in-refused");
        CLOCK.pass(Duration.ofMinutes(14).plusSeconds(59));
        assertThat(refusal(login, PASSWORD).code()).isEqualTo("sign-in-refused");
        CLOCK.pass(Duration.ofSeconds(1));
        assertThat(signIn.signIn(login, PASSWORD).account()).isEqualTo(fixture.rita.account());
    }

    @Test
    void aLockThatRanOutLeavesFiveAttemptsAgain() {
        failTimes(5);
        CLOCK.pass(SignIn.LOCKED);
        failTimes(4);

        assertThat(signIn.signIn(login, PASSWORD).account()).isEqualTo(fixture.rita.account());
    }

    @Test
    void failuresBeforeASuccessAreForgotten() {
        failTimes(4);
        signIn.signIn(login, PASSWORD);
        failTimes(4);

        assertThat(signIn.signIn(login, PASSWORD).account()).isEqualTo(fixture.rita.account());
    }

    @Test
    void aPersonChangesTheirOwnPasswordAndOnlyTheSessionTheyDoItInGoesOn() {
        var here = signIn.signIn(login, PASSWORD).token();
        var elsewhere = signIn.signIn(login, PASSWORD).token();

        own.change(PASSWORD, "quite another password", Optional.of(here), fixture.rita);

        assertThat(signIn.findActor(here)).contains(fixture.rita);
        assertThat(signIn.findActor(elsewhere)).isEmpty();
        assertThat(refusal(login, PASSWORD).code()).isEqualTo("sign-in-refused");
        assertThat(signIn.signIn(login, "quite another password").account()).isEqualTo(fixture.rita.account());
        assertThat(lifeOf(fixture.rita))
                .last()
                .asString()
                .contains("password-changed")
                .doesNotContain("another");
    }

    @Test
    void aWrongPresentPasswordCountsTowardsTheLock() {
        failTimes(4);

        assertThatThrownBy(() -> own.change("not it", "quite another password", Optional.empty(), fixture.rita))
                .hasMessageContaining("That is not your present password");

        assertThat(refusal(login, PASSWORD).code()).isEqualTo("sign-in-refused");
        assertThatThrownBy(() -> own.change(PASSWORD, "quite another password", Optional.empty(), fixture.rita))
                .hasMessageContaining("after five failures");
    }

    @Test
    void aNewPasswordIsAnotherOneAndLongEnough() {
        assertThatThrownBy(() -> own.change(PASSWORD, PASSWORD, Optional.empty(), fixture.rita))
                .hasMessage("Choose another one than the present one.");
        assertThatThrownBy(() -> own.change(PASSWORD, "short", Optional.empty(), fixture.rita))
                .hasMessage("A password has 12 to 200 characters.");
    }

    @Test
    void aSessionEndsTwelveHoursAfterItsLastRequest() {
        var token = signIn.signIn(login, PASSWORD).token();

        CLOCK.pass(Duration.ofHours(11));
        assertThat(signIn.findActor(token)).isPresent();
        CLOCK.pass(Duration.ofHours(11));
        assertThat(signIn.findActor(token)).isPresent();
        CLOCK.pass(Duration.ofHours(12));
        assertThat(signIn.findActor(token)).isEmpty();
    }

    @Test
    void aSessionEndsAfterSevenDaysHoweverMuchItIsUsed() {
        var token = signIn.signIn(login, PASSWORD).token();
        var hash = Hash.sha256(token);

        CLOCK.pass(SignIn.LONGEST);
        jdbc.sql("update identity.session set touched_at = :now where token_hash = :hash")
                .param("now", CLOCK.instant().atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .update();

        assertThat(signIn.findActor(token)).isEmpty();
    }

    @Test
    void aSessionIsTouchedAtMostOnceAMinute() {
        var token = signIn.signIn(login, PASSWORD).token();
        var began = CLOCK.instant();

        CLOCK.pass(Duration.ofSeconds(59));
        signIn.findActor(token);
        var afterSeconds = touchedAt(token);
        CLOCK.pass(Duration.ofSeconds(1));
        signIn.findActor(token);

        assertThat(afterSeconds).isEqualTo(began);
        assertThat(touchedAt(token)).isEqualTo(began.plusSeconds(60));
    }

    @Test
    void sessionsThatEndedAreSwept() {
        signIn.signIn(login, PASSWORD);
        CLOCK.pass(SignIn.IDLE.plusSeconds(1));

        assertThat(signIn.sweep()).isPositive();
        assertThat(jdbc.sql("select count(*) from identity.session where account_id = :account")
                        .param("account", fixture.rita.account().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aSessionThatWasSignedOutOrWhosePersonGotAnotherPasswordIsOver() {
        var first = signIn.signIn(login, PASSWORD).token();
        var second = signIn.signIn(login, PASSWORD).token();

        signIn.signOut(first);
        assertThat(signIn.findActor(first)).isEmpty();
        assertThat(signIn.findActor(second)).isPresent();
        setPassword(fixture.rita);

        assertThat(signIn.findActor(second)).isEmpty();
    }

    @Test
    void aSessionSwitchesToAnotherOrganizationOfThePersonOnly() {
        var other = Fixture.in(database);
        transactions.act(
                other.administrator,
                () -> people.add(
                        new NewPerson("Rita", login, List.of(Grant.of(Role.AUDITOR)), null), other.administrator));
        var token = signIn.signIn(login, PASSWORD).token();

        signIn.switchTo(other.organization, token, fixture.rita);

        var there = signIn.findActor(token).orElseThrow();
        assertThat(there.organization()).isEqualTo(other.organization);
        assertThat(there.has(Role.AUDITOR)).isTrue();
        assertThat(there.has(Role.REQUESTER)).isFalse();
        var third = Fixture.in(database);
        assertThatThrownBy(() -> signIn.switchTo(third.organization, token, there))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void atMostTwoPasswordsAreHashedAtATime() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var both = new CountDownLatch(2);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new CountDownLatch(6);
            for (var i = 0; i < 6; i++) {
                callers.submit(() -> passwords.inTurn(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    both.countDown();
                    await(both);
                    running.decrementAndGet();
                    done.countDown();
                    return 1;
                }));
            }
            done.await();
        }

        assertThat(most).hasValue(2);
    }

    @Test
    void whoWaitsTooLongForAHashIsToldToComeAgain() throws Exception {
        var release = new CountDownLatch(1);
        var taken = new CountDownLatch(2);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 2; i++) {
                callers.submit(() -> passwords.inTurn(() -> {
                    taken.countDown();
                    await(release);
                    return 1;
                }));
            }
            taken.await();
            var refusal = refusal(login, PASSWORD);
            release.countDown();

            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
            assertThat(refusal.code()).isEqualTo("sign-in-busy");
        }
    }

    @Test
    void noPasswordIsHashedInsideATransaction() {
        assertThatThrownBy(() -> transactions.act(fixture.administrator, () -> passwords.hash(PASSWORD)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyActsUntilItExpiresOrIsRevoked() {
        var expiring = make(fixture.rita, CLOCK.instant().plus(Duration.ofDays(1)));
        var revoked = make(fixture.rita, null);

        assertThat(keys.findActor(expiring.text())).contains(fixture.rita);
        assertThat(keys.findActor(revoked.text())).contains(fixture.rita);
        transactions.act(fixture.rita, () -> {
            keys.revoke(revoked.key().id(), fixture.rita);
            return 1;
        });
        CLOCK.pass(Duration.ofDays(1));

        assertThat(keys.findActor(revoked.text())).isEmpty();
        assertThat(keys.findActor(expiring.text())).isEmpty();
        assertThat(keys.findActor("no key")).isEmpty();
    }

    @Test
    void anotherPersonsKeyIsNotThere() {
        var key = make(fixture.mona, null).key().id();

        assertThatThrownBy(() -> transactions.read(fixture.rita, () -> keys.key(key, fixture.rita)))
                .isInstanceOf(NotFound.class);
        assertThat(transactions
                        .read(fixture.administrator, () -> keys.key(key, fixture.administrator))
                        .person())
                .isEqualTo(fixture.mona.account());
    }

    @Test
    void anEmptyInstallationIsSetUpOnceByItsLatestLink() {
        try (var empty = TestDatabase.fresh()) {
            var statements = Pipeline.to(empty.app());
            var ids = new Ids(CLOCK);
            var journal = new Journal(statements, ids, CLOCK, new Wake());
            var founded = new Organizations(statements, journal, CLOCK);
            var added = new People(
                    statements,
                    new NamedParameterJdbcTemplate(empty.app()),
                    new PeopleFinder(statements),
                    journal,
                    ids,
                    CLOCK);
            var setUp = new SetUp(statements, new Transactions(empty.app()), founded, added, CLOCK);
            var organization = organization();
            var withdrawn = setUp.newLink();
            var link = setUp.newLink();

            assertRefusedLink(() -> setUp.complete(withdrawn, organization, "Ada", "ada@first", hash));
            setUp.complete(link, organization, "Ada", "ada@first", hash);

            assertThat(setUp.isNeeded()).isFalse();
            var session = new SignIn(statements, passwords, founded, CLOCK).signIn("ada@first", PASSWORD);
            assertThat(session.organization()).isEqualTo(organization.id());
            assertRefusedLink(() -> setUp.complete(link, organization(), "Eve", "eve@first", hash));
            assertRefusedLink(() -> setUp.complete(setUp.newLink(), organization(), "Eve", "eve@first", hash));
        }
    }

    private static Organization organization() {
        return new Organization(
                new OrganizationId(UUID.randomUUID()),
                "First",
                true,
                false,
                CurrencyUnit.EUR,
                ZoneId.of("Europe/Berlin"),
                Locale.UK,
                new Organization.Registration("", ""),
                Organization.Endpoint.NONE,
                new Organization.Address("", "", "", "DE"),
                Organization.Bank.NONE);
    }

    private static void assertRefusedLink(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("link-used"));
    }

    private Keys.Made make(Actor person, @org.jspecify.annotations.Nullable Instant expiresAt) {
        return transactions.act(person, () -> keys.make(person.account(), "test", expiresAt, person));
    }

    private void setPassword(Actor person) {
        transactions.act(fixture.administrator, () -> {
            people.setPassword(person.account(), hash, fixture.administrator);
            return 1;
        });
    }

    private static List<JournalRow> lifeOf(Actor person) {
        var life = new JournalFinder(jdbc);
        return transactions.read(person, () -> life.life(DocumentRef.of("person", person.account()), 0, person));
    }

    private void failTimes(int times) {
        for (var i = 0; i < times; i++) {
            refusal(login, "another password");
        }
    }

    private static Refusal refusal(String login, String password) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                Refusal.class, () -> signIn.signIn(login, password));
    }

    private static Instant touchedAt(String token) {
        return jdbc.sql("select touched_at from identity.session where token_hash = :hash")
                .param("hash", Hash.sha256(token))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
