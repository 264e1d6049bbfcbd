package org.countersign.platform;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method that answers an address. An address with a variable in it is compared with every pattern there is, some two
 * hundred, which took some 6 % of Java's time under load; here a pattern is asked only if it begins as the address does. A
 * pattern that ends in a wildcard for several segments would match its beginning too; there is none.
 */
@Configuration(proxyBeanMethods = false)
public class Routes implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new BeginningAlike();
    }

    private static final class BeginningAlike extends RequestMappingHandlerMapping {

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
            var address = ServletRequestPathUtils.getParsedRequestPath(request)
                    .pathWithinApplication()
                    .value();
            return anyBegins(info.getPathPatternsCondition(), address) ? super.getMatchingMapping(info, request) : null;
        }

        private static boolean anyBegins(@Nullable PathPatternsRequestCondition patterns, String address) {
            if (patterns == null) {
                return true;
            }
            for (var pattern : patterns.getPatterns()) {
                if (begins(pattern.getPatternString(), address)) {
                    return true;
                }
            }
            return false;
        }

        /** An address in which something is encoded, or that has parameters of its segments, is left to the patterns themselves. */
        private static boolean begins(String pattern, String address) {
            var fixed = 0;
            while (fixed < pattern.length() && "{*?".indexOf(pattern.charAt(fixed)) < 0) {
                fixed++;
            }
            return address.indexOf('%') >= 0
                    || address.indexOf(';') >= 0
                    || (fixed == pattern.length()
                            ? pattern.equals(address)
                            : address.regionMatches(0, pattern, 0, fixed));
        }
    }
}
