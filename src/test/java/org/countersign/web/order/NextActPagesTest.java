package org.countersign.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.kernel.Actor;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The main act of an order's page is the one that the order waits for, and stands first for whoever may do it. */
@TestApp
class NextActPagesTest {

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
    void fromTheHandingOverToTheInvoice() {
        var handedOver = browser.page(fixture.session(fixture.buyer));
        handedOver.navigate(here);
        handedOver.locator("text=Order, PDF").waitFor();
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
}
