package org.countersign.requisition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a requester enters, whole or half finished: whatever fits the bounds is saved, and judged when it is submitted.
 *
 * @param neededBy for every line that does not say its own day; absent while none was entered
 * @param deliverTo empty = the organisation's address
 */
public record RequisitionContent(
        String title,
        String justification,
        @Nullable CurrencyUnit currency,
        @Nullable LocalDate neededBy,
        String deliverTo,
        List<Line> lines) {

    /** Lines that a requisition holds at most. */
    public static final int MOST_LINES = 2_000;

    /** Cost centres that one line is charged to at most. */
    public static final int MOST_ALLOCATIONS = 50;

    /**
     * One need as entered: an item of the catalogue, or described in free text with vendor, unit, price and tax.
     *
     * @param id absent until the draft is saved for the first time
     * @param capital whether it becomes an asset; absent = no, or as the catalogue says
     */
    public record Line(
            @Nullable RequisitionLineId id,
            @Nullable ItemId item,
            String sku,
            String description,
            String category,
            String unit,
            @Nullable Boolean capital,
            @Nullable VendorId vendor,
            @Nullable Quantity quantity,
            @Nullable Price price,
            @Nullable Tax tax,
            @Nullable LocalDate neededBy,
            List<Charge> allocations) {

        public Line {
            sku = sku.strip();
            description = description.strip();
            category = category.strip();
            unit = unit.strip();
            allocations = List.copyOf(allocations);
        }

        private Line with(@Nullable RequisitionLineId other) {
            return new Line(
                    other,
                    item,
                    sku,
                    description,
                    category,
                    unit,
                    capital,
                    vendor,
                    quantity,
                    price,
                    tax,
                    neededBy,
                    allocations);
        }
    }

    /** A cost centre, by code or id, and its part: in percent or as an amount of the line's net, one way for a whole line. */
    public record Charge(
            String costCentre,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal amount) {

        public Charge {
            costCentre = costCentre.strip();
        }
    }

    public RequisitionContent {
        title = title.strip();
        justification = justification.strip();
        deliverTo = deliverTo.strip();
        lines = List.copyOf(lines);
    }

    /** Refuses what would not fit: {@code too-many-lines}, {@code too-many-allocations}, {@code text-too-long}, {@code line-twice}. */
    void refuseBeyondBounds() {
        within("title", title, 200);
        within("justification", justification, 2_000);
        within("deliverTo", deliverTo, 500);
        Refusal.unless(
                lines.size() <= MOST_LINES,
                () -> tooMany(
                        "too-many-lines",
                        "A requisition has at most " + MOST_LINES + " lines.",
                        lines.size(),
                        MOST_LINES));
        var named = lines.stream().map(Line::id).filter(Objects::nonNull).toList();
        Refusal.unless(
                named.stream().distinct().count() == named.size(),
                "line-twice",
                "Two lines have the same id; leave the id of a new line out.");
        lines.forEach(RequisitionContent::refuseBeyondBounds);
    }

    private static void refuseBeyondBounds(Line line) {
        within("sku", line.sku(), 80);
        within("description", line.description(), 500);
        within("category", line.category(), 80);
        within("unit", line.unit(), 3);
        Refusal.unless(
                line.allocations().size() <= MOST_ALLOCATIONS,
                () -> tooMany(
                        "too-many-allocations",
                        "A line is charged to at most " + MOST_ALLOCATIONS + " cost centres.",
                        line.allocations().size(),
                        MOST_ALLOCATIONS));
    }

    private static void within(String field, String text, int most) {
        Refusal.unless(
                text.length() <= most,
                () -> Refusal.rule(
                        "text-too-long",
                        "There is room for " + most + " characters.",
                        Refusal.Facts.of("field", field)
                                .measured("characters", "at most " + most, text.length(), most)));
    }

    private static Refusal tooMany(String code, String sentence, int actual, int most) {
        return Refusal.rule(code, sentence, Refusal.Facts.none().measured("entries", "at most " + most, actual, most));
    }

    /** The same with an id for every line that had none. */
    RequisitionContent identified(Supplier<RequisitionLineId> ids) {
        return with(lines.stream()
                .map(line -> line.id() == null ? line.with(ids.get()) : line)
                .toList());
    }

    /** What a copy begins with: the entered values, every line a new one. */
    RequisitionContent copied(Supplier<RequisitionLineId> ids) {
        return with(lines.stream().map(line -> line.with(ids.get())).toList());
    }

    private RequisitionContent with(List<Line> others) {
        return new RequisitionContent(title, justification, currency, neededBy, deliverTo, others);
    }

    /** The lines with their numbers, counted from 1. */
    List<Numbered> numbered() {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> new Numbered(index + 1, lines.get(index)))
                .toList();
    }

    record Numbered(int number, Line line) {}
}
