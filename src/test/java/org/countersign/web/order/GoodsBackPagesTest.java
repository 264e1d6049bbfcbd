package org.countersign.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.order.PurchaseOrder;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Goods that go back, in a browser: a receipt is reversed, goods are returned for credit, and the credit is waived. */
@TestApp
class GoodsBackPagesTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Fixture fixture;
    private PurchaseOrder order;
    private Browsing browser;

    @BeforeEach
    void anOrderOfTenLamps() {
        fixture = Fixture.in(database);
        order = AnOrder.anOrder(fixture, new OrderModules(database))
                .line("Desk lamp", 10, "50.00")
                .issued();
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aReceiptIsReversedGoodsGoBackForCreditAndFinanceWaivesIt() {
        var here = "/orders/" + order.number();
        var receiver = browser.page(fixture.session(fixture.receiver));
        receiver.navigate(here + "/receipt");
        receiver.click("[data-fill]");
        receiver.click("button:has-text('Record the receipt')");
        receiver.waitForURL("**" + here);
        receiver.click("a:has-text('RCV-')");
        receiver.click("[data-act='Reverse the receipt']");
        receiver.locator("dialog[open] textarea").fill("Counted on the wrong order");
        receiver.locator("dialog[open] button").click();
        receiver.waitForSelector(".flash:has-text('is reversed by')");
        receiver.navigate(here + "/receipt");
        receiver.click("[data-fill]");
        receiver.click("button:has-text('Record the receipt')");
        receiver.waitForURL("**" + here);

        var clerk = browser.page(fixture.session(fixture.apClerk));
        clerk.navigate("/invoices/new?order=" + order.number());
        clerk.fill("[name=number]", "RE-1001");
        clerk.click("button:has-text('Enter and compare')");
        clerk.waitForURL("**/invoices/INV-*");

        receiver.navigate(here + "/return");
        receiver.locator("input[name^=quantity]").fill("3");
        receiver.locator("select[name^=disposition]").selectOption("credit");
        receiver.locator("input[name^=why]").fill("Cracked");
        receiver.locator("main form button.go").last().click();
        receiver.waitForURL("**" + here);
        var seenByReceiver = receiver.locator("table[aria-label='What came of it']");
        var receiversLinks = seenByReceiver.locator("a").allTextContents();
        var receiversWords = seenByReceiver.textContent();
        var requisition = receiver.locator("aside a:has-text('REQ-')").count();

        var finance = browser.page(fixture.session(fixture.finance));
        finance.navigate("/orders?view=credit_expected");
        finance.click("text=Waive credit");
        finance.waitForURL("**/waiver");
        finance.locator("input[name^=quantity]").fill("4");
        finance.fill("[name=reason]", "Not worth asking for");
        finance.click("button:has-text('Waive the credit')");
        var refused = finance.locator(".field .error").first().textContent();
        var wrong = browser.wrongWith(finance, here + "/waiver");
        finance.fill("[name=reason]", "Not worth asking for");
        finance.click("button:has-text('Waive the credit')");
        finance.waitForURL("**" + here);
        var waived = finance.textContent(".flash");
        var financesLinks =
                finance.locator("table[aria-label='What came of it'] a").allTextContents();

        assertThat(receiversWords)
                .contains("RET-", "For credit", "Reversed", "INV-", "RE-1001")
                .doesNotContain("EUR");
        assertThat(receiversLinks).isNotEmpty().allMatch(link -> link.matches("(RCV|RET)-.*"));
        assertThat(requisition).isZero();
        assertThat(refused).contains("Only a credit that is expected can be forgone");
        assertThat(waived).contains("not expected any more");
        assertThat(financesLinks).anyMatch(link -> link.startsWith("INV-"));
        assertThat(wrong).isEmpty();
        assertThat(browser.wrongWith(finance, here)).isEmpty();
        assertThat(browser.wrongWith(receiver, here)).isEmpty();
        assertThat(browser.wrongWith(finance, "/orders?view=credit_expected")).isEmpty();
    }
}
