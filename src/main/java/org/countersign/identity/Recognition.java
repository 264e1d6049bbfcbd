package org.countersign.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.kernel.Actor;
import org.countersign.platform.Problem;
import org.countersign.platform.Problems;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who a request comes from, before anything else happens to it; nobody is an answer too. */
final class Recognition extends OncePerRequestFilter {

    private final transient Function<HttpServletRequest, Optional<Actor>> known;

    Recognition(Function<HttpServletRequest, Optional<Actor>> known) {
        this.known = known;
    }

    /** A page's request: by its session. */
    static Recognition bySession(SignIn signIn) {
        return new Recognition(request -> SessionCookie.token(request).flatMap(signIn::findActor));
    }

    /** A program's request: by its key; the scripts of our own pages may read by the session. */
    static Recognition byKey(Keys keys, SignIn signIn) {
        return new Recognition(request -> {
            var authorization = request.getHeader("Authorization");
            if (authorization != null) {
                return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                        ? keys.findActor(authorization.substring(7).strip())
                        : Optional.empty();
            }
            return readsFromOurPages(request)
                    ? SessionCookie.token(request).flatMap(signIn::findActor)
                    : Optional.empty();
        });
    }

    private static boolean readsFromOurPages(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getMethod().equals("GET") && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    /** Pages that answer an error are rendered in a second pass, for the same person. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> actor;
        try {
            actor = known.apply(request);
        } catch (DataAccessResourceFailureException e) {
            logger.warn("the database does not answer: " + e.getMessage());
            response.setHeader("Retry-After", "2");
            Problems.write(
                    response,
                    Problem.of(503, "unavailable", "The database does not answer; nothing was done.", Map.of()));
            return;
        }
        actor.ifPresent(who -> SecurityContextHolder.setContext(new SecurityContextImpl(new Authenticated(who))));
        chain.doFilter(request, response);
    }
}
