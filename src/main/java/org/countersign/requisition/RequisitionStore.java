package org.countersign.requisition;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.countersign.approval.PlanId;
import org.countersign.approval.Waiting;
import org.countersign.budget.BudgetAccountId;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Json;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.RequisitionLine.Goods;
import org.countersign.requisition.RequisitionPhase.EndReason;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of submitted requisitions: the header is the lock, lines are added once a revision, however many, in one trip. */
class RequisitionStore {

    static final String LOCK = """
            select 1 from requisition.requisition where organization_id = :organization and id = :id for no key update
            """;
    static final String FIND = """
            select id, number, requester_id, phase, end_reason, revision, plan_id, submitted_on, version, title, justification,
                   deliver_to, needed_by, requester_name, currency, home_currency, rate, rate_date, rate_source
              from requisition.requisition
             where organization_id = :organization and id = :id
            """;
    static final String ADD = """
            insert into requisition.requisition
                   (organization_id, id, number, title, justification, deliver_to, requester_id, requester_name, vendor_names,
                    vendor_ids, vendor_costs, needed_by, currency, home_currency, rate, rate_date, rate_source, net, tax,
                    gross, home_cost, phase, revision, content_hash, plan_id, submitted_on, submitted_at, waiting_for,
                    waiting_since, version)
            values (:organization, :id, :number, :title, :justification, :deliverTo, :requester, :requesterName, :vendors,
                    :vendorIds, :vendorCosts, :neededBy, :currency, :home, :rate, :rateDate, :rateSource, :net, :tax,
                    :gross, :cost, :phase, :revision, :hash, :plan, :submittedOn, :now, :waitingFor,
                    :now, :version)
            """;
    static final String RESUBMIT = """
            update requisition.requisition
               set title = :title, justification = :justification, deliver_to = :deliverTo, vendor_names = :vendors,
                   vendor_ids = :vendorIds, vendor_costs = :vendorCosts, needed_by = :neededBy, currency = :currency,
                   rate = :rate, rate_date = :rateDate, rate_source = :rateSource, net = :net, tax = :tax, gross = :gross,
                   home_cost = :cost, phase = :phase,
                   revision = :revision, content_hash = :hash, plan_id = :plan, submitted_at = :now,
                   waiting_for = :waitingFor, waiting_since = :now, version = :version
             where organization_id = :organization and id = :id and revision = :revision - 1
            """;
    static final String ADD_REVISION = """
            insert into requisition.requisition_revision
                   (organization_id, requisition_id, revision, content, content_hash, plan_id, submitted_at)
            values (:organization, :id, :revision, :content::jsonb, :hash, :plan, :now)
            """;
    static final String ADD_LINES = """
            insert into requisition.requisition_line
                   (organization_id, requisition_id, revision, line_id, line_number, item_id, sku, description, category, unit,
                    base_scale, capital, vendor_id, vendor_name, quantity, price, price_quantity, tax_category, tax_rate,
                    unrecoverable_share, needed_by, cost_centre_ids, account_ids, weights, home_cost)
            select :organization, :id, :revision, l.line_id, l.line_number, l.item_id, l.sku, l.description, l.category, l.unit,
                   l.base_scale, l.capital, l.vendor_id, l.vendor_name, l.quantity, l.price, l.price_quantity, l.tax_category,
                   l.tax_rate, l.unrecoverable_share, l.needed_by, l.cost_centre_ids, l.account_ids, l.weights, l.home_cost
              from jsonb_to_recordset(:lines::jsonb) as l (line_id uuid, line_number int, item_id uuid, sku text,
                   description text, category text, unit text, base_scale int, capital boolean, vendor_id uuid,
                   vendor_name text, quantity numeric, price numeric, price_quantity numeric, tax_category text,
                   tax_rate numeric, unrecoverable_share numeric, needed_by date, cost_centre_ids uuid[],
                   account_ids uuid[], weights numeric[], home_cost numeric)
            """;
    static final String LINES = """
            select line_id, line_number, item_id, sku, description, category, unit, base_scale, capital, vendor_id, vendor_name,
                   quantity, price, price_quantity, tax_category, tax_rate, unrecoverable_share, needed_by, cost_centre_ids,
                   account_ids, weights, ordered_quantity
              from requisition.requisition_line
             where organization_id = :organization and requisition_id = :id and revision = :revision
             order by line_number
            """;
    static final String CONTENT = """
            select content::text from requisition.requisition_revision
             where organization_id = :organization and requisition_id = :id and revision = :revision
            """;
    static final String MOVE = """
            update requisition.requisition
               set phase = :phase, end_reason = :endReason, waiting_for = :waitingFor, waiting_since = :waitingSince,
                   ended_at = :endedAt, order_numbers = order_numbers || :orderNumbers::text[], version = :version
             where organization_id = :organization and id = :id and version = :version::int - :steps::int
            """;
    static final String PASS_ON = """
            update requisition.requisition set waiting_for = :waitingFor, waiting_since = :now, version = version + 1
             where organization_id = :organization and id = :id and waiting_for <> :waitingFor
            """;
    static final String COVER = """
            with covered as (
                insert into requisition.need_cover
                       (organization_id, requisition_id, revision, line_id, order_line_id, order_id, order_number, quantity,
                        covered_at)
                select :organization, :id, :revision, c.line_id, c.order_line_id, c.order_id, c.order_number, c.quantity, :now
                  from jsonb_to_recordset(:covers::jsonb) as c (line_id uuid, order_line_id uuid, order_id uuid,
                       order_number text, quantity numeric)
                returning line_id, quantity)
            update requisition.requisition_line l set ordered_quantity = l.ordered_quantity + c.quantity
              from (select line_id, sum(quantity) as quantity from covered group by line_id) c
             where l.organization_id = :organization and l.requisition_id = :id and l.revision = :revision
               and l.line_id = c.line_id
            """;
    // Looked for vendor by vendor: `exists` may be answered by all that was ever ordered.
    static final String ORDERED_OF = """
            select v.id from unnest(:vendors::uuid[]) as v (id)
             cross join lateral (select from requisition.requisition_line l
                                  where l.organization_id = :organization and l.vendor_id = v.id and l.ordered_quantity > 0
                                  limit 1) ordered
            """;

    private final Pipeline jdbc;

    RequisitionStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the header, if there is one yet. */
    void lock(OrganizationId organization, RequisitionId id) {
        jdbc.sql(LOCK)
                .param("organization", organization.value())
                .param("id", id.value())
                .query(Integer.class)
                .optional();
    }

    /** A requisition with what was asked for on the whole. */
    record WithTerms(Requisition requisition, Terms terms) {}

    Optional<WithTerms> find(OrganizationId organization, RequisitionId id) {
        return jdbc.sql(FIND)
                .param("organization", organization.value())
                .param("id", id.value())
                .query((rows, _) -> new WithTerms(requisition(rows), terms(rows)))
                .optional();
    }

    /** What a submission stores of a revision. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, compared by its bytes where it matters
    record Submission(Requisition requisition, RequisitionContent content, Need need, byte[] hash, Waiting waiting) {}

    void add(OrganizationId organization, Submission submission, Instant now) {
        var first = submission.requisition().revision() == 1;
        var write = described(jdbc.later(first ? ADD : RESUBMIT), organization, submission, now);
        (first ? born(write, submission) : write).writeOne(RequisitionStore::changedMeanwhile);
        revised(ADD_REVISION, organization, submission.requisition())
                .param("content", Json.text(submission.content()))
                .param("hash", submission.hash())
                .param("plan", submission.requisition().plan().value())
                .param("now", Params.column(now))
                .write();
        revised(ADD_LINES, organization, submission.requisition())
                .param("lines", Params.rows(rows(submission.need())))
                .write();
    }

    private static Refusal changedMeanwhile() {
        return Refusal.conflict("busy", "Somebody has just changed this requisition.");
    }

    private static Pipeline.Write described(
            Pipeline.Write statement, OrganizationId organization, Submission submission, Instant now) {
        var requisition = submission.requisition();
        var terms = submission.need().terms();
        var totals = submission.need().totals();
        var costs = submission.need().costs();
        return statement
                .param("organization", organization.value())
                .param("id", requisition.id().value())
                .param("title", terms.title())
                .param("justification", terms.justification())
                .param("deliverTo", terms.deliverTo())
                .param("vendors", submission.need().vendorNames())
                .param("vendorIds", uuids(costs.keySet()))
                .param(
                        "vendorCosts",
                        costs.values().stream().map(Money::getAmount).toArray(BigDecimal[]::new))
                .param("neededBy", terms.neededBy())
                .param("currency", terms.currency().getCode())
                .param("rate", terms.rate().rate())
                .param("rateDate", terms.rate().on())
                .param("rateSource", terms.rate().source())
                .param("net", totals.net().getAmount())
                .param("tax", totals.tax().getAmount())
                .param("gross", totals.gross().getAmount())
                .param("cost", totals.cost().getAmount())
                .param("phase", requisition.phase().name())
                .param("revision", requisition.revision())
                .param("hash", submission.hash())
                .param("plan", requisition.plan().value())
                .param("waitingFor", submission.waiting().words())
                .param("now", Params.column(now))
                .param("version", requisition.version());
    }

    private static Pipeline.Write born(Pipeline.Write statement, Submission submission) {
        var requisition = submission.requisition();
        return statement
                .param("number", requisition.number())
                .param("requester", requisition.requester().value())
                .param("requesterName", submission.need().terms().requester().name())
                .param("home", submission.need().terms().rate().into().getCode())
                .param("submittedOn", requisition.submittedOn());
    }

    record LineRow(
            RequisitionLineId lineId,
            int lineNumber,
            @Nullable UUID itemId,
            String sku,
            String description,
            String category,
            String unit,
            int baseScale,
            boolean capital,
            VendorId vendorId,
            String vendorName,
            Quantity quantity,
            BigMoney price,
            Quantity priceQuantity,
            String taxCategory,
            BigDecimal taxRate,
            BigDecimal unrecoverableShare,
            LocalDate neededBy,
            List<UUID> costCentreIds,
            List<UUID> accountIds,
            List<BigDecimal> weights,
            Money homeCost) {}

    private static List<LineRow> rows(Need need) {
        var names = need.vendors().stream()
                .collect(Collectors.toMap(
                        vendor -> vendor.id(), vendor -> vendor.terms().name()));
        return need.lines().stream()
                .map(line -> row(
                        line,
                        names.getOrDefault(line.vendor(), ""),
                        Totals.cost(List.of(line), need.terms().rate())))
                .toList();
    }

    private static LineRow row(RequisitionLine line, String vendorName, Money homeCost) {
        var parts = line.allocation().parts();
        return new LineRow(
                line.id(),
                line.number(),
                line.goods().item().map(ItemId::value).orElse(null),
                line.goods().sku(),
                line.goods().description(),
                line.goods().category(),
                line.goods().unit(),
                line.goods().baseScale(),
                line.goods().capital(),
                line.vendor(),
                vendorName,
                line.quantity(),
                line.price().amount(),
                line.price().per(),
                line.tax().category(),
                line.tax().ratePercent(),
                line.tax().unrecoverableShare(),
                line.neededBy(),
                parts.stream().map(part -> part.costCentre().value()).toList(),
                parts.stream().map(part -> part.account().value()).toList(),
                parts.stream().map(Allocation.Part::weight).toList(),
                homeCost);
    }

    /** A line as stored, its vendor's name at the time, and how much of it is on orders. */
    record Stored(RequisitionLine line, String vendorName, Quantity ordered) {}

    List<Stored> lines(OrganizationId organization, Requisition requisition, CurrencyUnit currency) {
        return revision(LINES, organization, requisition)
                .query((rows, _) -> stored(rows, currency))
                .list();
    }

    RequisitionContent content(OrganizationId organization, Requisition requisition) {
        var content =
                revision(CONTENT, organization, requisition).query(String.class).single();
        return Json.read(content, RequisitionContent.class);
    }

    /** Writes where the requisition is now, after so many steps of one act. */
    void move(
            OrganizationId organization,
            Requisition to,
            int steps,
            String waitingFor,
            Collection<String> orderNumbers,
            Instant now) {
        var ended = to.phase() == RequisitionPhase.ENDED;
        jdbc.later(MOVE)
                .param("organization", organization.value())
                .param("id", to.id().value())
                .param("phase", to.phase().name())
                .param("endReason", to.endReason().map(EndReason::name).orElse(null))
                .param("waitingFor", waitingFor)
                .param("waitingSince", ended ? null : Params.column(now))
                .param("endedAt", ended ? Params.column(now) : null)
                .param("orderNumbers", orderNumbers.toArray(String[]::new))
                .param("version", to.version())
                .param("steps", steps)
                .writeOne(RequisitionStore::changedMeanwhile);
    }

    /** It waits for other people now; nothing else changed. */
    void passOn(OrganizationId organization, RequisitionId id, Waiting waiting, Instant now) {
        jdbc.later(PASS_ON)
                .param("organization", organization.value())
                .param("id", id.value())
                .param("waitingFor", waiting.words())
                .param("now", Params.column(now))
                .write();
    }

    record CoverRow(UUID lineId, UUID orderLineId, UUID orderId, String orderNumber, Quantity quantity) {}

    void cover(OrganizationId organization, Requisition requisition, List<CoverRow> covers, Instant now) {
        revised(COVER, organization, requisition)
                .param("covers", Params.rows(covers))
                .param("now", Params.column(now))
                .write();
    }

    /** Those of the vendors of whom something was ordered before. */
    Set<VendorId> orderedOf(OrganizationId organization, Collection<VendorId> vendors) {
        return jdbc.sql(ORDERED_OF)
                .param("organization", organization.value())
                .param("vendors", uuids(vendors))
                .query((rows, _) -> new VendorId(rows.getObject("id", UUID.class)))
                .set();
    }

    private static UUID[] uuids(Collection<VendorId> vendors) {
        return vendors.stream().map(VendorId::value).toArray(UUID[]::new);
    }

    private Pipeline.Write revised(String sql, OrganizationId organization, Requisition requisition) {
        return jdbc.later(sql)
                .param("organization", organization.value())
                .param("id", requisition.id().value())
                .param("revision", requisition.revision());
    }

    private JdbcClient.StatementSpec revision(String sql, OrganizationId organization, Requisition requisition) {
        return jdbc.sql(sql)
                .param("organization", organization.value())
                .param("id", requisition.id().value())
                .param("revision", requisition.revision());
    }

    private static Requisition requisition(ResultSet rows) throws SQLException {
        return new Requisition(
                new RequisitionId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                new AccountId(rows.getObject("requester_id", UUID.class)),
                RequisitionPhase.valueOf(rows.getString("phase")),
                Optional.ofNullable(rows.getString("end_reason")).map(EndReason::valueOf),
                rows.getInt("revision"),
                new PlanId(rows.getObject("plan_id", UUID.class)),
                rows.getObject("submitted_on", LocalDate.class),
                rows.getInt("version"));
    }

    private static Terms terms(ResultSet rows) throws SQLException {
        return new Terms(
                rows.getString("title"),
                rows.getString("justification"),
                rows.getString("deliver_to"),
                rows.getObject("needed_by", LocalDate.class),
                new Terms.Requester(
                        new AccountId(rows.getObject("requester_id", UUID.class)), rows.getString("requester_name")),
                CurrencyUnit.of(rows.getString("currency")),
                new Terms.Rate(
                        CurrencyUnit.of(rows.getString("home_currency")),
                        plain(rows.getBigDecimal("rate")),
                        rows.getObject("rate_date", LocalDate.class),
                        rows.getString("rate_source")));
    }

    private static Stored stored(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Stored(
                new RequisitionLine(
                        new RequisitionLineId(rows.getObject("line_id", UUID.class)),
                        rows.getInt("line_number"),
                        goods(rows),
                        new VendorId(rows.getObject("vendor_id", UUID.class)),
                        new Quantity(rows.getBigDecimal("quantity")),
                        new Price(
                                BigMoney.of(currency, plain(rows.getBigDecimal("price"))),
                                new Quantity(rows.getBigDecimal("price_quantity"))),
                        new Tax(
                                rows.getString("tax_category"),
                                plain(rows.getBigDecimal("tax_rate")),
                                plain(rows.getBigDecimal("unrecoverable_share"))),
                        rows.getObject("needed_by", LocalDate.class),
                        allocation(rows)),
                rows.getString("vendor_name"),
                new Quantity(rows.getBigDecimal("ordered_quantity")));
    }

    private static Goods goods(ResultSet rows) throws SQLException {
        return new Goods(
                Optional.ofNullable(rows.getObject("item_id", UUID.class)).map(ItemId::new),
                rows.getString("sku"),
                rows.getString("description"),
                rows.getString("category"),
                rows.getString("unit"),
                rows.getInt("base_scale"),
                rows.getBoolean("capital"));
    }

    private static Allocation allocation(ResultSet rows) throws SQLException {
        var centres = (UUID[]) rows.getArray("cost_centre_ids").getArray();
        var accounts = (UUID[]) rows.getArray("account_ids").getArray();
        var weights = Arrays.asList((BigDecimal[]) rows.getArray("weights").getArray());
        var parts = new ArrayList<Allocation.Part>(centres.length);
        for (var k = 0; k < centres.length; k++) {
            parts.add(new Allocation.Part(
                    new CostCentreId(centres[k]), new BudgetAccountId(accounts[k]), plain(weights.get(k))));
        }
        return new Allocation(parts);
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
