package org.countersign.web.api;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.kernel.Id;
import org.jspecify.annotations.Nullable;

/**
 * How our types are written: ids as UUIDs, codes in lower case; a record's components are all there, and null only where
 * they are marked so.
 */
class RecordSchemas implements ModelConverter {

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (Id.class.isAssignableFrom(raw)) {
            return new StringSchema().format("uuid");
        }
        if (raw.isEnum()) {
            return codes(raw);
        }
        var schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (raw.isRecord() && schema != null) {
            var defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels()
                            .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            if (defined != null && defined.getProperties() != null) {
                mark(defined, raw.getRecordComponents());
            }
        }
        return schema;
    }

    private static Schema<?> codes(Class<?> raw) {
        var schema = new StringSchema();
        Arrays.stream(raw.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .forEach(schema::addEnumItem);
        return schema;
    }

    @SuppressWarnings("rawtypes") // as the library declares it
    private static void mark(Schema<?> record, RecordComponent[] components) {
        Map<String, Schema> properties = record.getProperties();
        var named = Arrays.stream(components)
                .filter(component -> properties.containsKey(component.getName()))
                .toList();
        record.setRequired(named.stream()
                .filter(component -> !mayBeNull(component))
                .map(RecordComponent::getName)
                .toList());
        named.stream()
                .filter(RecordSchemas::mayBeNull)
                .forEach(component -> properties.compute(component.getName(), (_, known) -> orNull(known)));
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(@Nullable Schema<?> known) {
        var nothing = new Schema<>();
        nothing.addType("null");
        if (known == null || known.getAnyOf() != null) {
            return known == null ? nothing : known;
        }
        if (known.get$ref() != null) {
            var either = new Schema<>();
            either.setAnyOf(List.of(known, nothing));
            return either;
        }
        known.addType("null");
        return known;
    }
}
