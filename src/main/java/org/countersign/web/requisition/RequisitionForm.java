package org.countersign.web.requisition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.requisition.RequisitionContent;
import org.countersign.requisition.RequisitionLineId;
import org.countersign.requisition.Tax;
import org.countersign.vendor.VendorId;
import org.countersign.web.Typed;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A requisition as it is typed: texts only, kept whole until they can be read. */
public record RequisitionForm(
        String title, String justification, String currency, String neededBy, String deliverTo, List<Line> lines) {

    private static final int MOST_READ = 2_000;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    public RequisitionForm {
        lines = List.copyOf(lines);
    }

    /**
     * A line as it is typed.
     *
     * @param what the words of an item of the catalogue, or a description
     * @param measure how its cost centres share it: {@code percent} or {@code amount}
     */
    public record Line(
            String id,
            String item,
            String what,
            Supply supply,
            String quantity,
            String neededBy,
            String measure,
            List<Charge> charges) {

        public Line {
            charges = List.copyOf(charges);
        }

        static Line empty() {
            return new Line("", "", "", new Supply("", "", "C62", "", ""), "", "", "percent", List.of(Charge.whole()));
        }

        /** Whether one cost centre bears all of it, so that nobody need be asked for its part. */
        public boolean borneByOne() {
            var whole = charges.size() == 1 && charges.getFirst().isWhole();
            return !measure.equals("amount") && (charges.isEmpty() || whole);
        }

        /** The parts that were begun: not all of the line of no cost centre, which is how an untouched line stands. */
        List<Charge> begun() {
            var begun = charges.stream().filter(charge -> !charge.isBlank()).toList();
            var untouched = begun.equals(List.of(Charge.whole())) && !measure.equals("amount");
            return untouched ? List.of() : begun;
        }

        boolean isBlank() {
            return Stream.of(what, quantity, supply.price(), supply.vendor()).allMatch(String::isBlank);
        }
    }

    /** What a line outside the catalogue says of its source. */
    public record Supply(String vendor, String category, String unit, String price, String tax) {}

    /** A cost centre's part, as it is typed. */
    public record Charge(String costCentre, String part) {

        /** All of the line, of whichever cost centre will be chosen. */
        public static Charge whole() {
            return new Charge("", "100");
        }

        boolean isWhole() {
            return part.strip().equals("100");
        }

        boolean isBlank() {
            return costCentre.isBlank() && part.isBlank();
        }
    }

    static RequisitionForm read(MultiValueMap<String, String> sent) {
        var lines = new ArrayList<Line>();
        for (var index : indexes(sent)) {
            var line = line(sent, "line." + index + ".");
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return new RequisitionForm(
                text(sent, "title"),
                text(sent, "justification"),
                text(sent, "currency"),
                text(sent, "neededBy"),
                text(sent, "deliverTo"),
                lines);
    }

    private static Line line(MultiValueMap<String, String> sent, String of) {
        var centres = sent.getOrDefault(of + "centre", List.of());
        var parts = sent.getOrDefault(of + "part", List.of());
        var charges = new ArrayList<Charge>();
        for (var k = 0; k < Math.min(centres.size(), parts.size()); k++) {
            charges.add(new Charge(centres.get(k).strip(), parts.get(k).strip()));
        }
        return new Line(
                text(sent, of + "id"),
                text(sent, of + "item"),
                text(sent, of + "what"),
                new Supply(
                        text(sent, of + "vendor"),
                        text(sent, of + "category"),
                        text(sent, of + "unit"),
                        text(sent, of + "price"),
                        text(sent, of + "tax")),
                text(sent, of + "quantity"),
                text(sent, of + "neededBy"),
                text(sent, of + "measure"),
                charges);
    }

    private static Iterable<Integer> indexes(MultiValueMap<String, String> sent) {
        var indexes = new TreeSet<Integer>();
        for (var name : sent.keySet()) {
            if (name.matches("line\\.\\d{1,5}\\.what") && indexes.size() < MOST_READ) {
                indexes.add(Integer.valueOf(name.substring(5, name.length() - 5)));
            }
        }
        return indexes;
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        var text = sent.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /** A draft as its author goes on writing it. */
    static RequisitionForm of(RequisitionContent content, Function<ItemId, String> labels) {
        return new RequisitionForm(
                content.title(),
                content.justification(),
                words(content.currency()),
                words(content.neededBy()),
                content.deliverTo(),
                content.lines().stream().map(line -> of(line, labels)).toList());
    }

    private static Line of(RequisitionContent.Line line, Function<ItemId, String> labels) {
        var amounts = line.allocations().stream().anyMatch(charge -> charge.amount() != null);
        var price = line.price();
        var tax = line.tax();
        return new Line(
                words(line.id()),
                words(line.item()),
                line.item() == null ? line.description() : labels.apply(line.item()),
                new Supply(
                        words(line.vendor()),
                        line.category(),
                        line.unit(),
                        price == null ? "" : price.each().stripTrailingZeros().toPlainString(),
                        tax == null
                                ? ""
                                : tax.ratePercent().stripTrailingZeros().toPlainString()),
                words(line.quantity()),
                words(line.neededBy()),
                amounts ? "amount" : "percent",
                line.allocations().stream()
                        .map(charge ->
                                new Charge(charge.costCentre(), figure(amounts ? charge.amount() : charge.percent())))
                        .toList());
    }

    /**
     * What was typed, read; refuses {@code figure-unreadable} and {@code date-unreadable} with line and field. What the form
     * does not show of a line that was saved before stays as it was.
     *
     * @param items the item that words name
     * @param before the saved draft's lines; none for a new one
     */
    RequisitionContent content(Function<Line, Optional<ItemId>> items, List<RequisitionContent.Line> before) {
        var unit = currency.isEmpty() ? null : CurrencyUnit.of(currency);
        var read = new ArrayList<RequisitionContent.Line>();
        for (var line : lines) {
            var saved = before.stream()
                    .filter(old ->
                            words(old.id()).equals(line.id()) && !line.id().isEmpty())
                    .findFirst();
            read.add(new Reader(read.size() + 1, unit).line(line, items.apply(line), saved));
        }
        var head = new Reader(0, unit);
        return new RequisitionContent(
                title, justification, unit, head.date("neededBy", neededBy).orElse(null), deliverTo, read);
    }

    /** Reads the texts of one line; its number goes into what it refuses. */
    private record Reader(int number, @Nullable CurrencyUnit currency) {

        RequisitionContent.Line line(Line typed, Optional<ItemId> item, Optional<RequisitionContent.Line> saved) {
            var free = item.isEmpty();
            var supply = typed.supply();
            return new RequisitionContent.Line(
                    typed.id().isEmpty() ? null : new RequisitionLineId(UUID.fromString(typed.id())),
                    item.orElse(null),
                    free ? saved.map(RequisitionContent.Line::sku).orElse("") : "",
                    free ? typed.what() : "",
                    free ? supply.category() : "",
                    free ? supply.unit() : "",
                    saved.map(RequisitionContent.Line::capital).orElse(null),
                    free && !supply.vendor().isEmpty() ? new VendorId(UUID.fromString(supply.vendor())) : null,
                    figure("quantity", typed.quantity()).map(Quantity::new).orElse(null),
                    free ? price(supply.price()) : null,
                    free ? tax(supply.tax(), saved) : null,
                    date("neededBy", typed.neededBy()).orElse(null),
                    charges(typed));
        }

        /** A cost centre that is alone bears all of the line, unless another part is typed. */
        private List<RequisitionContent.Charge> charges(Line typed) {
            var begun = typed.begun();
            var amounts = typed.measure().equals("amount");
            var whole = begun.size() == 1 && !amounts ? WHOLE : null;
            return begun.stream()
                    .map(charge -> {
                        var part = figure("allocations", charge.part()).orElse(whole);
                        return new RequisitionContent.Charge(
                                charge.costCentre(), amounts ? null : part, amounts ? part : null);
                    })
                    .toList();
        }

        private @Nullable Price price(String typed) {
            return currency == null
                    ? null
                    : figure("price", typed)
                            .map(amount -> new Price(BigMoney.of(currency, amount), Quantity.of(1)))
                            .orElse(null);
        }

        private @Nullable Tax tax(String typed, Optional<RequisitionContent.Line> saved) {
            var known = saved.map(RequisitionContent.Line::tax);
            return figure("tax", typed)
                    .map(percent -> new Tax(
                            known.map(Tax::category).orElse(percent.signum() == 0 ? "Z" : "S"),
                            percent,
                            known.map(Tax::unrecoverableShare).orElse(BigDecimal.ZERO)))
                    .orElse(null);
        }

        private Optional<BigDecimal> figure(String field, String typed) {
            return here(() -> Typed.figure(field, typed));
        }

        Optional<LocalDate> date(String field, String typed) {
            return here(() -> Typed.findDate(field, typed));
        }

        /** A refusal says at which line. */
        private <T> T here(Supplier<T> read) {
            try {
                return read.get();
            } catch (Refusal refusal) {
                throw number == 0 ? refusal : refusal.and("line", number);
            }
        }
    }

    private static String words(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String figure(@Nullable BigDecimal value) {
        return value == null ? "" : value.stripTrailingZeros().toPlainString();
    }
}
