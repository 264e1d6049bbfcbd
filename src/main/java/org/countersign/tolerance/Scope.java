package org.countersign.tolerance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a rule applies, or where a figure stands: the item, vendor, category ... by name or id. A rule that names nothing
 * applies everywhere.
 */
public record Scope(Map<Dimension, String> named) {

    /** What a scope may name. */
    public enum Dimension {
        ITEM,
        VENDOR,
        CATEGORY,
        VENDOR_GROUP,
        ENTITY,
        ORDER_TYPE
    }

    public Scope {
        var copy = new EnumMap<Dimension, String>(Dimension.class);
        copy.putAll(named);
        named = Collections.unmodifiableMap(copy);
    }

    public static Scope everywhere() {
        return new Scope(Map.of());
    }

    public static Scope of(Dimension dimension, String name) {
        return everywhere().and(dimension, name);
    }

    public Scope and(Dimension dimension, String name) {
        var more = new EnumMap<Dimension, String>(Dimension.class);
        more.putAll(named);
        more.put(dimension, name);
        return new Scope(more);
    }

    /** Whether all that this scope names is so there. */
    boolean covers(Scope there) {
        return there.named.entrySet().containsAll(named.entrySet());
    }

    /**
     * The higher, the more specific: item and vendor, item, vendor and category, category, vendor, vendor group, entity,
     * order type, everywhere; of two on one step the one that names more.
     */
    int specificity() {
        return step() * Dimension.values().length + named.size();
    }

    private int step() {
        if (names(Dimension.ITEM)) {
            return names(Dimension.VENDOR) ? 8 : 7;
        }
        if (names(Dimension.CATEGORY)) {
            return names(Dimension.VENDOR) ? 6 : 5;
        }
        if (names(Dimension.VENDOR)) {
            return 4;
        }
        if (names(Dimension.VENDOR_GROUP)) {
            return 3;
        }
        if (names(Dimension.ENTITY)) {
            return 2;
        }
        return names(Dimension.ORDER_TYPE) ? 1 : 0;
    }

    private boolean names(Dimension dimension) {
        return named.containsKey(dimension);
    }
}
