package org.countersign.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.countersign.kernel.Actor;
import org.countersign.kernel.OrganizationId;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every transaction belongs to one organisation: its id is set in the transaction before the first statement, and
 * row-level security shows nothing else. The edge opens the transaction, the doors join it.
 */
@Component
public class Transactions {

    private static final ScopedValue<OrganizationId> ORGANIZATION = ScopedValue.newInstance();
    private static final int DEADLOCK_TRIES = 3;

    private final TransactionTemplate acting;
    private final TransactionTemplate reading;
    private final TransactionTemplate attempting;

    public Transactions(DataSource appDatabase) {
        var manager = new ForOneOrganization(appDatabase);
        acting = new TransactionTemplate(manager);
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        attempting = new TransactionTemplate(manager);
        attempting.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Does the work in a transaction of the actor's organisation, joining one that is open already. */
    public <T> T act(Actor actor, Supplier<T> work) {
        return act(actor.organization(), work);
    }

    /** Does the work in a transaction of the organisation; a deadlock is tried again, at most three times in all. */
    public <T> T act(OrganizationId organization, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return joined(organization, work);
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return in(acting, organization, work);
            } catch (PessimisticLockingFailureException e) {
                if (attempt == DEADLOCK_TRIES || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Does a part of the open transaction such that its refusal takes back this part only: whoever catches it may write
     * what became of the attempt, in the same transaction.
     */
    public <T> T attempt(Supplier<T> part) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an attempt is a part of a transaction; none is open");
        }
        Pipeline.send();
        return answered(attempting.execute(_ -> {
            var answer = part.get();
            Pipeline.send();
            return answer;
        }));
    }

    /** Reads in a read-only transaction of the actor's organisation, joining one that is open already. */
    public <T> T read(Actor actor, Supplier<T> work) {
        return read(actor.organization(), work);
    }

    public <T> T read(OrganizationId organization, Supplier<T> work) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? joined(organization, work)
                : in(reading, organization, work);
    }

    /** Reads what belongs to no organisation (accounts, sessions, keys): rows of organisations stay invisible. */
    public <T> T outside(Supplier<T> work) {
        return answered(acting.execute(_ -> work.get()));
    }

    private static <T> T in(TransactionTemplate template, OrganizationId organization, Supplier<T> work) {
        return ScopedValue.where(ORGANIZATION, organization).call(() -> answered(template.execute(_ -> work.get())));
    }

    private static <T> T joined(OrganizationId organization, Supplier<T> work) {
        if (!ORGANIZATION.isBound() || !ORGANIZATION.get().equals(organization)) {
            throw new IllegalStateException("a transaction of another organisation is open");
        }
        return work.get();
    }

    private static boolean isDeadlock(PessimisticLockingFailureException e) {
        return e.getRootCause() instanceof SQLException cause && "40P01".equals(cause.getSQLState());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // work that answers null is void work
    private static <T> T answered(@org.jspecify.annotations.Nullable T answer) {
        return answer;
    }

    /**
     * Sets the organisation as the transaction begins; failing here gives the connection back, a listener would leak it. A
     * read-only transaction is begun as one by the driver, so nothing is sent for that.
     */
    private static final class ForOneOrganization extends JdbcTransactionManager {

        private static final String ITS_ORGANIZATION = "select set_config('countersign.organization', ?, true)";

        ForOneOrganization(DataSource database) {
            super(database);
        }

        @Override
        protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
                throws SQLException {
            super.prepareTransactionalConnection(connection, definition);
            if (ORGANIZATION.isBound()) {
                try (var statement = connection.prepareStatement(ITS_ORGANIZATION)) {
                    statement.setString(1, ORGANIZATION.get().value().toString());
                    statement.execute();
                }
            }
        }
    }
}
