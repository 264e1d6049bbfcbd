package org.countersign.platform;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** What a request must say: every component of a record that is neither an Optional nor marked as possibly absent, and no null for it. */
final class Said extends NopAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return component(member).map(component -> !mayBeAbsent(component)).orElse(null);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        return component(member)
                .filter(component -> !mayBeAbsent(component))
                .map(_ -> JsonSetter.Value.forValueNulls(Nulls.FAIL))
                .orElse(JsonSetter.Value.empty());
    }

    /** The component of one of our records that the constructor's parameter stands for. */
    private static Optional<RecordComponent> component(Annotated member) {
        if (!(member instanceof AnnotatedParameter parameter)) {
            return Optional.empty();
        }
        var record = parameter.getOwner().getDeclaringClass();
        var components = record.getRecordComponents();
        return components != null
                        && record.getName().startsWith("org.countersign.")
                        && parameter.getOwner().getParameterCount() == components.length
                ? Optional.of(components[parameter.getIndex()])
                : Optional.empty();
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
