package org.countersign.exchange.inbound;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.countersign.exchange.Adjustment;
import org.countersign.exchange.BillDocument;
import org.countersign.exchange.TaxCategory;
import org.countersign.exchange.inbound.Placement.Placed;
import org.countersign.exchange.inbound.Placement.Returned;
import org.countersign.exchange.inbound.Placement.Unplaced;
import org.countersign.invoice.BillContent;
import org.countersign.invoice.BillContent.LineKind;
import org.countersign.invoice.DocumentNumber;
import org.countersign.invoice.InvoiceEvent;
import org.countersign.invoice.Invoicing;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Refusal;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Transactions;
import org.countersign.vendor.VendorId;
import org.countersign.vendor.VendorView;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invoices and credit notes: captured by the invoices' door, returned to their sender, or left to wait. */
@Component
class BillPlacing {

    /** In the place of a sender that is no vendor of ours: whatever order the invoice names is another vendor's. */
    private static final VendorId NOBODY = new VendorId(new UUID(0, 0));

    private static final String DUPLICATE = "duplicate-invoice";

    private final Invoicing invoicing;
    private final Transactions transactions;

    BillPlacing(Invoicing invoicing, Transactions transactions) {
        this.invoicing = invoicing;
        this.transactions = transactions;
    }

    Placement place(
            InboundId id, BillDocument bill, Optional<VendorView> sender, Optional<PurchaseOrder> named, Actor by) {
        var vendor = named.map(order -> order.head().vendor())
                .or(() -> sender.map(VendorView::id))
                .orElse(NOBODY);
        var content = content(bill, vendor, named.map(PurchaseOrder::number));
        return switch (content.kind()) {
            case INVOICE ->
                invoicing
                        .returned(content, by)
                        .<Placement>map(why -> new Returned(why.sentence()))
                        .orElseGet(() -> captured(id, content, by));
            case CREDIT_NOTE -> credited(id, content, by);
        };
    }

    private Placement credited(InboundId id, BillContent content, Actor by) {
        if (content.vendor().equals(NOBODY)) {
            return new Unplaced("Its sender is not known as a vendor.", "");
        }
        if (invoicing.billed(content, by).isPresent()) {
            return captured(id, content, by);
        }
        return content.references()
                .billed()
                .map(number -> new Unplaced("There is no invoice " + number + " of this vendor.", awaited(number)))
                .orElseGet(() -> new Unplaced("It names no invoice that it credits.", ""));
    }

    /** A number that is there already is the document's fault and refused; what else is refused leaves it to a person. */
    private Placement captured(InboundId id, BillContent content, Actor by) {
        try {
            return transactions.attempt(() -> {
                var invoice = invoicing.captureDocument(content, id.value(), by);
                return new Placed(List.of(new Became(type(content), invoice.id().value(), invoice.number())));
            });
        } catch (Refusal no) {
            if (no.code().equals(DUPLICATE)) {
                throw no;
            }
            return new Unplaced(no.sentence(), "");
        }
    }

    private static String type(BillContent content) {
        return content.kind() == Kind.INVOICE ? "invoice" : "credit-note";
    }

    /** The invoice as documents wait for it. */
    static String awaited(InvoiceEvent.InvoiceCaptured captured) {
        return awaited(new DocumentNumber(captured.bill().documentNumber()));
    }

    private static String awaited(DocumentNumber invoice) {
        return "invoice " + invoice.key();
    }

    // ---- in the words of invoices

    private static BillContent content(BillDocument bill, VendorId vendor, Optional<String> order) {
        var heading = bill.heading();
        var lines = new ArrayList<BillContent.Line>();
        bill.lines().forEach(line -> lines.add(line(line)));
        bill.adjustments().forEach(one -> lines.add(adjustment(one)));
        return new BillContent(
                switch (heading.kind()) {
                    case INVOICE -> Kind.INVOICE;
                    case CREDIT_NOTE -> Kind.CREDIT_NOTE;
                },
                vendor,
                new DocumentNumber(heading.number()),
                heading.issuedOn(),
                Optional.ofNullable(heading.dueOn()),
                Optional.empty(),
                totals(bill),
                new BillContent.References(
                        order.orElse(bill.references().orderNumber()),
                        bill.references().preceding().stream()
                                .map(BillDocument.Preceding::number)
                                .filter(number -> !number.isBlank())
                                .findFirst()
                                .map(DocumentNumber::new)),
                lines);
    }

    private static BillContent.Totals totals(BillDocument bill) {
        var zero = Money.zero(bill.heading().currency());
        var totals = bill.totals();
        return new BillContent.Totals(
                bill.net(), bill.tax(), said(totals.prepaid(), zero), said(totals.rounding(), zero), totals.payable());
    }

    private static Money said(@Nullable Money money, Money otherwise) {
        return money == null ? otherwise : money;
    }

    private static BillContent.Line line(BillDocument.Line line) {
        return new BillContent.Line(
                LineKind.LINE,
                line.id(),
                Stream.of(line.item().name(), line.item().description())
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(""),
                line.item().sellerSku(),
                line.quantity(),
                line.unit(),
                line.price(),
                line.net(),
                line.tax().code(),
                percent(line.tax()),
                line.orderLineId(),
                "");
    }

    private static BillContent.Line adjustment(Adjustment adjustment) {
        return BillContent.Line.adjustment(
                switch (adjustment.direction()) {
                    case ALLOWANCE -> LineKind.ALLOWANCE;
                    case CHARGE -> LineKind.CHARGE;
                },
                "",
                adjustment.reason(),
                adjustment.amount(),
                adjustment.tax().code(),
                percent(adjustment.tax()));
    }

    private static BigDecimal percent(TaxCategory tax) {
        var percent = tax.percent();
        return percent == null ? BigDecimal.ZERO : percent;
    }
}
