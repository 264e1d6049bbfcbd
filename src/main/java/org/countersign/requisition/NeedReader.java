package org.countersign.requisition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetAccountId;
import org.countersign.budget.Rates;
import org.countersign.catalog.CatalogFinder;
import org.countersign.catalog.ItemId;
import org.countersign.catalog.PricedItem;
import org.countersign.identity.CostCentre;
import org.countersign.identity.Organizations;
import org.countersign.identity.PeopleFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Pipeline;
import org.countersign.requisition.Known.Found;
import org.countersign.requisition.LineReader.Reading;
import org.countersign.requisition.RequisitionContent.Line;
import org.countersign.vendor.VendorFinder;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.joda.money.CurrencyUnit;

/**
 * Asks the modules below about everything that a requisition names, at once and without locking, and reads it as it would be
 * submitted today. Submission and preview are judged by this alone.
 */
class NeedReader {

    /** How far back a requester's earlier requests count with this one. */
    private static final int RECENT_DAYS = 30;

    private final RequisitionStore requisitions;
    private final AskedStore askedOfVendors;
    private final CatalogFinder catalog;
    private final VendorFinder vendors;
    private final PeopleFinder people;
    private final Organizations organizations;
    private final Budget budget;
    private final Rates rates;

    NeedReader(
            Pipeline jdbc,
            CatalogFinder catalog,
            VendorFinder vendors,
            PeopleFinder people,
            Organizations organizations,
            Budget budget,
            Rates rates) {
        this.requisitions = new RequisitionStore(jdbc);
        this.askedOfVendors = new AskedStore(jdbc);
        this.catalog = catalog;
        this.vendors = vendors;
        this.people = people;
        this.organizations = organizations;
        this.budget = budget;
        this.rates = rates;
    }

    /** Reads the content as this person's request; refuses {@code currency-missing} and {@code no-rate} at once. */
    Need read(RequisitionContent content, Actor by) {
        content.refuseBeyondBounds();
        var today = organizations.today(by.organization());
        var home = organizations.organization(by.organization()).currency();
        var currency = currency(content);
        var rate = rate(currency, home, today, by);
        var known = known(content, today, by);
        var reading = LineReader.read(content, currency, known);
        var sellers = sellers(reading.lines(), known.vendors());
        return new Need(
                terms(content, currency, rate, today, reading.lines(), by),
                reading.lines(),
                refusals(content, reading),
                Totals.of(reading.lines(), currency, rate),
                List.copyOf(sellers.values()),
                byId(known.costCentres().values()),
                askedOfVendors.recent(
                        by.organization(), by.account(), sellers.keySet(), today.minusDays(RECENT_DAYS), home),
                unknownYet(sellers.keySet(), by));
    }

    private static CurrencyUnit currency(RequisitionContent content) {
        if (content.currency() == null) {
            throw Refusal.rule(
                    "currency-missing", "Say the currency of the requisition.", Refusal.Facts.of("field", "currency"));
        }
        return content.currency();
    }

    private Terms.Rate rate(CurrencyUnit currency, CurrencyUnit home, LocalDate today, Actor by) {
        var rate = rates.rate(currency, home, today, by);
        return new Terms.Rate(rate.to(), rate.rate(), rate.validOn(), rate.source());
    }

    private static List<Refusal> refusals(RequisitionContent content, Reading reading) {
        var all = new ArrayList<Refusal>();
        if (content.title().isBlank()) {
            all.add(Refusal.rule(
                    "title-missing",
                    "Give the requisition a title, by which people recognise it.",
                    Refusal.Facts.of("field", "title")));
        }
        if (content.lines().isEmpty()) {
            all.add(Refusal.rule("no-lines", "A requisition needs at least one line."));
        }
        all.addAll(reading.refusals());
        return all;
    }

    private static Terms terms(
            RequisitionContent content,
            CurrencyUnit currency,
            Terms.Rate rate,
            LocalDate today,
            List<RequisitionLine> lines,
            Actor by) {
        var latest = lines.stream().map(RequisitionLine::neededBy).max(LocalDate::compareTo);
        return new Terms(
                content.title(),
                content.justification(),
                content.deliverTo(),
                content.neededBy() == null ? latest.orElse(today) : content.neededBy(),
                new Terms.Requester(by.account(), by.name()),
                currency,
                rate);
    }

    private Known known(RequisitionContent content, LocalDate today, Actor by) {
        var items = items(content, today, by);
        var named = new HashSet<VendorId>();
        content.lines().stream().map(Line::vendor).filter(Objects::nonNull).forEach(named::add);
        items.values().stream()
                .flatMap(found -> found.thing().stream())
                .map(priced -> priced.item().vendor())
                .forEach(named::add);
        var centres = costCentres(content, by);
        var charged = content.lines().stream()
                .flatMap(line -> line.allocations().stream())
                .map(charge -> centres.get(charge.costCentre()))
                .filter(Objects::nonNull)
                .map(CostCentre::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var mayCharge = charged.stream()
                .filter(centre -> by.mayFor(Authority.WRITE_REQUISITIONS, centre))
                .collect(Collectors.toSet());
        return new Known(today, items, vendors.vendors(named, by), centres, mayCharge, budgets(charged, today, by));
    }

    /** All at once; only if one of them is refused is each asked for by itself, to tell which. */
    private Map<ItemId, Found<PricedItem>> items(RequisitionContent content, LocalDate today, Actor by) {
        var named = content.lines().stream()
                .map(Line::item)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var found = new HashMap<ItemId, Found<PricedItem>>();
        try {
            catalog.priced(named, today, by).forEach((id, priced) -> found.put(id, Found.of(priced)));
        } catch (Refusal | NotFound e) {
            named.forEach(id -> found.put(id, item(id, today, by)));
        }
        return found;
    }

    private Found<PricedItem> item(ItemId id, LocalDate today, Actor by) {
        try {
            return Found.of(
                    Objects.requireNonNull(catalog.priced(Set.of(id), today, by).get(id)));
        } catch (Refusal refusal) {
            return Found.not(refusal);
        } catch (NotFound e) {
            return Found.not(Refusal.rule(
                    "item-unknown",
                    "There is no such catalogue item.",
                    Refusal.Facts.of("field", "item").and("actual", id)));
        }
    }

    private Map<CostCentreId, Found<BudgetAccountId>> budgets(Set<CostCentreId> charged, LocalDate today, Actor by) {
        var found = new HashMap<CostCentreId, Found<BudgetAccountId>>();
        try {
            budget.accounts(charged, today, by).forEach((centre, account) -> found.put(centre, Found.of(account)));
        } catch (Refusal e) {
            charged.forEach(centre -> found.put(centre, budget(centre, today, by)));
        }
        return found;
    }

    private Found<BudgetAccountId> budget(CostCentreId centre, LocalDate today, Actor by) {
        try {
            return Found.of(budget.account(centre, today, by));
        } catch (Refusal refusal) {
            return Found.not(refusal);
        }
    }

    /** By code or by id, as the person named them. */
    private Map<String, CostCentre> costCentres(RequisitionContent content, Actor by) {
        var all = people.snapshot(by.organization());
        var named = new HashMap<String, CostCentre>();
        content.lines().stream()
                .flatMap(line -> line.allocations().stream())
                .map(RequisitionContent.Charge::costCentre)
                .forEach(name -> all.costCentre(name).ifPresent(centre -> named.put(name, centre)));
        return named;
    }

    private static Map<CostCentreId, CostCentre> byId(Collection<CostCentre> centres) {
        return centres.stream().distinct().collect(Collectors.toMap(CostCentre::id, centre -> centre));
    }

    private static Map<VendorId, VendorView> sellers(List<RequisitionLine> lines, Map<VendorId, VendorView> known) {
        var sellers = new LinkedHashMap<VendorId, VendorView>();
        lines.forEach(line -> sellers.put(line.vendor(), Objects.requireNonNull(known.get(line.vendor()))));
        return sellers;
    }

    private Set<VendorId> unknownYet(Set<VendorId> sellers, Actor by) {
        var unknown = new HashSet<>(sellers);
        unknown.removeAll(requisitions.orderedOf(by.organization(), sellers));
        return Set.copyOf(unknown);
    }
}
