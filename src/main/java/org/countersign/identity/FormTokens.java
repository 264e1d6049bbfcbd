package org.countersign.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import org.countersign.platform.Hash;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * What proves that a form is ours, without anything kept: a hash of the session's secret token. A visitor who has no
 * session yet (signing in, setting up) gets a random cookie that takes its place.
 */
final class FormTokens implements CsrfTokenRepository {

    private static final String VISIT = "countersign-visit";
    private static final String VISITED = FormTokens.class.getName();
    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var visit = Token.random().text();
        request.setAttribute(VISITED, visit);
        return of(visit);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(VISITED) instanceof String visit) {
            SessionCookie.write(request, response, VISIT, visit, ONE_DAY);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return SessionCookie.token(request)
                .or(() -> SessionCookie.value(request, VISIT))
                .map(FormTokens::of)
                .orElse(null);
    }

    private static CsrfToken of(String secret) {
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256("form\n" + secret));
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
    }
}
