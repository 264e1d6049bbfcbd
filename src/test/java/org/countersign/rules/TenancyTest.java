package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.TestDatabase;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table of an organisation shows its rows to that organisation only, whatever a statement forgets to ask. */
class TenancyTest {

    /** Tables that belong to the installation, each for a reason that its comment gives. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of(
            "identity.account",
            "identity.api_key",
            "identity.organization",
            "identity.session",
            "identity.setup_link",
            "platform.consumer_cursor",
            "platform.journal_era");

    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static Transactions transactions;

    @BeforeAll
    static void clone_() {
        database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database.app());
        transactions = new Transactions(database.app());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyTableIsProtectedOrOnTheList() {
        var unprotected = jdbc.sql("""
                        select n.nspname || '.' || c.relname
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'migrations')
                           and not (c.relrowsecurity and c.relforcerowsecurity)
                        """).query(String.class).set();

        assertThat(unprotected).isEqualTo(OF_THE_INSTALLATION);
    }

    @Test
    void everyPolicyComparesWithTheOrganizationOfTheTransaction() {
        var others = jdbc.sql("""
                        select schemaname || '.' || tablename || ' ' || policyname from pg_policies
                         where not (policyname = 'tenant' and cmd = 'ALL'
                                    and qual = '(organization_id = platform.current_organization())' and with_check = qual)
                           and not (roles = '{countersign_lookup}' and cmd = 'SELECT')
                        """).query(String.class).list();

        assertThat(others).containsExactly("platform.journal feed");
    }

    @Test
    void everyKeyOfAnOrganizationsTableBeginsWithTheOrganization() {
        var strays = jdbc.sql("""
                        select i.indrelid::regclass::text
                          from pg_index i
                          join pg_class c on c.oid = i.indrelid and c.relrowsecurity
                          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                         where i.indisprimary and a.attname <> 'organization_id'
                        """).query(String.class).list();

        assertThat(strays).isEmpty();
    }

    @Test
    void aRowIsSeenByItsOrganizationAloneAndByNobodyOutsideATransaction() {
        var ours = new OrganizationId(UUID.randomUUID());
        var theirs = new OrganizationId(UUID.randomUUID());
        transactions.act(ours, () -> series(ours));

        assertThat(transactions.read(ours, TenancyTest::countSeries)).isEqualTo(1);
        assertThat(transactions.read(theirs, TenancyTest::countSeries)).isZero();
        assertThat(countSeries()).isZero();
    }

    @Test
    void aRowCannotBeWrittenForAnotherOrganization() {
        var ours = new OrganizationId(UUID.randomUUID());
        var theirs = new OrganizationId(UUID.randomUUID());

        assertThatThrownBy(() -> transactions.act(ours, () -> series(theirs)))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void anotherOrganizationsTransactionIsNotJoined() {
        var ours = new OrganizationId(UUID.randomUUID());
        var theirs = new OrganizationId(UUID.randomUUID());

        assertThatThrownBy(() -> transactions.act(ours, () -> transactions.act(theirs, () -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theAppCanNeitherSwitchProtectionOffNorChangeWhatIsImmutable() {
        for (var forbidden : List.of(
                "alter table platform.journal disable row level security",
                "delete from platform.journal",
                "update platform.journal set act = 'other'",
                "truncate platform.content")) {
            assertThatThrownBy(() -> transactions.act(
                            new OrganizationId(UUID.randomUUID()),
                            () -> jdbc.sql(forbidden).update()))
                    .as(forbidden)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    private static int series(OrganizationId organization) {
        return jdbc.sql("insert into platform.number_series values (:organization, 'PO', 2026, 1)")
                .param("organization", organization.value())
                .update();
    }

    private static int countSeries() {
        return jdbc.sql("select count(*) from platform.number_series")
                .query(Integer.class)
                .single();
    }
}
