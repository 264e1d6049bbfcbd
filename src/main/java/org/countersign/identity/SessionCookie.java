package org.countersign.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a session's token: not for scripts, not across sites, and over TLS only where there is TLS. */
public final class SessionCookie {

    public static final String NAME = "countersign";

    private SessionCookie() {}

    /** The token that the request carries, if any. */
    public static Optional<String> token(HttpServletRequest request) {
        return value(request, NAME);
    }

    /** Lets the browser carry the session from now on. */
    public static void set(HttpServletRequest request, HttpServletResponse response, SignIn.SignedIn session) {
        write(request, response, NAME, session.token(), SignIn.LONGEST);
    }

    /** Lets the browser forget it. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, NAME, "", Duration.ZERO);
    }

    static Optional<String> value(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    static void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
