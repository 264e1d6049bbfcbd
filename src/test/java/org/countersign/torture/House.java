package org.countersign.torture;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.Fixture;
import org.countersign.kernel.Actor;

/**
 * An organisation that buys and sells: its people by what they do, vendors and budgets. Two houses buy from each other,
 * so that what one sends the other receives.
 */
record House(
        UUID organization,
        String endpoint,
        Map<String, Person> people,
        Map<String, UUID> vendors,
        Map<String, UUID> budgets) {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** The vendor that is another house and gets its orders electronically. */
    static final String NEIGHBOUR = "Neighbour GmbH";

    /** The vendor that is handed its orders on paper. */
    static final String PAPER = "Paper and Pen KG";

    private static final String IBAN = "DE02120300000000202051";

    static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    Person the(String role) {
        return java.util.Objects.requireNonNull(people.get(role), role);
    }

    /** Who is called so in the application. */
    Person called(String name) {
        return people.values().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    UUID vendor(String name) {
        return java.util.Objects.requireNonNull(vendors.get(name), name);
    }

    UUID budget(String costCentre) {
        return java.util.Objects.requireNonNull(budgets.get(costCentre), costCentre);
    }

    /** Two houses, each with the other as a vendor. */
    static List<House> pair(Instance instance, Client client) throws SQLException {
        var one = found(instance);
        var other = found(instance);
        return List.of(one.furnished(client, other), other.furnished(client, one));
    }

    /** Its people; written straight, as an administrator would have added them. */
    private static House found(Instance instance) {
        var fixture = Fixture.in(instance.app());
        var people = new LinkedHashMap<String, Person>();
        people.put("requester", person(fixture, fixture.rita));
        people.put("manager", person(fixture, fixture.mona));
        people.put("director", person(fixture, fixture.dora));
        people.put("operations", person(fixture, fixture.olga));
        people.put("research", person(fixture, fixture.rene));
        people.put("buyer", person(fixture, fixture.buyer));
        people.put("receiver", person(fixture, fixture.receiver));
        people.put("clerk", person(fixture, fixture.apClerk));
        people.put("payer", person(fixture, fixture.payer));
        people.put("otherPayer", person(fixture, fixture.otherPayer));
        people.put("finance", person(fixture, fixture.finance));
        people.put("otherFinance", person(fixture, fixture.otherFinance));
        people.put("administrator", person(fixture, fixture.administrator));
        return new House(fixture.organization.value(), "DE" + fixture.organization, people, Map.of(), Map.of());
    }

    private static Person person(Fixture fixture, Actor actor) {
        return new Person(actor.account().value(), actor.name(), fixture.bearer(actor));
    }

    private House furnished(Client client, House neighbour) {
        client.perform(Act.put(
                this,
                the("administrator"),
                Deed.NAME_GROUP,
                "/people/groups/procurement",
                """
                {"members": ["%s", "%s"]}
                """.formatted(the("operations").account(), the("research").account()),
                0));
        client.perform(Act.post(this, the("finance"), Deed.KEEP_RULES, "/policies", """
                {"validFrom": "%s", "namedOwner": "%s", "reason": "One manager, and either of two for what is paired",
                 "rules": [
                  {"number": 1, "name": "Manager", "condition": "total > amount(\\"0\\")", "order": 10,
                   "approvers": "manager", "needed": "all"},
                  {"number": 2, "name": "Owner", "condition": "total > amount(\\"3000.00\\")", "order": 20,
                   "approvers": "owner", "needed": "all"},
                  {"number": 3, "name": "Either of two", "condition": "\\"paired\\" in categories", "order": 30,
                   "approvers": "group:procurement", "needed": "any"}]}
                """.formatted(
                        today(), the("director").account())));
        var vendors = new LinkedHashMap<String, UUID>();
        vendors.put(NEIGHBOUR, vendor(client, NEIGHBOUR, "9930", neighbour.endpoint(), "HRB 7001"));
        vendors.put(PAPER, vendor(client, PAPER, "", "", "HRB 7002"));
        var budgets = new LinkedHashMap<String, UUID>();
        budgets.put("OPS", opened(client, "OPS", "90000000.00", "hard"));
        budgets.put("RND", opened(client, "RND", "90000000.00", "warn"));
        budgets.put("ALL", opened(client, "ALL", "0.00", "hard"));
        return new House(organization, endpoint, people, vendors, budgets);
    }

    private UUID vendor(Client client, String name, String scheme, String id, String legal) {
        var address = """
                {"street": "Weg 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}""";
        var made = client.perform(Act.post(this, the("buyer"), Deed.ADD_VENDOR, "/vendors", """
                {"name": "%s", "legalId": "%s", "taxId": "DE811569869", "email": "", "currency": "EUR", "paymentDays": 30,
                 "endpoint": {"scheme": "%s", "id": "%s"}, "ordering": %s, "billing": %s}
                """.formatted(
                                name, legal, scheme, id, address, address)))
                .made();
        client.perform(Act.put(
                this,
                the("finance"),
                Deed.CHANGE_BANK,
                "/vendors/" + made + "/bank-details",
                """
                {"iban": "%s", "holder": "%s"}
                """.formatted(IBAN, name),
                1));
        return made;
    }

    private UUID opened(Client client, String costCentre, String granted, String stop) {
        return client.perform(Act.post(this, the("finance"), Deed.OPEN_BUDGET, "/budgets", """
                {"costCentre": "%s", "name": "%s of this year", "from": "%s", "to": "%s", "stop": "%s",
                 "granted": {"amount": "%s", "currency": "EUR"}}
                """.formatted(
                                costCentreId(client, costCentre),
                                costCentre,
                                today().minusDays(30),
                                today().plusDays(300),
                                stop,
                                granted)))
                .answer()
                .made();
    }

    private String costCentreId(Client client, String code) {
        var centres = client.get(the("finance"), "/cost-centres").orElseThrow();
        for (var centre : centres) {
            if (centre.path("code").asString("").equals(code)) {
                return centre.path("id").asString();
            }
        }
        throw new IllegalStateException("there is no cost centre " + code + ": " + centres);
    }
}
