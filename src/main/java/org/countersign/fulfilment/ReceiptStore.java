package org.countersign.fulfilment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.fulfilment.Receipt.Goods;
import org.countersign.fulfilment.Receipt.Item;
import org.countersign.fulfilment.Receipt.Origin;
import org.countersign.identity.DocumentAccess;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Quantity;
import org.countersign.order.Disposition;
import org.countersign.order.OrderId;
import org.countersign.order.OrderLineId;
import org.countersign.platform.PageKey;
import org.countersign.platform.Params;
import org.countersign.platform.Pipeline;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of receipts, returns and reversals; rows are only ever added. */
class ReceiptStore {

    static final String INSERT = """
            insert into fulfilment.receipt (organization_id, id, number, kind, order_id, order_number, ordered_on, revision,
                   vendor_name, received_on, recorded_at, by_id, by_name, reference, note, reverses, lines, lines_rejected,
                   lines_for_credit)
            values (:organization, :id, :number, :kind, :order, :orderNumber, :orderedOn, :revision,
                   :vendorName, :on, :at, :by, :byName, :reference, :note, :reverses, :lines, :rejected, :forCredit)
            """;
    static final String INSERT_LINES = """
            insert into fulfilment.receipt_line (organization_id, receipt_id, line_id, order_id, order_line_id,
                   order_line_number, description, unit, quantity, rejected_quantity, why, disposition, against_receipt_id,
                   against_line_id)
            select :organization, :receipt, u.line_id, :order, u.order_line_id, u.order_line_number, u.description, u.unit,
                   u.quantity, u.rejected_quantity, u.why, u.disposition, u.against_receipt_id, u.against_line_id
              from jsonb_to_recordset(:rows::jsonb) as u (line_id uuid, order_line_id uuid, order_line_number int,
                   description text, unit text, quantity numeric, rejected_quantity numeric, why text, disposition text,
                   against_receipt_id uuid, against_line_id uuid)
            """;
    static final String FIND = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and r.id = :id
            """;
    static final String FIND_BY_NUMBER = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and r.number = :number
            """;
    static final String LINES = """
            select l.*, o.number as against_number,
                   coalesce((select sum(b.quantity) from fulfilment.receipt_line b
                              where (b.organization_id, b.against_receipt_id, b.against_line_id)
                                  = (l.organization_id, l.receipt_id, l.line_id)
                                and not exists (select 1 from fulfilment.receipt v
                                                 where (v.organization_id, v.reverses) = (b.organization_id, b.receipt_id))),
                            0) as gone
              from fulfilment.receipt_line l
              left join fulfilment.receipt o on (o.organization_id, o.id) = (l.organization_id, l.against_receipt_id)
             where l.organization_id = :organization and l.receipt_id = :receipt
             order by l.order_line_number, l.line_id
            """;
    static final String RETURNABLE = """
            select r.id, r.number, l.line_id, l.order_line_id,
                   l.quantity - l.rejected_quantity
                   - coalesce((select sum(b.quantity) from fulfilment.receipt_line b
                                where (b.organization_id, b.against_receipt_id, b.against_line_id)
                                    = (l.organization_id, l.receipt_id, l.line_id)
                                  and not exists (select 1 from fulfilment.receipt v
                                                   where (v.organization_id, v.reverses) = (b.organization_id, b.receipt_id))),
                              0) as here
              from fulfilment.receipt_line l
              join fulfilment.receipt r on (r.organization_id, r.id) = (l.organization_id, l.receipt_id)
             where l.organization_id = :organization and l.order_id = :order and l.order_line_id = any(:lines)
               and r.kind = 'RECEIPT'
               and not exists (select 1 from fulfilment.receipt v where (v.organization_id, v.reverses) = (r.organization_id, r.id))
             order by r.received_on desc, r.id desc, l.line_id
            """;
    static final String REVERSAL = """
            select number from fulfilment.receipt where organization_id = :organization and reverses = :receipt
            """;
    static final String RETURNS = """
            select b.number
              from fulfilment.receipt b
             where b.organization_id = :organization
               and b.id = any(array(select l.receipt_id from fulfilment.receipt_line l
                                     where l.organization_id = :organization and l.against_receipt_id = :receipt
                                       and l.against_line_id is not null))
               and (select v.id from fulfilment.receipt v
                     where (v.organization_id, v.reverses) = (b.organization_id, b.id)) is null
             order by b.number
            """;
    static final String PAGE = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and (r.received_on, r.id) < (:on, :id)
             order by r.received_on desc, r.id desc
             limit :size
            """;
    static final String PAGE_OF_KIND = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and r.kind = :kind and (r.received_on, r.id) < (:on, :id)
             order by r.received_on desc, r.id desc
             limit :size
            """;
    static final String PAGE_OF_SOME = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and (r.received_on, r.id) < (:on, :id)
               and exists (select 1 from identity.document_access a
                            where a.organization_id = r.organization_id and a.subject_id = any(:subjects) and a.kind = 'order'
                              and a.ordered_on = r.ordered_on and a.document_id = r.order_id)
             order by r.received_on desc, r.id desc
             limit :size
            """;
    static final String PAGE_OF_KIND_OF_SOME = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and r.kind = :kind and (r.received_on, r.id) < (:on, :id)
               and exists (select 1 from identity.document_access a
                            where a.organization_id = r.organization_id and a.subject_id = any(:subjects) and a.kind = 'order'
                              and a.ordered_on = r.ordered_on and a.document_id = r.order_id)
             order by r.received_on desc, r.id desc
             limit :size
            """;
    static final String OF_ORDER = """
            select r.*, v.number as reversed_by
              from fulfilment.receipt r
              left join fulfilment.receipt v on (v.organization_id, v.reverses) = (r.organization_id, r.id)
             where r.organization_id = :organization and r.order_id = :order
             order by r.received_on desc, r.id desc
             limit :size
            """;

    private final Pipeline jdbc;

    ReceiptStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    private record LineRow(
            ReceiptLineId lineId,
            OrderLineId orderLineId,
            int orderLineNumber,
            String description,
            String unit,
            Quantity quantity,
            Quantity rejectedQuantity,
            String why,
            @Nullable Disposition disposition,
            @Nullable ReceiptId againstReceiptId,
            @Nullable ReceiptLineId againstLineId) {

        static LineRow of(Item item) {
            return new LineRow(
                    item.id(),
                    item.goods().orderLine(),
                    item.goods().orderLineNumber(),
                    item.goods().description(),
                    item.goods().unit(),
                    item.quantity(),
                    item.rejected(),
                    item.why(),
                    item.disposition().orElse(null),
                    item.of().map(Origin::receipt).orElse(null),
                    item.of().map(Origin::line).orElse(null));
        }
    }

    /** Writes the receipt, and its lines unless it is a reversal: those are the lines of what it reverses. */
    void insert(Receipt receipt, Actor by) {
        jdbc.later(INSERT)
                .param("organization", by.organization().value())
                .param("id", receipt.id().value())
                .param("number", receipt.number())
                .param("kind", receipt.kind().name())
                .param("order", receipt.order().id().value())
                .param("orderNumber", receipt.order().number())
                .param("orderedOn", receipt.order().on())
                .param("revision", receipt.order().revision())
                .param("vendorName", receipt.order().vendorName())
                .param("on", receipt.on())
                .param("at", Params.column(receipt.recorded().at()))
                .param("by", by.account().value())
                .param("byName", receipt.recorded().by())
                .param("reference", receipt.reference())
                .param("note", receipt.note())
                .param("reverses", receipt.reverses().map(ReceiptId::value).orElse(null))
                .param("lines", receipt.lines().size())
                .param("rejected", receipt.linesRejected())
                .param("forCredit", receipt.linesForCredit())
                .write();
        if (receipt.reverses().isEmpty()) {
            jdbc.later(INSERT_LINES)
                    .param("organization", by.organization().value())
                    .param("receipt", receipt.id().value())
                    .param("order", receipt.order().id().value())
                    .param(
                            "rows",
                            Params.rows(
                                    receipt.lines().stream().map(LineRow::of).toList()))
                    .write();
        }
    }

    /** What was recorded, with its lines. */
    Optional<Receipt> receipt(ReceiptId id, Actor by) {
        return jdbc.sql(FIND)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> receipt(rows))
                .optional()
                .map(head -> new Receipt(
                        head.id(),
                        head.number(),
                        head.kind(),
                        head.order(),
                        head.on(),
                        head.recorded(),
                        head.reference(),
                        head.note(),
                        head.reverses(),
                        lines(id, by).stream().map(Found::item).toList()));
    }

    /** The accepted goods of the lines that are still here, those received last first. */
    List<Returnable> returnable(OrderId order, Collection<OrderLineId> lines, Actor by) {
        return jdbc.sql(RETURNABLE)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("lines", lines.stream().map(OrderLineId::value).toArray(UUID[]::new))
                .query((rows, _) -> new Returnable(
                        new Origin(
                                new ReceiptId(rows.getObject("id", UUID.class)),
                                new ReceiptLineId(rows.getObject("line_id", UUID.class))),
                        rows.getString("number"),
                        new OrderLineId(rows.getObject("order_line_id", UUID.class)),
                        new Quantity(rows.getBigDecimal("here"))))
                .list();
    }

    /** The number of the reversal, if there is one. */
    Optional<String> reversalOf(ReceiptId receipt, Actor by) {
        return jdbc.sql(REVERSAL)
                .param("organization", by.organization().value())
                .param("receipt", receipt.value())
                .query(String.class)
                .optional();
    }

    /** The numbers of the returns of goods of the receipt that stand. */
    List<String> returnsOf(ReceiptId receipt, Actor by) {
        return jdbc.sql(RETURNS)
                .param("organization", by.organization().value())
                .param("receipt", receipt.value())
                .query((rows, _) -> rows.getString("number"))
                .list();
    }

    /** A row with what decides whether the actor sees it. */
    record FoundRow(ReceiptRow row, LocalDate orderedOn, Optional<ReceiptId> reverses) {}

    Optional<FoundRow> row(ReceiptId id, Actor by) {
        return jdbc.sql(FIND)
                .param("organization", by.organization().value())
                .param("id", id.value())
                .query((rows, _) -> found(rows))
                .optional();
    }

    Optional<FoundRow> row(String number, Actor by) {
        return jdbc.sql(FIND_BY_NUMBER)
                .param("organization", by.organization().value())
                .param("number", number)
                .query((rows, _) -> found(rows))
                .optional();
    }

    /** A line with the number of the receipt its goods had come with, and what went back of it since. */
    record Found(Item item, Optional<String> ofNumber, Quantity gone) {}

    List<Found> lines(ReceiptId receipt, Actor by) {
        return jdbc.sql(LINES)
                .param("organization", by.organization().value())
                .param("receipt", receipt.value())
                .query((rows, _) -> new Found(
                        item(rows),
                        Optional.ofNullable(rows.getString("against_number")),
                        new Quantity(rows.getBigDecimal("gone"))))
                .list();
    }

    List<ReceiptRow> page(PageKey from, int size, Actor by) {
        return rows(jdbc.sql(PAGE), from, size, by);
    }

    List<ReceiptRow> page(ReceiptKind kind, PageKey from, int size, Actor by) {
        return rows(jdbc.sql(PAGE_OF_KIND).param("kind", kind.name()), from, size, by);
    }

    List<ReceiptRow> pageOfSome(PageKey from, int size, Actor by) {
        return rows(jdbc.sqlAsAsked(PAGE_OF_SOME).param("subjects", subjects(by)), from, size, by);
    }

    List<ReceiptRow> pageOfSome(ReceiptKind kind, PageKey from, int size, Actor by) {
        return rows(
                jdbc.sqlAsAsked(PAGE_OF_KIND_OF_SOME).param("kind", kind.name()).param("subjects", subjects(by)),
                from,
                size,
                by);
    }

    List<FoundRow> ofOrder(OrderId order, int size, Actor by) {
        return jdbc.sql(OF_ORDER)
                .param("organization", by.organization().value())
                .param("order", order.value())
                .param("size", size)
                .query((rows, _) -> found(rows))
                .list();
    }

    private static List<ReceiptRow> rows(JdbcClient.StatementSpec page, PageKey from, int size, Actor by) {
        return page.param("organization", by.organization().value())
                .param("on", from.date(0))
                .param("id", from.id(1))
                .param("size", size)
                .query((rows, _) -> found(rows).row())
                .list();
    }

    private static UUID[] subjects(Actor by) {
        return DocumentAccess.subjects(by).toArray(UUID[]::new);
    }

    private static Receipt receipt(ResultSet rows) throws SQLException {
        return new Receipt(
                new ReceiptId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                ReceiptKind.valueOf(rows.getString("kind")),
                new Receipt.Ordered(
                        new OrderId(rows.getObject("order_id", UUID.class)),
                        rows.getString("order_number"),
                        rows.getInt("revision"),
                        rows.getObject("ordered_on", LocalDate.class),
                        rows.getString("vendor_name")),
                rows.getObject("received_on", LocalDate.class),
                recording(rows),
                rows.getString("reference"),
                rows.getString("note"),
                reverses(rows),
                List.of());
    }

    private static Receipt.Recording recording(ResultSet rows) throws SQLException {
        return new Receipt.Recording(
                rows.getString("by_name"),
                rows.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static FoundRow found(ResultSet rows) throws SQLException {
        var row = new ReceiptRow(
                new ReceiptId(rows.getObject("id", UUID.class)),
                rows.getString("number"),
                ReceiptKind.valueOf(rows.getString("kind")),
                new ReceiptRow.Order(
                        new OrderId(rows.getObject("order_id", UUID.class)),
                        rows.getString("order_number"),
                        rows.getInt("revision"),
                        rows.getString("vendor_name")),
                rows.getObject("received_on", LocalDate.class),
                recording(rows),
                rows.getString("reference"),
                rows.getString("note"),
                new ReceiptRow.Counts(
                        rows.getInt("lines"), rows.getInt("lines_rejected"), rows.getInt("lines_for_credit")),
                Optional.ofNullable(rows.getString("reversed_by")));
        return new FoundRow(row, rows.getObject("ordered_on", LocalDate.class), reverses(rows));
    }

    private static Optional<ReceiptId> reverses(ResultSet rows) throws SQLException {
        return Optional.ofNullable(rows.getObject("reverses", UUID.class)).map(ReceiptId::new);
    }

    private static Item item(ResultSet rows) throws SQLException {
        var origin = Optional.ofNullable(rows.getObject("against_receipt_id", UUID.class));
        var line = rows.getObject("against_line_id", UUID.class);
        return new Item(
                new ReceiptLineId(rows.getObject("line_id", UUID.class)),
                new Goods(
                        new OrderLineId(rows.getObject("order_line_id", UUID.class)),
                        rows.getInt("order_line_number"),
                        rows.getString("description"),
                        rows.getString("unit")),
                new Quantity(rows.getBigDecimal("quantity")),
                new Quantity(rows.getBigDecimal("rejected_quantity")),
                rows.getString("why"),
                Optional.ofNullable(rows.getString("disposition")).map(Disposition::valueOf),
                origin.map(receipt -> new Origin(new ReceiptId(receipt), new ReceiptLineId(line))));
    }
}
