package org.countersign.rules;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database says the same as the code: comments, directions, enums, indexes. */
class SchemaTest {

    /** Columns whose check lists words, and the enum that has exactly these. */
    private static final Map<String, String> ENUMS = Map.ofEntries(
            entry("approval.approval_decision.verdict", "approval.Decision$Verdict"),
            entry("approval.approval_plan.outcome", "approval.ApprovalPhase"),
            entry("budget.budget_guard.stop", "budget.Stop"),
            entry("budget.budget_transfer.cause", "budget.Cause"),
            entry("budget.period.state", "budget.PeriodRow$State"),
            entry("fulfilment.receipt.kind", "fulfilment.ReceiptKind"),
            entry("fulfilment.receipt_line.disposition", "order.Disposition"),
            entry("identity.role_grant.role", "kernel.Role"),
            entry("ordering.line_fact.kind", "order.FactKind"),
            entry("ordering.order_answer.answer", "order.VendorAnswer$Kind"),
            entry("ordering.order_line.measure", "order.Measure"),
            entry("ordering.order_revision.kind", "order.RevisionView$Kind"),
            entry("ordering.purchase_order.answer", "order.PurchaseOrder$Answer"),
            entry("ordering.purchase_order.duty", "order.Duty"),
            entry("ordering.purchase_order.end_reason", "order.PurchaseOrder$Ending"),
            entry("ordering.purchase_order.phase", "order.OrderPhase"),
            entry("ordering.purchase_order.transmission", "order.PurchaseOrder$Transmission"),
            entry("vendor.vendor.state", "vendor.VendorState"));

    /** Columns whose check lists words that are no enum, each with its reason. */
    private static final Map<String, String> NO_ENUM = Map.of(
            "catalog.item_price.tax_category", "codes of EN 16931 (UNCL 5305), judged by the rule sets of the formats",
            "ordering.order_answer.decided", "written by the one act that decides and read as words",
            "ordering.purchase_order.kind", "one word so far: blanket orders and releases are not written yet");

    /** Foreign keys without an index that begins with them, each with its reason. */
    private static final Map<String, String> UNINDEXED = Map.ofEntries(
            entry(
                    "approval.approval_decision (organization_id, plan_id, content_hash, requested_by)",
                    "proves what was decided on; the key begins with the plan"),
            entry(
                    "approval.approval_decision (organization_id, plan_id, stage, on_behalf_of)",
                    "proves whose turn it was; the key begins with the plan"),
            entry("approval.policy_version (organization_id, named_owner_id)", "few rows; members are never deleted"),
            entry("identity.api_key (account_id)", "accounts are never deleted"),
            entry("identity.approver_group (organization_id, account_id)", "few rows; members are never deleted"),
            entry("identity.cost_centre (organization_id, owner_id)", "few rows; members are never deleted"),
            entry("identity.cost_centre (organization_id, parent_id)", "few rows, read as one tree"),
            entry("identity.membership (account_id)", "accounts are never deleted"),
            entry("identity.membership (organization_id, manager_id)", "few rows, read as one tree"),
            entry("identity.session (organization_id)", "organisations are never deleted"),
            entry("ordering.order_line_revision (organization_id, order_id, line_id)", "the key begins with the order"),
            entry("platform.journal_subject (organization_id, position)", "the journal is never deleted"));

    private static final Pattern WORD = Pattern.compile("'([^']*)'::text");

    private static TestDatabase database;
    private static HikariDataSource login;
    private static JdbcClient owner;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh();
        login = (HikariDataSource) database.owner();
        owner = JdbcClient.create(login);
    }

    @AfterAll
    static void close() {
        login.close();
        database.close();
    }

    @Test
    void everySchemaTableAndViewSaysWhatItIs() {
        assertThat(bare()).isEmpty();
    }

    @Test
    void everyForeignKeyPointsAcrossOrDown() {
        assertThat(references()).isNotEmpty().allMatch(SchemaTest::pointsDown);
    }

    @Test
    void aReferenceThatPointsUpIsFound() {
        assertThat(pointsDown("fulfilment -> ordering")).isTrue();
        assertThat(pointsDown("ordering -> fulfilment")).isFalse();
        assertThat(pointsDown("budget -> approval")).isFalse();
    }

    @Test
    void everyListOfWordsEqualsItsEnum() {
        var checks = checks();
        var accounted = new TreeSet<>(ENUMS.keySet());
        accounted.addAll(NO_ENUM.keySet());

        assertThat(checks.keySet()).isEqualTo(accounted);
        ENUMS.forEach(
                (column, type) -> assertThat(checks.get(column)).as(column).isEqualTo(words(type)));
    }

    @Test
    void everyForeignKeyHasAnIndexOrAReasonToHaveNone() {
        assertThat(unindexed()).containsExactlyInAnyOrderElementsOf(UNINDEXED.keySet());
    }

    @Test
    void aTableThatBreaksEveryRuleIsFound() {
        new TransactionTemplate(new JdbcTransactionManager(login)).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            owner.sql("comment on schema platform is null").update();
            owner.sql("""
                            create table platform.careless (id uuid primary key, other uuid references platform.careless,
                                state text check (state in ('A', 'B')))
                            """).update();

            assertThat(bare()).containsExactly("platform.careless", "schema platform");
            assertThat(checks()).containsEntry("platform.careless.state", List.of("A", "B"));
            assertThat(unindexed()).contains("platform.careless (other)");
        });
    }

    private static boolean pointsDown(String reference) {
        var ends = reference.replace("ordering", "order").split(" -> ");
        return Floors.mayKnow(ends[0], ends[1]);
    }

    private static List<String> words(String type) {
        try {
            return Arrays.stream(Class.forName("org.countersign." + type).getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .sorted()
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(type + " is no class", e);
        }
    }

    private static List<String> bare() {
        return owner.sql("""
                        select n.nspname || '.' || c.relname
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p', 'v', 'm')
                           and n.nspname not in ('pg_catalog', 'information_schema', 'migrations', 'pg_toast')
                           and obj_description(c.oid, 'pg_class') is null
                        union all
                        select 'schema ' || nspname from pg_namespace
                         where nspname !~ '^pg_' and nspname not in ('information_schema', 'migrations', 'public')
                           and obj_description(oid, 'pg_namespace') is null
                         order by 1
                        """).query(String.class).list();
    }

    private static List<String> references() {
        return owner.sql("""
                        select distinct f.nspname || ' -> ' || t.nspname
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid join pg_namespace f on f.oid = c.relnamespace
                          join pg_class d on d.oid = k.confrelid join pg_namespace t on t.oid = d.relnamespace
                         where k.contype = 'f' and f.oid <> t.oid
                         order by 1
                        """).query(String.class).list();
    }

    private static Map<String, List<String>> checks() {
        var checks = new TreeMap<String, List<String>>();
        owner.sql("""
                        select k.conrelid::regclass::text || '.' || a.attname as place, pg_get_constraintdef(k.oid) as text
                          from pg_constraint k
                          join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
                         where k.contype = 'c' and pg_get_constraintdef(k.oid) ~ '= (ANY|''[A-Z_]+''::text)'
                        """).query(rows -> {
            var words = WORD.matcher(rows.getString("text"))
                    .results()
                    .map(word -> word.group(1))
                    .sorted()
                    .toList();
            checks.put(rows.getString("place"), words);
        });
        return checks;
    }

    private static List<String> unindexed() {
        return owner.sql("""
                        select k.conrelid::regclass::text || ' (' || (select string_agg(a.attname, ', ' order by o)
                                 from unnest(k.conkey) with ordinality as c (n, o)
                                 join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n) || ')'
                          from pg_constraint k
                         where k.contype = 'f'
                           and not exists (
                               select from pg_index i
                                where i.indrelid = k.conrelid
                                  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
                         order by 1
                        """).query(String.class).list();
    }
}
