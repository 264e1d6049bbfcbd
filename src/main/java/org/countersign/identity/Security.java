package org.countersign.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.countersign.platform.Problem;
import org.countersign.platform.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Who gets in: programs by key under {@code /api/v1}, people by session everywhere else. What somebody may do is not
 * decided here but in the act. Nothing is kept in the server's memory between requests.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What anybody may ask for: how to get in, how we are, and files without a secret. */
    private static final String[] OPEN = {
        "/sign-in",
        "/set-up/*",
        "/health/**",
        "/problems/**",
        "/api",
        "/robots.txt",
        "/favicon.ico",
        "/lib/**",
        "/*.css",
        "/*.js",
        "/*.svg",
        "/*.woff2"
    };

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, Keys keys, SignIn signIn) throws Exception {
        return withoutMemory(http)
                .securityMatcher("/api/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(Recognition.byKey(keys, signIn), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint((_, response, _) -> keyNeeded(response)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, SignIn signIn) throws Exception {
        return withoutMemory(http)
                .csrf(forms -> forms.csrfTokenRepository(new FormTokens())
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .addFilterAfter(Recognition.bySession(signIn), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, _) -> signInNeeded(request, response))
                        .accessDeniedHandler((_, response, _) -> formTooOld(response)))
                .build();
    }

    /** People are known by our own sessions and keys; this keeps Spring Boot from making up a user with a password. */
    @Bean
    AuthenticationManager nobodyElse() {
        return _ -> {
            throw new ProviderNotFoundException("there is no other way to sign in");
        };
    }

    private static HttpSecurity withoutMemory(HttpSecurity http) throws Exception {
        return http.formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .anonymous(Customizer.withDefaults())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    private static void keyNeeded(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        Problems.write(
                response,
                Problem.of(
                        401,
                        "key-needed",
                        "Send a valid API key: Authorization: Bearer <key>. An administrator or you yourself can make one.",
                        Map.of()));
    }

    /** Scripts are told where to go; a form that was sent too late leads back to the start, not to its own address. */
    private static void signInNeeded(HttpServletRequest request, HttpServletResponse response) {
        var query = request.getQueryString();
        var asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        var next = request.getMethod().equals("GET") ? asked : "/";
        var signIn = "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        if (request.getHeader("HX-Request") == null) {
            response.setStatus(302);
            response.setHeader("Location", signIn);
        } else {
            response.setStatus(401);
            response.setHeader("HX-Redirect", signIn);
        }
    }

    private static void formTooOld(HttpServletResponse response) throws IOException {
        Problems.write(
                response,
                Problem.of(
                        403,
                        "form-too-old",
                        "This form was made for another visit; open the page again and send it from there.",
                        Map.of()));
    }
}
