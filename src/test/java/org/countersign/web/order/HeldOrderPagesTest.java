package org.countersign.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An order that is held, in a browser: everybody sees it, nobody fills in a receipt in vain, and lifting it is the next act. */
@TestApp
class HeldOrderPagesTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Fixture fixture;
    private String here;
    private Browsing browser;

    @BeforeEach
    void anOrderOfTenLamps() {
        fixture = Fixture.in(database);
        here = "/orders/"
                + AnOrder.anOrder(fixture, new OrderModules(database))
                        .line("Desk lamp", 10, "50.00")
                        .issued()
                        .number();
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whoHoldsItAndWhyStandsOnItsPageAndInsteadOfTheFormOfAReceipt() {
        var buyer = browser.page(fixture.session(fixture.buyer));
        buyer.navigate(here);
        answer(buyer, "Hold", "Wrong lamps were quoted");
        buyer.locator("h1:has-text('held')").waitFor();

        var receiver = browser.page(fixture.session(fixture.receiver));
        receiver.navigate(here + "/receipt");

        assertThat(buyer.textContent("main")).contains("Held by Bert Buyer", "Wrong lamps were quoted");
        assertThat(buyer.locator(".acts .go").allTextContents()).containsExactly("Lift hold");
        assertThat(receiver.textContent("main")).contains("is held", "Bert Buyer holds it", "Wrong lamps were quoted");
        assertThat(receiver.locator("main form").count()).isZero();
        assertThat(browser.wrongWith(buyer, here)).isEmpty();
        assertThat(browser.wrongWith(receiver, here + "/receipt")).isEmpty();
    }

    @Test
    void onceTheHoldIsLiftedGoodsAreReceived() {
        var buyer = browser.page(fixture.session(fixture.buyer));
        buyer.navigate(here);
        answer(buyer, "Hold", "Wrong lamps were quoted");
        buyer.locator("h1:has-text('held')").waitFor();
        answer(buyer, "Lift hold", "They are the right ones");
        buyer.locator(".flash:has-text('The hold is lifted')").waitFor();

        var receiver = browser.page(fixture.session(fixture.receiver));
        receiver.navigate(here + "/receipt");

        assertThat(buyer.textContent("main")).doesNotContain("Held by");
        assertThat(receiver.locator("[data-fill]").count()).isOne();
    }

    @Test
    void aHeldOrderThatIsCancelledIsHeldNoMore() {
        var buyer = browser.page(fixture.session(fixture.buyer));
        buyer.navigate(here);
        answer(buyer, "Hold", "Wrong lamps were quoted");
        buyer.locator("h1:has-text('held')").waitFor();

        answer(buyer, "Cancel order", "They cannot deliver");
        buyer.locator("h1:has-text('cancelled')").waitFor();

        assertThat(buyer.textContent("h1")).doesNotContain("held");
        assertThat(buyer.textContent("main")).doesNotContain("Nothing is received or paid");
    }

    private static void answer(Page page, String act, String reason) {
        var button = page.locator("[data-act='" + act + "']");
        if (!button.isVisible()) {
            page.click(".more > summary");
        }
        button.click();
        page.locator("dialog[open] textarea").fill(reason);
        page.locator("dialog[open] button").click();
    }
}
