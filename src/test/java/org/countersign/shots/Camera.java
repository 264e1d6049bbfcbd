package org.countersign.shots;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.web.Axe;

/** Opens a page as its person, takes its four pictures and writes down what is wrong with it. */
final class Camera {

    static final int WIDE = 1440;
    static final int PHONE = 390;
    private static final int LAPTOP = 1280;
    static final int HEIGHT = 900;
    private static final int TALLEST = 9000;
    private static final int MESSAGE_LINES = 6;
    private static final int PATIENCE_MS = 60_000;

    private static final String FIND = """
            ([pattern, row]) => [...document.querySelectorAll('main a[href]')]
                .filter(link => new RegExp(pattern).test(link.getAttribute('href')))
                .filter(link => (link.closest('tr, li, section, article') ?? link).textContent.includes(row))
                .map(link => link.getAttribute('href').match(new RegExp(pattern))[0])[0] ?? ''
            """;

    /** What can be pressed or filled in but is beside the screen, unless it stands in something that scrolls. */
    private static final String BESIDE = """
            () => {
                const scrolls = part => part && (/auto|scroll/.test(getComputedStyle(part).overflowX) || scrolls(part.parentElement));
                return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                    .filter(part => part.checkVisibility({ visibilityProperty: true }) && !scrolls(part.parentElement))
                    .map(part => ({ part, box: part.getBoundingClientRect() }))
                    .filter(({ box }) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
                    .map(({ part }) => part.textContent.trim() || part.name || part.outerHTML.slice(0, 80));
            }
            """;

    /** Cards whose content is wider than they are. */
    private static final String BURST = """
            () => [...document.querySelectorAll('.card')]
                .filter(card => card.checkVisibility() && card.scrollWidth > card.clientWidth + 1)
                .map(card => card.textContent.trim().slice(0, 60));
            """;

    private final Cast cast;
    private final Path folder;

    Camera(Cast cast, Path folder) {
        this.cast = cast;
        this.folder = folder;
    }

    Seen look(ProductPage it) {
        try (var seat = cast.seatOf(it.person())) {
            var page = seat.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            var address = addressOf(it, page);
            page.close();
            return address.isEmpty() ? Seen.not(it, "nothing to open on " + it.where()) : look(it, address);
        } catch (PlaywrightException e) {
            return Seen.not(it, e.getMessage().lines().limit(MESSAGE_LINES).collect(Collectors.joining(" ")));
        }
    }

    /** The address of the page: written in the table, or that of the first document on a list. */
    private static String addressOf(ProductPage it, Page page) {
        var route = new Route(it.route());
        if (!route.isOfDocument() || it.list().isEmpty()) {
            return it.where().isEmpty() ? it.route() : it.where();
        }
        if (!it.where().contains(">")) {
            return it.where();
        }
        page.navigate(it.list());
        var found = (String) page.evaluate(FIND, List.of(route.ofDocument(), it.row()));
        return found.isEmpty() ? "" : found + route.afterDocument();
    }

    /** In a fresh browser, so that the first time weighs everything. */
    private Seen look(ProductPage it, String address) {
        var findings = new ArrayList<String>();
        try (var seat = cast.seatOf(it.person())) {
            var page = seat.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            page.onConsoleMessage(said -> {
                if (said.type().equals("error") && !isOwnStatus(it, said.text())) {
                    findings.add("console: " + said.text());
                }
            });
            page.onPageError(error -> findings.add("script: " + error));
            var scale = new Scale(page);
            open(it, address, page, findings);
            var first = scale.taken();
            picturesOf(it, page, WIDE, findings);
            scale.taken();
            page.setViewportSize(PHONE, HEIGHT);
            open(it, address, page, findings);
            var again = scale.taken();
            picturesOf(it, page, PHONE, findings);
            return new Seen(
                    it, address, first, again, findings.stream().distinct().toList());
        }
    }

    private static void open(ProductPage it, String address, Page page, List<String> findings) {
        var answer = page.navigate(address);
        if (answer.status() != it.status()) {
            findings.add("answers " + answer.status());
        }
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.evaluate("document.fonts.ready.then(() => 0)");
    }

    private void picturesOf(ProductPage it, Page page, int width, List<String> findings) {
        act(it, page);
        var height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.clamp(height, HEIGHT, TALLEST));
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var word = scheme.name().toLowerCase(Locale.ROOT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(folder.resolve(it.name() + "-" + word + "-" + width + ".png")));
            Axe.violations(page).forEach(found -> findings.add("axe, " + word + " " + width + ": " + found));
        }
        var over = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
        if (over > 0) {
            findings.add("is " + over + " wider than " + width);
        }
        for (var part : (List<?>) page.evaluate(BESIDE)) {
            findings.add("beside the screen, " + width + ": " + part);
        }
        for (var room : width == WIDE ? List.of(WIDE, LAPTOP) : List.of(width)) {
            page.setViewportSize(room, HEIGHT);
            for (var card : (List<?>) page.evaluate(BURST)) {
                findings.add("wider than its card, " + room + ": " + card);
            }
        }
    }

    /** Presses a key, or clicks what can be seen. */
    private static void act(ProductPage it, Page page) {
        if (it.act().startsWith("press ")) {
            page.keyboard().press(it.act().substring("press ".length()));
        } else if (it.act().startsWith("click ")) {
            var target = page.locator(it.act().substring("click ".length())).first();
            if (target.isVisible()) {
                target.click();
            }
        }
        page.waitForTimeout(it.act().isEmpty() ? 0 : 400);
    }

    /** A page that says it is not there answers so, which the browser repeats in its console. */
    private static boolean isOwnStatus(ProductPage it, String said) {
        return it.status() != 200 && said.contains("status of " + it.status());
    }

    /** Of every scheme and width, in the order of the contact sheet. */
    static final List<Map.Entry<String, Integer>> PICTURES = List.of(
            Map.entry("light", WIDE), Map.entry("dark", WIDE), Map.entry("light", PHONE), Map.entry("dark", PHONE));
}
