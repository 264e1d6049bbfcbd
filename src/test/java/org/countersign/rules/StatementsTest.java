package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.countersign.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every SQL constant is a statement that the migrated database understands and that its login may run. */
class StatementsTest {

    /** Run by the reader of the journal, across organisations. */
    static final Set<String> OF_THE_FEED = Set.of(
            "platform.Consumers.AFTER_CURSOR",
            "platform.Consumers.MOVE",
            "platform.Consumers.REWIND",
            "platform.Consumers.START");

    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyConstantPreparesForItsLogin() {
        var statements = Statements.in(CodeBase.files(CodeBase.CLASSES, ".class"));

        assertThat(statements).hasSizeGreaterThan(100).containsKeys(OF_THE_FEED.toArray(String[]::new));
        assertThat(refused(statements)).isEmpty();
    }

    @Test
    void aStatementThatDoesNotFitIsNamed() {
        var samples = CodeBase.files(java.nio.file.Path.of("target/test-classes"), "StatementsTest$Sample.class");

        assertThat(refused(Statements.in(samples)).keySet())
                .containsExactly(
                        "rules.StatementsTest.Sample.FORBIDDEN",
                        "rules.StatementsTest.Sample.MISSPELT",
                        "rules.StatementsTest.Sample.WRONG_TYPE");
    }

    /** Decision 7; a statement that runs with the guards locked needs no turn of its own. */
    @Test
    void whatEverybodyWantsIsWaitedForInTurnWhoeverWantsIt() {
        var turn = "pg_advisory_xact_lock(hashtextextended(";
        var wanting = new TreeMap<>(Statements.in(CodeBase.files(CodeBase.CLASSES, ".class")));
        wanting.values()
                .removeIf(sql -> !sql.contains("into platform.number_series")
                        && !sql.contains("update platform.number_series")
                        && !sql.contains("update budget.budget_guard")
                        && !(sql.contains("budget.budget_guard") && sql.contains("for no key update")));

        assertThat(wanting.remove("budget.BudgetStore.CHANGE_GRANT")).isNotNull();
        assertThat(wanting.keySet())
                .containsExactly("budget.BudgetStore.LOCK_GUARDS", "budget.BudgetStore.TAKE", "platform.Numbers.NEXT");
        assertThat(wanting.get("platform.Numbers.NEXT")).contains(turn);
        assertThat(List.of(wanting.get("budget.BudgetStore.LOCK_GUARDS"), wanting.get("budget.BudgetStore.TAKE")))
                .allMatch(sql -> sql.contains(turn + "a.account_id::text, 0))"));
    }

    @Test
    void castsAndQuotesAreNoParameters() {
        assertThat(Statements.numbered("select 'a:b?', :x::uuid, ':y', :x from t where d = any(:ids)"))
                .isEqualTo("select 'a:b?', $1::uuid, ':y', $2 from t where d = any($3)");
    }

    private static Map<String, String> refused(Map<String, String> statements) {
        var refused = new TreeMap<String, String>();
        statements.forEach(
                (name, statement) -> refusal(OF_THE_FEED.contains(name) ? database.feed() : database.app(), statement)
                        .ifPresent(reason -> refused.put(name, reason)));
        return refused;
    }

    private static Optional<String> refusal(DataSource login, String statement) {
        try (var connection = login.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(Statements.explained(statement));
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    static final class Sample {

        static final String FITS = """
                select next from platform.number_series where organization_id = :organization and kind = :kind::text
                """;
        static final String MISSPELT = """
                select nexxt from platform.number_series where organization_id = :organization
                """;
        static final String WRONG_TYPE = """
                select next from platform.number_series where organization_id = :organization and kind = 5::int
                """;
        static final String FORBIDDEN = """
                delete from platform.journal where organization_id = :organization
                """;
        static final List<String> NOT_SQL = List.of("select this");
    }
}
