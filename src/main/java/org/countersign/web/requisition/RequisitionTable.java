package org.countersign.web.requisition;

import java.time.Instant;
import java.util.List;
import org.countersign.requisition.RequisitionPhase;
import org.countersign.requisition.RequisitionRow;
import org.countersign.web.Formats;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;

/** The rows of a list of requisitions: who asked, where each is by now, and what came of it. */
record RequisitionTable(Formats formats, Instant now) {

    Table of(List<RequisitionRow> rows) {
        return new Table(
                "Requisitions",
                List.of(
                        Column.main("Requisition"),
                        Column.text("Requester"),
                        Column.state("Waiting for"),
                        Column.text("Orders"),
                        Column.sum("Total, incl. tax")),
                rows.stream().map(this::row).toList());
    }

    private Table.Row row(RequisitionRow row) {
        return Table.Row.of(
                Cell.link(row.title(), "/requisitions/" + row.number(), row.number()),
                Cell.text(row.requester(), formats.date(row.submittedOn())),
                Cell.state(RequisitionWords.tone(row), RequisitionWords.standing(row, now, formats)),
                orders(row),
                Cell.text(formats.money(row.gross())));
    }

    private static Cell orders(RequisitionRow row) {
        return switch (row.orders().size()) {
            case 0 -> Cell.text(row.phase() == RequisitionPhase.ENDED ? "none" : "none yet", row.vendors());
            case 1 ->
                Cell.link(row.orders().getFirst(), "/orders/" + row.orders().getFirst(), row.vendors());
            default -> Cell.text(String.join(", ", row.orders()), row.vendors());
        };
    }
}
