package org.countersign.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.kernel.Id;
import org.jspecify.annotations.Nullable;

/**
 * How our types are written: ids as UUIDs, codes in lower case; a record's components are all there, and null only where
 * they are marked so.
 */
class RecordSchemas implements ModelConverter {

    private final SchemaNames names;

    RecordSchemas(SchemaNames names) {
        this.names = names;
    }

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
        if (raw.isSealed() && raw.isInterface()) {
            return anyOf(raw, context);
        }
        if (raw.isRecord()) {
            type.name(names.of(raw));
        }
        var schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (raw.isRecord() && schema != null) {
            var defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels()
                            .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            if (defined != null && defined.getProperties() != null) {
                mark(defined, raw);
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

    /** One of the cases. */
    private static Schema<?> anyOf(Class<?> raw, ModelConverterContext context) {
        var either = new Schema<>();
        Arrays.stream(raw.getPermittedSubclasses())
                .forEach(each -> either.addAnyOfItem(context.resolve(new AnnotatedType(each).resolveAsRef(true))));
        return either;
    }

    @SuppressWarnings("rawtypes") // as the library declares it
    private static void mark(Schema<?> schema, Class<?> record) {
        Map<String, Schema> properties = schema.getProperties();
        var named = Arrays.stream(record.getRecordComponents())
                .filter(component -> properties.containsKey(component.getName()))
                .toList();
        schema.setRequired(named.stream()
                .filter(component -> !mayBeNull(component) && !mayBeAbsent(component))
                .map(RecordComponent::getName)
                .toList());
        named.stream()
                .filter(component -> mayBeNull(component) && left(component) == Include.ALWAYS)
                .forEach(component -> properties.compute(component.getName(), (_, known) -> orNull(known)));
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        var type = component.getType();
        return left(component) == Include.NON_EMPTY
                && (type == String.class
                        || Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type));
    }

    /** Which values of the component are written at all. */
    private static Include left(RecordComponent component) {
        return Stream.of(component.getAccessor(), component.getDeclaringRecord())
                .map(place -> place.getAnnotation(JsonInclude.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(JsonInclude::value)
                .orElse(Include.ALWAYS);
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
