package org.countersign.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database as it is after years: {@value #LISTED} rows in each table that a list reads, a fifth of them in each other.
 * The rows are only as true as a plan needs: keys fit each other, what lists are ordered and filtered by is spread, and
 * the rest is the same everywhere. Of two organisations the {@link #MIXED} one has something in every view; the
 * {@link #ONE_SIDED} one has nothing in most, so that a view that filters instead of looking up reads it to the end.
 */
final class Crowd {

    static final int LISTED = 100_000;
    static final String MIXED = uuid(800_001);
    static final String ONE_SIDED = uuid(800_002);

    /** Sees the forty oldest documents of each kind. */
    static final String NARROW = uuid(900_001);
    /** Sees one document in four hundred. */
    static final String ONE_CENTRE = uuid(900_003);
    /** Sees every document. */
    static final String WIDE = uuid(900_002);

    private static final int OF_ORGANIZATION = 200;

    /** What lists read: all else is read by key. */
    private static final Set<String> LISTS = Set.of(
            "approval.approval_candidate",
            "approval.approval_decision",
            "approval.approval_plan",
            "approval.approval_stage",
            "catalog.item",
            "exchange.inbound_document",
            "fulfilment.receipt",
            "invoice.invoice",
            "invoice.invoice_order",
            "ordering.order_words",
            "ordering.purchase_order",
            "payment.payment",
            "platform.journal",
            "platform.journal_subject",
            "requisition.requisition");

    /** What an organisation keeps by hand: hundreds of rows, never more with more documents. */
    static final Set<String> KEPT_BY_HAND = Set.of(
            "approval.policy_version",
            "budget.budget_account",
            "budget.budget_breakdown",
            "budget.budget_guard",
            "budget.exchange_rate",
            "budget.period",
            "identity.api_key",
            "identity.approver_group",
            "identity.cost_centre",
            "identity.membership",
            "identity.role_grant",
            "platform.number_series",
            "tolerance.tolerance_rule",
            "tolerance.tolerance_set");

    /** What an installation has few of, whatever it holds. */
    static final Set<String> FEW = Set.of(
            "identity.organization",
            "identity.people_version",
            "identity.setup_link",
            "platform.consumer_cursor",
            "platform.journal_era",
            "platform.organization_key");

    /** By table and column; {@code g} counts the rows, {@code one_sided} says whose it is. */
    private static final Map<String, String> SPREAD = Map.ofEntries(
            Map.entry("approval.approval_candidate.account_id", id("g % 40")),
            Map.entry("approval.approval_candidate.waiting", "g % 3 = 0"),
            Map.entry("approval.approval_decision.approver_id", id("g % 40")),
            Map.entry("approval.approval_plan.requested_by", id("g % 100")),
            Map.entry("approval.approval_plan.subject_kind", "'requisition'"),
            Map.entry("budget.budget_account.period_from", "date '2020-01-01' + g"),
            Map.entry("budget.budget_account.period_to", "date '2021-01-01' + g"),
            Map.entry("budget.budget_transfer.account_id", id("g % 20")),
            Map.entry("budget.budget_transfer.source_kind", "'order'"),
            Map.entry("budget.exchange_rate.from_currency", "'USD'"),
            Map.entry("budget.exchange_rate.to_currency", "'EUR'"),
            Map.entry("budget.exchange_rate.valid_on", "date '2020-01-01' + g"),
            Map.entry("budget.period.period_from", "date '2020-01-01' + g"),
            Map.entry("budget.period.period_to", "date '2020-01-01' + g"),
            Map.entry(
                    "catalog.item.valid_to", "case when one_sided or g % 10 > 0 then null else date '2025-01-01' end"),
            Map.entry("catalog.item.vendor_id", id("g % 200")),
            Map.entry("catalog.item_word.word", "case g % 4 when 0 then 'chair' else 'w' || g end"),
            Map.entry("exchange.inbound_document.awaits", "'PO-' || g"),
            Map.entry("exchange.inbound_document.disposition", """
                    case when one_sided then 'PLACED' when g % 100 = 0 then 'UNPLACED' when g % 100 = 1 then 'RETURNED'
                     when g % 100 = 2 then 'REFUSED' when g % 1000 = 3 then 'RECEIVED' else 'PLACED' end"""),
            Map.entry("exchange.inbound_document.kind", "'invoice'"),
            Map.entry(
                    "fulfilment.receipt.kind",
                    "case when not one_sided and g % 100 = 0 then 'RETURN' else 'RECEIPT' end"),
            Map.entry("fulfilment.receipt.order_id", id("g / 2")),
            Map.entry("fulfilment.receipt.ordered_on", day("g / 2")),
            Map.entry("fulfilment.receipt_line.order_id", id("g / 2")),
            Map.entry("invoice.draft.author_id", id("g % 100")),
            Map.entry("invoice.invoice.end_reason", "case when one_sided or g % 5 = 0 then null else 'SETTLED' end"),
            Map.entry("invoice.invoice.hold_due_on", day("g")),
            Map.entry(
                    "invoice.invoice.kind",
                    "case when not one_sided and g % 100 in (0, 5, 7) then 'CREDIT_NOTE' else 'INVOICE' end"),
            Map.entry("invoice.invoice.phase", "case when one_sided or g % 5 = 0 then 'OPEN' else 'ENDED' end"),
            Map.entry("invoice.invoice.posted_at", "case when g % 10 = 5 then null else timestamptz '2025-01-01' end"),
            Map.entry("invoice.invoice.vendor_id", id("g % 200")),
            Map.entry("invoice.invoice_line.order_id", id("g")),
            Map.entry("invoice.invoice_line.order_line_id", id("g")),
            Map.entry(
                    "ordering.order_words.words",
                    "to_tsvector('simple', 'order w' || g || case g % 4 when 0 then ' chair' else '' end)"),
            Map.entry(
                    "ordering.purchase_order.answer",
                    "case when one_sided or g % 2 = 0 then 'ACCEPTED' else 'NONE' end"),
            Map.entry(
                    "ordering.purchase_order.duty",
                    "case when not one_sided and g % 100 = 0 then 'SEND' else 'DELIVERY' end"),
            Map.entry(
                    "ordering.purchase_order.lines_credit_expected",
                    "case when not one_sided and g % 50 = 0 then 1 else 0 end"),
            Map.entry(
                    "ordering.purchase_order.lines_to_receive",
                    "case when not one_sided and g % 20 = 0 then 1 else 0 end"),
            Map.entry(
                    "ordering.purchase_order.phase", "case when one_sided or g % 10 = 0 then 'OPEN' else 'ENDED' end"),
            Map.entry("ordering.purchase_order.vendor_id", id("g % 200")),
            Map.entry("payment.proposal.phase", """
                    case when one_sided then 'ENDED' when g % 50 = 0 then 'IN_APPROVAL' when g % 50 = 1 then 'OPEN'
                     else 'ENDED' end"""),
            Map.entry("platform.journal_subject.document_id", id("g % 1000")),
            Map.entry("platform.journal_subject.kind", "'order'"),
            Map.entry("requisition.draft.author_id", id("g % 100")),
            Map.entry("requisition.draft.kind", "'requisition'"),
            Map.entry(
                    "requisition.requisition.phase",
                    "case when not one_sided and g % 10 = 0 then 'IN_APPROVAL' else 'ENDED' end"),
            Map.entry("requisition.requisition.requester_id", id("g % 100")),
            Map.entry("requisition.requisition_line.ordered_quantity", "1"),
            Map.entry("requisition.requisition_line.vendor_id", id("g % 200")),
            Map.entry("vendor.vendor.endpoint_id", "'E' || g"),
            Map.entry(
                    "vendor.vendor.state",
                    "case when not one_sided and g % 100 = 0 then 'RETIRED' else 'ORDERABLE' end"),
            Map.entry("vendor.vendor.tax_id", "'T' || g"));

    private record Column(String table, String name, String type, boolean asked) {}

    private Crowd() {}

    /** Fills a copy of the database and lets it count its rows. */
    static void fill(TestDatabase database) {
        fill(database, LISTED);
    }

    /** The same with so many rows in each table that a list reads. */
    static void fill(TestDatabase database, int listed) {
        database.asSuperuser(WITHOUT_CHECKS);
        var tables = JdbcClient.create(database.app()).sql(COLUMNS).query(Column.class).list().stream()
                .collect(Collectors.groupingBy(Column::table));
        var work = tables.entrySet().stream()
                .filter(table -> !FEW.contains(table.getKey()))
                .map(table -> filled(
                        table.getKey(),
                        inserted(table.getKey(), table.getValue(), listed)
                                .replace("{listed}", Integer.toString(listed))))
                .toList();
        work.parallelStream().forEach(database::asSuperuser);
        database.asSuperuser("""
                insert into identity.organization (id, name, buys, sells, currency, zone, locale, country, created_at)
                select o, 'x', true, true, 'EUR', 'UTC', 'en', 'DE', now() from unnest(array['%s', '%s']::uuid[]) o
                """.formatted(MIXED, ONE_SIDED), """
                insert into platform.consumer_cursor (consumer, era, transaction_id, position, moved_at)
                values ('x', 1, '0', 0, now())
                """);
        Stream.concat(tables.keySet().stream(), FEW.stream())
                .distinct()
                .parallel()
                .forEach(table -> database.asSuperuser("vacuum (analyze) " + table));
    }

    static boolean isBig(String table) {
        return !KEPT_BY_HAND.contains(table) && !FEW.contains(table);
    }

    static String uuid(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }

    private static String inserted(String table, List<Column> columns, int listed) {
        if (table.equals("identity.document_access")) {
            return ACCESS.formatted(
                    MIXED, day("g"), id("g"), listed, WIDE, NARROW, ONE_CENTRE, WIDE, NARROW, ONE_CENTRE);
        }
        var filled = columns.stream()
                .filter(column -> column.asked() || SPREAD.containsKey(table + "." + column.name()))
                .toList();
        var rows = LISTS.contains(table)
                ? listed
                : KEPT_BY_HAND.contains(table) ? Math.min(OF_ORGANIZATION, listed) : listed / 5;
        return "insert into %s (%s) overriding system value select %s from (select g, g %% 5 = 4 as one_sided from generate_series(1, %d) g) as row"
                .formatted(
                        table,
                        filled.stream().map(Column::name).collect(Collectors.joining(", ")),
                        filled.stream().map(Crowd::value).collect(Collectors.joining(", ")),
                        rows);
    }

    /** Rows first, what finds them afterwards: half the time. */
    private static String filled(String table, String insert) {
        return """
                do $do$ declare later text[]; one text; begin
                    set local session_replication_role = replica;
                    select array_agg(pg_get_indexdef(i.indexrelid)) into later from pg_index i
                     where i.indrelid = '%1$s'::regclass
                       and not exists (select from pg_constraint c where c.conindid = i.indexrelid);
                    for one in select i.indexrelid::regclass from pg_index i where i.indrelid = '%1$s'::regclass
                       and not exists (select from pg_constraint c where c.conindid = i.indexrelid) loop
                        execute 'drop index ' || one;
                    end loop;
                    %2$s;
                    foreach one in array coalesce(later, '{}') loop
                        execute one;
                    end loop;
                end $do$
                """.formatted(table, insert);
    }

    private static String value(Column column) {
        var spread = SPREAD.get(column.table() + "." + column.name());
        if (spread != null) {
            return spread;
        }
        if (column.name().equals("organization_id")) {
            return "case when one_sided then '%s' else '%s' end::uuid".formatted(ONE_SIDED, MIXED);
        }
        return switch (column.type()) {
            case "uuid" -> id("g");
            case "uuid[]" -> "array[" + id("g") + "]";
            case "text" -> "'x' || g";
            case "text[]" -> "array['x']";
            case "date" -> day("g");
            case "timestamp with time zone" -> "timestamptz '2025-01-01' + g * interval '4 minutes'";
            case "boolean" -> "false";
            case "jsonb" -> "'{}'::jsonb";
            case "bytea" -> "sha256(int4send(g::int))";
            case "numeric[]" -> "array[1]";
            case "bigint" -> "g";
            case "integer" -> column.name().equals("version") || column.name().equals("act_row") ? "g" : "1";
            default -> "1";
        };
    }

    private static String id(String number) {
        return "('00000000-0000-7000-8000-' || lpad((" + number + ")::text, 12, '0'))::uuid";
    }

    private static String day(String number) {
        return "date '2025-01-01' + (" + number + ") * 300 / {listed}";
    }

    private static final String ACCESS = """
            insert into identity.document_access (organization_id, subject_id, kind, ordered_on, document_id)
            select '%s', s::uuid, k, %s, %s
              from generate_series(1, %d) g cross join unnest(array['order', 'requisition']) k
             cross join unnest(array['%s', '%s', '%s']) s
             where g %% 5 <> 4 and (s = '%s' or (s = '%s' and g <= 50) or (s = '%s' and g %% 400 = 0))
            """;

    /** Rows that fit no check are fit for a plan. */
    private static final String WITHOUT_CHECKS = """
            do $$ declare c record; begin
                for c in select conrelid::regclass as owner, conname from pg_constraint
                          where contype = 'c' and conrelid > 0 and connamespace <> 'pg_catalog'::regnamespace loop
                    execute format('alter table %s drop constraint %I', c.owner, c.conname);
                end loop;
            end $$
            """;

    private static final String COLUMNS = """
            select a.attrelid::regclass::text as table, a.attname as name,
                   regexp_replace(format_type(a.atttypid, a.atttypmod), '\\(.*?\\)', '') as type,
                   a.attnotnull and a.attgenerated = '' and a.attidentity = '' and not a.atthasdef as asked
              from pg_attribute a
              join pg_class t on t.oid = a.attrelid and t.relkind = 'r'
              join pg_namespace n on n.oid = t.relnamespace
             where a.attnum > 0 and not a.attisdropped
               and n.nspname not in ('pg_catalog', 'information_schema', 'migrations', 'public', 'scheduling')
             order by 1, a.attnum
            """;
}
