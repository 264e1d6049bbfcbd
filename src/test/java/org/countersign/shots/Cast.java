package org.countersign.shots;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.identity.SessionCookie;
import org.countersign.platform.Json;

/** The people of the demonstration, each signed in once, by the form. */
final class Cast {

    private final Browser browser;
    private final String url;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Cast(Browser browser, String url, Path demo) throws IOException {
        this.browser = browser;
        this.url = url;
        for (var person : Json.mapper().readTree(Files.readString(demo)).path("people")) {
            passwords.put(
                    person.path("user").asString(), person.path("password").asString());
        }
    }

    /** A fresh browser of this person, with nothing kept from before. */
    BrowserContext seatOf(String person) {
        var seat = browser.newContext(
                new Browser.NewContextOptions().setBaseURL(url).setViewportSize(Camera.WIDE, Camera.HEIGHT));
        if (!person.equals(ProductPage.NOBODY)) {
            seat.addCookies(List.of(new Cookie(SessionCookie.NAME, tokenOf(person)).setUrl(url)));
        }
        return seat;
    }

    /** The session of a person, for who cannot fill in the form. */
    String tokenOf(String person) {
        return tokens.computeIfAbsent(person, this::signIn);
    }

    private String signIn(String person) {
        var password = passwords.get(person);
        if (password == null) {
            throw new IllegalArgumentException("the demonstration has nobody who signs in as " + person);
        }
        try (var seat = browser.newContext(new Browser.NewContextOptions().setBaseURL(url))) {
            var page = seat.newPage();
            page.navigate("/sign-in");
            page.locator("input[name=login]").fill(person);
            page.locator("input[name=password]").fill(password);
            page.locator("button.go").click();
            page.waitForURL(address -> !address.contains("/sign-in"));
            return seat.cookies().stream()
                    .filter(cookie -> cookie.name.equals(SessionCookie.NAME))
                    .map(cookie -> cookie.value)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
