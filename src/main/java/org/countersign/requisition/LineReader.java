package org.countersign.requisition;

import static org.countersign.kernel.Refusal.unless;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.catalog.PricedItem;
import org.countersign.catalog.Unit;
import org.countersign.identity.CostCentre;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.requisition.RequisitionContent.Charge;
import org.countersign.requisition.RequisitionContent.Line;
import org.countersign.requisition.RequisitionContent.Numbered;
import org.countersign.requisition.RequisitionLine.Goods;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Turns entered lines into needs, or says for each line what would make it one. Decides without asking anybody. */
final class LineReader {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Digits after the point that weights are kept at. */
    private static final int WEIGHT_DIGITS = 4;

    private final RequisitionContent content;
    private final CurrencyUnit currency;
    private final Known known;

    private LineReader(RequisitionContent content, CurrencyUnit currency, Known known) {
        this.content = content;
        this.currency = currency;
        this.known = known;
    }

    /** The lines that can be asked for as they are, and the first refusal of each that cannot. */
    record Reading(List<RequisitionLine> lines, List<Refusal> refusals) {}

    static Reading read(RequisitionContent content, CurrencyUnit currency, Known known) {
        var reader = new LineReader(content, currency, known);
        var lines = new ArrayList<RequisitionLine>();
        var refusals = new ArrayList<Refusal>();
        for (var entered : content.numbered()) {
            try {
                lines.add(reader.line(entered));
            } catch (Refusal refusal) {
                refusals.add(ofLine(refusal, entered.number()));
            }
        }
        return new Reading(List.copyOf(lines), List.copyOf(refusals));
    }

    private RequisitionLine line(Numbered entered) {
        var line = entered.line();
        var item = Optional.ofNullable(line.item())
                .map(id -> known.items().get(id))
                .map(Known.Found::orRefuse);
        var goods = item.map(priced -> goods(priced, line)).orElseGet(() -> described(line));
        var vendor = vendor(item, line);
        var price = price(item, line);
        var quantity = quantity(line, goods);
        return new RequisitionLine(
                said(line.id(), "id"),
                entered.number(),
                goods,
                vendor,
                quantity,
                price,
                tax(item, line),
                neededBy(line),
                allocation(line, price.times(quantity)));
    }

    private static Goods goods(PricedItem priced, Line line) {
        var article = priced.item().article();
        return new Goods(
                Optional.of(priced.item().id()),
                article.sku(),
                article.name(),
                article.category(),
                article.unit(),
                article.baseScale(),
                line.capital() == null ? article.capital() : line.capital());
    }

    private static Goods described(Line line) {
        unless(
                !line.sku().isEmpty() || !Fillers.fills(line.description()),
                () -> Refusal.rule(
                        "description-filler",
                        "Say what is meant, or give the vendor's article number: \"" + line.description()
                                + "\" tells neither the vendor what to deliver nor anybody what to check.",
                        Facts.of("field", "description")
                                .and("expected", "what exactly is bought")
                                .and("actual", line.description())));
        var unit = Unit.of(line.unit());
        return new Goods(
                Optional.empty(),
                line.sku(),
                line.description(),
                line.category(),
                unit.code(),
                unit.digits(),
                line.capital() != null && line.capital());
    }

    private VendorId vendor(Optional<PricedItem> item, Line line) {
        if (item.isPresent() && line.vendor() != null) {
            item.get().item().soldBy(line.vendor());
        }
        var id = item.map(priced -> priced.item().vendor()).orElseGet(() -> said(line.vendor(), "vendor"));
        var vendor = known.vendors().get(id);
        if (vendor == null) {
            throw Refusal.rule(
                    "vendor-unknown",
                    "There is no such vendor; choose one of the list or ask a buyer to add it.",
                    Facts.of("field", "vendor").and("actual", id).under("vendor-orderable", "buyer"));
        }
        return vendor.orderable().id();
    }

    private Price price(Optional<PricedItem> item, Line line) {
        var price = item.map(priced -> priced.price().price()).orElseGet(() -> said(line.price(), "price"));
        unless(
                price.currency().equals(currency),
                () -> Refusal.rule(
                        item.isPresent() ? "item-currency" : "line-currency",
                        "This is priced in " + price.currency() + " and the requisition is in " + currency
                                + "; ask for it in a requisition of its own.",
                        Facts.of("field", "price").measured("currency", currency, price.currency(), currency)));
        unless(
                item.isEmpty() || line.price() == null || line.price().equals(price),
                () -> Refusal.rule(
                        "item-price",
                        "The catalogue has another price for this item; leave the price out to take that one.",
                        Facts.of("field", "price")
                                .measured(
                                        "price",
                                        price.each(),
                                        said(line.price(), "price").each(),
                                        price.each())
                                .under("item-price", "buyer")));
        return price;
    }

    private static Quantity quantity(Line line, Goods goods) {
        var quantity = said(line.quantity(), "quantity");
        unless(
                quantity.isPositive(),
                () -> Refusal.rule(
                        "quantity-not-positive",
                        "Ask for more than nothing.",
                        Facts.of("field", "quantity").measured("quantity", "above 0", quantity, "above 0")));
        unless(
                quantity.at(goods.baseScale()).equals(quantity),
                () -> Refusal.rule(
                        "quantity-digits",
                        "The unit " + goods.unit() + " is counted with " + goods.baseScale()
                                + " digits after the point.",
                        Facts.of("field", "quantity")
                                .measured(
                                        "digits",
                                        goods.baseScale(),
                                        quantity.value().scale(),
                                        goods.baseScale())));
        return quantity;
    }

    private static Tax tax(Optional<PricedItem> item, Line line) {
        if (item.isEmpty()) {
            return said(line.tax(), "tax");
        }
        var price = item.get().price();
        var notRecovered = line.tax() == null ? BigDecimal.ZERO : line.tax().unrecoverableShare();
        return new Tax(price.taxCategory(), price.taxPercent(), notRecovered);
    }

    private LocalDate neededBy(Line line) {
        var day = line.neededBy() == null ? content.neededBy() : line.neededBy();
        if (day == null) {
            throw missing("neededBy", "Nobody has said yet by which day this line is needed.");
        }
        unless(
                !day.isBefore(known.today()),
                () -> Refusal.rule(
                        "needed-by-past",
                        "Nobody can deliver in the past; choose today or a later day.",
                        Facts.of("field", "neededBy").measured("day", "from " + known.today(), day, known.today())));
        return day;
    }

    private Allocation allocation(Line line, Money net) {
        var charges = line.allocations();
        unless(
                !charges.isEmpty(),
                () -> missing("allocations", "Say which cost centre bears this, in percent or by amount."));
        unless(
                charges.stream().noneMatch(charge -> charge.costCentre().isEmpty()),
                () -> missing("allocations", "Choose the cost centre of each part, or take the part away."));
        unless(
                charges.stream().noneMatch(charge -> charge.percent() == null && charge.amount() == null),
                () -> missing("allocations", "Say how much each cost centre bears, in percent or by amount."));
        var byPercent = charges.stream().allMatch(charge -> charge.percent() != null && charge.amount() == null);
        var byAmount = charges.stream().allMatch(charge -> charge.amount() != null && charge.percent() == null);
        unless(
                byPercent || byAmount,
                "allocation-mixed",
                "Share a line by percent or by amount, one way for all its cost centres.");
        var parts = charges.stream().map(this::part).toList();
        unless(
                parts.stream().map(Allocation.Part::costCentre).distinct().count() == parts.size(),
                "allocation-twice",
                "A cost centre bears one part of a line; add its parts up.");
        addsUp(parts, byPercent ? HUNDRED : net.getAmount(), byPercent ? "percent" : "amount");
        return new Allocation(parts);
    }

    private Allocation.Part part(Charge charge) {
        var centre = chargeable(charge.costCentre());
        var weight = said(charge.percent() == null ? charge.amount() : charge.percent(), "allocations");
        unless(
                weight.signum() >= 0 && weight.stripTrailingZeros().scale() <= WEIGHT_DIGITS,
                () -> Refusal.rule(
                        "allocation-figure",
                        "A part is zero or more, with at most " + WEIGHT_DIGITS + " digits after the point.",
                        Facts.of("field", "allocations").and("actual", weight)));
        var budget = known.budgets().get(centre.id());
        return new Allocation.Part(centre.id(), Objects.requireNonNull(budget).orRefuse(), weight);
    }

    private CostCentre chargeable(String codeOrId) {
        var centre = known.costCentres().get(codeOrId);
        if (centre == null) {
            throw Refusal.rule(
                    "cost-centre-unknown",
                    "There is no cost centre \"" + codeOrId + "\".",
                    Facts.of("field", "allocations").and("actual", codeOrId));
        }
        unless(
                centre.active(),
                () -> Refusal.rule(
                        "cost-centre-closed",
                        "Nothing new is charged to the cost centre " + centre.code() + ".",
                        Facts.of("cost-centre", centre.code())
                                .under("cost-centre-active", Authority.KEEP_COST_CENTRES.roleWords())));
        unless(
                known.chargeable().contains(centre.id()),
                () -> Refusal.forbidden(
                        "not-your-cost-centre",
                        "You may not charge the cost centre " + centre.code() + ".",
                        Facts.of("cost-centre", centre.code()).and("lifted-by", "administrator, by a grant")));
        return centre;
    }

    private static void addsUp(List<Allocation.Part> parts, BigDecimal expected, String measure) {
        var sum = parts.stream().map(Allocation.Part::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        unless(
                sum.compareTo(expected) == 0,
                () -> Refusal.rule(
                        "allocation-sum",
                        "The parts of the cost centres must add up to "
                                + expected.stripTrailingZeros().toPlainString() + " and are "
                                + sum.stripTrailingZeros().toPlainString() + ".",
                        Facts.of("field", "allocations").measured(measure, expected, sum, expected)));
    }

    private static <T> T said(@Nullable T value, String field) {
        if (value == null) {
            throw missing(field, "This line has no " + field + " yet.");
        }
        return value;
    }

    private static Refusal missing(String field, String sentence) {
        return Refusal.rule("line-incomplete", sentence, Facts.of("field", field));
    }

    private static Refusal ofLine(Refusal refusal, int number) {
        var facts = Facts.of("line", number);
        for (var fact : refusal.facts().named().entrySet()) {
            facts = facts.and(fact.getKey(), fact.getValue());
        }
        return new Refusal(refusal.kind(), refusal.code(), refusal.sentence(), facts);
    }
}
