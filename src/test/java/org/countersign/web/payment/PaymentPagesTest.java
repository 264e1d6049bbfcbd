package org.countersign.web.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.invoice.ABill.aBill;
import static org.countersign.order.AnOrder.anOrder;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.countersign.Caller;
import org.countersign.Fixture;
import org.countersign.TestApp;
import org.countersign.identity.Passwords;
import org.countersign.identity.People;
import org.countersign.identity.SignIn;
import org.countersign.invoice.InvoiceModules;
import org.countersign.kernel.Actor;
import org.countersign.order.OrderPhase;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.vendor.BankDetails;
import org.countersign.vendor.Iban;
import org.countersign.web.Axe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paying in a browser: what is due is proposed by one person, approved by another, sent and recorded. */
@TestApp
class PaymentPagesTest {

    private static final String PASSWORD = "a good long password";

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
    private InvoiceModules modules;
    private Fixture at;
    private Playwright playwright;
    private Browser browser;

    @BeforeEach
    void open() {
        at = Fixture.in(database);
        modules = new InvoiceModules(database);
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterEach
    void close() {
        playwright.close();
    }

    @Test
    void anInvoiceIsPaidByTwoPersonsAndItsOrderIsClosed() {
        var order = billed("Bolts and Bits GmbH", "R-1", true);
        billed("Cash Only Ltd", "X-1", false);
        var clerk = signedIn(at.apClerk);
        clerk.navigate("/payment-proposals/new");
        clerk.waitForSelector("text=1 payment, 119.00 EUR in all.");
        var preview = clerk.textContent("main");
        var wrong = wrongWith(clerk);
        clerk.click("button:has-text('Propose these payments')");
        clerk.waitForURL("**/payment-proposals/PAY-*");
        var proposed = clerk.textContent("main");
        wrong.addAll(wrongWith(clerk));

        var payer = signedIn(at.payer);
        payer.navigate("/payment-proposals");
        wrong.addAll(wrongWith(payer));
        payer.click("[data-row] a");
        payer.click("[data-act=Approve]");
        payer.click("#approve-dialog button");
        payer.waitForSelector(".flash");
        var approved = payer.textContent("main");
        wrong.addAll(wrongWith(payer));
        var file = payer.request().get(payer.url() + "/file").text();
        payer.click("button:has-text('Mark as executed')");
        payer.waitForSelector("text=Recorded: Bolts and Bits GmbH is paid.");

        assertThat(preview).contains("R-1").contains("Where Cash Only Ltd is paid is not known; finance enters it.");
        assertThat(proposed).contains("Waits for a second person").doesNotContain("DE89");
        assertThat(approved)
                .contains("Approved. The file for the bank is ready to download.")
                .contains("Sent, outcome unknown")
                .contains("DE89 **** **** 3000");
        assertThat(file).contains("<InstdAmt Ccy=\"EUR\">119.00</InstdAmt>");
        assertThat(payer.textContent("main")).contains("Payment executed by Paul Payer");
        assertThat(modules.order(order, at).phase()).isEqualTo(OrderPhase.ENDED);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoProposedIsToldThatSomebodyElseApproves() {
        billed("Bolts and Bits GmbH", "R-1", true);
        var payer = signedIn(at.payer);

        payer.navigate("/payment-proposals/new");
        payer.click("button:has-text('Propose these payments')");
        payer.waitForURL("**/payment-proposals/PAY-*");

        assertThat(payer.textContent(".acts")).contains("You proposed this yourself, so somebody else approves it.");
        assertThat(payer.locator("#approve-dialog").count()).isZero();
    }

    @Test
    void whereNothingIsDueYetTheNextDayIsNamed() {
        billed("Bolts and Bits GmbH", "R-1", true);
        var clerk = signedIn(at.apClerk);

        clerk.navigate("/payment-proposals/new?dueUntil=2026-06-02");

        assertThat(clerk.textContent("main"))
                .contains("Nothing would be paid. The next invoice that may be paid falls due on 1 Jul 2026.");
    }

    @Test
    void whatIsInAProposalAlreadyIsNotNamedAsTheNextThatFallsDue() {
        billed("Bolts and Bits GmbH", "R-1", true);
        var clerk = signedIn(at.apClerk);
        clerk.navigate("/payment-proposals/new");
        clerk.click("button:has-text('Propose these payments')");
        clerk.waitForURL("**/payment-proposals/PAY-*");

        clerk.navigate("/payment-proposals/new?dueUntil=2026-06-02");

        assertThat(clerk.textContent("main")).contains("is in no proposal yet, falls due within a year");
    }

    @Test
    void theApiSaysWhatIsDueProposesAndApproves() {
        billed("Bolts and Bits GmbH", "R-1", true);
        var clerk = Caller.on(port).as(at.bearer(at.apClerk));
        var payer = Caller.on(port).as(at.bearer(at.payer));

        var due = Caller.json(clerk.get("/api/v1/payment-proposals/due"));
        var made = clerk.post("/api/v1/payment-proposals", "{}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var address = made.headers().firstValue("Location").orElseThrow();
        var unconditional = payer.post(address + "/approval", "");
        var own = clerk.with("If-Match", "\"1\"").post(address + "/approval", "");
        var approved = payer.with("If-Match", "\"1\"").post(address + "/approval", "");
        var payment = Caller.json(approved).path("payments").path(0);
        var file = payer.get(address + "/file");
        var executed = payer.post(address + "/payments/" + payment.path("id").asString() + "/execution", "{}");

        assertThat(due.path("total").path("amount").asString()).isEqualTo("119.00");
        assertThat(List.of(made.statusCode(), unconditional.statusCode(), own.statusCode(), approved.statusCode()))
                .containsExactly(201, 428, 403, 200);
        assertThat(payment.path("outcome").asString()).isEqualTo("sent");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(file.body()).isEqualTo(payer.get(address + "/file").body());
        assertThat(Caller.json(executed).path("ended").asString()).isEqualTo("paid");
        assertThat(Caller.json(clerk.get(address))
                        .path("payments")
                        .path(0)
                        .path("iban")
                        .isNull())
                .isTrue();
    }

    // ---- how

    private PurchaseOrder billed(String vendor, String number, boolean withBank) {
        var order =
                anOrder(at, modules.base).of(vendor).line("bolt", 10, "10.00").issued();
        if (withBank) {
            transactions.act(
                    at.finance,
                    () -> modules.base.vendors.changeBankDetails(
                            order.head().vendor(),
                            1,
                            new BankDetails(new Iban("DE89370400440532013000"), null, vendor),
                            at.finance));
        }
        modules.receive(order, 1, 10, at);
        modules.capture(aBill(order, number).line(1, 10, "10.00").content(), at.apClerk);
        return order;
    }

    private Page signedIn(Actor person) {
        var password = passwords.hash(PASSWORD);
        transactions.act(at.administrator, () -> {
            people.setPassword(person.account(), password, at.administrator);
            return person;
        });
        var address = "http://127.0.0.1:" + port;
        var context = browser.newContext(
                new Browser.NewContextOptions().setBaseURL(address).setViewportSize(1440, 900));
        var token = signIn.signIn(Fixture.login(person), PASSWORD).token();
        context.addCookies(List.of(new Cookie("countersign", token).setUrl(address)));
        var page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onPageError(mistakes::add);
        page.onConsoleMessage(said -> {
            if (said.type().equals("error")) {
                mistakes.add(said.text());
            }
        });
        return page;
    }

    /** What is wrong with the page that is open, wide and dark, on a phone and light. */
    private List<String> wrongWith(Page page) {
        var wrong = new ArrayList<String>();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(page, "wide");
        wrong.addAll(Axe.violations(page));
        page.setViewportSize(390, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture(page, "phone");
        wrong.addAll(Axe.violations(page));
        if (!page.evaluate("document.documentElement.scrollWidth - innerWidth").equals(0)) {
            wrong.add(page.url() + " is wider than a phone");
        }
        page.setViewportSize(1440, 900);
        wrong.addAll(mistakes);
        return wrong;
    }

    private static void picture(Page page, String size) {
        var folder = System.getenv("LOOK_PICTURES");
        if (folder != null) {
            var name = page.url().replaceAll("^http://[^/]+/", "").replaceAll("[^a-z]+", "-");
            page.evaluate("document.fonts.ready");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + "-" + size + ".png")));
        }
    }
}
