package org.countersign.identity;

import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.platform.Journal;
import org.countersign.platform.Transactions;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door through which people change their own password. They prove the present one first, and a wrong one counts
 * towards the lock of the login as at the sign-in; then their sessions elsewhere end. The hashes are made before the
 * transaction begins. Refuses {@code present-password-wrong}, {@code password-unchanged} and {@code password-length}.
 */
@Component
public class OwnPassword {

    private static final byte[] NONE = new byte[0];

    private final SignIn signIn;
    private final Passwords passwords;
    private final PeopleStore people;
    private final Journal journal;
    private final Transactions transactions;

    public OwnPassword(
            JdbcClient jdbc,
            NamedParameterJdbcTemplate batch,
            SignIn signIn,
            Passwords passwords,
            Journal journal,
            Transactions transactions) {
        this.people = new PeopleStore(jdbc, batch);
        this.signIn = signIn;
        this.passwords = passwords;
        this.journal = journal;
        this.transactions = transactions;
    }

    /**
     * Changes the password.
     *
     * @param session the token of the session that goes on; without one all of them end
     */
    public void change(String present, String next, Optional<String> session, Actor by) {
        Refusal.unless(
                signIn.proves(by.account(), present),
                () -> Refusal.rule(
                        "present-password-wrong",
                        "That is not your present password, or your login is locked: after five failures it rests for 15 "
                                + "minutes.",
                        Facts.of("field", "present")));
        Refusal.unless(
                !next.equals(present),
                () -> Refusal.rule(
                        "password-unchanged", "Choose another one than the present one.", Facts.of("field", "next")));
        var hash = hashed(next);
        transactions.act(by, () -> {
            people.changePassword(
                    by.account(),
                    hash,
                    session.map(token -> new Token(token).hash()).orElse(NONE));
            journal.tell(new IdentityEvent.PasswordChanged(by.account()), by);
            return by.account();
        });
    }

    private PasswordHash hashed(String next) {
        try {
            return passwords.hash(next);
        } catch (Refusal refusal) {
            throw refusal.and("field", "next");
        }
    }
}
