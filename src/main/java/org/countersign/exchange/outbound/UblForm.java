package org.countersign.exchange.outbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.exchange.Address;
import org.countersign.exchange.Contact;
import org.countersign.exchange.Identifier;
import org.countersign.exchange.Item;
import org.countersign.exchange.OrderCancellationDocument;
import org.countersign.exchange.OrderChangeDocument;
import org.countersign.exchange.OrderChangeDocument.Mark;
import org.countersign.exchange.OrderDocument;
import org.countersign.exchange.Party;
import org.countersign.exchange.Period;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.Totals;
import org.countersign.exchange.ubl.UblWriter;
import org.countersign.kernel.Quantity;
import org.countersign.order.Line;
import org.countersign.order.OrderLineId;

/**
 * An order's revision as it travels. Its lines are numbered as people quote them: a line's number is the same in every
 * revision, and it is what answers, despatch advices and invoices refer to.
 */
final class UblForm {

    private final Dossier dossier;

    private UblForm(Dossier dossier) {
        this.dossier = dossier;
    }

    static byte[] of(Dossier dossier) {
        var form = new UblForm(dossier);
        return switch (dossier.cause().kind()) {
            case ORDER -> UblWriter.order(form.order(dossier.lines()));
            case ORDER_CHANGE -> UblWriter.orderChange(form.change());
            case ORDER_CANCELLATION -> UblWriter.orderCancellation(form.cancellation());
            case ORDER_RESPONSE, DESPATCH_ADVICE, INVOICE, CREDIT_NOTE ->
                throw new IllegalArgumentException(
                        "a buyer does not write " + dossier.cause().kind());
        };
    }

    private OrderChangeDocument change() {
        var before = byId(dossier.before());
        var after = byId(dossier.lines());
        var omitted = dossier.before().stream()
                .filter(line -> !after.containsKey(line.id()))
                .map(UblForm::none)
                .toList();
        var marks = new LinkedHashMap<String, Mark>();
        omitted.forEach(line -> marks.put(reference(line), Mark.DELETED));
        dossier.lines().forEach(line -> marks.put(reference(line), mark(before.get(line.id()), line)));
        var all = Stream.concat(dossier.lines().stream(), omitted.stream()).toList();
        return new OrderChangeDocument(dossier.number(), order(all), marks);
    }

    private static Mark mark(Line.@org.jspecify.annotations.Nullable Content before, Line.Content after) {
        if (before == null) {
            return Mark.ADDED;
        }
        return before.equals(after) ? Mark.UNCHANGED : Mark.CHANGED;
    }

    /** A line that is left out still stands in the change, wanting nothing. */
    private static Line.Content none(Line.Content line) {
        return new Line.Content(
                line.id(),
                line.number(),
                line.goods(),
                Quantity.ZERO,
                line.price(),
                line.tax(),
                line.neededBy(),
                line.allocation());
    }

    private OrderCancellationDocument cancellation() {
        return new OrderCancellationDocument(
                dossier.number(),
                dossier.cause().on(),
                dossier.order().number(),
                dossier.cause().reason(),
                buyer(),
                seller());
    }

    private OrderDocument order(List<Line.Content> lines) {
        var head = dossier.order().head();
        var revision = dossier.revision();
        return new OrderDocument(
                new OrderDocument.Heading(
                        dossier.order().number(),
                        revision.revision(),
                        dossier.cause().on(),
                        head.currency(),
                        head.requisitionNumber(),
                        revision.revision() == 1 ? "" : revision.reason()),
                buyer(),
                seller(),
                new OrderDocument.Delivery("", shipping(), Period.on(head.neededBy())),
                PaperForm.payment(dossier.vendor()),
                List.of(),
                lines.stream().map(UblForm::line).toList(),
                Totals.of(revision.net(), revision.tax()));
    }

    private static OrderDocument.Line line(Line.Content line) {
        var goods = line.goods();
        return new OrderDocument.Line(
                reference(line),
                Item.of(goods.description(), goods.sku()),
                line.quantity(),
                goods.unit(),
                line.price(),
                line.net(),
                new TaxCategory(line.tax().category(), line.tax().ratePercent()),
                List.of(),
                Period.on(line.neededBy()),
                "");
    }

    private static String reference(Line.Content line) {
        return String.valueOf(line.number());
    }

    private Party buyer() {
        var buyer = dossier.buyer();
        return new Party(
                buyer.name(),
                buyer.name(),
                new Identifier(buyer.endpoint().scheme(), buyer.endpoint().id()),
                Identifier.NONE,
                buyer.registration().taxId(),
                new Identifier("", buyer.registration().legalId()),
                address(),
                Contact.NONE);
    }

    private Party seller() {
        var terms = dossier.vendor().terms();
        var address = terms.ordering();
        return new Party(
                terms.name(),
                terms.name(),
                new Identifier(terms.endpoint().scheme(), terms.endpoint().id()),
                Identifier.NONE,
                terms.taxId(),
                new Identifier("", terms.legalId()),
                Address.of(address.street(), address.postalCode(), address.city(), address.country()),
                Contact.NONE);
    }

    private Address address() {
        var address = dossier.buyer().address();
        return Address.of(address.street(), address.postalCode(), address.city(), address.country());
    }

    /** Where to, as far as a postal address holds it: what a person wrote freely goes into its one free line. */
    private Address shipping() {
        var said = dossier.order().head().deliverTo();
        return said.isBlank()
                ? address()
                : new Address(
                        "",
                        "",
                        said.lines().map(String::strip).collect(Collectors.joining(", ")),
                        "",
                        "",
                        "",
                        dossier.buyer().address().country());
    }

    private static Map<OrderLineId, Line.Content> byId(List<Line.Content> lines) {
        return lines.stream().collect(Collectors.toMap(Line.Content::id, Function.identity()));
    }
}
