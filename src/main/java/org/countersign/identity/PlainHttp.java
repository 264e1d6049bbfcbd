package org.countersign.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.countersign.platform.Installation;
import org.countersign.platform.Problem;
import org.countersign.platform.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Outside the demonstration, passwords and keys never travel in the clear: plain HTTP is for this machine only. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PlainHttp extends OncePerRequestFilter {

    private final Installation installation;

    PlainHttp(Installation installation) {
        this.installation = installation;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (installation.demonstration() || request.isSecure() || fromThisMachine(request)) {
            chain.doFilter(request, response);
            return;
        }
        Problems.write(
                response,
                Problem.of(
                        403,
                        "https-only",
                        "This installation answers other machines over HTTPS only; put a TLS proxy on its machine in front of it.",
                        Map.of()));
    }

    /** The address is a literal, so no name is looked up. */
    private static boolean fromThisMachine(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
    }
}
