package org.countersign.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the method that answers an address. An address with a variable in it is compared with every pattern there is, some two
 * hundred, which took 6 to 8 % of Java's time under load; here a pattern is asked only if it begins as the address does;
 * where none answers, Spring asks all of them what could be said instead. A pattern that ends in a wildcard for several segments
 * would match its beginning too; there is none. Addresses begin at the root of the host, as the links of the pages do.
 */
@Configuration(proxyBeanMethods = false)
public class Routes implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new ByBeginning();
    }

    private static final class ByBeginning extends RequestMappingHandlerMapping {

        private static final List<String> BEFORE_THE_PATH =
                List.of("server.servlet.context-path", "spring.mvc.servlet.path");

        private Map<RequestMappingInfo, List<Beginning>> beginnings = Map.of();

        @Override
        protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
            super.handlerMethodsInitialized(methods);
            requireRoot(obtainApplicationContext().getEnvironment());
            beginnings = methods.keySet().stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            info -> info.getPatternValues().stream()
                                    .map(Beginning::of)
                                    .toList()));
        }

        private static void requireRoot(Environment environment) {
            for (var setting : BEFORE_THE_PATH) {
                if (!environment.getProperty(setting, "/").matches("/?")) {
                    throw new IllegalStateException(setting + " is " + environment.getProperty(setting)
                            + "; Countersign stands at the root of its host: its pages link from there");
                }
            }
        }

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            return mayMatch(info, request.getRequestURI()) ? super.getMatchingMapping(info, request) : null;
        }

        /** An address in which something is encoded, or that has parameters of its segments, is left to the patterns themselves. */
        private boolean mayMatch(RequestMappingInfo info, String address) {
            var known = beginnings.get(info);
            if (known == null) {
                return true; // registered after the start
            }
            for (var beginning : known) {
                if (beginning.isOf(address)) {
                    return true;
                }
            }
            return address.indexOf('%') >= 0 || address.indexOf(';') >= 0;
        }
    }

    /** What stands in a pattern before its first variable; without one it is the whole address. */
    private record Beginning(String fixed, boolean whole) {

        static Beginning of(String pattern) {
            var end = 0;
            while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
                end++;
            }
            return new Beginning(pattern.substring(0, end), end == pattern.length());
        }

        boolean isOf(String address) {
            return whole ? fixed.equals(address) : address.startsWith(fixed);
        }
    }
}
