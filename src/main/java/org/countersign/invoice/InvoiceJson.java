package org.countersign.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.OrderLineId;
import org.countersign.vendor.VendorId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** An invoice or credit note as the API answers it; what is absent was not said, is not linked, or was not measured. */
record InvoiceJson(
        InvoiceId id,
        Kind kind,
        String number,
        String documentNumber,
        VendorId vendor,
        String vendorName,
        LocalDate issuedOn,
        LocalDate dueOn,
        InvoicePhase phase,
        InvoiceView.State state,
        BillContent.Totals totals,
        Money settled,
        String order,
        @Nullable InvoiceId billed,
        List<Line> lines,
        List<HoldJson> holds,
        List<Difference> differences,
        List<InvoiceView.Order> orders,
        Set<InvoicePhase.Act> actions,
        int version) {

    /** A line beside its order line. */
    record Line(
            InvoiceLineId id,
            BillContent.LineKind kind,
            String number,
            String description,
            String sku,
            Quantity quantity,
            String unit,
            Price price,
            Money net,
            @Nullable OrderLineId orderLine,
            InvoiceView.@Nullable Ordered ordered) {}

    /** Figures that were compared. */
    record Figures(String measure, String expected, String actual, String difference, String allowed) {

        static Figures of(Hold.Figures figures) {
            return new Figures(
                    figures.measure().code(),
                    figures.expected().toPlainString(),
                    figures.actual().toPlainString(),
                    figures.difference().toPlainString(),
                    figures.allowed());
        }
    }

    /** A hold, open unless it was lifted. */
    record HoldJson(
            HoldId id,
            String reason,
            String line,
            @Nullable Figures figures,
            String rule,
            String owner,
            String ownerName,
            String wayOut,
            Instant openedAt,
            LocalDate dueOn,
            boolean open,
            @Nullable String liftedBy,
            @Nullable String why) {

        static HoldJson of(Hold hold) {
            return new HoldJson(
                    hold.id(),
                    hold.reason().code(),
                    hold.line(),
                    hold.figures().map(Figures::of).orElse(null),
                    hold.rule(),
                    hold.owner().role().code(),
                    hold.owner().name(),
                    hold.wayOut(),
                    hold.openedAt(),
                    hold.dueOn(),
                    hold.lifting().isEmpty(),
                    hold.lifting().map(Hold.Lifting::byName).orElse(null),
                    hold.lifting().map(Hold.Lifting::why).orElse(null));
        }
    }

    /** What differed in the last match. */
    record Difference(
            String line,
            String reason,
            @Nullable Figures figures,
            String rule,
            InvoiceView.Outcome outcome,
            String words) {}

    /** A line of a list. */
    record Row(
            UUID id,
            Kind kind,
            String number,
            String documentNumber,
            VendorId vendor,
            String vendorName,
            String order,
            LocalDate issuedOn,
            LocalDate dueOn,
            Money payable,
            Money settled,
            InvoiceView.State state,
            List<String> reasons,
            String owner,
            @Nullable LocalDate holdDueOn) {

        static Row of(InvoiceRow row) {
            return new Row(
                    row.id().value(),
                    row.kind(),
                    row.number(),
                    row.documentNumber(),
                    row.vendor(),
                    row.vendorName(),
                    row.orderNumber(),
                    row.issuedOn(),
                    row.dueOn(),
                    row.payable(),
                    row.settled(),
                    row.state(),
                    row.reasons().stream().map(reason -> reason.code()).toList(),
                    row.owner(),
                    row.holdDueOn().orElse(null));
        }
    }

    static InvoiceJson of(InvoiceView view) {
        var invoice = view.invoice();
        var head = invoice.head();
        return new InvoiceJson(
                invoice.id(),
                head.kind(),
                invoice.number(),
                head.documentNumber().printed(),
                head.vendor(),
                head.vendorName(),
                head.issuedOn(),
                head.dueOn(),
                invoice.standing().phase(),
                view.state(),
                invoice.totals(),
                invoice.standing().settled(),
                head.orderNumber(),
                head.billed().orElse(null),
                view.lines().stream().map(InvoiceJson::line).toList(),
                view.holds().stream().map(HoldJson::of).toList(),
                view.differences().stream()
                        .map(one -> new Difference(
                                one.line(),
                                one.reason().code(),
                                one.figures().map(Figures::of).orElse(null),
                                one.rule(),
                                one.outcome(),
                                one.words()))
                        .toList(),
                view.orders(),
                view.actions(),
                invoice.version());
    }

    private static Line line(InvoiceView.Line shown) {
        var line = shown.line();
        var said = line.said();
        return new Line(
                line.id(),
                said.kind(),
                said.number(),
                said.description(),
                said.sku(),
                said.quantity(),
                said.unit(),
                said.price(),
                said.net(),
                line.link().map(Invoice.Link::line).orElse(null),
                shown.ordered().orElse(null));
    }
}
