package org.countersign.identity;

import static org.countersign.platform.Params.column;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Grant;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Role;
import org.countersign.platform.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sets up an empty installation: whoever holds the one-time link founds the first organisation and becomes its
 * administrator. Refuses {@code link-used} for a link that is unknown, older than a day or used, and for an installation
 * that has an organisation already. There is nobody yet, so it opens its own transaction.
 */
@Component
public class SetUp {

    static final Duration VALID = Duration.ofDays(1);

    static final String INSERT = """
            insert into identity.setup_link (token_hash, created_at) values (:hash, :now)
            """;
    static final String WITHDRAW = """
            update identity.setup_link set used_at = :now where used_at is null
            """;
    static final String USE = """
            update identity.setup_link set used_at = :now
             where token_hash = :hash and used_at is null and created_at > :since
            """;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Organizations organizations;
    private final People people;
    private final Clock clock;

    public SetUp(JdbcClient jdbc, Transactions transactions, Organizations organizations, People people, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.organizations = organizations;
        this.people = people;
        this.clock = clock;
    }

    /** Whether the installation has no organisation yet. */
    public boolean isNeeded() {
        return organizations.ids().isEmpty();
    }

    /** The token of a new link; links made before it are withdrawn. */
    public String newLink() {
        var token = Token.random();
        var now = column(clock.instant());
        jdbc.sql(WITHDRAW).param("now", now).update();
        jdbc.sql(INSERT).param("hash", token.hash()).param("now", now).update();
        return token.text();
    }

    /** Founds the organisation and adds its administrator, who can sign in with the password from then on. */
    public void complete(String token, Organization organization, String name, String login, PasswordHash password) {
        var by = Actor.system(organization.id(), "set-up");
        var administrator = new NewPerson(name, login, List.of(Grant.of(Role.ADMINISTRATOR)), null);
        transactions.act(by, () -> {
            use(token);
            organizations.found(organization, by);
            var account = people.add(administrator, by);
            people.setPassword(account, password, by);
            return account;
        });
    }

    private void use(String token) {
        var now = clock.instant();
        var used = isNeeded()
                && jdbc.sql(USE)
                                .param("hash", new Token(token).hash())
                                .param("now", column(now))
                                .param("since", column(now.minus(VALID)))
                                .update()
                        == 1;
        Refusal.unless(
                used, "link-used", "This link was used or is too old; start Countersign again to get a new one.");
    }
}
