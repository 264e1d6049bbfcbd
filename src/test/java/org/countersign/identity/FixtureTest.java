package org.countersign.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The organisation that every module's tests stand on. */
class FixtureTest {

    private static TestDatabase database;

    @BeforeAll
    static void clone_() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theOrganizationHasFifteenPeopleAndThreeCostCentres() {
        var fixture = Fixture.in(database);

        var counted = new Transactions(database.app())
                .read(
                        fixture.organization,
                        () -> JdbcClient.create(database.app())
                                .sql(
                                        "select (select count(*) from identity.membership) || ' ' || (select count(*) from identity.cost_centre)")
                                .query(String.class)
                                .single());

        assertThat(counted).isEqualTo("15 3");
    }
}
