package org.countersign.web.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
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

/** What a clerk does with an invoice that is not as it should be: links it, rejects it, and is told that it came before. */
@TestApp
class ClerkPagesTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private Fixture fixture;
    private PurchaseOrder order;
    private Browsing browser;

    @BeforeEach
    void anOrderOfTenLampsAndFourDesks() {
        fixture = Fixture.in(database);
        order = AnOrder.anOrder(fixture, new OrderModules(database))
                .line("Desk lamp", 10, "50.00")
                .line("Standing desk", 4, "400.00")
                .issued();
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aLineIsLinkedTheSameNumberIsRefusedAndARejectedInvoiceFreesIt() {
        var page = browser.page(fixture.session(fixture.apClerk));

        enter(page, "RE-1001", "");
        page.waitForURL("**/invoices/INV-*");
        var unlinked = page.textContent(".hold:has-text('Line not linked')");
        page.locator("select[name=orderLine]").first().selectOption(new SelectOption().setIndex(1));
        page.locator("button:has-text('Link')").first().click();
        page.waitForSelector(".flash");
        var linked = page.textContent("main");
        var invoice = page.url().replaceAll("^http://[^/]+", "");
        enter(page, "re 1001", order.number() + "/1");
        var refused = page.textContent(".flash");
        page.navigate(invoice);
        page.click("[data-act=Reject]");
        page.locator("dialog[open] textarea").fill("Billed to the wrong company");
        page.locator("dialog[open] button").click();
        page.waitForSelector(".flash");
        var rejected = page.textContent("main");
        enter(page, "RE-1001", order.number() + "/1");
        page.waitForURL("**/invoices/INV-*");
        var file = page.request().get("/invoices?view=all&format=csv").text();

        assertThat(unlinked).contains("Lifted by", "itself, once the line is linked");
        assertThat(linked).contains("Line linked to the order", "No receipt");
        assertThat(refused)
                .contains("The vendor's number re 1001 was entered before, as INV-")
                .doesNotContainPattern("[0-9a-f]{8}-");
        assertThat(rejected).contains("Rejected", "Billed to the wrong company");
        assertThat(file.lines()).hasSize(3);
        assertThat(file)
                .startsWith("Invoice,\"Invoice, note\",Vendor")
                .contains(",RE-1001,Bolts and Bits GmbH,", ",Rejected,");
        assertThat(browser.wrongWith(page, invoice)).isEmpty();
    }

    /** Enters the lamps alone, quoting the order line that is given. */
    private void enter(Page page, String number, String line) {
        page.navigate("/invoices/new?order=" + order.number());
        page.fill("[name=number]", number);
        page.fill("[name='line.o1']", line);
        page.fill("[name='quantity.o1']", "10");
        page.click("button:has-text('Enter and compare')");
    }
}
