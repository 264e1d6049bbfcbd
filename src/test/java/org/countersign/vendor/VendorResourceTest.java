package org.countersign.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.Fixture;
import org.countersign.Served;
import org.countersign.TestDatabase;
import org.countersign.kernel.Actor;
import org.countersign.platform.Edge;
import org.countersign.platform.Ids;
import org.countersign.platform.InstallationClock;
import org.countersign.platform.Journal;
import org.countersign.platform.Pipeline;
import org.countersign.platform.Transactions;
import org.countersign.platform.Wake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class VendorResourceTest {

    private static TestDatabase database;
    private static VendorResource resource;

    private Fixture at;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        var jdbc = Pipeline.to(database.app());
        var transactions = new Transactions(database.app());
        var clock = new InstallationClock();
        var ids = new Ids(clock);
        resource = new VendorResource(
                new Vendors(jdbc, new Journal(jdbc, ids, clock, new Wake()), ids),
                new VendorFinder(jdbc),
                new Edge(jdbc, transactions, clock),
                transactions);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
    }

    @Test
    void aVendorIsAddedAndListed() {
        var added = add();

        var listed = Served.to(at.rita, resource)
                .get()
                .uri("/api/v1/vendors?name=schra")
                .exchange();

        assertThat(added).hasStatus(201);
        assertThat(added).bodyJson().extractingPath("$.state").isEqualTo("orderable");
        assertThat(listed).bodyJson().extractingPath("$[0].name").isEqualTo("Schrauben AG");
    }

    @Test
    void bankDetailsAreShownToFinanceOnly() {
        var location = add().getResponse().getHeader("Location");
        var changed = bank(location, "DE89 3704 0044 0532 0130 00");

        assertThat(changed).hasStatusOk();
        assertThat(shown(at.finance, location))
                .bodyJson()
                .extractingPath("$.bank.iban")
                .isEqualTo("DE89370400440532013000");
        assertThat(shown(at.buyer, location))
                .bodyJson()
                .extractingPath("$.bank")
                .isNull();
    }

    @Test
    void aWrongIbanIsRefused() {
        var location = add().getResponse().getHeader("Location");

        var answer = bank(location, "DE88370400440532013000");

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("iban-invalid");
    }

    @Test
    void aVendorIsHeldForAReason() {
        var location = add().getResponse().getHeader("Location");

        var held = Served.to(at.buyer, resource)
                .post()
                .uri(location + "/hold")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"reason": "audit"}
                        """)
                .exchange();

        assertThat(held).bodyJson().extractingPath("$.state").isEqualTo("on_hold");
        assertThat(held).bodyJson().extractingPath("$.stateReason").isEqualTo("audit");
    }

    private MvcTestResult shown(Actor by, String location) {
        return Served.to(by, resource).get().uri(location).exchange();
    }

    private MvcTestResult bank(String location, String iban) {
        return Served.to(at.finance, resource)
                .put()
                .uri(location + "/bank-details")
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"iban": "%s", "holder": "Schrauben AG"}
                        """.formatted(iban))
                .exchange();
    }

    private MvcTestResult add() {
        return Served.to(at.buyer, resource)
                .post()
                .uri("/api/v1/vendors")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"name": "Schrauben AG", "legalId": "HRB 1", "taxId": "DE811907980",
                         "endpoint": {"scheme": "", "id": ""}, "email": "",
                         "billing": {"street": "Gasse 1", "city": "Berlin", "postalCode": "10115", "country": "DE"},
                         "ordering": {"street": "Gasse 1", "city": "Berlin", "postalCode": "10115", "country": "DE"},
                         "paymentDays": 30, "currency": "EUR"}
                        """)
                .exchange();
    }
}
