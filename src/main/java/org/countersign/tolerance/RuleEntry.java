package org.countersign.tolerance;

import java.math.BigDecimal;
import org.countersign.tolerance.Scope.Dimension;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A tolerance rule as one flat line: how it is entered and kept. A scope that is empty or not said applies everywhere; a
 * figure that is not said is not zero.
 *
 * @param extent whether there is a limit at all
 * @param combine how percent and absolute go together; not said is both
 */
public record RuleEntry(
        String id,
        @Nullable String item,
        @Nullable String vendor,
        @Nullable String category,
        @Nullable String vendorGroup,
        @Nullable String entity,
        @Nullable String orderType,
        Measure measure,
        Side side,
        RuleEntry.Extent extent,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal absolute,
        Limit.@Nullable Combine combine,
        @Nullable BigDecimal perDocument,
        @Nullable BigDecimal perLife,
        @Nullable String currency) {

    /** Whether there is a limit. */
    public enum Extent {
        BOUNDED,
        NO_LIMIT
    }

    public RuleEntry {
        id = id.strip();
        item = said(item);
        vendor = said(vendor);
        category = said(category);
        vendorGroup = said(vendorGroup);
        entity = said(entity);
        orderType = said(orderType);
        combine = combine == null ? Limit.Combine.BOTH : combine;
        currency = said(currency);
    }

    static RuleEntry of(ToleranceRule rule) {
        var bounded = rule.limit() instanceof Limit.Bounded some ? some : null;
        return new RuleEntry(
                rule.id(),
                rule.scope().named().get(Dimension.ITEM),
                rule.scope().named().get(Dimension.VENDOR),
                rule.scope().named().get(Dimension.CATEGORY),
                rule.scope().named().get(Dimension.VENDOR_GROUP),
                rule.scope().named().get(Dimension.ENTITY),
                rule.scope().named().get(Dimension.ORDER_TYPE),
                rule.measure(),
                rule.side(),
                bounded == null ? Extent.NO_LIMIT : Extent.BOUNDED,
                bounded == null ? null : bounded.percent(),
                bounded == null ? null : bounded.absolute(),
                bounded == null ? null : bounded.combine(),
                rule.caps().perDocument(),
                rule.caps().perLife(),
                rule.currency() == null ? null : rule.currency().getCode());
    }

    /** The rule that the evaluator works with; refuses what does not go together. */
    ToleranceRule rule() {
        var scope = Scope.everywhere();
        scope = named(scope, Dimension.ITEM, item);
        scope = named(scope, Dimension.VENDOR, vendor);
        scope = named(scope, Dimension.CATEGORY, category);
        scope = named(scope, Dimension.VENDOR_GROUP, vendorGroup);
        scope = named(scope, Dimension.ENTITY, entity);
        scope = named(scope, Dimension.ORDER_TYPE, orderType);
        return new ToleranceRule(id, scope, measure, side, limit(), new Caps(perDocument, perLife), unit());
    }

    private Limit limit() {
        return switch (extent) {
            case NO_LIMIT -> Limit.noLimit();
            case BOUNDED -> new Limit.Bounded(percent, absolute, combine == null ? Limit.Combine.BOTH : combine);
        };
    }

    private @Nullable CurrencyUnit unit() {
        return currency == null || currency.isEmpty() ? null : CurrencyUnit.of(currency);
    }

    private static Scope named(Scope scope, Dimension dimension, @Nullable String name) {
        return name == null || name.isEmpty() ? scope : scope.and(dimension, name);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
