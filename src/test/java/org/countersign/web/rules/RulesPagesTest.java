package org.countersign.web.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The rules of an organisation in a browser: tolerances, approval rules and approver groups. */
@TestApp
class RulesPagesTest {

    @Autowired
    private DataSource database;

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
    void financeWritesTolerancesAndAWrongOneIsRefusedAtItsField() {
        var page = browser.page(fixture.session(fixture.finance));

        page.navigate("/tolerances");
        var none = page.textContent("main");
        page.locator("a:has-text('Write the next version')").first().click();
        page.click("text=Add a rule");
        page.fill("[name='id.0']", "price-3");
        page.selectOption("[name='measure.0']", new SelectOption().setLabel("unit price"));
        page.selectOption("[name='side.0']", new SelectOption().setLabel("above what is expected"));
        page.fill("[name='percent.0']", "-3");
        page.click("text=Keep this version");
        var refused = page.textContent("[id='percent.0-error']");
        page.fill("[name='percent.0']", "3");
        page.fill("[name='absolute.0']", "20");
        page.click("text=Keep this version");
        var unsaid = page.textContent("[id='currency.0-error']");
        page.fill("[name='currency.0']", "EUR");
        page.click("text=Add a rule");
        page.fill("[name='id.1']", "any quantity");
        page.selectOption("[name='measure.1']", new SelectOption().setLabel("quantity against ordered"));
        page.selectOption("[name='side.1']", new SelectOption().setLabel("below what is expected"));
        page.selectOption("[name='limit.1']", new SelectOption().setLabel("Without limit"));
        page.click("text=Keep this version");
        page.waitForURL("**/tolerances/1");
        var kept = page.textContent("main");

        assertThat(none).contains("No tolerances", "a figure must agree exactly");
        assertThat(refused).contains("A tolerance is zero or more");
        assertThat(unsaid).contains("names its currency");
        assertThat(kept)
                .contains(
                        "price-3",
                        "3 % and 20 EUR",
                        "the smaller counts",
                        "any quantity",
                        "Without limit",
                        "Not capped");
        assertThat(browser.wrongWith(page, "/tolerances")).isEmpty();
        assertThat(browser.wrongWith(page, "/tolerances/1")).isEmpty();
        assertThat(browser.wrongWith(page, "/tolerances/new")).isEmpty();
        assertThat(page.inputValue("[name='percent.0']")).isEqualTo("3");
        assertThat(page.inputValue("[name='limit.1']")).isEqualTo("unlimited");
    }

    @Test
    void financeWritesApprovalRulesAndAConditionThatCannotBeReadIsRefusedAtItsRule() {
        var page = browser.page(fixture.session(fixture.finance));

        page.navigate("/approval-rules/new");
        page.selectOption("[name=namedOwner]", new SelectOption().setLabel("Dora Director"));
        page.fill("[name=reason]", "Laptops are cheaper now");
        page.fill("[name='condition.1']", "total > 5000");
        page.click("text=Keep this version");
        var refused = page.textContent("[id='condition.1-error']");
        page.fill("[name='condition.1']", "total > amount(\"7000.00\")");
        page.selectOption("[name='approvers.1']", new SelectOption().setLabel("Rene Research"));
        page.click("text=Keep this version");
        page.waitForURL("**/approval-rules/1");
        var kept = page.textContent("main");
        var other = browser.page(fixture.session(fixture.otherFinance));
        other.navigate("/approval-rules/new");
        page.navigate("/approval-rules/new");
        page.fill("[name=reason]", "Another look");
        page.click("text=Keep this version");
        page.waitForURL("**/approval-rules/2");
        other.fill("[name=reason]", "Written beside it");
        other.click("text=Keep this version");
        other.click("text=Keep this version");
        var stale = other.textContent(".flash");

        assertThat(refused).contains("Rule 2 (Cost centre owners) cannot be read");
        assertThat(kept)
                .contains("total > amount(\"7000.00\")", "Rene Research", "Dora Director decides", "In force from");
        assertThat(stale).contains("you saw version 1, it is now at 2");
        assertThat(browser.wrongWith(page, "/approval-rules")).isEmpty();
        assertThat(browser.wrongWith(page, "/approval-rules/2")).isEmpty();
        assertThat(browser.wrongWith(page, "/approval-rules/new")).isEmpty();
    }

    @Test
    void anAdministratorSaysWhoIsInAGroup() {
        var page = browser.page(fixture.session(fixture.administrator));

        page.navigate("/groups");
        var none = page.textContent("main");
        page.locator("a:has-text('New group')").first().click();
        page.fill("[name=name]", "legal");
        page.check("label:has-text('Dora Director')");
        page.check("label:has-text('Olga Operations')");
        page.click("text=Make the group");
        page.waitForURL("**/groups");
        var made = page.textContent("main table");
        page.click("a:has-text('legal')");
        page.uncheck("label:has-text('Olga Operations')");
        page.click("text=Keep the members");
        page.waitForURL("**/groups");

        assertThat(none).contains("No groups yet");
        assertThat(made).contains("Dora Director, Olga Operations", "2 may act");
        assertThat(page.textContent("main table")).contains("Dora Director").doesNotContain("Olga");
        assertThat(browser.wrongWith(page, "/groups")).isEmpty();
        assertThat(browser.wrongWith(page, "/groups/members?group=legal")).isEmpty();
    }
}
