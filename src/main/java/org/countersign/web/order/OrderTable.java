package org.countersign.web.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.countersign.order.OrderRow;
import org.countersign.order.PurchaseOrder;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;

/**
 * The rows of a list of orders.
 *
 * @param prices the reader sees them
 * @param waives each row leads on to where its expected credit is waived
 */
record OrderTable(Formats formats, LocalDate today, boolean prices, boolean waives) {

    Table of(List<OrderRow> rows) {
        var columns = new ArrayList<>(List.of(
                Column.main("Order"), Column.text("Vendor"), Column.state("Waiting for"), Column.progress("Received")));
        if (prices) {
            columns.add(Column.progress("Invoiced"));
            columns.add(Column.sum("Total, incl. tax"));
        }
        if (waives) {
            columns.add(Column.text("Way out"));
        }
        return new Table("Orders", columns, rows.stream().map(this::row).toList());
    }

    private Table.Row row(OrderRow row) {
        var cells = new ArrayList<Cell>(List.of(
                Cell.link(row.number(), "/orders/" + row.number(), row.title()),
                Cell.text(row.vendorName(), formats.date(row.orderedOn())),
                Cell.state(OrderWords.tone(row, today), OrderWords.waiting(row, formats)),
                progress(row, row.progress().received())));
        if (prices) {
            cells.add(progress(row, row.progress().billed()));
            cells.add(Cell.text(formats.money(row.gross())));
        }
        if (waives) {
            cells.add(Cell.link("Waive credit", "/orders/" + row.number() + "/waiver"));
        }
        return new Table.Row("", cells);
    }

    /** Of a cancelled order nothing was wanted in the end, so there is nothing to be done of it. */
    private static Cell progress(OrderRow row, BigDecimal percent) {
        var cancelled =
                row.ended().filter(PurchaseOrder.Ending.CANCELLED::equals).isPresent();
        return Cell.progress(cancelled ? 0 : percent.intValue());
    }
}
