package org.countersign.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Columns;
import org.countersign.platform.Ids;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The SQL of budgets and their ledger. */
class BudgetStore {

    static final String HOME = """
            select currency, zone from identity.organization where id = :organization
            """;
    static final String COST_CENTRES = """
            select id, code from identity.cost_centre where organization_id = :organization and id = any(:costCentres)
            """;
    static final String ON_DAY = """
            select id, cost_centre_id from budget.budget_account
             where organization_id = :organization and cost_centre_id = any(:costCentres)
               and period_from <= :on and period_to >= :on
            """;
    static final String OVERLAPPING = """
            select id from budget.budget_account
             where organization_id = :organization and cost_centre_id = :costCentre
               and period_from <= :to and period_to >= :from
             limit 1
            """;
    static final String OPEN = """
            insert into budget.budget_account (organization_id, id, cost_centre_id, name, period_from, period_to, currency)
            values (:organization, :id, :costCentre, :name, :from, :to, :currency)
            """;
    static final String OPEN_GUARD = """
            insert into budget.budget_guard (organization_id, account_id, granted, stop)
            values (:organization, :id, :granted, :stop)
            """;
    static final String RAISE_VERSION = """
            update budget.budget_account set version = version + 1 where organization_id = :organization and id = :id
            """;
    // Who wants a budget waits for it in turn: a row alone goes to whoever is awake first.
    static final String LOCK_GUARDS = """
            with turn as materialized (
                select a.account_id, pg_advisory_xact_lock(hashtextextended(a.account_id::text, 0))
                  from (select * from unnest(:accounts::uuid[]) as wanted (account_id) order by account_id) a)
            select g.account_id
              from turn
              join budget.budget_guard g on g.organization_id = :organization and g.account_id = turn.account_id
             order by g.account_id
               for no key update of g
            """;
    static final String CHANGE_GRANT = """
            update budget.budget_guard set granted = :granted, overrun_granted = :overrun, stop = :stop
             where organization_id = :organization and account_id = :id
            """;
    // Locked in the order of ids before any is changed; the condition is judged on the row as it is once locked.
    static final String TAKE = """
            with turn as materialized (
                select a.account_id, a.amount, pg_advisory_xact_lock(hashtextextended(a.account_id::text, 0))
                  from (select *
                          from unnest(:accounts::uuid[], :amounts::numeric[]) as wanted (account_id, amount)
                         order by account_id) a),
            asked as (
                select g.account_id, turn.amount
                  from turn
                  join budget.budget_guard g on g.organization_id = :organization and g.account_id = turn.account_id
                 order by g.account_id
                   for no key update of g)
            update budget.budget_guard g set used = g.used + asked.amount
              from asked
             where g.organization_id = :organization and g.account_id = asked.account_id
               and (g.stop = 'WARN' or asked.amount <= 0 or g.used + asked.amount <= g.granted + g.overrun_granted)
            """;
    static final String ADD_TO_BREAKDOWN = """
            insert into budget.budget_breakdown as b
                   (organization_id, account_id, slot, requested, committed, accrued, invoiced, paid)
            select :organization, t.account_id, t.slot,
                   sum(t.requested), sum(t.committed), sum(t.accrued), sum(t.invoiced), sum(t.paid)
              from unnest(:accounts::uuid[], :slots::int[], :requested::numeric[], :committed::numeric[],
                          :accrued::numeric[], :invoiced::numeric[], :paid::numeric[])
                   as t (account_id, slot, requested, committed, accrued, invoiced, paid)
             group by t.account_id, t.slot
             order by t.account_id, t.slot
            on conflict (organization_id, account_id, slot) do update
               set requested = b.requested + excluded.requested, committed = b.committed + excluded.committed,
                   accrued = b.accrued + excluded.accrued, invoiced = b.invoiced + excluded.invoiced,
                   paid = b.paid + excluded.paid
            """;
    static final String RECORD = """
            insert into budget.budget_transfer (organization_id, id, account_id, slot, cause, source_kind, source_id,
                   source_line_id, requested, committed, accrued, invoiced, paid, effective_on, recorded_at)
            select :organization, t.id, t.account_id, t.slot, :cause, t.source_kind, t.source_id, t.source_line_id,
                   t.requested, t.committed, t.accrued, t.invoiced, t.paid, :effectiveOn, :now
              from unnest(:ids::uuid[], :accounts::uuid[], :slots::int[], :kinds::text[], :sources::uuid[],
                          :lines::uuid[], :requested::numeric[], :committed::numeric[], :accrued::numeric[],
                          :invoiced::numeric[], :paid::numeric[])
                   as t (id, account_id, slot, source_kind, source_id, source_line_id,
                         requested, committed, accrued, invoiced, paid)
            """;
    static final String REQUESTED = """
            select t.account_id, t.source_line_id, a.currency, sum(t.requested) as requested
              from budget.budget_transfer t
              join budget.budget_account a on (a.organization_id, a.id) = (t.organization_id, t.account_id)
             where t.organization_id = :organization and t.source_kind = :kind and t.source_id = :source
             group by t.account_id, t.source_line_id, a.currency
            having sum(t.requested) <> 0
             order by t.account_id, t.source_line_id
            """;
    static final String BY_IDS = """
            select id, cost_centre_id, cost_centre_code, name, period_from, period_to, currency, version, granted,
                   overrun_granted, stop, used, requested, committed, accrued, invoiced, paid
              from budget.budget_figures
             where organization_id = :organization and id = any(:accounts)
             order by id
            """;
    static final String PAGE = """
            select id, cost_centre_id, cost_centre_code, name, period_from, period_to, currency, version, granted,
                   overrun_granted, stop, used, requested, committed, accrued, invoiced, paid
              from budget.budget_figures
             where organization_id = :organization and (period_from, id) < (:from, :id)
               and period_from between :firstFrom and :lastFrom and period_to between :firstTo and :lastTo
             order by period_from desc, id desc
             limit :size
            """;
    static final String PAGE_OF_SOME = """
            select id, cost_centre_id, cost_centre_code, name, period_from, period_to, currency, version, granted,
                   overrun_granted, stop, used, requested, committed, accrued, invoiced, paid
              from budget.budget_figures
             where organization_id = :organization and (period_from, id) < (:from, :id)
               and period_from between :firstFrom and :lastFrom and period_to between :firstTo and :lastTo
               and (cost_centre_owner_id = :account or cost_centre_id = any(:costCentres))
             order by period_from desc, id desc
             limit :size
            """;
    static final String OWNED_OR_GRANTED = """
            select exists (
                select from budget.budget_figures
                 where organization_id = :organization and id = :id
                   and (cost_centre_owner_id = :account or cost_centre_id = any(:costCentres)))
            """;
    static final String TRANSFERS = """
            select t.id, t.cause, t.source_kind, t.source_id, t.source_line_id, t.requested, t.committed, t.accrued,
                   t.invoiced, t.paid, t.effective_on, t.recorded_at, a.currency
              from budget.budget_transfer t
              join budget.budget_account a on (a.organization_id, a.id) = (t.organization_id, t.account_id)
             where t.organization_id = :organization and t.account_id = :id
               and (t.recorded_at, t.id) < (:recordedAt, :transfer)
             order by t.recorded_at desc, t.id desc
             limit :size
            """;

    private final Pipeline jdbc;

    BudgetStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** What the organisation counts in, and where its days begin. */
    record Home(CurrencyUnit currency, ZoneId zone) {}

    /** The days between which the budgets of a list begin and end. */
    record Days(LocalDate firstFrom, LocalDate lastFrom, LocalDate firstTo, LocalDate lastTo) {}

    Home home(OrganizationId organization) {
        return jdbc.sql(HOME)
                .param("organization", organization.value())
                .query((rows, _) ->
                        new Home(CurrencyUnit.of(rows.getString("currency")), ZoneId.of(rows.getString("zone"))))
                .single();
    }

    Map<CostCentreId, String> codes(OrganizationId organization, Collection<CostCentreId> costCentres) {
        return jdbc
                .sql(COST_CENTRES)
                .param("organization", organization.value())
                .param("costCentres", uuids(costCentres, CostCentreId::value))
                .query((rows, _) ->
                        Map.entry(new CostCentreId(rows.getObject("id", UUID.class)), rows.getString("code")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<CostCentreId, BudgetAccountId> onDay(
            OrganizationId organization, Collection<CostCentreId> costCentres, LocalDate on) {
        return jdbc
                .sql(ON_DAY)
                .param("organization", organization.value())
                .param("costCentres", uuids(costCentres, CostCentreId::value))
                .param("on", on)
                .query((rows, _) -> Map.entry(
                        new CostCentreId(rows.getObject("cost_centre_id", UUID.class)),
                        new BudgetAccountId(rows.getObject("id", UUID.class))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<BudgetAccountId> overlapping(OrganizationId organization, BudgetTerms terms) {
        return jdbc.sql(OVERLAPPING)
                .param("organization", organization.value())
                .params(Params.of(terms))
                .query((rows, _) -> new BudgetAccountId(rows.getObject("id", UUID.class)))
                .optional();
    }

    void open(OrganizationId organization, BudgetAccountId id, BudgetTerms terms) {
        jdbc.sql(OPEN)
                .param("organization", organization.value())
                .param("id", id.value())
                .params(Params.of(terms))
                .param("currency", terms.granted().getCurrencyUnit().getCode())
                .update();
        jdbc.sql(OPEN_GUARD)
                .param("organization", organization.value())
                .param("id", id.value())
                .params(Params.of(terms))
                .update();
    }

    /** Locks the budget for a change of what it grants; whether there is one. */
    boolean raiseVersion(OrganizationId organization, BudgetAccountId id) {
        return jdbc.sql(RAISE_VERSION)
                        .param("organization", organization.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Locks the guards in the order of their ids; what they hold is read by the next statement. */
    void lockGuards(OrganizationId organization, Collection<BudgetAccountId> accounts) {
        jdbc.sql(LOCK_GUARDS)
                .param("organization", organization.value())
                .param("accounts", uuids(accounts, BudgetAccountId::value))
                .query(UUID.class)
                .list();
    }

    void changeGrant(OrganizationId organization, BudgetAccountId id, Money granted, Money overrun, Stop stop) {
        jdbc.sql(CHANGE_GRANT)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("granted", granted.getAmount())
                .param("overrun", overrun.getAmount())
                .param("stop", stop.name())
                .update();
    }

    /** Takes from the guards; whether every one of them gave it. */
    boolean take(OrganizationId organization, Map<BudgetAccountId, Money> amounts) {
        var accounts = List.copyOf(amounts.keySet());
        return jdbc.sql(TAKE)
                        .param("organization", organization.value())
                        .param("accounts", uuids(accounts, BudgetAccountId::value))
                        .param(
                                "amounts",
                                accounts.stream()
                                        .map(account -> Objects.requireNonNull(amounts.get(account))
                                                .getAmount())
                                        .toArray(BigDecimal[]::new))
                        .update()
                == accounts.size();
    }

    /** Adds the transfers to the breakdown and to the ledger: one statement each, however many they are. */
    void record(
            OrganizationId organization,
            List<Transfer> transfers,
            Cause cause,
            LocalDate effectiveOn,
            Ids ids,
            Instant now) {
        bound(ADD_TO_BREAKDOWN, organization, transfers).write();
        bound(RECORD, organization, transfers)
                .param("ids", uuids(transfers, _ -> ids.next()))
                .param("kinds", transfers.stream().map(Transfer::sourceKind).toArray(String[]::new))
                .param("sources", uuids(transfers, Transfer::sourceId))
                .param("lines", uuids(transfers, Transfer::sourceLineId))
                .param("cause", cause.name())
                .param("effectiveOn", effectiveOn)
                .param("now", Params.column(now))
                .write();
    }

    /** What a document asks for and has not got or given back, as transfers of the requested figure alone. */
    List<Transfer> requested(OrganizationId organization, String kind, UUID source) {
        return jdbc.sql(REQUESTED)
                .param("organization", organization.value())
                .param("kind", kind)
                .param("source", source)
                .query((rows, _) -> {
                    var currency = CurrencyUnit.of(rows.getString("currency"));
                    var requested =
                            Money.of(currency, rows.getBigDecimal("requested").setScale(currency.getDecimalPlaces()));
                    var none = Money.zero(currency);
                    return new Transfer(
                            new BudgetAccountId(rows.getObject("account_id", UUID.class)),
                            kind,
                            source,
                            rows.getObject("source_line_id", UUID.class),
                            new Buckets(requested, none, none, none, none));
                })
                .list();
    }

    List<BudgetRow> byIds(OrganizationId organization, Collection<BudgetAccountId> accounts) {
        return jdbc.sql(BY_IDS)
                .param("organization", organization.value())
                .param("accounts", uuids(accounts, BudgetAccountId::value))
                .query((rows, _) -> row(rows))
                .list();
    }

    List<BudgetRow> page(OrganizationId organization, Days days, PageKey after, int size) {
        return jdbc.sql(PAGE)
                .param("organization", organization.value())
                .params(Params.of(days))
                .param("from", after.date(0))
                .param("id", after.id(1))
                .param("size", size)
                .query((rows, _) -> row(rows))
                .list();
    }

    List<BudgetRow> pageOfSome(
            OrganizationId organization,
            AccountId account,
            Collection<CostCentreId> costCentres,
            Days days,
            PageKey after,
            int size) {
        return jdbc.sql(PAGE_OF_SOME)
                .param("organization", organization.value())
                .param("account", account.value())
                .param("costCentres", uuids(costCentres, CostCentreId::value))
                .params(Params.of(days))
                .param("from", after.date(0))
                .param("id", after.id(1))
                .param("size", size)
                .query((rows, _) -> row(rows))
                .list();
    }

    boolean ownedOrGranted(
            OrganizationId organization, BudgetAccountId id, AccountId account, Collection<CostCentreId> costCentres) {
        return jdbc.sql(OWNED_OR_GRANTED)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("account", account.value())
                .param("costCentres", uuids(costCentres, CostCentreId::value))
                .query(Boolean.class)
                .single();
    }

    List<BudgetView.Moved> transfers(OrganizationId organization, BudgetAccountId id, PageKey after, int size) {
        return jdbc.sql(TRANSFERS)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("recordedAt", after.time(0))
                .param("transfer", after.id(1))
                .param("size", size)
                .query((rows, _) -> new BudgetView.Moved(
                        rows.getObject("id", UUID.class),
                        Cause.valueOf(rows.getString("cause")),
                        rows.getString("source_kind"),
                        rows.getObject("source_id", UUID.class),
                        rows.getObject("source_line_id", UUID.class),
                        buckets(rows, CurrencyUnit.of(rows.getString("currency"))),
                        rows.getObject("effective_on", LocalDate.class),
                        rows.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private Pipeline.Write bound(String sql, OrganizationId organization, List<Transfer> transfers) {
        return jdbc.later(sql)
                .param("organization", organization.value())
                .param(
                        "accounts",
                        uuids(transfers, transfer -> transfer.account().value()))
                .param("slots", transfers.stream().map(Transfer::slot).toArray(Integer[]::new))
                .param("requested", amounts(transfers, Buckets::requested))
                .param("committed", amounts(transfers, Buckets::committed))
                .param("accrued", amounts(transfers, Buckets::accrued))
                .param("invoiced", amounts(transfers, Buckets::invoiced))
                .param("paid", amounts(transfers, Buckets::paid));
    }

    private static BigDecimal[] amounts(List<Transfer> transfers, Function<Buckets, Money> bucket) {
        return transfers.stream()
                .map(transfer -> bucket.apply(transfer.delta()).getAmount())
                .toArray(BigDecimal[]::new);
    }

    private static <T> UUID[] uuids(Collection<T> things, Function<T, UUID> uuid) {
        return things.stream().map(uuid).toArray(UUID[]::new);
    }

    private static BudgetRow row(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new BudgetRow(
                new BudgetAccountId(rows.getObject("id", UUID.class)),
                new CostCentreId(rows.getObject("cost_centre_id", UUID.class)),
                rows.getString("cost_centre_code"),
                rows.getString("name"),
                rows.getObject("period_from", LocalDate.class),
                rows.getObject("period_to", LocalDate.class),
                Figures.of(
                        Columns.money(rows, "granted", currency),
                        Columns.money(rows, "overrun_granted", currency),
                        Stop.valueOf(rows.getString("stop")),
                        Columns.money(rows, "used", currency),
                        buckets(rows, currency)),
                rows.getInt("version"));
    }

    private static Buckets buckets(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Buckets(
                Columns.money(rows, "requested", currency),
                Columns.money(rows, "committed", currency),
                Columns.money(rows, "accrued", currency),
                Columns.money(rows, "invoiced", currency),
                Columns.money(rows, "paid", currency));
    }
}
