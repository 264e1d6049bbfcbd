package org.countersign.web.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.catalog.CatalogFinder;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.tolerance.Caps;
import org.countersign.tolerance.Limit;
import org.countersign.tolerance.Measure;
import org.countersign.tolerance.Scope;
import org.countersign.tolerance.Scope.Dimension;
import org.countersign.tolerance.Side;
import org.countersign.tolerance.ToleranceRule;
import org.countersign.tolerance.Tolerances;
import org.countersign.vendor.VendorFinder;
import org.countersign.web.About;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Typed;
import org.countersign.web.rules.RulesForm.RuleCard;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The form of a set of tolerances: a rule as fields, and the fields as a rule. Each field is named with the rule's number. */
@Component
class ToleranceForm {

    /** How limits and caps work together. */
    static final About LIMITS = About.of("How a rule works")
            .with("Limit", "Percent, absolute, or both; left empty it is exact, and without limit has to be chosen")
            .with("Side", "Above and below are two rules; a side without a rule is exact")
            .with("Caps", "What one rule has let through, added up on a document or over a line's life")
            .with(
                    "Which one",
                    "The most specific counts: item and vendor, item, vendor and category, category, vendor");

    private static final String BOUNDED = "bounded";
    private static final String UNLIMITED = "unlimited";

    private final VendorFinder vendors;
    private final CatalogFinder items;

    ToleranceForm(VendorFinder vendors, CatalogFinder items) {
        this.vendors = vendors;
        this.items = items;
    }

    /** Rules in words. Asked inside a read. */
    ToleranceWords words(Formats formats, Actor by) {
        var names = new LinkedHashMap<>(options(vendors(by)));
        names.putAll(options(items(by)));
        return new ToleranceWords(formats, names);
    }

    private static Map<String, String> options(List<Field.Option> options) {
        return options.stream().collect(Collectors.toMap(Field.Option::value, Field.Option::words, (one, _) -> one));
    }

    private List<Field.Option> vendors(Actor by) {
        return vendors.page(VendorFinder.Listing.ALL, "", "", Page.LARGEST, by).rows().stream()
                .map(row -> new Field.Option(row.id().toString(), row.name()))
                .toList();
    }

    private List<Field.Option> items(Actor by) {
        return items.page(CatalogFinder.Listing.ALL, "", "", Page.LARGEST, by).rows().stream()
                .map(row -> new Field.Option(
                        row.item().id().toString(), row.item().article().name()))
                .toList();
    }

    // ---- a set as it stands in the form

    static Typed typed(Tolerances set, LocalDate from) {
        var values = new LinkedHashMap<String, String>();
        values.put("from", from.toString());
        for (var index = 0; index < set.rules().size(); index++) {
            write(set.rules().get(index), "." + index, values);
        }
        return Typed.proposing(values);
    }

    private static void write(ToleranceRule rule, String at, Map<String, String> values) {
        values.put("id" + at, rule.id());
        rule.scope().named().forEach((dimension, name) -> values.put(code(dimension) + at, name));
        values.put("measure" + at, rule.measure().code());
        values.put("side" + at, rule.side().code());
        switch (rule.limit()) {
            case Limit.NoLimit _ -> values.put("limit" + at, UNLIMITED);
            case Limit.Bounded bounded -> {
                values.put("limit" + at, BOUNDED);
                values.put("percent" + at, text(bounded.percent()));
                values.put("absolute" + at, text(bounded.absolute()));
                values.put("combine" + at, bounded.combine().name().toLowerCase(Locale.ROOT));
            }
        }
        values.put("perDocument" + at, text(rule.caps().perDocument()));
        values.put("perLife" + at, text(rule.caps().perLife()));
        var currency = rule.currency();
        values.put("currency" + at, currency == null ? "" : currency.getCode());
    }

    private static String text(@Nullable BigDecimal figure) {
        return figure == null ? "" : figure.stripTrailingZeros().toPlainString();
    }

    private static String code(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    // ---- what was typed, as rules

    /** Refuses what cannot be read or does not go together, at its field. */
    static List<ToleranceRule> rules(Typed typed) {
        return typed.keys("id.").stream()
                .map(key -> here("id." + key, () -> rule(typed, "." + key)))
                .toList();
    }

    private static ToleranceRule rule(Typed typed, String at) {
        var scope = Scope.everywhere();
        for (var dimension : Dimension.values()) {
            var name = typed.text(code(dimension) + at);
            scope = name.isEmpty() ? scope : scope.and(dimension, name);
        }
        var unlimited = typed.text("limit" + at).equals(UNLIMITED);
        var limit = unlimited
                ? Limit.noLimit()
                : here(
                        "percent" + at,
                        () -> new Limit.Bounded(
                                typed.figure("percent" + at).orElse(null),
                                typed.figure("absolute" + at).orElse(null),
                                typed.text("combine" + at).isEmpty()
                                        ? Limit.Combine.BOTH
                                        : typed.choice("combine" + at, Limit.Combine.class)));
        var caps = here(
                "perDocument" + at,
                () -> new Caps(
                        typed.figure("perDocument" + at).orElse(null),
                        typed.figure("perLife" + at).orElse(null)));
        var everywhere = scope;
        return here(
                "currency" + at,
                () -> new ToleranceRule(
                        typed.text("id" + at),
                        everywhere,
                        typed.choice("measure" + at, Measure.class),
                        typed.choice("side" + at, Side.class),
                        limit,
                        caps,
                        typed.text("currency" + at).isEmpty() ? null : typed.currency("currency" + at)));
    }

    /** A refusal that names no field of the form stands at this one. */
    private static <T> T here(String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (Refusal refusal) {
            throw refusal.facts().named().getOrDefault("field", "").contains(".")
                    ? refusal
                    : refusal.and("field", field);
        }
    }

    // ---- fields

    /** A card for each rule that was typed, and last the blank one. Asked inside a read. */
    List<RuleCard> cards(Typed typed, Optional<Flash> flash, Actor by) {
        var known = new Known(vendors(by), items(by));
        var cards = new ArrayList<RuleCard>();
        for (var key : typed.keys("id.")) {
            cards.add(new RuleCard(typed.text("id." + key), typed.in(flash, fields("." + key, typed, known))));
        }
        cards.add(new RuleCard("New rule", List.of(fields("." + RulesForm.BLANK, Typed.nothing(), known))));
        return cards;
    }

    private record Known(List<Field.Option> vendors, List<Field.Option> items) {}

    private static Field[] fields(String at, Typed typed, Known known) {
        var fields = new ArrayList<>(List.of(
                Field.text("id" + at, "Name").needed().help("By which results and the journal quote it"),
                Field.choice("measure" + at, "What may be off", measures()).needed(),
                Field.choice("side" + at, "On which side", sides()).needed(),
                Field.choice("limit" + at, "Limit", limits())
                        .needed()
                        .value(BOUNDED)
                        .help("Without limit has to be chosen; a limit left empty means exact"),
                Field.decimal("percent" + at, "Percent").help("Of what is expected"),
                Field.decimal("absolute" + at, "Absolute").help("Money, or the line's unit"),
                Field.choice("combine" + at, "Where both are given", combinations()),
                Field.text("currency" + at, "Currency of money").help("Such as EUR; for money only"),
                Field.decimal("perDocument" + at, "Cap for a document").help("All let through added up; empty: none"),
                Field.decimal("perLife" + at, "Cap for a line's life").help("Over all its documents; empty: none"),
                Field.choice("vendor" + at, "Only for the vendor", with(known.vendors(), typed.text("vendor" + at)))
                        .help("Left empty the rule is for all"),
                Field.text("category" + at, "Only for the category"),
                Field.choice("item" + at, "Only for the item", with(known.items(), typed.text("item" + at)))));
        for (var dimension : List.of(Dimension.VENDOR_GROUP, Dimension.ENTITY, Dimension.ORDER_TYPE)) {
            if (!typed.text(code(dimension) + at).isEmpty()) {
                fields.add(Field.text(code(dimension) + at, "Only for the " + words(dimension)));
            }
        }
        return fields.toArray(Field[]::new);
    }

    private static String words(Dimension dimension) {
        return ToleranceWords.dimension(dimension).toLowerCase(Locale.ROOT);
    }

    /** What a rule names and the lists do not, such as an article number, stays as it was written. */
    private static List<Field.Option> with(List<Field.Option> options, String named) {
        if (named.isEmpty()
                || options.stream().anyMatch(option -> option.value().equals(named))) {
            return options;
        }
        var more = new ArrayList<>(options);
        more.add(new Field.Option(named, named));
        return more;
    }

    private static List<Field.Option> measures() {
        return Arrays.stream(Measure.values())
                .map(measure -> new Field.Option(measure.code(), measure.words()))
                .toList();
    }

    private static List<Field.Option> sides() {
        return Arrays.stream(Side.values())
                .map(side -> new Field.Option(side.code(), ToleranceWords.side(side)))
                .toList();
    }

    private static List<Field.Option> limits() {
        return List.of(
                new Field.Option(BOUNDED, "As given: percent, absolute, or both"),
                new Field.Option(UNLIMITED, "Without limit"));
    }

    private static List<Field.Option> combinations() {
        return Arrays.stream(Limit.Combine.values())
                .map(one -> new Field.Option(one.name().toLowerCase(Locale.ROOT), ToleranceWords.combine(one)))
                .toList();
    }
}
