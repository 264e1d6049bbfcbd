package org.countersign.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes and compares password hashes (Argon2id): slow on purpose, so at most two at a time and never inside a
 * transaction. Refuses {@code sign-in-busy} after a wait of 2 seconds, {@code password-length} outside 12 to 200
 * characters.
 */
@Component
public class Passwords {

    static final int AT_A_TIME = 2;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final long PATIENCE_SECONDS = 2;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private volatile @Nullable String nobodys;

    public Passwords() {
        this(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    /** With costs of its own: tests hash cheaply. */
    Passwords(Argon2PasswordEncoder argon2) {
        this.argon2 = argon2;
    }

    /** The hash of a new password. */
    public PasswordHash hash(String password) {
        Refusal.unless(
                password.length() >= SHORTEST && password.length() <= LONGEST,
                () -> Refusal.rule(
                        "password-length",
                        "A password has 12 to 200 characters.",
                        Refusal.Facts.none().measured("characters", SHORTEST, password.length(), LONGEST)));
        return inTurn(() -> new PasswordHash(encode(password)));
    }

    /** Does the work while it holds one of the two places. */
    <T> T inTurn(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a password is hashed while a transaction is open");
        }
        if (!taken()) {
            throw new Refusal(
                    Refusal.Kind.TOO_MANY,
                    "sign-in-busy",
                    "Many people are signing in right now; try again in a moment.",
                    Refusal.Facts.none());
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** Whether it is the password; as slow for an account that has none ({@code encoded} empty) as for any. */
    boolean matches(String password, String encoded) {
        var known = !encoded.isEmpty() && password.length() <= LONGEST;
        var asked = password.length() <= LONGEST ? password : "";
        return argon2.matches(asked, known ? encoded : nobodys()) && known;
    }

    /** A hash that no password answers to, made at first need: it costs as much as anybody's. */
    private String nobodys() {
        var made = nobodys;
        if (made == null) {
            made = encode("of nobody");
            nobodys = made;
        }
        return made;
    }

    private String encode(String password) {
        var encoded = argon2.encode(password);
        return encoded == null ? "" : encoded;
    }

    private boolean taken() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
