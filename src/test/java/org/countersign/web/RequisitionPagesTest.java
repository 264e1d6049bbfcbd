package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.approval.RuleKeeping;
import org.countersign.approval.RuleKeeping.NewPolicy;
import org.countersign.budget.Budget;
import org.countersign.budget.BudgetTerms;
import org.countersign.budget.Stop;
import org.countersign.catalog.Article;
import org.countersign.catalog.Catalog;
import org.countersign.catalog.ItemPrice;
import org.countersign.catalog.Validity;
import org.countersign.identity.SessionCookie;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Price;
import org.countersign.platform.Transactions;
import org.countersign.vendor.Address;
import org.countersign.vendor.Endpoint;
import org.countersign.vendor.VendorTerms;
import org.countersign.vendor.Vendors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests, approvals and search, as people do them in a browser. */
@TestApp
class RequisitionPagesTest {

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private Vendors vendors;

    @Autowired
    private Catalog catalog;

    @Autowired
    private Budget budget;

    @Autowired
    private RuleKeeping rules;

    private final List<String> mistakes = new ArrayList<>();
    private Fixture at;

    @BeforeAll
    static void open() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    @BeforeEach
    void anOrganization() {
        at = Fixture.in(database);
        var today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        var january = today.withDayOfYear(1);
        transactions.act(at.organization, () -> {
            var address = new Address("Gasse 1", "Berlin", "10115", "DE");
            var vendor = vendors.add(
                    new VendorTerms("Hardware AG", "", "", Endpoint.none(), "", address, address, 30, CurrencyUnit.EUR),
                    at.buyer);
            catalog.add(
                    vendor,
                    new Article("LT-1", "Laptop 14 inch", "", "hardware", "C62", 0, false),
                    Validity.from(january),
                    new ItemPrice(Price.of("EUR", "900.00"), "S", new BigDecimal("19"), Validity.from(january)),
                    at.buyer);
            budget.open(
                    new BudgetTerms(
                            at.operations,
                            "Operations",
                            january,
                            today.withMonth(12).withDayOfMonth(31),
                            Money.parse("EUR 5000.00"),
                            Stop.HARD),
                    at.finance);
            return rules.keep(NewPolicy.standard(today, at.dora.account()), at.finance);
        });
    }

    @Test
    void aRequestIsWrittenByKeyboardWithItsPreviewAndBecomesAnOrderWhenItIsApproved() {
        try (var rita = as(at.rita);
                var mona = as(at.mona);
                var dora = as(at.dora)) {
            var page = rita.newPage();
            page.navigate(address("/requisitions"));
            picture(page, "empty");
            assertIsWell(page);
            page.keyboard().press(".");
            page.waitForURL("**/requisitions/new");
            page.locator("text=What would make it pass").waitFor();

            write(page);
            page.locator("text=it passes").waitFor();
            assertThat(page.locator(".preview").textContent())
                    .contains("2,177.70 EUR", "Mona Manager", "outside the organisation", "Budget OPS, Operations");
            picture(page, "form");
            assertIsWell(page);
            page.locator("button:has-text('Submit')").press("Enter");
            page.waitForURL("**/requisitions/REQ-*");

            assertThat(page.locator(".flash").textContent()).contains("waits for Mona Manager");
            picture(page, "request");
            assertIsWell(page);

            var inbox = mona.newPage();
            inbox.navigate(address("/approvals"));
            picture(inbox, "inbox");
            assertIsWell(inbox);
            inbox.keyboard().press("j");
            inbox.keyboard().press("Enter");
            inbox.waitForURL("**/approvals/*-*");
            assertThat(inbox.locator("aside").textContent())
                    .contains("This request", "Left after it", "you did not", "Hardware AG may receive orders");
            picture(inbox, "decision");
            assertIsWell(inbox);
            inbox.keyboard().press(".");
            inbox.waitForURL("**/approvals");
            assertThat(inbox.locator(".flash").textContent()).contains("waits for Dora Director");
            inbox.navigate(address("/approvals?view=decided"));
            assertThat(inbox.locator("tbody").textContent()).contains("Laptops for the workshop", "Approved");
            assertIsWell(inbox);

            var last = dora.newPage();
            last.navigate(address("/approvals"));
            last.locator("tbody a").click();
            last.locator("button:has-text('Approve')").click();
            last.waitForURL("**/approvals");
            assertThat(last.locator(".flash").textContent()).contains("REQ-", "is approved; PO-", "was ordered");

            page.reload();
            assertThat(page.locator("main").textContent())
                    .contains("Approved by Mona Manager", "Approved by Dora Director", "PO-");
            picture(page, "ordered");
            page.navigate(address("/search?q=workshop"));
            assertThat(page.locator("main").textContent()).contains("Orders", "Requisitions", "Hardware AG");
            assertIsWell(page);
            page.navigate(address("/"));
            assertThat(page.locator("main").textContent()).contains("of your requests in approval");
            assertThat(page.locator(".card:has-text('Your newest requisitions') tbody tr")
                            .textContent())
                    .contains("Laptops for the workshop", "Ordered", "PO-");
            picture(page, "home");
            assertIsWell(page);
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aRefusedRequestKeepsWhatWasTypedAndSaysWhatIsWrongAtItsLine() {
        try (var rita = as(at.rita)) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            page.locator("#title").fill("Odds and ends");
            page.locator("#line-0-what").fill("misc");
            page.locator("#line-0-quantity").fill("3");
            page.locator("text=tells neither the vendor").first().waitFor();
            page.locator("#line-0-quantity").press("Enter");
            assertThat(page.url()).endsWith("/requisitions/new");

            page.locator("button:has-text('Submit')").click();
            page.locator(".flash.stop").waitFor();

            assertThat(page.locator(".wish .why.stop").textContent()).contains("Say what is meant");
            assertThat(page.locator("#title").inputValue()).isEqualTo("Odds and ends");
            assertThat(page.locator("#line-0-what").inputValue()).isEqualTo("misc");
            picture(page, "refused");
            assertIsWell(page);
            page.locator("button:has-text('Save draft')").click();
            page.waitForURL("**/requisitions/*-*");
            assertThat(page.locator(".flash").textContent()).contains("The draft is saved");
            picture(page, "draft");
            assertIsWell(page);
            page.navigate(address("/"));
            assertThat(page.locator(".tiles").textContent()).contains("draft of yours");
        }
    }

    @Test
    void partsAreAskedForOnceALineIsSplitAndWhoIsLeftAloneBearsAllOfIt() {
        try (var rita = as(at.rita)) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            var parts = page.locator("#line-0-charges [name='line.0.part']");
            var askedBefore = parts.first().isVisible();

            page.locator("button:has-text('Split')").first().click();
            var askedOfTwo = parts.first().isVisible() && parts.last().isVisible();
            parts.first().fill("60");
            page.locator("#line-0-charges [data-remove]").last().click();

            assertThat(askedBefore).isFalse();
            assertThat(askedOfTwo).isTrue();
            assertThat(parts.count()).isOne();
            assertThat(parts.first().isVisible()).isFalse();
            assertThat(parts.first().inputValue()).isEqualTo("100");
        }
    }

    @Test
    void anyPartOfASplitCanGoAndADraftKeepsThoseThatHaveNoCostCentreYet() {
        try (var rita = as(at.rita)) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            page.locator("#title").fill("Laptops of two teams");
            page.locator("#neededBy").fill("2099-01-15");
            page.locator("#line-0-what").fill("Laptop 14 inch · LT-1 · Hardware AG");
            page.locator("#line-0-quantity").fill("2");
            var split = page.locator("button:has-text('Split')").first();
            split.click();
            split.click();
            var parts = page.locator("#line-0-charges [name='line.0.part']");
            parts.nth(1).fill("60");
            parts.nth(2).fill("40");
            page.locator("[name='line.0.centre']").nth(1).selectOption("OPS");

            page.locator("#line-0-charges [data-remove]").first().click();
            page.locator("button:has-text('Save draft')").click();
            page.waitForURL("**/requisitions/*-*");
            var drafted = page.locator("main").textContent();
            page.navigate(page.url() + "/edit");

            assertThat(drafted).contains("OPS 60 %, no cost centre yet 40 %");
            assertThat(page.locator("[name='line.0.centre']").evaluateAll("all => all.map(one => one.value)"))
                    .isEqualTo(List.of("OPS", ""));
            assertThat(parts.evaluateAll("all => all.map(one => one.value)")).isEqualTo(List.of("60", "40"));
            page.locator("button:has-text('Submit')").click();
            page.locator(".flash.stop").waitFor();
            assertThat(page.locator(".wish .why.stop").textContent()).contains("Choose the cost centre of each part");
        }
    }

    @Test
    void aLineOfWhichNobodyBearsAnythingYetIsAskedWhoBearsItWithoutScriptsToo() {
        try (var rita = signedIn(at.rita, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            page.locator("#title").fill("A laptop");
            page.locator("#line-0-what").fill("Laptop 14 inch · LT-1 · Hardware AG");
            page.locator("#line-0-quantity").fill("1");
            page.locator("[name='neededBy']").first().fill("2099-01-15");

            page.locator("button:has-text('Submit')").click();

            assertThat(page.locator(".wish .why.stop").textContent()).contains("Say which cost centre bears this");
        }
    }

    @Test
    void theFormWorksWithoutScripts() {
        try (var rita = signedIn(at.rita, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            page.locator("#title").fill("A laptop");
            page.locator("#line-1-what").fill("Laptop 14 inch · LT-1 · Hardware AG");
            page.locator("#line-1-quantity").fill("1");
            page.locator("[name='neededBy']").fill("2099-01-15");
            page.locator("[name='line.1.centre']").first().selectOption("OPS");

            page.locator("button:has-text('Submit')").click();

            page.waitForURL("**/requisitions/REQ-*");
            assertThat(page.locator("main").textContent()).contains("waits for Mona Manager", "Laptop 14 inch");
        }
    }

    @Test
    void thePaletteFindsByWordsAndByNumber() {
        try (var rita = as(at.rita)) {
            var page = rita.newPage();
            page.navigate(address("/requisitions/new"));
            write(page);
            page.locator("button:has-text('Submit')").click();
            page.waitForURL("**/requisitions/REQ-*");
            var number = page.locator("h1").textContent().strip();
            var asked = Caller.on(port).with("Cookie", SessionCookie.NAME + "=" + at.session(at.rita));

            var byWords = asked.get("/palette?q=workshop");
            var byNumber = asked.get("/palette?q=" + number.toLowerCase(java.util.Locale.ROOT));

            assertThat(Caller.json(byWords).at("/groups/0/name").asString()).isEqualTo("Requisitions");
            assertThat(Caller.json(byNumber).at("/groups/0/name").asString()).isEqualTo("This number");
            assertThat(Caller.json(byNumber).at("/groups/0/items/0/href").asString())
                    .isEqualTo("/requisitions/" + number);
        }
    }

    /** Two lines, by keyboard: one of the catalogue, one in free text. */
    private static void write(Page page) {
        page.locator("#title").press("Control+a");
        page.keyboard().type("Laptops for the workshop");
        page.locator("#neededBy").fill("2099-01-15");
        page.locator("#line-0-what").fill("Laptop 14 inch · LT-1 · Hardware AG");
        page.locator("#line-0-quantity").focus();
        page.keyboard().type("2");
        page.locator("[name='line.0.centre']").selectOption("OPS");
        page.locator("button:has-text('Add a line')").press("Enter");
        page.keyboard().type("Cleaning cloth for screens");
        page.locator("#line-1-quantity").fill("10");
        page.locator("#line-1-price").fill("3.00");
        page.locator("#line-1-tax").fill("19");
        page.locator("#line-1-vendor").selectOption("Hardware AG");
        page.locator("[name='line.1.centre']").selectOption("OPS");
    }

    private void assertIsWell(Page page) {
        assertThat(Axe.violations(page)).isEmpty();
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
        page.setViewportSize(1440, 900);
    }

    private static void picture(Page page, String name) {
        var folder = System.getenv("LOOK_PICTURES");
        if (folder != null) {
            page.evaluate("document.fonts.ready");
            shot(page, folder, name + "-wide");
            page.evaluate("document.documentElement.dataset.theme = 'dark'");
            shot(page, folder, name + "-dark");
            page.setViewportSize(390, 844);
            page.evaluate("document.documentElement.dataset.theme = 'light'");
            shot(page, folder, name + "-phone");
            page.setViewportSize(1440, 900);
        }
    }

    private static void shot(Page page, String folder, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(folder, "requisition-" + name + ".png"))
                .setFullPage(true));
    }

    private BrowserContext as(Actor person) {
        return signedIn(person, new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    private BrowserContext signedIn(Actor person, Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        context.addCookies(List.of(cookie(person)));
        context.setDefaultTimeout(30_000);
        context.onConsoleMessage(said -> {
            if (said.type().equals("error") && !said.text().contains("422")) {
                mistakes.add(said.text());
            }
        });
        return context;
    }

    private Cookie cookie(Actor person) {
        return new Cookie(SessionCookie.NAME, at.session(person))
                .setDomain("127.0.0.1")
                .setPath("/");
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
