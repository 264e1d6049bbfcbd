package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import org.countersign.TestApp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The method that answers an address is the one that comparing all patterns would find. */
@TestApp
class RoutesTest {

    @Autowired
    private RequestMappingHandlerMapping ours;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/orders, list",
        "GET, /api/v1/orders/01a01a75-ea9a-72f3-a0c5-73646acf356f, show",
        "HEAD, /api/v1/orders/01a01a75-ea9a-72f3-a0c5-73646acf356f, show",
        "GET, /api/v1/order%73/01a01a75-ea9a-72f3-a0c5-73646acf356f, show",
        "GET, /api/v1/orders;x=1/01a01a75-ea9a-72f3-a0c5-73646acf356f, show",
        "POST, /api/v1/orders/01a01a75-ea9a-72f3-a0c5-73646acf356f/receipts, receive",
    })
    void isFoundForTheAddress(String method, String address, String expected) throws Exception {
        assertThat(found(method, address)).isEqualTo(everyPatternAsked(method, address));
        assertThat(found(method, address)).extracting(Method::getName).isEqualTo(expected);
    }

    @Test
    void isNoneForAnAddressThatOnlyBeginsLikeAPattern() throws Exception {
        assertThat(found("GET", "/api/v1/orders/7/unheard-of")).isNull();
        assertThat(found("GET", "/api/v1/ordersx/7")).isNull();
    }

    @Test
    void isRefusedWithTheMethodsThatTheAddressHas() {
        assertThatThrownBy(() -> found("DELETE", "/api/v1/orders/01a01a75-ea9a-72f3-a0c5-73646acf356f"))
                .isInstanceOfSatisfying(
                        HttpRequestMethodNotSupportedException.class,
                        refused -> assertThat(refused.getSupportedMethods()).contains("GET"));
    }

    @Test
    void noPatternEndsInAWildcardThatWouldMatchItsBeginningToo() {
        assertThat(ours.getHandlerMethods().keySet())
                .isNotEmpty()
                .flatExtracting(RequestMappingInfo::getPatternValues)
                .noneMatch(pattern -> pattern.contains("**") || pattern.contains("{*"));
    }

    @ParameterizedTest
    @CsvSource({"server.servlet.context-path, /buying", "spring.mvc.servlet.path, /app"})
    void doNotBeginBelowAPathOfTheHost(String setting, String path) {
        var context = new StaticWebApplicationContext();
        context.setEnvironment(new MockEnvironment().withProperty(setting, path));
        var mappings = new Routes().getRequestMappingHandlerMapping();
        mappings.setApplicationContext(context);

        assertThatThrownBy(mappings::afterPropertiesSet).hasMessageStartingWith(setting + " is " + path + "; ");
    }

    private @Nullable Method found(String method, String address) throws Exception {
        return found(ours, method, address);
    }

    /** Spring's own way, with the very same mappings. */
    private @Nullable Method everyPatternAsked(String method, String address) throws Exception {
        var all = new RequestMappingHandlerMapping();
        all.setApplicationContext(java.util.Objects.requireNonNull(ours.getApplicationContext()));
        ours.getHandlerMethods()
                .forEach((mapping, handler) -> all.registerMapping(mapping, handler.getBean(), handler.getMethod()));
        return found(all, method, address);
    }

    private static @Nullable Method found(RequestMappingHandlerMapping mappings, String method, String address)
            throws Exception {
        var request = new MockHttpServletRequest(method, address);
        ServletRequestPathUtils.parseAndCache(request);
        var chain = mappings.getHandler(request);
        return chain != null && chain.getHandler() instanceof HandlerMethod handler ? handler.getMethod() : null;
    }
}
