package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.platform.Edge;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.junit.jupiter.api.Test;

/** Answers kept under an idempotency key. */
class AnswerExpiryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void areForgottenAfterSevenDaysAndNotBefore() {
        try (var database = TestDatabase.fresh()) {
            var at = Fixture.in(database);
            var jdbc = Pipeline.to(database.app());
            var transactions = new Transactions(database.app());
            var organizations = new Organizations(jdbc, new Journal(jdbc, new Ids(CLOCK), CLOCK, new Wake()), CLOCK);
            transactions.act(
                    at.organization,
                    () -> keep(jdbc, at, "old", "2026-06-08T09:59:59Z")
                            + keep(jdbc, at, "young", "2026-06-08T10:00:01Z"));

            new AnswerExpiry(new Edge(jdbc, transactions, CLOCK), organizations, transactions).round();

            var kept = transactions.read(
                    at.organization,
                    () -> jdbc.sql("select key from platform.idempotency")
                            .query(String.class)
                            .list());
            assertThat(kept).containsExactly("young");
        }
    }

    private static int keep(Pipeline jdbc, Fixture at, String key, String createdAt) {
        return jdbc.sql("""
                        insert into platform.idempotency (organization_id, account_id, method, path, key, request_hash, created_at)
                        values (:organization, :account, 'POST', '/', :key, '', :at::timestamptz)
                        """)
                .param("organization", at.organization.value())
                .param("account", new UUID(0, 1))
                .param("key", key)
                .param("at", createdAt)
                .update();
    }
}
