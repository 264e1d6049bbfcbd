package org.countersign.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.TestApp;
import org.countersign.kernel.OrganizationId;
import org.countersign.order.OrderCheck;
import org.countersign.platform.Installation;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The demonstration is made through the doors, and one order walks through its whole life over the API alone. */
@TestApp
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkThroughTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Demonstration demonstration;

    @Autowired
    private org.countersign.identity.Passwords passwords;

    @Autowired
    private Installation installation;

    @Autowired
    private Transactions transactions;

    @Autowired
    private OrderCheck orders;

    @Autowired
    private org.countersign.budget.BudgetCheck budgets;

    @TempDir
    private Path output;

    private Path file;

    private DemoFile demo;

    @BeforeAll
    void make() {
        file = DemoFile.in(installation.data());
        demo = InstallationClock.at(
                lateInTheEvening(),
                () -> demonstration.make(
                        "http://127.0.0.1:" + port, "a long password", passwords.hash("a long password")));
        demo.write(file);
    }

    /** The last half past eleven in UTC: in Berlin it was the next day already, whatever the season. */
    private static Instant lateInTheEvening() {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var evening = now.with(LocalTime.of(23, 30));
        return (evening.isAfter(now) ? evening.minusDays(1) : evening).toInstant();
    }

    @Test
    void hasTwoBuyersTwoSellersAndOneThatIsBoth() {
        assertThat(demo.organizations())
                .extracting(DemoFile.Company::sides)
                .containsExactlyInAnyOrder(
                        List.of("buyer"),
                        List.of("buyer"),
                        List.of("seller"),
                        List.of("seller"),
                        List.of("buyer", "seller"));
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void hasSumsThatAreTheFoldOfTheirFactsAndTransfers() {
        for (var company : demo.organizations()) {
            var id = new OrganizationId(java.util.UUID.fromString(company.id()));
            assertThat(transactions.read(id, () -> orders.differences(id))).isEmpty();
            assertThat(transactions.read(id, () -> budgets.differences(id))).isEmpty();
        }
    }

    @Test
    void letsAnOrderWalkFromRequestToPayment() {
        var done = WalkThrough.isDone("http://127.0.0.1:" + port, file, output);

        assertThat(done).isTrue();
        assertThat(output.toFile().list()).anyMatch(name -> name.endsWith(".pdf"));
        assertThat(output.toFile().list()).anyMatch(name -> name.endsWith(".pain.001.xml"));
    }
}
