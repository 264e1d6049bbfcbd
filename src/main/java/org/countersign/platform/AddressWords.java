package org.countersign.platform;

import java.lang.reflect.Constructor;
import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.Id;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the words of an address become values: typed ids from their UUID, codes in lower case from their name. */
@Configuration(proxyBeanMethods = false)
public class AddressWords implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new ToId());
        registry.addConverterFactory(new ToCode());
    }

    private static final class ToId implements ConverterFactory<String, Id> {

        @Override
        public <T extends Id> Converter<String, T> getConverter(Class<T> type) {
            var constructor = constructor(type);
            return word -> {
                var uuid = UUID.fromString(word);
                try {
                    return constructor.newInstance(uuid);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        private static <T> Constructor<T> constructor(Class<T> type) {
            try {
                return type.getConstructor(UUID.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is no public record of one UUID", e);
            }
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the registry asks for Enum without its own type
    private static final class ToCode implements ConverterFactory<String, Enum> {

        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return word ->
                    (T) Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
