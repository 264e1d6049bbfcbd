package org.countersign.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The application in a process of its own, under kills and races: a small helping of what {@code bin/torture} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureTest {

    private static final long SEED = 7;

    private Instance instance;

    @BeforeAll
    void start() throws IOException {
        instance = Stage.instance("org.countersign.Application");
    }

    @AfterAll
    void strike() {
        Stage.strike(instance);
    }

    @Test
    void losesNothingAndDoesNothingTwice_whoeverIsKilled() throws SQLException {
        var stage = Stage.on(instance, "kills", SEED);

        var kills = new Campaign(instance, stage.ledger(), stage.findings(), stage.reaper(), stage.houses(), System.out)
                .drive(new Campaign.Extent(150, 3, SEED, Duration.ofMinutes(10)));

        assertThat(stage.audited()).isEmpty();
        assertThat(kills).isEqualTo(3);
        assertThat(stage.ledger().acknowledged()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void hasAsManyWinnersAsThereIsToWin() throws SQLException {
        var stage = Stage.on(instance, "races", SEED);

        stage.races().run(20);

        assertThat(stage.audited()).isEmpty();
    }
}
