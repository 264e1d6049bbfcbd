package org.countersign.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.approval.Policies;
import org.countersign.approval.RuleKeeping;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.ExchangeRate;
import org.countersign.budget.Rates;
import org.countersign.budget.Stop;
import org.countersign.catalog.Article;
import org.countersign.catalog.Catalog;
import org.countersign.catalog.ItemPrice;
import org.countersign.catalog.Validity;
import org.countersign.identity.CostCentre;
import org.countersign.identity.CostCentres;
import org.countersign.identity.Keys;
import org.countersign.identity.NewPerson;
import org.countersign.identity.Organization;
import org.countersign.identity.Organizations;
import org.countersign.identity.PasswordHash;
import org.countersign.identity.People;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Grant;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Role;
import org.countersign.platform.Ids;
import org.countersign.vendor.Address;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Bic;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Founds the demonstration organisations: people, cost centres, budgets, rules, vendors and catalogue. */
@Component
class Founding {

    private final Organizations organizations;
    private final People people;
    private final Keys keys;
    private final CostCentres costCentres;
    private final RuleKeeping rules;
    private final Budget budget;
    private final Rates rates;
    private final Vendors vendors;
    private final Catalog catalog;
    private final Ids ids;

    Founding(
            Organizations organizations,
            People people,
            Keys keys,
            CostCentres costCentres,
            RuleKeeping rules,
            Budget budget,
            Rates rates,
            Vendors vendors,
            Catalog catalog,
            Ids ids) {
        this.organizations = organizations;
        this.people = people;
        this.keys = keys;
        this.costCentres = costCentres;
        this.rules = rules;
        this.budget = budget;
        this.rates = rates;
        this.vendors = vendors;
        this.catalog = catalog;
        this.ids = ids;
    }

    /** Somebody of the cast: name, the name of their manager (empty = none), and what they are. */
    record Part(String name, String manager, List<Role> roles) {

        static Part of(String name, String manager, Role... roles) {
            return new Part(name, manager, List.of(roles));
        }

        String login() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '.');
        }
    }

    /** Where an organisation is and how it is reached. */
    record Seat(
            String name,
            boolean buys,
            boolean sells,
            String currency,
            String zone,
            String country,
            String city,
            String street,
            String postalCode,
            String scheme,
            String endpoint,
            String legalId,
            String taxId,
            String iban,
            String bic) {}

    OrganizationId nextOrganization() {
        return new OrganizationId(ids.next());
    }

    Organization found(OrganizationId id, Seat seat) {
        var organization = new Organization(
                id,
                seat.name(),
                seat.buys(),
                seat.sells(),
                CurrencyUnit.of(seat.currency()),
                ZoneId.of(seat.zone()),
                Locale.UK,
                new Organization.Registration(seat.legalId(), seat.taxId()),
                new Organization.Endpoint(seat.scheme(), seat.endpoint()),
                new Organization.Address(seat.street(), seat.city(), seat.postalCode(), seat.country()),
                new Organization.Bank(seat.iban(), seat.bic()));
        organizations.found(organization, system(id));
        return organization;
    }

    /** Adds the cast; answers each person's API key by name. */
    Map<String, String> cast(Company company, List<Part> cast, PasswordHash password) {
        var by = system(company.organization.id());
        var accounts = new LinkedHashMap<String, AccountId>();
        var made = new LinkedHashMap<String, String>();
        for (var part : cast) {
            var grants = part.roles().stream().map(Grant::of).toList();
            var account =
                    people.add(new NewPerson(part.name(), part.login(), grants, accounts.get(part.manager())), by);
            people.setPassword(account, password, by);
            accounts.put(part.name(), account);
            var actor = Actor.person(
                    company.organization.id(),
                    account,
                    part.name(),
                    part.roles().toArray(Role[]::new));
            company.people.put(part.name(), actor);
            part.roles().forEach(role -> company.firstOf.putIfAbsent(role, actor));
            made.put(part.name(), keys.make(account, "Demonstration", null, by).text());
        }
        return made;
    }

    /** What a buyer needs before anything is bought: groups, cost centres with budgets, the standard rules, rates. */
    void furnish(Company company, List<Centre> centres, String director) {
        var administrator = company.the(Role.ADMINISTRATOR);
        var finance = company.the(Role.FINANCE);
        var decider = company.named(director).account();
        var approvers = company.people.values().stream()
                .filter(person -> person.has(Role.APPROVER))
                .map(Actor::account)
                .toList();
        for (var group : List.of(Policies.FINANCE_GROUP, Policies.LEGAL_GROUP, Policies.PROCUREMENT_GROUP)) {
            people.changeGroup(group, approvers, administrator);
        }
        rules.keep(RuleKeeping.NewPolicy.standard(company.since, decider), finance);
        for (var centre : centres) {
            company.centres.add(centre.code());
            var opened = costCentres.open(
                    centre.code(),
                    new CostCentre.Terms(
                            centre.name(), null, company.named(centre.owner()).account(), true),
                    administrator);
            for (var year = company.since.getYear();
                    year <= company.since.plusDays(120).getYear();
                    year++) {
                budget.open(
                        new BudgetTerms(
                                opened.id(),
                                centre.name() + " " + year,
                                LocalDate.of(year, 1, 1),
                                LocalDate.of(year, 12, 31),
                                Money.of(company.organization.currency(), new BigDecimal(centre.granted())),
                                centre.stop()),
                        finance);
            }
        }
        for (var rate : List.of(List.of("USD", "0.9244"), List.of("GBP", "1.1720"), List.of("CHF", "1.0510"))) {
            var from = CurrencyUnit.of(rate.getFirst());
            if (!from.equals(company.organization.currency())) {
                rates.enter(
                        new ExchangeRate(
                                from,
                                company.organization.currency(),
                                company.since,
                                new BigDecimal(rate.getLast()),
                                "Treasury"),
                        finance);
            }
        }
    }

    /** A cost centre with its budget for a year. */
    record Centre(String code, String name, String owner, String granted, Stop stop) {}

    /** A vendor as a buyer knows it; an endpoint where documents travel electronically. */
    record Supplier(
            String name,
            String country,
            String city,
            String street,
            String legalId,
            String scheme,
            String endpoint,
            String iban) {}

    void supply(Company company, List<Supplier> suppliers) {
        for (var supplier : suppliers) {
            var address = new Address(supplier.street(), supplier.city(), "", supplier.country());
            var id = vendors.add(
                    new VendorTerms(
                            supplier.name(),
                            supplier.legalId(),
                            supplier.legalId(),
                            supplier.endpoint().isEmpty()
                                    ? Endpoint.none()
                                    : new Endpoint(supplier.scheme(), supplier.endpoint()),
                            "orders@" + supplier.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + ".example",
                            address,
                            address,
                            30,
                            company.organization.currency()),
                    company.the(Role.BUYER));
            vendors.changeBankDetails(
                    id,
                    1,
                    new BankDetails(new Iban(supplier.iban()), (Bic) null, supplier.name()),
                    company.the(Role.FINANCE));
            company.vendors.put(supplier.name(), id);
        }
    }

    /** An article: vendor, article number, name, category, unit, price in the organisation's currency. */
    record Offer(String vendor, String sku, String name, String category, String unit, String price, boolean capital) {}

    void stock(Company company, List<Offer> offers) {
        for (var offer : offers) {
            var validity = new Validity(company.since, company.since.plusYears(2));
            var vendor =
                    Optional.ofNullable(company.vendors.get(offer.vendor())).orElseThrow();
            var item = catalog.add(
                    vendor,
                    new Article(offer.sku(), offer.name(), "", offer.category(), offer.unit(), 0, offer.capital()),
                    validity,
                    new ItemPrice(
                            Price.of(company.organization.currency().getCode(), offer.price()),
                            "S",
                            new BigDecimal("19"),
                            validity),
                    company.the(Role.BUYER));
            company.items.put(offer.sku(), item);
            company.names.put(offer.sku(), offer.name());
        }
    }

    static Actor system(OrganizationId organization) {
        return Actor.system(organization, "demonstration");
    }

    /** The people as they sign in. */
    static List<DemoFile.Person> entries(Company company, List<Part> cast, Map<String, String> keys, String password) {
        var entries = new ArrayList<DemoFile.Person>();
        for (var part : cast) {
            entries.add(new DemoFile.Person(
                    part.name(),
                    company.organization.name(),
                    part.roles().stream().map(Role::code).toList(),
                    part.login(),
                    password,
                    keys.getOrDefault(part.name(), "")));
        }
        return entries;
    }

    static List<String> sides(Organization organization) {
        return Arrays.asList(organization.buys() ? "buyer" : "", organization.sells() ? "seller" : "").stream()
                .filter(side -> !side.isEmpty())
                .toList();
    }
}
