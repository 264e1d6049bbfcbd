package org.countersign.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.kernel.Actor;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.platform.Consumers;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of an order, in a browser: its main act is the one that it waits for, and a hold stops it for everybody to see. */
@TestApp
class OrderPagesTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Consumers consumers;

    @LocalServerPort
    private int port;

    private Fixture fixture;
    private String here;
    private Browsing browser;

    /** Its documents are made: whoever opens its page sees them, and no version changes under an act. */
    @BeforeEach
    void anOrderOfTenLamps() {
        fixture = Fixture.in(database);
        here = "/orders/"
                + AnOrder.anOrder(fixture, new OrderModules(database))
                        .line("Desk lamp", 10, "50.00")
                        .issued()
                        .number();
        consumers.catchUp();
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whoHoldsItAndWhyStandsOnItsPageAndInsteadOfTheFormOfAReceipt() {
        var buyer = whoHolds();

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
        var buyer = whoHolds();
        answer(buyer, "Lift hold", "They are the right ones");
        buyer.locator(".flash:has-text('The hold is lifted')").waitFor();

        var receiver = browser.page(fixture.session(fixture.receiver));
        receiver.navigate(here + "/receipt");

        assertThat(buyer.textContent("main")).doesNotContain("Held by");
        assertThat(receiver.locator("[data-fill]").count()).isOne();
    }

    @Test
    void aHeldOrderThatIsCancelledIsHeldNoMore() {
        var buyer = whoHolds();

        answer(buyer, "Cancel order", "They cannot deliver");
        buyer.locator("h1:has-text('cancelled')").waitFor();

        assertThat(buyer.textContent("h1")).doesNotContain("held");
        assertThat(buyer.textContent("main")).doesNotContain("Nothing is received or paid");
    }

    @Test
    void theMainActIsTheOneThatTheOrderWaitsForAndIsFirstForWhoeverMayDoIt() {
        var handedOver = browser.page(fixture.session(fixture.buyer));
        handedOver.navigate(here);
        var toSend = mainActs(fixture.buyer);
        handedOver.click("[data-act='Mark as handed over']");
        handedOver.locator("dialog[open] textarea").fill("By post");
        handedOver.locator("dialog[open] button").click();
        handedOver.locator(".flash").waitFor();
        var toBeAnswered = mainActs(fixture.buyer);
        var notTheReceivers = mainActs(fixture.receiver);
        handedOver.navigate(here + "/answer");
        handedOver.selectOption("select", "ACCEPTED");
        handedOver.click("button:has-text('Note the answer')");
        handedOver.locator(".flash").waitFor();
        var toBeDelivered = mainActs(fixture.receiver);
        var notTheBuyers = mainActs(fixture.buyer);
        var receiver = browser.page(fixture.session(fixture.receiver));
        receiver.navigate(here + "/receipt");
        receiver.click("[data-fill]");
        receiver.click("button:has-text('Record the receipt')");
        receiver.waitForURL("**" + here);
        var toBeBilled = mainActs(fixture.apClerk);

        assertThat(toSend).containsExactly("Mark as handed over");
        assertThat(toBeAnswered).containsExactly("Note vendor's answer");
        assertThat(notTheReceivers).isEmpty();
        assertThat(toBeDelivered).containsExactly("Receive");
        assertThat(notTheBuyers).isEmpty();
        assertThat(toBeBilled).containsExactly("Enter invoice");
    }

    private List<String> mainActs(Actor reader) {
        var page = browser.page(fixture.session(reader));
        page.navigate(here);
        return page.locator(".acts .go").allTextContents();
    }

    /** The page of a buyer who has just held the order. */
    private Page whoHolds() {
        var buyer = browser.page(fixture.session(fixture.buyer));
        buyer.navigate(here);
        answer(buyer, "Hold", "Wrong lamps were quoted");
        buyer.locator("h1:has-text('held')").waitFor();
        return buyer;
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
