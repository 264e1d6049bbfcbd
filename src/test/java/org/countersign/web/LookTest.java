package org.countersign.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shells in a browser, under the strict content-security policy of the product. */
class LookTest {

    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml", "woff2", "font/woff2");

    private static final TemplateEngine ENGINE = engine();

    private static HttpServer server;
    private static Playwright playwright;
    private static Browser browser;
    private static String address;

    private final Pages pages = new Pages();
    private final Pages withSamples = new Pages(ENGINE);
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        playwright = Playwright.create();
        browser = Browsing.launched(playwright);
    }

    @AfterAll
    static void close() {
        playwright.close();
        server.stop(0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", this::answer);
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        page = context.newPage();
        page.onConsoleMessage(said -> {
            if (said.type().equals("error")) {
                mistakes.add(said.text());
            }
        });
        page.onPageError(mistakes::add);
    }

    @AfterEach
    void stop() {
        context.close();
        server.removeContext("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/orders", "/orders?theme=dark", "/nothing", "/order", "/order?theme=dark", "/gone", "/sign-in"})
    void everyShellIsAccessibleKeepsThePolicyAndFitsAPhone(String path) {
        page.navigate(address + path);
        picture(path, "wide");
        var wide = Axe.violations(page);

        page.setViewportSize(390, 844);
        picture(path, "phone");
        var narrow = Axe.violations(page);
        var overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");

        assertThat(wide).isEmpty();
        assertThat(narrow).isEmpty();
        assertThat(overflow).isEqualTo(0);
        assertThat(mistakes).isEmpty();
    }

    @Test
    void axeFindsAnImageWithoutWords() {
        page.navigate(address + "/orders");
        page.evaluate("document.querySelector('main').append(document.createElement('img'))");

        assertThat(Axe.violations(page)).anyMatch(found -> found.startsWith("image-alt"));
    }

    @Test
    void anInlineStyleIsRefusedByThePolicy() {
        page.navigate(address + "/orders");
        page.evaluate(
                "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color:red\">no</p>')");
        page.waitForTimeout(100);

        assertThat(mistakes).anyMatch(said -> said.contains("Content Security Policy"));
    }

    @Test
    void aListIsWalkedSelectedAndOpenedByKeys() {
        page.navigate(address + "/orders");

        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("x");

        assertThat(page.locator("tr.at").textContent()).contains("PO-2026-004181");
        assertThat(page.locator("[data-selected]").textContent()).isEqualTo("Remind the vendors (1)");
        page.keyboard().press("Enter");
        page.waitForURL("**/orders/PO-2026-004181");
        assertThat(mistakes).isEmpty();
    }

    @Test
    void gAndALetterGoesToAPlace() {
        page.navigate(address + "/orders");

        page.keyboard().press("g");
        page.keyboard().press("v");

        page.waitForURL("**/vendors");
        assertThat(page.url()).isEqualTo(address + "/vendors");
    }

    @Test
    void thePaletteFindsDocumentsPlacesAndTheActsOfThePage() {
        page.navigate(address + "/order");

        page.keyboard().press("Control+k");
        assertThat(page.locator("#found .group").first().textContent())
                .contains("On this page", "Receive", "Short-close", "Mark as handed over")
                .doesNotContain("Cancel");
        page.keyboard().type("kestrel");
        page.locator("text=Invoice KC-77120 of Kestrel").waitFor();
        picture("palette", "wide");
        assertThat(Axe.violations(page)).isEmpty();
        page.keyboard().press("Enter");

        page.waitForURL("**/invoices/KC-77120");
        assertThat(mistakes).isEmpty();
    }

    @Test
    void anActWithAReasonAsksForItAndIsSentOnceWithItsKey() {
        page.navigate(address + "/order");
        page.locator("summary:has-text('More')").click();
        page.locator("a:has-text('Short-close')").click();
        page.locator("#short-close-dialog textarea").fill("The vendor stopped making them");
        picture("dialog", "wide");
        assertThat(Axe.violations(page)).isEmpty();

        page.locator("#short-close-dialog button").dblclick();
        page.waitForURL("**/short-closure");

        assertThat(posts)
                .filteredOn(sent -> sent.contains("reason="))
                .singleElement()
                .asString()
                .contains("_csrf=csrf-of-mira", "_key=", "version=7", "reason=The+vendor+stopped+making+them");
    }

    @Test
    void whatMayNotBeDoneSaysWhyWhenAsked() {
        page.navigate(address + "/order");
        page.locator("summary:has-text('More')").click();

        page.locator("summary:has-text('Cancel')").click();

        assertThat(page.locator("text=40 were received; short-close the remainder instead.")
                        .isVisible())
                .isTrue();
        picture("refused", "wide");
    }

    @Test
    void aPreviewFollowsWhatIsWrittenInItsForm() {
        page.navigate(address + "/order");
        page.locator(".preview p").waitFor();
        posts.clear();

        page.waitForResponse("**/preview", () -> page.locator("#note").fill("LS-6000"));

        assertThat(page.locator(".preview").textContent()).isEqualTo("A PO is required.");
        assertThat(posts).singleElement().asString().contains("_csrf=csrf-of-mira", "note=LS-6000", "quantity=90");
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aPageWorksWithoutScripts() {
        try (var plain = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var still = plain.newPage();
            still.navigate(address + "/order");
            still.locator("summary:has-text('More')").click();
            still.locator("a:has-text('Short-close')").click();

            still.locator("#short-close-dialog textarea").fill("No longer made");
            still.locator("#short-close-dialog button").click();
            still.waitForURL("**/short-closure");
        }

        assertThat(posts).hasSize(1);
    }

    @Test
    void theThemeIsKeptInACookie() {
        page.navigate(address + "/orders");

        page.locator("[data-theme-toggle]").click();

        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
        assertThat(context.cookies()).anyMatch(cookie -> cookie.name.equals("theme") && cookie.value.equals("dark"));
    }

    @Test
    void menusStayOnThePhone() {
        page.setViewportSize(390, 844);
        page.navigate(address + "/orders");
        page.locator("summary.filter").click();
        picture("filter", "phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);

        page.navigate(address + "/order");
        page.locator("summary:has-text('More')").click();
        picture("more", "phone");

        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
        assertThat(Axe.violations(page)).isEmpty();
    }

    @Test
    void theMenuOpensOnAPhone() {
        page.setViewportSize(390, 844);
        page.navigate(address + "/orders");

        page.locator(".burger").click();

        assertThat(page.locator("#nav a:has-text('Vendors')").isVisible()).isTrue();
        picture("menu", "phone");
        assertThat(Axe.violations(page)).isEmpty();
    }

    private void picture(String path, String size) {
        var folder = System.getenv("LOOK_PICTURES");
        if (folder != null) {
            var name = path.replaceAll("[^a-z-]+", "-").replaceAll("^-", "") + "-" + size + ".png";
            page.evaluate("document.fonts.ready");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name)));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                posts.add(sent);
            }
            var file = Path.of("target/classes/static" + uri.getPath());
            if (Files.isRegularFile(file)) {
                var suffix = uri.getPath().substring(uri.getPath().lastIndexOf('.') + 1);
                send(exchange, TYPES.getOrDefault(suffix, "application/octet-stream"), Files.readAllBytes(file));
            } else if (uri.getPath().equals("/preview")) {
                send(exchange, "text/html", "<p>A PO is required.</p>".getBytes(UTF_8));
            } else if (uri.getPath().equals("/palette")) {
                send(exchange, "application/json", FOUND.getBytes(UTF_8));
            } else {
                send(exchange, "text/html;charset=utf-8", html(uri.getPath(), String.valueOf(uri.getQuery())));
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static final String FOUND = """
            {"groups": [{"name": "Invoices", "items": [
                {"words": "Invoice KC-77120 of Kestrel Cloud", "note": "held", "href": "/invoices/KC-77120"}]}]}
            """;

    private byte[] html(String path, String query) {
        var theme = query.contains("dark") ? Theme.DARK : Theme.LIGHT;
        return switch (path) {
            case "/orders" -> pages.render("layout/listed", Sample.orders(theme));
            case "/nothing" -> pages.render("layout/listed", Sample.nothing());
            case "/order" -> withSamples.render("sample/order", Sample.order(theme));
            case "/sign-in" -> withSamples.render("sample/signin", Sample.signIn());
            default -> pages.render("layout/told", Sample.gone());
        };
    }

    /** The templates of the product, and the samples of this test beside them. */
    private static TemplateEngine engine() {
        var product = new DirectoryCodeResolver(Path.of("src/main/resources/templates"));
        var samples = new DirectoryCodeResolver(Path.of("src/test/resources/templates"));
        var both = new CodeResolver() {
            @Override
            public String resolve(String name) {
                return name.startsWith("sample/") ? samples.resolve(name) : product.resolve(name);
            }

            @Override
            public long getLastModified(String name) {
                return 0;
            }
        };
        return TemplateEngine.create(both, Path.of("target/jte-samples"), ContentType.Html);
    }
}
