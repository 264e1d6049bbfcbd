package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.identity.Passwords;
import org.countersign.identity.People;
import org.countersign.identity.SignIn;
import org.countersign.kernel.Actor;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Address;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.Iban;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of vendors, catalogue, budgets, journal and people, in a browser. */
@TestApp
class RecordPagesTest {

    private static final String PASSWORD = "a good long password";

    @Autowired
    private DataSource database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Vendors vendors;

    @LocalServerPort
    private int port;

    private Fixture fixture;
    private Browsing browser;

    @BeforeEach
    void open() {
        fixture = Fixture.in(database);
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void anAddressBehindWhichIsNothingSaysSoOnAPageOfOurs() {
        var page = browser.page(session(fixture.buyer));

        var answer = page.navigate("/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(page.title()).isEqualTo("Not found · Countersign");
        assertThat(page.textContent("main")).contains("There is no address /nowhere that you may see.");
    }

    @Test
    void theAddressOfAFormOpenedByItselfSaysThatItOnlyTakesForms() {
        var page = browser.page(session(fixture.buyer));

        var answer = page.navigate("/approvals/01a01a75-ea9a-72f3-a0c5-73646acf356f/decision");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(page.textContent("main")).contains("This address only takes what a form sends.");
    }

    @Test
    void anActOfTheApiAskedForInAnotherWayIsAProblemThatSaysWhichWaysThereAre() {
        var answer = Caller.on(port)
                .as(fixture.bearer(fixture.buyer))
                .get("/api/v1/approvals/01a01a75-ea9a-72f3-a0c5-73646acf356f/decision");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(Caller.json(answer).path("code").asString()).isEqualTo("method-not-allowed");
    }

    @Test
    void anAddressOfTheApiBehindWhichIsNothingIsAProblem() {
        var answer = Caller.on(port).as(fixture.bearer(fixture.buyer)).get("/api/v1/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Caller.json(answer).path("code").asString()).isEqualTo("not-found");
    }

    @Test
    void aBuyerAddsAVendorHoldsItAndReadsItsLife() {
        var page = browser.page(session(fixture.buyer));

        page.navigate("/vendors/new");
        page.fill("[name=name]", "Nordlicht Optik GmbH");
        page.fill("[name=taxId]", "DE 811 907 980");
        page.fill("[name=scheme]", "9930");
        page.click("button:has-text('Add the vendor')");
        var refused = page.textContent(".flash");
        page.fill("[name=endpoint]", "DE811907980");
        page.click("button:has-text('Add the vendor')");
        page.click("[data-act=Hold]");
        page.fill("#hold-reason", "Insolvency reported");
        page.click("#hold-dialog button");

        assertThat(refused).contains("An endpoint is a scheme and an identifier");
        assertThat(page.textContent("h1")).isEqualTo("Nordlicht Optik GmbH");
        assertThat(page.textContent(".head")).contains("on hold: Insolvency reported");
        assertThat(page.textContent(".life"))
                .contains("Vendor added by Bert Buyer")
                .contains("Orderable to on hold. Reason: Insolvency reported.");
        assertThat(browser.wrongWith(page, page.url().replaceAll("^http://[^/]+", "")))
                .isEmpty();
        assertThat(browser.wrongWith(page, "/vendors?view=all")).isEmpty();
        assertThat(browser.wrongWith(page, "/vendors/new")).isEmpty();
    }

    @Test
    void bankDetailsAreMaskedAndOnlyForThoseWhoMaySeeThem() {
        var vendor = vendor("Kestrel Cloud Ltd");
        transactions.act(
                fixture.finance,
                () -> vendors.changeBankDetails(
                        vendor,
                        1,
                        new BankDetails(new Iban("DE89370400440532013000"), null, "Kestrel Cloud Ltd"),
                        fixture.finance));

        var ofFinance = browser.page(session(fixture.finance));
        ofFinance.navigate("/vendors/" + vendor);
        var ofRequester = browser.page(session(fixture.rita));
        ofRequester.navigate("/vendors/" + vendor);

        assertThat(ofFinance.textContent("main"))
                .contains("DE89 **** **** 3000")
                .doesNotContain("0532013000");
        assertThat(ofRequester.textContent("main")).doesNotContain("DE89");
        assertThat(browser.wrongWith(ofFinance, "/vendors/" + vendor + "/bank-details"))
                .isEmpty();
    }

    @Test
    void aListGoesOnAndBackByKeyAndComesAsAFile() {
        for (var i = 10; i < 70; i++) {
            vendor("=Vendor " + i);
        }
        var page = browser.page(session(fixture.buyer));

        page.navigate("/vendors?view=all");
        page.click("a[rel=next]");
        var second = page.locator("[data-row]").count();
        page.click("a[rel=prev]");
        var first = page.locator("[data-row]").count();
        var file = page.request().get("/vendors?format=csv&name=vendor%201").text();

        assertThat(second).isEqualTo(10);
        assertThat(first).isEqualTo(50);
        assertThat(file.lines()).hasSize(11).startsWith("Vendor,Country,Identified by,Documents,Bills in,State");
        assertThat(file).contains("'=Vendor 10,DE,,handed over,EUR,may receive orders");
    }

    @Test
    void anItemIsAddedAndPricedAnew() {
        vendor("Nordlicht Optik GmbH");
        var page = browser.page(session(fixture.buyer));

        page.navigate("/items/new");
        page.selectOption("[name=vendor]", new SelectOption().setLabel("Nordlicht Optik GmbH"));
        page.fill("[name=name]", "Lens 50 mm");
        page.fill("[name=amount]", "12.5");
        page.fill("[name=taxPercent]", "19");
        page.click("button:has-text('Add the item')");
        page.click("[data-act='New price']");
        page.fill("[name=amount]", "14");
        page.click("button:has-text('Set the price')");
        page.waitForSelector("text=Priced anew;");

        assertThat(page.textContent("main"))
                .contains("12.50 EUR")
                .contains("14.00 EUR")
                .contains("Priced anew by Bert Buyer");
        assertThat(browser.wrongWith(page, page.url().replaceAll("^http://[^/]+", "")))
                .isEmpty();
        assertThat(browser.wrongWith(page, "/items")).isEmpty();
        assertThat(browser.wrongWith(page, "/items/new")).isEmpty();
    }

    @Test
    void aBudgetIsMadeAndGrantsMoreForAReason() {
        var page = browser.page(session(fixture.finance));

        page.navigate("/budgets/new");
        page.selectOption("[name=costCentre]", new SelectOption().setLabel("OPS Operations"));
        page.fill("[name=name]", "Operations this year");
        page.fill("[name=granted]", "50000");
        page.click("button:has-text('Make the budget')");
        page.click("[data-act='Grant an overrun']");
        page.fill("[name=more]", "2500");
        page.fill("[name=reason]", "Two more machines");
        page.click("button:has-text('Grant the overrun')");
        page.waitForSelector("text=Overrun granted by");

        assertThat(page.textContent("main")).contains("52,500.00 EUR").contains("Reason: Two more machines.");
        assertThat(browser.wrongWith(page, page.url().replaceAll("^http://[^/]+", "")))
                .isEmpty();
        assertThat(browser.wrongWith(page, "/budgets")).isEmpty();
        assertThat(browser.wrongWith(page, "/budgets/settings")).isEmpty();
        assertThat(browser.wrongWith(page, "/journal")).isEmpty();
        assertThat(page.textContent("main")).contains("Overrun granted").contains("Fiona Finance");
    }

    @Test
    void theApiIsReadByAnybody() {
        var page = browser.page("nobody");

        assertThat(browser.wrongWith(page, "/api")).isEmpty();
        assertThat(page.textContent("main")).contains("/vendors/{id}/hold").contains("Keep vendors");
        assertThat(browser.wrongWith(page, "/problems/budget-exceeded")).isEmpty();
        assertThat(page.textContent("h1")).isEqualTo("Budget exceeded");
        assertThat(page.request().get("/robots.txt").text()).startsWith("User-agent: *");
    }

    private VendorId vendor(String name) {
        var berlin = new Address("Hauptstrasse 1", "Berlin", "10115", "DE");
        var terms = new VendorTerms(name, "", "", Endpoint.none(), "", berlin, berlin, 30, CurrencyUnit.EUR);
        return transactions.act(fixture.buyer, () -> vendors.add(terms, fixture.buyer));
    }

    private String session(Actor person) {
        var password = passwords.hash(PASSWORD);
        transactions.act(fixture.administrator, () -> {
            people.setPassword(person.account(), password, fixture.administrator);
            return person;
        });
        return signIn.signIn(Fixture.login(person), PASSWORD).token();
    }
}
