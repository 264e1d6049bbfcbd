package org.countersign.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.invoice.Invoice.Captured;
import org.countersign.invoice.Invoice.Ending;
import org.countersign.invoice.Invoice.Head;
import org.countersign.invoice.Invoice.Link;
import org.countersign.invoice.Invoice.Standing;
import org.countersign.invoice.match.MatchInput.Kind;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.platform.Columns;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Reads documents and their lines from the columns that hold them. */
final class InvoiceRows {

    private InvoiceRows() {}

    static Invoice header(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new Invoice(
                new InvoiceId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                head(rows),
                new BillContent.Totals(
                        Columns.money(rows, "net", currency),
                        Columns.money(rows, "tax", currency),
                        Columns.money(rows, "prepaid", currency),
                        Columns.money(rows, "rounding", currency),
                        Columns.money(rows, "payable", currency)),
                List.of(),
                new Standing(
                        InvoicePhase.valueOf(rows.getString("phase")),
                        Optional.ofNullable(rows.getString("end_reason")).map(Ending::valueOf),
                        rows.getString("end_note"),
                        rows.getObject("posted_at") != null,
                        Columns.money(rows, "settled", currency)),
                rows.getInt("version"));
    }

    private static Head head(ResultSet rows) throws SQLException {
        return new Head(
                Kind.valueOf(rows.getString("kind")),
                new VendorId(rows.getObject("vendor_id", UUID.class)),
                rows.getString("vendor_name"),
                rows.getString("vendor_legal_key"),
                new DocumentNumber(rows.getString("document_number")),
                rows.getObject("issued_on", LocalDate.class),
                rows.getObject("due_on", LocalDate.class),
                Optional.ofNullable(rows.getBigDecimal("stated_rate")).map(InvoiceRows::plain),
                CurrencyUnit.of(rows.getString("book_currency")),
                rows.getString("order_number"),
                Optional.ofNullable(rows.getObject("billed_id", UUID.class)).map(InvoiceId::new),
                origin(rows),
                rows.getInt("duplicate_no"),
                new Captured(
                        rows.getObject("captured_on", LocalDate.class),
                        new AccountId(rows.getObject("captured_by", UUID.class)),
                        rows.getString("captured_by_name")));
    }

    private static Origin origin(ResultSet rows) throws SQLException {
        return switch (rows.getString("origin")) {
            case "DOCUMENT" -> new Origin.Document(rows.getObject("document_id", UUID.class));
            case "JSON" -> new Origin.Json();
            default -> new Origin.ByHand();
        };
    }

    static Invoice.Line line(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        var said = new BillContent.Line(
                BillContent.LineKind.valueOf(rows.getString("kind")),
                rows.getString("printed_number"),
                rows.getString("description"),
                rows.getString("sku"),
                new Quantity(rows.getBigDecimal("quantity")),
                rows.getString("unit"),
                new Price(
                        BigMoney.of(currency, plain(rows.getBigDecimal("price"))),
                        new Quantity(rows.getBigDecimal("price_quantity"))),
                Columns.money(rows, "net", currency),
                rows.getString("tax_category"),
                plain(rows.getBigDecimal("tax_rate")),
                rows.getString("order_reference"),
                rows.getString("billed_line"));
        var order = rows.getObject("order_id", UUID.class);
        var link = order == null
                ? Optional.<Link>empty()
                : Optional.of(new Link(
                        new OrderId(order),
                        new OrderLineId(rows.getObject("order_line_id", UUID.class)),
                        rows.getString("order_line_name")));
        return new Invoice.Line(
                new InvoiceLineId(rows.getObject("id", UUID.class)),
                rows.getInt("place"),
                said,
                link,
                rows.getBoolean("claimed"));
    }

    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
