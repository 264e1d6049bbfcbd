package org.countersign.order;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.budget.BudgetAccountId;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.order.PurchaseOrder.Exchange;
import org.countersign.order.PurchaseOrder.Head;
import org.countersign.order.PurchaseOrder.Hold;
import org.countersign.order.PurchaseOrder.Revisions;
import org.countersign.requisition.Allocation;
import org.countersign.requisition.RequisitionId;
import org.countersign.requisition.RequisitionLine.Goods;
import org.countersign.requisition.Tax;
import org.countersign.vendor.VendorId;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads orders, lines and what revisions say of them from the columns that hold them. */
final class OrderRows {

    private OrderRows() {}

    static PurchaseOrder header(ResultSet rows) throws SQLException {
        var currency = CurrencyUnit.of(rows.getString("currency"));
        return new PurchaseOrder(
                new OrderId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                head(rows, currency),
                OrderPhase.valueOf(rows.getString("phase")),
                Optional.ofNullable(rows.getString("end_reason")).map(PurchaseOrder.Ending::valueOf),
                Optional.ofNullable(rows.getString("held_why")).map(why -> new Hold(heldBy(rows), why)),
                new Revisions(
                        rows.getInt("revision_in_force"),
                        rows.getInt("latest_revision"),
                        rows.getBoolean("in_preparation"),
                        money(rows, "net", currency),
                        money(rows, "tax", currency)),
                kept(rows, currency),
                new Exchange(
                        PurchaseOrder.Answer.valueOf(rows.getString("answer")),
                        PurchaseOrder.Transmission.valueOf(rows.getString("transmission")),
                        rows.getString("transmission_note")),
                Map.of(),
                rows.getInt("version"));
    }

    private static String heldBy(ResultSet rows) {
        try {
            return rows.getString("held_by");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Head head(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Head(
                new VendorId(rows.getObject("vendor_id", UUID.class)),
                rows.getString("vendor_name"),
                rows.getString("title"),
                new RequisitionId(rows.getObject("requisition_id", UUID.class)),
                rows.getString("requisition_number"),
                new AccountId(rows.getObject("requester_id", UUID.class)),
                rows.getString("requester_name"),
                rows.getObject("ordered_on", LocalDate.class),
                rows.getObject("needed_by", LocalDate.class),
                rows.getString("deliver_to"),
                currency,
                new Rate(
                        CurrencyUnit.of(rows.getString("book_currency")),
                        rows.getBigDecimal("rate").stripTrailingZeros()),
                rows.getObject("rate_date", LocalDate.class),
                rows.getString("rate_source"));
    }

    private static Kept kept(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Kept(
                rows.getInt("lines"),
                rows.getInt("lines_to_receive"),
                rows.getInt("lines_to_invoice"),
                rows.getInt("lines_credit_expected"),
                rows.getInt("lines_cancelled"),
                rows.getInt("lines_open"),
                money(rows, "wanted_value", currency),
                money(rows, "received_value", currency),
                money(rows, "due_value", currency),
                money(rows, "billed_value", currency),
                money(rows, "invoiced_amount", currency),
                money(rows, "paid_amount", currency));
    }

    static Line line(ResultSet rows, Head head) throws SQLException {
        var content = content(rows, head.currency());
        var inForce = new Price(
                BigMoney.of(head.currency(), plain(rows.getBigDecimal("price_in_force"))),
                new Quantity(rows.getBigDecimal("price_quantity_in_force")));
        var ledger = new OrderLine(
                content.id(),
                content.number(),
                Measure.valueOf(rows.getString("measure")),
                rows.getInt("base_scale"),
                inForce,
                head.rate(),
                sums(rows, head),
                new Allowances(
                        new Quantity(rows.getBigDecimal("over_receipt_allowed")),
                        new Quantity(rows.getBigDecimal("over_invoice_allowed"))));
        return new Line(ledger, content);
    }

    static Line.Content content(ResultSet rows, CurrencyUnit currency) throws SQLException {
        return new Line.Content(
                new OrderLineId(rows.getObject("line_id", UUID.class)),
                rows.getInt("line_number"),
                new Goods(
                        Optional.ofNullable(rows.getObject("item_id", UUID.class))
                                .map(ItemId::new),
                        rows.getString("sku"),
                        rows.getString("description"),
                        rows.getString("category"),
                        rows.getString("unit"),
                        rows.getInt("base_scale"),
                        rows.getBoolean("capital")),
                new Quantity(rows.getBigDecimal("quantity")),
                new Price(
                        BigMoney.of(currency, plain(rows.getBigDecimal("price"))),
                        new Quantity(rows.getBigDecimal("price_quantity"))),
                new Tax(
                        rows.getString("tax_category"),
                        plain(rows.getBigDecimal("tax_rate")),
                        plain(rows.getBigDecimal("unrecoverable_share"))),
                rows.getObject("needed_by", LocalDate.class),
                allocation(rows));
    }

    private static Allocation allocation(ResultSet rows) throws SQLException {
        var centres = elements(rows.getArray("cost_centre_ids"), UUID.class);
        var accounts = elements(rows.getArray("account_ids"), UUID.class);
        var weights = elements(rows.getArray("weights"), BigDecimal.class);
        var parts = new ArrayList<Allocation.Part>();
        for (var k = 0; k < centres.size(); k++) {
            parts.add(new Allocation.Part(
                    new CostCentreId(centres.get(k)), new BudgetAccountId(accounts.get(k)), plain(weights.get(k))));
        }
        return new Allocation(parts);
    }

    private static <T> List<T> elements(Array array, Class<T> type) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(type::cast).toList();
    }

    /** The columns a kind keeps besides its quantity; the others are always zero for it. */
    static final List<FactKind> WITH_ALL_FIGURES = List.of(
            FactKind.ORDERED,
            FactKind.CANCELLED,
            FactKind.RECEIVED,
            FactKind.RETURNED,
            FactKind.INVOICED,
            FactKind.CREDITED,
            FactKind.WAIVED);

    private static LineSums sums(ResultSet rows, Head head) throws SQLException {
        var currency = head.currency();
        var nothing = Figures.none(currency, head.rate().into());
        var all = new EnumMap<FactKind, Figures>(FactKind.class);
        for (var kind : WITH_ALL_FIGURES) {
            all.put(
                    kind,
                    new Figures(
                            new Quantity(rows.getBigDecimal(kind.code() + "_quantity")),
                            money(rows, kind.code() + "_amount", currency),
                            money(rows, kind.code() + "_value", currency),
                            money(rows, kind.code() + "_book", head.rate().into())));
        }
        for (var kind : List.of(FactKind.ACKNOWLEDGED, FactKind.SHIPPED, FactKind.RETURNED_FOR_CREDIT)) {
            all.put(kind, nothing.counting(new Quantity(rows.getBigDecimal(kind.code() + "_quantity"))));
        }
        all.put(
                FactKind.CLAIMED,
                nothing.counting(new Quantity(rows.getBigDecimal("claimed_quantity")))
                        .stating(money(rows, "claimed_amount", currency)));
        all.put(FactKind.PAID, nothing.stating(money(rows, "paid_amount", currency)));
        return new LineSums(all);
    }

    static Money money(ResultSet rows, String column, CurrencyUnit currency) throws SQLException {
        return Money.of(currency, rows.getBigDecimal(column).setScale(currency.getDecimalPlaces()));
    }

    static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The columns that acts change, as a row to write. */
    static Map<String, @Nullable Object> header(PurchaseOrder order) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        var kept = order.kept();
        row.put("id", order.id());
        row.put("phase", order.phase().name());
        row.put("end_reason", order.ended().map(Enum::name).orElse(null));
        row.put("held_by", order.hold().map(Hold::by).orElse(null));
        row.put("held_why", order.hold().map(Hold::why).orElse(null));
        row.put("needed_by", order.head().neededBy());
        row.put("revision_in_force", order.revisions().inForce());
        row.put("latest_revision", order.revisions().latest());
        row.put("in_preparation", order.revisions().inPreparation());
        row.put("net", order.revisions().net().getAmount());
        row.put("tax", order.revisions().tax().getAmount());
        row.put("gross", order.revisions().gross().getAmount());
        row.put("lines", kept.lines());
        row.put("lines_to_receive", kept.toReceive());
        row.put("lines_to_invoice", kept.toInvoice());
        row.put("lines_credit_expected", kept.creditExpected());
        row.put("lines_cancelled", kept.cancelled());
        row.put("lines_open", kept.open());
        row.put("wanted_value", kept.wanted().getAmount());
        row.put("received_value", kept.received().getAmount());
        row.put("due_value", kept.due().getAmount());
        row.put("billed_value", kept.billed().getAmount());
        row.put("invoiced_amount", kept.invoiced().getAmount());
        row.put("paid_amount", kept.paid().getAmount());
        row.put("answer", order.exchange().answer().name());
        row.put("transmission", order.exchange().transmission().name());
        row.put("transmission_note", order.exchange().note());
        row.put("duty", order.duty().name());
        row.put("duty_due_on", order.dutyDueOn().orElse(null));
        row.put("version", order.version());
        return row;
    }

    /** The same with what an order keeps for life. */
    static Map<String, @Nullable Object> whole(PurchaseOrder order) {
        var row = header(order);
        var head = order.head();
        row.put("number", order.number());
        row.put("title", head.title());
        row.put("vendor_id", head.vendor());
        row.put("vendor_name", head.vendorName());
        row.put("requisition_id", head.requisition());
        row.put("requisition_number", head.requisitionNumber());
        row.put("requester_id", head.requester());
        row.put("requester_name", head.requesterName());
        row.put("ordered_on", head.orderedOn());
        row.put("deliver_to", head.deliverTo());
        row.put("currency", head.currency().getCode());
        row.put("book_currency", head.rate().into().getCode());
        row.put("rate", head.rate().factor());
        row.put("rate_date", head.rateDate());
        row.put("rate_source", head.rateSource());
        return row;
    }

    /** A line as it is first written: nothing has happened on it but that it was ordered. */
    static Map<String, Object> line(Line line) {
        var row = new LinkedHashMap<String, Object>();
        row.put("line_id", line.id());
        row.put("line_number", line.content().number());
        row.put("measure", line.ledger().measure().name());
        row.put("base_scale", line.ledger().baseScale());
        terms(row, line.ledger());
        sums(row, line.ledger(), FactKind.ORDERED);
        return row;
    }

    /** The price in force, the allowances and the sums of these kinds. */
    static Map<String, Object> sums(OrderId order, OrderLine line, Set<FactKind> kinds) {
        var row = new LinkedHashMap<String, Object>();
        row.put("order_id", order);
        row.put("line_id", line.id());
        terms(row, line);
        kinds.forEach(kind -> sums(row, line, kind));
        return row;
    }

    private static void terms(Map<String, Object> row, OrderLine line) {
        row.put("price", line.price().amount().getAmount());
        row.put("price_quantity", line.price().per());
        row.put("over_receipt_allowed", line.allowances().overReceipt());
        row.put("over_invoice_allowed", line.allowances().overInvoice());
    }

    private static void sums(Map<String, Object> row, OrderLine line, FactKind kind) {
        var figures = line.sums().of(kind);
        if (kind != FactKind.PAID) {
            row.put(kind.code() + "_quantity", figures.quantity());
        }
        if (WITH_ALL_FIGURES.contains(kind) || kind == FactKind.CLAIMED || kind == FactKind.PAID) {
            row.put(kind.code() + "_amount", figures.amount().getAmount());
        }
        if (WITH_ALL_FIGURES.contains(kind)) {
            row.put(kind.code() + "_value", figures.value().getAmount());
            row.put(kind.code() + "_book", figures.book().getAmount());
        }
    }
}
