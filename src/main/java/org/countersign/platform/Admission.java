package org.countersign.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets 64 requests work and 256 wait, each at most 2 seconds; beyond that says 503 at once instead of slowing everybody. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Admission extends OncePerRequestFilter {

    private static final int AT_WORK = 64;
    private static final int WAITING = 256;
    private static final long PATIENCE_SECONDS = 2;

    private final Semaphore places = new Semaphore(AT_WORK, true);
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/health/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!admitted()) {
            response.setHeader("Retry-After", "2");
            Problems.write(
                    response, Problem.of(503, "too-busy", "Too much is going on right now; try again.", Map.of()));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean admitted() {
        if (places.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
