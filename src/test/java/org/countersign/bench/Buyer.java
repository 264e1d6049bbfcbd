package org.countersign.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A requester with a vendor that nobody else of the bench buys from, so that a payment proposal for the vendor holds what
 * this buyer had billed; the others of the purchase are the same for all buyers.
 */
record Buyer(Person requester, String vendor, String vendorTaxId, String costCentre, Colleagues colleagues) {

    /** Who decides, receives, enters the bill, and pays. */
    record Colleagues(Person manager, Person buyer, Person receiver, Person clerk, Person payer, Person finance) {}

    private static final List<String> COST_CENTRES = List.of("CC-410", "CC-420", "CC-100");

    /** So many buyers in the demonstration's first organisation. */
    static List<Buyer> hire(Instance instance, int count) {
        var colleagues = new Colleagues(
                instance.person("Mira Keller"),
                instance.person("Tom Reyes"),
                instance.person("Ada Novak"),
                instance.person("Lena Fox"),
                instance.person("Paul Adler"),
                instance.person("Clara Voss"));
        var administrator = instance.person("Bruno Falk");
        var client = new Client(instance.url());
        var buyers = new ArrayList<Buyer>();
        for (var k = 0; k < count; k++) {
            var taxId = germanTaxId();
            buyers.add(new Buyer(
                    requester(client, administrator, colleagues.manager()),
                    vendor(client, colleagues, taxId),
                    taxId,
                    COST_CENTRES.get(k % COST_CENTRES.size()),
                    colleagues));
        }
        return List.copyOf(buyers);
    }

    /** Puts the vendor on hold or releases it, in turn: an act that leaves one row in the journal and little else. */
    void tell(int turn, Client client) {
        if (turn % 2 == 0) {
            client.post(colleagues.buyer(), "/api/v1/vendors/" + vendor + "/hold", "{\"reason\": \"Under review\"}");
        } else {
            client.post(colleagues.buyer(), "/api/v1/vendors/" + vendor + "/release", "{}");
        }
    }

    private static Person requester(Client client, Person administrator, Person manager) {
        var name = "Requester " + some();
        var account = account(client, administrator, manager);
        var person = client.post(administrator, "/api/v1/people", """
                {"name": "%s", "login": "%s", "grants": [{"role": "requester"}], "manager": "%s"}""".formatted(name, some(), account));
        var key = client.post(
                administrator, "/api/v1/keys", """
                {"name": "Bench", "person": "%s"}""".formatted(person.path("id").asString()));
        return new Person(name, "", "", key.path("bearer").asString());
    }

    static String account(Client client, Person administrator, Person wanted) {
        for (var person : client.get(administrator, "/api/v1/people?size=200")) {
            if (person.path("name").asString().equals(wanted.name())) {
                return person.path("id").asString();
            }
        }
        throw new IllegalStateException("there is no " + wanted.name());
    }

    private static String vendor(Client client, Colleagues colleagues, String taxId) {
        var vendor = client.post(colleagues.buyer(), "/api/v1/vendors", """
                {"name": "Vendor %1$s", "legalId": "", "taxId": "%2$s", "endpoint": {"scheme": "9930", "id": "%2$s"},
                 "email": "orders@vendor.example", "paymentDays": 30, "currency": "EUR",
                 "billing": {"street": "Am Markt 1", "city": "Kassel", "postalCode": "34117", "country": "DE"},
                 "ordering": {"street": "Am Markt 1", "city": "Kassel", "postalCode": "34117", "country": "DE"}}""".formatted(some(), taxId));
        var id = vendor.path("id").asString();
        client.put(
                colleagues.finance(),
                "/api/v1/vendors/" + id + "/bank-details",
                vendor.path("version").asInt(),
                """
                {"iban": "DE02120300000000202051", "holder": "Vendor"}""");
        return id;
    }

    /** A German number for value added tax with its check digit (ISO 7064, mod 11, 10), so that official rules accept it. */
    private static String germanTaxId() {
        var digits = "%08d"
                .formatted(20_000_000
                        + java.util.concurrent.ThreadLocalRandom.current().nextInt(70_000_000));
        var product = 10;
        for (var digit : digits.chars().map(c -> c - '0').toArray()) {
            var sum = (digit + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return "DE" + digits + (11 - product) % 10;
    }

    private static String some() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
