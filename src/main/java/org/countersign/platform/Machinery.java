package org.countersign.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** The few beans that are no components: the clock and how JSON is written. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Installation.class)
class Machinery {

    @Bean
    Clock clock() {
        return new InstallationClock();
    }

    /** Requests must say what is not marked as possibly absent; the journal's older rows, read elsewhere, need not. */
    @Bean
    JsonMapper json() {
        var usual = Json.mapper();
        return usual.rebuild()
                .annotationIntrospector(AnnotationIntrospector.pair(
                        new Said(), usual.deserializationConfig().getAnnotationIntrospector()))
                .build();
    }

    @Bean
    JacksonModule values() {
        return Json.values();
    }
}
