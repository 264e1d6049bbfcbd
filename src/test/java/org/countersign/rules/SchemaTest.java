package org.countersign.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** Columns whose check lists words that are no enum of their module or below, each with its reason. */
    private static final Map<String, String> NO_ENUM = Map.of(
            "catalog.item_price.tax_category", "codes of EN 16931 (UNCL 5305), judged by the rule sets of the formats",
            "exchange.outbound_delivery.kind", "those of DocumentKind that a buyer sends",
            "exchange.outbound_delivery.state", "those of MessageState that a document that was made can be in",
            "exchange.outbound_message.kind", "those of DocumentKind that a buyer sends",
            "invoice.invoice.origin", "the kinds of a sealed answer",
            "ordering.order_answer.decided", "written by the one act that decides and read as words",
            "ordering.purchase_order.kind", "one word so far: blanket orders and releases are not written yet");

    /** Foreign keys to rows that may be deleted, without an index that begins with them, each with its reason. */
    private static final Map<String, String> UNINDEXED = Map.of();

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
    void everyListOfWordsEqualsAnEnumOfItsModuleOrBelow() {
        var enums = enums();
        var others = checks().entrySet().stream()
                .filter(check -> !hasEnum(check.getKey(), check.getValue(), enums))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(others).containsExactlyInAnyOrderElementsOf(NO_ENUM.keySet());
    }

    @Test
    void aListThatDiffersFromItsEnumIsFound() {
        var enums = enums();

        assertThat(hasEnum("ordering.purchase_order.phase", Set.of("OPEN", "ENDED"), enums))
                .isTrue();
        assertThat(hasEnum("ordering.purchase_order.phase", Set.of("OPEN", "ENDED", "PARKED"), enums))
                .isFalse();
        assertThat(hasEnum("budget.transfer.kind", Set.of("RECEIPT", "RETURN", "REVERSAL"), enums))
                .isFalse();
    }

    @Test
    void everyForeignKeyToRowsThatMayGoHasAnIndex() {
        assertThat(unindexed()).containsExactlyInAnyOrderElementsOf(UNINDEXED.keySet());
    }

    /** It costs no more than the key where a document has few lines, and is then kept for one that has thousands. */
    @Test
    void noIndexBeginsAsALongerKeyDoesAndGoesOnOtherwise() {
        assertThat(besideTheKey()).isEmpty();
    }

    @Test
    void aTableThatBreaksEveryRuleIsFound() {
        new TransactionTemplate(new JdbcTransactionManager(login)).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            owner.sql("comment on schema platform is null").update();
            owner.sql("""
                            create table platform.careless (id uuid unique, other uuid references platform.careless (id),
                                line int, place int, state text check (state in ('A', 'B')),
                                primary key (id, other, line), unique (id, other, place))
                            """).update();

            owner.sql("grant delete on platform.careless to countersign_app").update();

            assertThat(bare()).containsExactly("platform.careless", "schema platform");
            assertThat(checks()).containsEntry("platform.careless.state", Set.of("A", "B"));
            assertThat(unindexed()).contains("platform.careless (other)");
            assertThat(besideTheKey()).containsExactly("platform.careless_id_other_place_key");
        });
    }

    private static boolean pointsDown(String reference) {
        var ends = reference.replace("ordering", "order").split(" -> ");
        return Floors.mayKnow(ends[0], ends[1]);
    }

    private static boolean hasEnum(String column, Set<String> words, Map<Set<String>, Set<String>> enums) {
        var module = column.replaceFirst("\\..*", "").replace("ordering", "order");
        return enums.getOrDefault(words, Set.of()).stream()
                .anyMatch(home -> home.equals(module) || Floors.mayKnow(module, home));
    }

    /** The constants of each enum, and the modules that have one with exactly these. */
    private static Map<Set<String>, Set<String>> enums() {
        return CodeBase.classes().stream()
                .filter(found -> found.isEnum() && found.getPackageName().startsWith("org.countersign."))
                .collect(groupingBy(SchemaTest::words, mapping(SchemaTest::module, toSet())));
    }

    private static Set<String> words(JavaClass found) {
        return found.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                .map(JavaField::getName)
                .collect(toSet());
    }

    private static String module(JavaClass found) {
        return found.getPackageName().replaceFirst("org\\.countersign\\.([a-z]+).*", "$1");
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

    private static Map<String, Set<String>> checks() {
        var checks = new TreeMap<String, Set<String>>();
        owner.sql("""
                        select k.conrelid::regclass::text || '.' || a.attname as place, pg_get_constraintdef(k.oid) as text
                          from pg_constraint k
                          join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
                         where k.contype = 'c' and pg_get_constraintdef(k.oid) ~ '= (ANY|''[A-Z_]+''::text)'
                        """).query(rows -> {
            var words = WORD.matcher(rows.getString("text"))
                    .results()
                    .map(word -> word.group(1))
                    .collect(toSet());
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
                         where k.contype = 'f' and has_table_privilege('countersign_app', k.confrelid, 'delete')
                           and not exists (
                               select from pg_index i
                                where i.indrelid = k.conrelid
                                  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
                         order by 1
                        """).query(String.class).list();
    }

    /** Two columns or more as in the key, then not all of it; an index of some rows only is used by who asks for these. */
    private static List<String> besideTheKey() {
        return owner.sql("""
                        select i.indexrelid::regclass::text
                          from pg_index i
                          join pg_index k on k.indrelid = i.indrelid and k.indisprimary and k.indexrelid <> i.indexrelid
                         where i.indpred is null and i.indnkeyatts > 1 and k.indnkeyatts > 2
                           and (i.indkey::int2[])[0:1] = (k.indkey::int2[])[0:1]
                           and not (i.indkey::int2[]) @> (k.indkey::int2[])
                         order by 1
                        """).query(String.class).list();
    }
}
