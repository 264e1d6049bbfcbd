package org.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.platform.Edge;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class BudgetResourceTest {

    private static TestDatabase database;
    private static BudgetResource resource;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        var jdbc = Pipeline.to(database.app());
        var transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        resource = new BudgetResource(
                new Budget(jdbc, new Journal(jdbc, ids, clock, new Wake()), ids, clock),
                new BudgetFinder(jdbc, clock),
                new Edge(jdbc, transactions, clock),
                transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @Test
    void aBudgetIsMadeShownAndChanged() {
        var made = open(at.finance, 2026);
        var location = made.getResponse().getHeader("Location");

        var shown = served(at.finance).get().uri(location).exchange();
        var changed = served(at.finance)
                .put()
                .uri(location + "/grant")
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"granted": {"amount": "250.00", "currency": "EUR"}, "stop": "warn"}
                        """)
                .exchange();

        assertThat(made).hasStatus(201);
        assertThat(shown).hasStatusOk().headers().hasValue("ETag", "\"1\"");
        assertThat(shown)
                .bodyJson()
                .extractingPath("$.budget.figures.left.amount")
                .isEqualTo("100.00");
        assertThat(changed).hasStatusOk();
        assertThat(changed).bodyJson().extractingPath("$.budget.figures.stop").isEqualTo("warn");
        assertThat(changed).bodyJson().extractingPath("$.budget.version").isEqualTo(2);
    }

    @Test
    void aChangeNeedsTheVersionThatWasSeen() {
        var location = open(at.finance, 2026).getResponse().getHeader("Location");

        var unnamed = grant(location, null);
        var stale = grant(location, "\"7\"");

        assertThat(unnamed).hasStatus(428);
        assertThat(stale).hasStatus(412);
    }

    @Test
    void aListLinksToItsNextPage() {
        open(at.finance, 2025);
        open(at.finance, 2026);

        var page =
                served(at.finance).get().uri("/api/v1/budgets?view=all&size=1").exchange();
        var link = String.valueOf(page.getResponse().getHeader("Link"));
        var rest = served(at.finance)
                .get()
                .uri(link.substring(1, link.indexOf('>')))
                .exchange();

        assertThat(link).endsWith("; rel=\"next\"").contains("view=all");
        assertThat(page).bodyJson().extractingPath("$[0].name").isEqualTo("year 2026");
        assertThat(rest).bodyJson().extractingPath("$[0].name").isEqualTo("year 2025");
        assertThat(rest.getResponse().getHeader("Link")).isNull();
    }

    @Test
    void aRefusalSaysWhoMayDoIt() {
        var answer = open(at.buyer, 2026);

        assertThat(answer).hasStatus(403);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("not-your-role");
    }

    @Test
    void aBudgetOfAnotherOrganizationIsNotThere() {
        var location = open(at.finance, 2026).getResponse().getHeader("Location");
        var theirs = Fixture.in(database);

        assertThat(served(theirs.finance).get().uri(location).exchange()).hasStatus(404);
    }

    private MvcTestResult grant(String location, String ifMatch) {
        var request = served(at.finance)
                .put()
                .uri(location + "/grant")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"granted": {"amount": "250.00", "currency": "EUR"}, "stop": "hard"}
                        """);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).exchange();
    }

    private MvcTestResult open(Actor by, int year) {
        return served(by)
                .post()
                .uri("/api/v1/budgets")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"costCentre": "%s", "name": "year %d", "from": "%d-01-01", "to": "%d-12-31",
                         "granted": {"amount": "100.00", "currency": "EUR"}, "stop": "hard"}
                        """.formatted(at.operations, year, year, year))
                .exchange();
    }

    private static MockMvcTester served(Actor by) {
        return Served.to(by, resource);
    }
}
