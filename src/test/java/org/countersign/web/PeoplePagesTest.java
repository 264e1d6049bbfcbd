package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.identity.Keys;
import org.countersign.identity.Passwords;
import org.countersign.identity.People;
import org.countersign.identity.SignIn;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages on which administrators keep people and cost centres, and everybody's own account, in a browser. */
@TestApp
class PeoplePagesTest {

    @Autowired
    private DataSource database;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Keys keys;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Transactions transactions;

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
    void aPersonIsAddedGetsOtherRolesAndIsSuspended() {
        var page = browser.page(fixture.session(fixture.administrator));
        var login = "nora-" + fixture.organization + "@muster.example";

        page.navigate("/people/new");
        page.fill("[name=name]", "Nora New");
        page.fill("[name=login]", login);
        page.selectOption("[name=manager]", new SelectOption().setLabel("Mona Manager"));
        page.fill("[name=password]", "too short");
        page.check("[name=role-requester]");
        page.click("button:has-text('Add the person')");
        var refused = page.textContent(".flash");
        page.fill("[name=password]", "a good long password");
        page.click("button:has-text('Add the person')");
        var address = page.url().replaceAll("^http://[^/]+", "");
        var session = signIn.signIn(login, "a good long password").token();
        page.click("[data-act='Change roles']");
        page.check("[name=role-buyer]");
        page.fill("[name=only-buyer]", "OPS, RND");
        page.click("button:has-text('Change the roles')");
        var roles = page.textContent("main");
        page.navigate(address);
        page.click(".more summary");
        page.click("[data-act=Suspend]");
        page.click("#suspend-dialog button");
        page.waitForSelector("[data-act=Restore]");

        assertThat(refused).contains("A password has 12 to 200 characters.");
        assertThat(roles)
                .contains("The roles count from now on.")
                .contains("Mona Manager")
                .contains("write, submit, withdraw requisitions")
                .contains("only for OPS, RND")
                .contains("Requester to requester, buyer");
        assertThat(page.textContent(".head")).contains("Suspended: may do nothing here");
        assertThat(signIn.findActor(session)).isEmpty();
        assertThat(browser.wrongWith(page, address)).isEmpty();
        assertThat(browser.wrongWith(page, address + "/roles")).isEmpty();
        assertThat(browser.wrongWith(page, "/people/new")).isEmpty();
        assertThat(browser.wrongWith(page, "/people?view=suspended")).isEmpty();
        assertThat(page.locator("[data-row]").allTextContents())
                .singleElement()
                .asString()
                .contains("Nora New");
    }

    @Test
    void everybodyMakesAKeyThatIsShownOnceAndRevokesIt() {
        var page = browser.page(fixture.session(fixture.rita));

        page.navigate("/");
        page.click(".me a");
        var account = page.textContent("main");
        page.click("[data-act='New key']");
        page.fill("[name=name]", "Nightly import");
        page.click("button:has-text('Make the key')");
        var key = page.textContent("#key");
        var known = keys.findActor(key);
        page.click("text=It is kept safe");
        var listed = page.textContent("main");
        page.click("[data-act=Revoke]");
        page.click("dialog[open] button");
        page.waitForSelector("text=revoked");

        assertThat(account)
                .contains("Acts for Muster GmbH as Requester")
                .contains("write, submit, withdraw requisitions");
        assertThat(known.orElseThrow().account()).isEqualTo(fixture.rita.account());
        assertThat(listed).contains("Nightly import").doesNotContain(key);
        assertThat(keys.findActor(key)).isEmpty();
        assertThat(browser.wrongWith(page, "/me")).isEmpty();
        assertThat(page.navigate("/people").status()).isEqualTo(403);
    }

    @Test
    void aCostCentreIsOpenedAndGivenAnotherOwner() {
        var page = browser.page(fixture.session(fixture.finance));

        page.navigate("/cost-centres/new");
        page.fill("[name=code]", "MKT");
        page.fill("[name=name]", "Marketing");
        page.selectOption("[name=owner]", new SelectOption().setLabel("Olga Operations"));
        page.selectOption("[name=parent]", new SelectOption().setLabel("ALL"));
        page.click("button:has-text('Open the cost centre')");
        page.click("a:text-is('MKT')");
        page.selectOption("[name=owner]", new SelectOption().setLabel("Rene Research"));
        page.click("button:has-text('Change the cost centre')");
        page.waitForSelector("text=Changed MKT.");

        assertThat(page.locator("[data-row]:has-text('MKT')").textContent())
                .contains("Marketing")
                .contains("Rene Research")
                .contains("ALL")
                .contains("may be charged");
        assertThat(browser.wrongWith(page, "/cost-centres")).isEmpty();
        assertThat(browser.wrongWith(page, "/cost-centres/new")).isEmpty();
    }

    @Test
    void aPersonChangesTheirPasswordWithThePresentOne() {
        var hash = passwords.hash("the one before this");
        transactions.act(fixture.administrator, () -> {
            people.setPassword(fixture.rita.account(), hash, fixture.administrator);
            return hash;
        });
        var login = Fixture.login(fixture.rita);
        var elsewhere = signIn.signIn(login, "the one before this").token();
        var page = browser.page(signIn.signIn(login, "the one before this").token());

        page.navigate("/me");
        page.click("[data-act='Change password']");
        page.fill("[name=present]", "not it at all");
        page.fill("[name=next]", "the one that counts");
        page.fill("[name=again]", "the one that counts");
        page.click("button:has-text('Change the password')");
        var refused = page.textContent("#present-error");
        page.fill("[name=present]", "the one before this");
        page.fill("[name=next]", "the one that counts");
        page.fill("[name=again]", "the one that counts");
        page.click("button:has-text('Change the password')");
        page.waitForURL("**/me");

        assertThat(refused).contains("That is not your present password");
        assertThat(page.textContent(".flash")).contains("signed out everywhere else");
        assertThat(signIn.findActor(elsewhere)).isEmpty();
        assertThat(signIn.signIn(login, "the one that counts").account()).isEqualTo(fixture.rita.account());
        assertThat(browser.wrongWith(page, "/me/password")).isEmpty();
    }

    @Test
    void theLookForAPageFindsThoseThatBeginSomething() {
        var page = browser.page(fixture.session(fixture.finance));

        page.navigate("/");
        page.keyboard().press("Control+k");
        page.waitForSelector("#found :text('Write the next tolerances')");
        page.keyboard().type("change pass");
        page.waitForSelector("#found [aria-selected=true]:has-text('Change password')");
        page.keyboard().press("Enter");
        page.waitForURL("**/me/password");

        assertThat(page.title()).startsWith("Change password");
    }

    @Test
    void aFormThatSomebodyElseOvertookIsRefusedAgainAtTheSecondPress() {
        var person = "/people/" + fixture.rita.account();
        var page = browser.page(fixture.session(fixture.administrator));
        page.navigate(person + "/manager");
        var other = browser.page(fixture.session(fixture.administrator));
        other.navigate(person + "/manager");
        other.selectOption("[name=manager]", new SelectOption().setLabel("Olga Operations"));
        other.click("button:has-text('Change the manager')");
        other.waitForSelector(".flash");

        page.selectOption("[name=manager]", new SelectOption().setLabel("Rene Research"));
        page.click("button:has-text('Change the manager')");
        page.click("button:has-text('Change the manager')");
        var refused = page.textContent(".flash");
        page.click("text=Open it as it is now");
        var now = page.locator("[name=manager] option:checked").textContent();

        assertThat(refused).contains("This was changed meanwhile");
        assertThat(now).isEqualTo("Olga Operations");
    }
}
