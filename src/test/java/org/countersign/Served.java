package org.countersign;

import org.countersign.kernel.Actor;
import org.countersign.platform.AddressWords;
import org.countersign.platform.Json;
import org.countersign.platform.Problems;
import org.countersign.platform.RequestBody;
import org.springframework.core.MethodParameter;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resources served over HTTP to one person, with the platform's edge around them and without a whole context. */
public final class Served {

    private Served() {}

    /** The resource as this person reaches it. */
    public static MockMvcTester to(Actor by, Object resource) {
        var words = new DefaultFormattingConversionService();
        new AddressWords().addFormatters(words);
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(resource)
                .setControllerAdvice(new Problems())
                .setConversionService(words)
                .setCustomArgumentResolvers(new Always(by))
                .setMessageConverters(
                        new StringHttpMessageConverter(java.nio.charset.StandardCharsets.UTF_8),
                        new JacksonJsonHttpMessageConverter(Json.mapper()))
                .addFilters(new RequestBody())
                .build());
    }

    private record Always(Actor by) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            return by;
        }
    }
}
