package org.countersign.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.identity.Passwords;
import org.countersign.identity.People;
import org.countersign.identity.SessionCookie;
import org.countersign.identity.SignIn;
import org.countersign.kernel.Actor;
import org.countersign.order.AnOrder;
import org.countersign.order.OrderModules;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Receiving, invoices and documents in a browser, as a receiver, an AP clerk and finance use them. */
@TestApp
class InvoicePagesTest {

    private static final String PASSWORD = "a good long password";
    private static final List<String> QUIETLY =
            List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking");

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

    @LocalServerPort
    private int port;

    private final List<String> mistakes = new ArrayList<>();
    private Fixture fixture;
    private PurchaseOrder order;
    private Playwright playwright;
    private Browser browser;

    @BeforeEach
    void anOrderOfTenLampsAndFourDesks() {
        fixture = Fixture.in(database);
        order = AnOrder.anOrder(fixture, new OrderModules(database))
                .line("Desk lamp", 10, "50.00")
                .line("Standing desk", 4, "400.00")
                .issued();
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(QUIETLY));
    }

    @AfterEach
    void close() {
        playwright.close();
    }

    @Test
    void goodsAreReceivedByKeyboardAndAnInvoiceOverPriceIsHeldUntilFinanceLiftsIt() {
        var receiver = page(fixture.receiver);
        receiver.navigate("/orders/" + order.number() + "/receipt");
        receiver.locator("input[name^=quantity]").first().focus();
        receiver.keyboard().type("11");
        receiver.keyboard().press("Enter");
        var refused = receiver.textContent(".entry .flash");
        wrongWith(receiver, "refused");
        receiver.locator("input[name^=quantity]").first().fill("");
        receiver.locator("[data-fill]").focus();
        receiver.keyboard().press("Enter");
        receiver.locator("input[name=deliveryNote]").focus();
        receiver.keyboard().type("LS-4711");
        receiver.keyboard().press("Enter");
        receiver.waitForURL("**/orders/" + order.number());
        var received = receiver.textContent(".flash");

        var clerk = page(fixture.apClerk);
        clerk.navigate("/invoices/new?order=" + order.number());
        clerk.fill("[name=number]", "RE-1001");
        clerk.fill("[name='price.o1']", "55.00");
        clerk.locator(".preview:has-text('2,558.50 EUR')").waitFor();
        var wrongWithEntry = wrongWith(clerk, "entry");
        clerk.click("button:has-text('Enter and compare')");
        clerk.waitForURL("**/invoices/INV-*");
        var held = clerk.textContent(".hold");
        var marked = clerk.locator(".match mark").allTextContents();
        var beside = clerk.textContent(".match tbody tr");
        var wrongWithMatch = wrongWith(clerk, "match");

        var finance = page(fixture.finance);
        finance.navigate(clerk.url());
        finance.click("a:has-text('Lift hold')");
        finance.locator("dialog[open] textarea").fill("Agreed by telephone");
        finance.locator("dialog[open] button").click();
        finance.locator(".flash").waitFor();

        assertThat(refused).contains("More would be received than is wanted", "expected", "10", "actual", "11");
        assertThat(received).contains("Received as RCV-", "2 lines");
        assertThat(held)
                .contains(
                        "Price",
                        "line 1",
                        "Buyer",
                        "revise the order, or ask for a credit note",
                        "50.00 EUR",
                        "55.00 EUR");
        assertThat(beside).contains("10 units at 50.00 EUR", "at 55.00 EUR", "Price, held", "more than");
        assertThat(marked).containsExactly("at 55.00 EUR");
        assertThat(finance.textContent(".flash")).contains("is ready to pay");
        assertThat(finance.textContent(".hold")).contains("Price, lifted", "Agreed by telephone", "Fiona Finance");
        assertThat(wrongWithEntry).isEmpty();
        assertThat(wrongWithMatch).isEmpty();
    }

    @Test
    void theListsAndFormsOfReceiversAndClerksAreAccessibleAndFitAPhone() {
        var receiver = page(fixture.receiver);
        receiver.navigate("/orders/" + order.number() + "/receipt");
        receiver.click("[data-fill]");
        receiver.click("button:has-text('Record the receipt')");
        receiver.navigate("/receipts");
        var receipt = receiver.locator("td.main a").first().getAttribute("href");
        var clerk = page(fixture.apClerk);
        clerk.navigate("/invoices/new?order=" + order.number());
        clerk.fill("[name=number]", "RE-2002");
        clerk.fill("[name='price.o1']", "80");
        clerk.click("button:has-text('Enter and compare')");
        clerk.waitForURL("**/invoices/INV-*");
        clerk.navigate("/documents/new");
        clerk.setInputFiles("[name=file]", new FilePayload("note.xml", "application/xml", "<note/>".getBytes(UTF_8)));
        clerk.click("button:has-text('Hand in')");
        clerk.waitForURL("**/documents/*-*");
        var handedIn = clerk.textContent("main");
        var document = clerk.url().replaceAll("^http://[^/]+", "");

        var wrong = new ArrayList<String>();
        for (var path : List.of("/receipts", receipt, "/orders/" + order.number() + "/return")) {
            receiver.navigate(path);
            wrong.addAll(wrongWith(receiver, path));
        }
        for (var path :
                List.of("/invoices", "/invoices/new", "/documents?view=all", document, "/orders/" + order.number())) {
            clerk.navigate(path);
            wrong.addAll(wrongWith(clerk, path));
        }

        assertThat(handedIn).contains("Without a number", "Unsupported");
        assertThat(wrong).isEmpty();
        assertThat(mistakes).isEmpty();
    }

    private Page page(Actor by) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + port)
                .setViewportSize(1440, 900));
        context.addCookies(List.of(new Cookie(SessionCookie.NAME, session(by)).setUrl("http://127.0.0.1:" + port)));
        var page = context.newPage();
        page.setDefaultTimeout(30_000);
        page.onPageError(mistakes::add);
        return page;
    }

    private String session(Actor by) {
        var hash = passwords.hash(PASSWORD);
        transactions.act(fixture.administrator, () -> {
            people.setPassword(by.account(), hash, fixture.administrator);
            return by;
        });
        return signIn.signIn(Fixture.login(by), PASSWORD).token();
    }

    /** Wide and light, then on a phone and dark. */
    private static List<String> wrongWith(Page page, String name) {
        var wrong = new ArrayList<String>();
        picture(page, name, "wide");
        wrong.addAll(Axe.violations(page));
        page.setViewportSize(390, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(page, name, "phone");
        wrong.addAll(Axe.violations(page));
        if (!page.evaluate("document.documentElement.scrollWidth - innerWidth").equals(0)) {
            wrong.add(name + " is wider than a phone");
        }
        page.setViewportSize(1440, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return wrong;
    }

    private static void picture(Page page, String name, String size) {
        var folder = System.getenv("LOOK_PICTURES");
        if (folder != null) {
            var file = name.replaceAll("[^a-z-]+", "-").replaceAll("^-", "") + "-" + size + ".png";
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, file)));
        }
    }
}
