package org.countersign.web.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.tolerance.Limit;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.ToleranceRule;
import org.countersign.tolerance.Tolerances;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * How tolerance rules read.
 *
 * @param names of vendors and items by the ids that rules name
 */
record ToleranceWords(Formats formats, Map<String, String> names) {

    static final String EXACT = "Where no rule speaks, a figure must agree exactly.";

    ToleranceWords {
        names = Map.copyOf(names);
    }

    Table table(Tolerances set) {
        return new Table(
                "Rules",
                List.of(
                        Column.main("Rule"),
                        Column.text("Applies to"),
                        Column.text("May be off"),
                        Column.text("By so much"),
                        Column.text("At most in all")),
                set.rules().stream().map(this::row).toList());
    }

    private Table.Row row(ToleranceRule rule) {
        return Table.Row.of(
                Cell.text(rule.id()),
                Cell.text(scope(rule.scope())),
                Cell.text(rule.measure().words(), side(rule.side())),
                limit(rule),
                Cell.text(caps(rule)));
    }

    private String scope(Scope scope) {
        return scope.named().isEmpty()
                ? "Everything"
                : scope.named().entrySet().stream()
                        .map(one -> dimension(one.getKey()) + " " + names.getOrDefault(one.getValue(), one.getValue()))
                        .collect(Collectors.joining(", "));
    }

    static String dimension(Scope.Dimension dimension) {
        return switch (dimension) {
            case ITEM -> "Item";
            case VENDOR -> "Vendor";
            case CATEGORY -> "Category";
            case VENDOR_GROUP -> "Vendor group";
            case ENTITY -> "Entity";
            case ORDER_TYPE -> "Order type";
        };
    }

    static String side(Side side) {
        return switch (side) {
            case OVER -> "above what is expected";
            case UNDER -> "below what is expected";
        };
    }

    private Cell limit(ToleranceRule rule) {
        return switch (rule.limit()) {
            case Limit.NoLimit _ -> Cell.text("Without limit");
            case Limit.Bounded bounded -> {
                var percent = percent(bounded.percent());
                var absolute = figure(bounded.absolute(), rule);
                if (percent.isEmpty() && absolute.isEmpty()) {
                    yield Cell.text("Nothing: exact");
                }
                yield percent.isEmpty() || absolute.isEmpty()
                        ? Cell.text(percent + absolute)
                        : Cell.text(percent + " and " + absolute, combine(bounded.combine()));
            }
        };
    }

    static String combine(Limit.Combine combine) {
        return switch (combine) {
            case BOTH -> "within both: the smaller counts";
            case EITHER -> "within one of them: the larger counts";
        };
    }

    private String caps(ToleranceRule rule) {
        var document = figure(rule.caps().perDocument(), rule);
        var life = figure(rule.caps().perLife(), rule);
        var words = (document.isEmpty() ? "" : document + " a document")
                + (document.isEmpty() || life.isEmpty() ? "" : ", ")
                + (life.isEmpty() ? "" : life + " over the life of an order line");
        return words.isEmpty() ? "Not capped" : words;
    }

    private String percent(@Nullable BigDecimal percent) {
        return percent == null ? "" : percent.stripTrailingZeros().toPlainString() + " %";
    }

    private String figure(@Nullable BigDecimal figure, ToleranceRule rule) {
        if (figure == null) {
            return "";
        }
        var currency = rule.currency();
        return figure.stripTrailingZeros().toPlainString() + (currency == null ? "" : " " + currency.getCode());
    }
}
