package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a statement costs does not grow with what the installation holds: on a hundred thousand rows, as the login that
 * runs it, a page of a list reads about a page, whatever view of it, wherever in it; all else goes by a key.
 */
class PlansTest {

    /** A page of 50 and the row that tells of more, with what hangs on each. */
    private static final long A_PAGE = 600;
    /** What a count is bounded by. */
    private static final long A_COUNT = 1_100;

    /**
     * Every list: which way it goes, and what it is asked with beside the organisation, the size of a page and its key.
     * Values apart by a slash are tried one after the other. The key is tried at the beginning and in the middle.
     */
    private static final String LISTS = """
            approval.ApprovalFinder.DECIDED                | down | account=7/NARROW
            approval.ApprovalFinder.INBOX                  | up   | account=7/NARROW
            approval.ApprovalFinder.WAITING                | up   | account=7/NARROW most=1001
            approval.PlanStore.OF_SUBJECT                  | down | kind=requisition subject=1
            approval.PolicyStore.IN_FORCE                  | down |
            approval.PolicyStore.PAGE                      | down |
            budget.BudgetStore.OVERLAPPING                 | up   | costCentre=1 from=2026-01-01 to=2026-12-31
            budget.BudgetStore.PAGE                        | down | firstFrom=0001-01-01 lastFrom=9999-12-31 firstTo=0001-01-01 lastTo=9999-12-31
            budget.BudgetStore.PAGE_OF_SOME                | down | firstFrom=0001-01-01 lastFrom=9999-12-31 firstTo=0001-01-01 lastTo=9999-12-31 account=NARROW costCentres={7}
            budget.BudgetStore.TRANSFERS                   | down | id=7/NARROW
            budget.PeriodStore.PAGE                        | down |
            budget.RateStore.LATEST                        | down | from=USD to=EUR
            budget.RateStore.PAGE                          | down |
            catalog.CatalogStore.PAGE                      | up   | startsBy=2025-12-31 endsFrom=0001-01-01/2025-12-31 endsBy=infinity
            catalog.CatalogStore.PAGE_EXPIRED              | up   | today=2025-12-31
            catalog.CatalogStore.PAGE_OF_VENDOR            | up   | vendor=7/NARROW startsBy=2025-12-31 endsFrom=0001-01-01/2025-12-31 endsBy=infinity
            catalog.CatalogStore.PAGE_OF_VENDOR            | up   | vendor=7/NARROW startsBy=9999-12-31 endsFrom=0001-01-01 endsBy=2025-12-30
            catalog.CatalogStore.PRICES                    | down | id=1
            catalog.CatalogStore.SEARCH                    | up   | startsBy=2025-12-31 endsFrom=0001-01-01 endsBy=infinity words={w77777} ends={w77778} longest=w77777 longestEnd=w77778
            catalog.CatalogStore.SEARCH                    | up   | startsBy=2025-12-31 endsFrom=0001-01-01 endsBy=infinity words={chair} ends={chais} longest=chair longestEnd=chais
            exchange.inbound.DocumentFinder.COUNT_UNPLACED | up   |
            exchange.inbound.DocumentFinder.PAGE_ALL       | down |
            exchange.inbound.DocumentFinder.PAGE_KEPT_LONG | up   | before=2025-12-31
            exchange.inbound.DocumentFinder.PAGE_REFUSED   | down |
            exchange.inbound.DocumentFinder.PAGE_RETURNED  | down |
            exchange.inbound.DocumentFinder.PAGE_UNPLACED  | down |
            exchange.inbound.DocumentStore.AWAITING        | up   | numbers={PO-100,PO-5}
            exchange.inbound.DocumentStore.LEFT_BEHIND     | up   | before=2025-12-31
            exchange.inbound.DocumentStore.WHAT_BECAME     | up   | id=1
            exchange.outbound.OutboundStore.OF_ORDER       | down | order=1
            fulfilment.ReceiptStore.OF_ORDER               | down | order=100/NARROW
            fulfilment.ReceiptStore.PAGE                   | down |
            fulfilment.ReceiptStore.PAGE_OF_KIND           | down | kind=RECEIPT/RETURN/REVERSAL
            fulfilment.ReceiptStore.PAGE_OF_KIND_OF_SOME   | down | kind=RECEIPT/RETURN subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            fulfilment.ReceiptStore.PAGE_OF_SOME           | down | subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            identity.CostCentreFinder.PAGE                 | up   |
            identity.Keys.OF_ACCOUNT                       | down | account=7
            identity.Keys.OF_ORGANIZATION                  | down |
            identity.PeopleFinder.PAGE                     | up   | listing=ALL/ACTIVE
            identity.PeopleStore.MISSING_COST_CENTRE       | up   | ids={1,NARROW}
            invoice.Drafting.OF_AUTHOR                     | down | by=7/NARROW
            invoice.InvoiceFinder.COUNT_HELD               | up   |
            invoice.InvoiceFinder.OF_ORDER                 | down | order=7/NARROW
            invoice.InvoiceFinder.PAGE_ALL                 | down | kind=/INVOICE
            invoice.InvoiceFinder.PAGE_ALL_CREDIT_NOTES    | down |
            invoice.InvoiceFinder.PAGE_ENDED               | down | kind=/INVOICE ending=SETTLED/REJECTED
            invoice.InvoiceFinder.PAGE_ENDED_CREDIT_NOTES  | down | ending=SETTLED/REJECTED
            invoice.InvoiceFinder.PAGE_HELD                | up   | kind=/INVOICE
            invoice.InvoiceFinder.PAGE_HELD_CREDIT_NOTES   | up   |
            invoice.InvoiceFinder.PAGE_READY               | up   | kind=/INVOICE
            invoice.InvoiceFinder.PAGE_READY_CREDIT_NOTES  | up   |
            invoice.InvoiceStore.FIRST                     | up   | legalKey=x7 kind=INVOICE key=x7
            invoice.InvoiceStore.HELD                      | up   |
            invoice.InvoiceStore.OF_VENDOR_NUMBERED        | up   | vendor=7 key=x7
            invoice.MatchStore.RUN                         | down | invoice=7
            invoice.Payables.BLOCKED                       | up   | until=2025-12-31
            invoice.Payables.CREDITS                       | up   | vendors={7,8}/{NARROW}
            invoice.Payables.DUE                           | up   | until=2025-12-31
            order.OrderFinder.COUNT_OPEN                   | up   |
            order.OrderFinder.COUNT_TO_RECEIVE             | up   |
            order.OrderFinder.COUNT_TO_SEND                | up   |
            order.OrderFinder.OF_REQUISITION               | up   | requisition=7
            order.OrderFinder.PAGE_ALL                     | down |
            order.OrderFinder.PAGE_BY_ACCESS               | down | subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            order.OrderFinder.PAGE_CREDIT_EXPECTED         | down |
            order.OrderFinder.PAGE_ENDED                   | down |
            order.OrderFinder.PAGE_LATE                    | up   | today=2025-06-01
            order.OrderFinder.PAGE_OF_VENDOR               | down | vendor=7/NARROW
            order.OrderFinder.PAGE_OPEN                    | down |
            order.OrderFinder.PAGE_TO_RECEIVE              | up   |
            order.OrderFinder.PAGE_TO_SEND                 | down |
            order.OrderFinder.PAGE_UNANSWERED              | down |
            order.OrderFinder.SEARCH                       | down | query=w77777/w77777&order/order
            order.OrderFinder.SEARCH_BY_ACCESS             | down | query=w77777/w77777&order/order subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            order.OrderStore.LINES                         | up   | orders={7} lines={7} everyLine=true/false
            payment.PaymentFinder.COUNT_SENT               | up   |
            payment.PaymentFinder.COUNT_WAITING            | up   | account=7
            payment.PaymentFinder.OF_INVOICES              | down | invoices={7}/{NARROW}
            payment.PaymentFinder.PAGE_ALL                 | down |
            payment.PaymentFinder.PAGE_ENDED               | down |
            payment.PaymentFinder.PAGE_SENT                | up   |
            payment.PaymentFinder.PAGE_WAITING             | up   |
            platform.Consumers.AFTER_CURSOR                | up   | consumer=x
            platform.JournalFinder.LIFE                    | up   | kind=order document=7/NARROW
            platform.JournalFinder.NEWEST                  | down |
            requisition.DraftStore.PAGE                    | down | author=7/NARROW
            requisition.RequisitionFinder.ALL              | down |
            requisition.RequisitionFinder.ALL_WAITING      | down |
            requisition.RequisitionFinder.MINE             | down | account=7/NARROW
            requisition.RequisitionFinder.SOME             | down | subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            requisition.RequisitionFinder.SOME_WAITING     | down | subjects={NARROW}/{CENTRE}/{WIDE}/{CENTRE,WIDE}
            requisition.RequisitionStore.ORDERED_OF        | up   | vendors={7}/{7,8}
            tolerance.ToleranceStore.IN_FORCE              | down |
            tolerance.ToleranceStore.PAGE                  | down |
            vendor.VendorStore.BY_ENDPOINT                 | up   | scheme=x7 endpoint=E7
            vendor.VendorStore.BY_NAME                     | up   | nameKey=x7
            vendor.VendorStore.BY_TAX_ID                   | up   | taxId=T7
            vendor.VendorStore.PAGE                        | up   | from= to=zzz
            vendor.VendorStore.PAGE_IN_STATE               | up   | from= to=zzz state=ORDERABLE/RETIRED/ON_HOLD
            """;

    /** Planned for what they are asked: a few who see little go by what they see, the others by the list. */
    private static final Set<String> AS_ASKED = Set.of(
            "fulfilment.ReceiptStore.PAGE_OF_KIND_OF_SOME",
            "fulfilment.ReceiptStore.PAGE_OF_SOME",
            "requisition.RequisitionFinder.SOME_WAITING");

    /** Read all of an organisation, and why they may. */
    private static final Map<String, String> WHOLE = Map.of(
            "budget.BudgetCheck.DIFFERENCES", "proves all figures of the ledger; nobody waits for it",
            "order.OrderCheck.COUNTERS", "proves all kept sums; nobody waits for it",
            "order.OrderCheck.DIFFERENCES", "proves all kept sums; nobody waits for it",
            "exchange.outbound.OutboundStore.CONTENTS", "a replay makes all documents anew",
            "identity.SignIn.SWEEP", "ends a hundred sessions whose time is over, wherever they stand");

    /** Read more than a page, yet not all, and why they may. */
    private static final Map<String, Long> MORE = Map.of(
            // Items stand in the order of their names: a word that one item in four has is found four items apart,
            // twice.
            "catalog.CatalogStore.SEARCH", 13_000L,
            // Receipts are seen by who sees their order: all returns of such orders are gathered, or others' passed
            // over.
            "fulfilment.ReceiptStore.PAGE_OF_KIND_OF_SOME", 1_500L);

    /** They read all of a queue: documents, holds, open orders, by an index that has nothing but what waits. */
    private static final Set<String> QUEUES = Set.of(
            "exchange.inbound.DocumentFinder.COUNT_UNPLACED",
            "exchange.inbound.DocumentStore.AWAITING",
            "exchange.inbound.DocumentStore.IDENTIFY",
            "exchange.inbound.DocumentStore.REFUSE",
            "exchange.inbound.DocumentStore.TAKE_UP",
            "invoice.InvoiceFinder.COUNT_HELD",
            "invoice.InvoiceStore.HELD",
            "invoice.InvoiceStore.HELD_OF_ORDER",
            "invoice.Payables.BLOCKED",
            "invoice.Payables.CREDITS",
            "order.OrderFinder.COUNT_OPEN",
            "order.OrderFinder.COUNT_TO_RECEIVE",
            "order.OrderFinder.COUNT_TO_SEND",
            "payment.PaymentFinder.COUNT_SENT",
            "payment.PaymentFinder.COUNT_WAITING");

    private static final Pattern IS_LIST = Pattern.compile("(?s)\\s*(select|with)\\s.*\\slimit\\s.*");

    private static final Pattern PLANNED_AS_ASKED = Pattern.compile("\\.sqlAsAsked\\((\\w+)\\)");

    private static final Pattern BOUNDED = Pattern.compile("limit (500|1000|1001|:most)\\b");

    private static TestDatabase database;
    private static Map<String, String> statements;

    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh();
        Crowd.fill(database);
        statements = Statements.in(CodeBase.files(CodeBase.CLASSES, ".class"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void everyListIsKnownHere() {
        var bounded = statements.entrySet().stream()
                .filter(statement -> IS_LIST.matcher(statement.getValue()).matches())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bounded)
                .isEqualTo(new TreeSet<>(ListCase.all(LISTS).keySet().stream()
                        .filter(name -> !name.equals("order.OrderFinder.SEARCH"))
                        .toList()));
    }

    @Test
    void aPageOfAListReadsAboutAPage() {
        assertThat(tooMuch(statements, LISTS)).isEmpty();
    }

    @Test
    void whatIsNoListGoesByAKey() {
        var others = new TreeMap<>(statements);
        others.keySet().removeAll(ListCase.all(LISTS).keySet());
        others.keySet().removeAll(WHOLE.keySet());

        assertThat(others).hasSizeGreaterThan(100);
        assertThat(keyless(others, database)).isEmpty();
    }

    /** A connection keeps a plan until its tables are counted again: one made when there was little has to do for much. */
    @Test
    void everyStatementGoesByAKeyWhenThereIsLittleToo() throws SQLException {
        var keyed = new TreeMap<>(statements);
        keyed.keySet().removeAll(WHOLE.keySet());
        try (var empty = TestDatabase.fresh();
                var little = TestDatabase.fresh()) {
            Crowd.fill(little, 50);

            assertThat(beyondQueues(keyless(keyed, empty))).isEmpty();
            assertThat(beyondQueues(keyless(keyed, little))).isEmpty();
        }
    }

    /** What reads more than an index of what waits, which is one of some rows only. */
    private static Map<String, String> beyondQueues(Map<String, String> complaints) throws SQLException {
        var queues = new TreeSet<String>();
        try (var connection = connection(database, "countersign_app");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select 'reads all of ' || c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
                         where i.indpred is not null
                        """)) {
            while (rows.next()) {
                queues.add(rows.getString(1));
            }
        }
        var beyond = new TreeMap<>(complaints);
        beyond.entrySet()
                .removeIf(complaint -> QUEUES.contains(complaint.getKey()) && queues.contains(complaint.getValue()));
        return beyond;
    }

    @Test
    void whatIsPlannedAsAskedIsWhatAsksForIt() {
        var asking = CodeBase.files(Path.of("src/main/java"), ".java").stream()
                .flatMap(file -> PLANNED_AS_ASKED.matcher(read(file)).results().map(asked -> asked.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asking)
                .isEqualTo(AS_ASKED.stream()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTableThatWasCountedKeepsItsStatisticsAtTheNextStart() throws IOException, SQLException {
        try (var counted = TestDatabase.fresh()) {
            Crowd.fill(counted, 50);
            try (var connection = counted.owner().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(Path.of("src/main/resources/db/migration/afterMigrate.sql")));
            }

            assertThatCode(() -> counted.asSuperuser(saysOfOrganizations(2))).doesNotThrowAnyException();
        }
    }

    @Test
    void aTableThatWasNotCountedBeginsWithStatistics() {
        try (var empty = TestDatabase.fresh()) {
            assertThatCode(() -> empty.asSuperuser(saysOfOrganizations(1))).doesNotThrowAnyException();
        }
    }

    private static String saysOfOrganizations(int count) {
        return """
                do $$ begin
                    if (select n_distinct from pg_stats where schemaname = 'ordering' and tablename = 'purchase_order'
                           and attname = 'organization_id') is distinct from %d then
                        raise 'the statistics of the table say something else';
                    end if;
                end $$
                """.formatted(count);
    }

    @Test
    void aListThatReadsTooMuchAndAKeyThatIsNoneAreNamed() {
        var samples = Statements.in(CodeBase.files(Path.of("target/test-classes"), "PlansTest$Sample.class"));

        assertThat(tooMuch(samples, """
                rules.PlansTest.Sample.PAGE_FILTERED | down |
                rules.PlansTest.Sample.PAGE_INDEXED  | down |
                rules.PlansTest.Sample.PAGE_SORTED   | up   |
                """).keySet())
                .containsExactly("rules.PlansTest.Sample.PAGE_FILTERED", "rules.PlansTest.Sample.PAGE_SORTED");
        assertThat(keyless(samples, database).keySet())
                .contains("rules.PlansTest.Sample.BY_NO_KEY")
                .doesNotContain("rules.PlansTest.Sample.BY_KEY");
    }

    /** What each list did worst, as a sentence, where it is too much. */
    private static Map<String, String> tooMuch(Map<String, String> statements, String lists) {
        var found = new TreeMap<String, String>();
        ListCase.all(lists).forEach((name, list) -> {
            var feed = StatementsTest.OF_THE_FEED.contains(name);
            try (var connection = connection(database, feed ? "countersign_feed" : "countersign_app");
                    var asked = new Asked(connection, statements.get(name), AS_ASKED.contains(name))) {
                var most = MORE.getOrDefault(
                        name, BOUNDED.matcher(statements.get(name)).find() ? A_COUNT : A_PAGE);
                for (var answer : asked.answers(list)) {
                    var plan = answer.plan();
                    if (plan.rowsRead(Crowd::isBig) > most
                            || plan.rowsSorted() > most
                            || plan.pagesTouched() > 10 * most) {
                        found.merge(
                                name,
                                "reads %d rows, sorts %d, touches %d pages for %s"
                                        .formatted(
                                                plan.rowsRead(Crowd::isBig),
                                                plan.rowsSorted(),
                                                plan.pagesTouched(),
                                                answer.question()),
                                (first, _) -> first);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(name, e);
            }
        });
        return found;
    }

    private static Map<String, String> keyless(Map<String, String> statements, TestDatabase database) {
        var found = new TreeMap<String, String>();
        statements.forEach((name, statement) -> {
            try (var connection = connection(
                            database,
                            StatementsTest.OF_THE_FEED.contains(name) ? "countersign_feed" : "countersign_app");
                    var explaining = connection.createStatement();
                    var rows = explaining.executeQuery(
                            "explain (generic_plan, verbose, format json) " + Statements.numbered(statement))) {
                rows.next();
                var plan = Plan.of(rows.getString(1));
                var complaints = new ArrayList<String>();
                plan.tablesScanned(Crowd::isBig).forEach(table -> complaints.add("scans " + table));
                plan.organizationsRead(Crowd::isBig).forEach(index -> complaints.add("reads all of " + index));
                if (!complaints.isEmpty()) {
                    found.put(name, String.join(", ", complaints));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(name, e);
            }
        });
        return found;
    }

    private static Connection connection(TestDatabase database, String login) throws SQLException {
        return DriverManager.getConnection(database.url() + "?preferQueryMode=simple", login, TestDatabase.password());
    }

    static final class Sample {

        static final String PAGE_INDEXED = """
                select o.id from ordering.purchase_order o where o.organization_id = :organization
                   and (o.ordered_on, o.id) < (:orderedOn, :id) order by o.ordered_on desc, o.id desc limit :size
                """;
        static final String PAGE_FILTERED = """
                select o.id from ordering.purchase_order o where o.organization_id = :organization and o.held_by = 'Mona'
                   and (o.ordered_on, o.id) < (:orderedOn, :id) order by o.ordered_on desc, o.id desc limit :size
                """;
        static final String PAGE_SORTED = """
                select o.id from ordering.purchase_order o where o.organization_id = :organization
                   and (o.vendor_name, o.id) > (:name, :id) order by o.vendor_name, o.id limit :size
                """;
        static final String BY_KEY = """
                select o.id from ordering.purchase_order o where o.organization_id = :organization and o.number = :number
                """;
        static final String BY_NO_KEY = """
                select o.id from ordering.purchase_order o where o.organization_id = :organization and o.title = :title
                """;
    }
}
