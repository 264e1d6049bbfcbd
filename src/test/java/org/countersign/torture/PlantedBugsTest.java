package org.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The torture itself, tried on an application with a bug in it: what finds nothing there is worth nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsTest {

    private static final long SEED = 11;

    private Instance instance;

    @BeforeAll
    void start() throws IOException {
        instance = Stage.instance(PlantedApplication.class.getName());
    }

    @AfterAll
    void strike() {
        Stage.strike(instance);
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void areCaught(Bug bug) throws SQLException {
        var stage = Stage.on(instance, bug.name(), SEED);

        new Bait(stage).lay(bug);

        stage.audited();
        assertThat(stage.findings().byKind()).containsKey(Bait.caughtAs(bug));
    }

    @Test
    void areNotSeenWhereThereAreNone() throws SQLException {
        var stage = Stage.on(instance, "without", SEED);

        new Bait(stage).withoutBugs();

        assertThat(stage.audited()).isEmpty();
    }
}
