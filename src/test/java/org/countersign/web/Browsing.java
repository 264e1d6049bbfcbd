package org.countersign.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.identity.SessionCookie;

/** A browser that looks at the running application, signed in by a session, and remembers what went wrong in its pages. */
public final class Browsing implements AutoCloseable {

    private final Playwright playwright = Playwright.create();
    private final Browser browser = launched(playwright);
    private final String address;
    private final List<String> mistakes = new ArrayList<>();

    public Browsing(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Debian's Chromium, without anything that calls home. */
    public static Browser launched(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A wide page of somebody's own, whose session's token this is. */
    public Page page(String token) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setBaseURL(address).setViewportSize(1440, 900));
        context.addCookies(List.of(new Cookie(SessionCookie.NAME, token).setUrl(address)));
        var page = context.newPage();
        page.setDefaultTimeout(30_000);
        page.onConsoleMessage(said -> {
            if (said.type().equals("error")) {
                mistakes.add(said.text());
            }
        });
        page.onPageError(mistakes::add);
        return page;
    }

    /** What is wrong with the page, wide and dark, on a phone and light: its accessibility, its policy, its width. */
    public List<String> wrongWith(Page page, String path) {
        var wrong = new ArrayList<String>();
        mistakes.clear();
        page.setViewportSize(1440, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var answer = page.navigate(path);
        if (answer.status() != 200) {
            wrong.add(path + " answers " + answer.status());
        }
        picture(page, path, "wide");
        wrong.addAll(Axe.violations(page));
        page.setViewportSize(390, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture(page, path, "phone");
        wrong.addAll(Axe.violations(page));
        if (!page.evaluate("document.documentElement.scrollWidth - innerWidth").equals(0)) {
            wrong.add(path + " is wider than a phone");
        }
        page.setViewportSize(1440, 900);
        wrong.addAll(mistakes);
        return wrong;
    }

    private static void picture(Page page, String path, String size) {
        var folder = System.getenv("LOOK_PICTURES");
        if (folder != null) {
            var name = path.replaceAll("[0-9a-f]{8}-[0-9a-f-]+", "one")
                    .replaceAll("[^a-z-]+", "-")
                    .replaceAll("^-", "");
            page.evaluate("document.fonts.ready");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + "-" + size + ".png")));
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
