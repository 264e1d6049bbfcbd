package org.countersign.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import javax.sql.DataSource;
import org.countersign.TestApp;
import org.countersign.exchange.TradingPair;
import org.countersign.vendor.Endpoint;
import org.countersign.web.Browsing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Documents that wait for a person, in a browser: one is placed on an order, one is put aside. */
@TestApp
class DocumentPagesTest {

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private TradingPair trade;
    private Browsing browser;

    @BeforeEach
    void buyerWithAVendor() {
        trade = TradingPair.in(database, TradingPair.ELSEWHERE);
        browser = new Browsing(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void anAnswerOfAnotherVendorIsPlacedByTheBuyerAndAnotherOneIsPutAside() {
        var order = trade.order();
        trade.add("Elsewhere Ltd", new Endpoint("0088", "7300010000001"), "");
        var foreign = TradingPair.meddled(
                trade.acceptance("AB-1", order.number()),
                Map.of(TradingPair.ELSEWHERE.id(), "7300010000001", TradingPair.VENDOR, "Elsewhere Ltd"));
        var page = browser.page(trade.buyer.session(trade.buyer.buyer));

        handIn(page, foreign);
        var waits = page.textContent("main");
        page.fill("[name=order]", "PO-2026-999999");
        page.click("button:has-text('Place it')");
        var refused = page.textContent("main");
        page.fill("[name=order]", order.number());
        page.click("button:has-text('Place it')");
        page.waitForSelector(".flash:has-text('placed')");
        var placed = page.textContent("main");
        handIn(page, trade.acceptance("AB-2", "PO-2026-000077"));
        page.click("[data-act='Dismiss']");
        page.locator("dialog[open] textarea").fill("Sent by mistake");
        page.locator("dialog[open] button").click();
        page.waitForSelector(".flash:has-text('put aside')");
        var address = page.url().replaceAll("^http://[^/]+", "");

        assertThat(waits).contains("is of Bolts and Bits GmbH, not of Elsewhere Ltd");
        assertThat(refused).contains("There is no order PO-2026-999999.");
        assertThat(placed).contains("What it became", order.number());
        assertThat(page.textContent("main")).contains("Dismissed by", "Bert Buyer");
        assertThat(browser.wrongWith(page, address)).isEmpty();
    }

    /** The official rules are read at their first use, which takes its time. */
    private static void handIn(Page page, byte[] document) {
        page.setDefaultTimeout(60_000);
        page.navigate("/documents/new");
        page.setInputFiles("[name=file]", new FilePayload("answer.xml", "application/xml", document));
        page.click("button:has-text('Hand in')");
        page.waitForURL("**/documents/*-*");
    }
}
