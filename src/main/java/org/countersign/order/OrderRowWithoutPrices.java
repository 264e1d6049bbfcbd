package org.countersign.order;

import java.time.LocalDate;
import java.util.Optional;

/** An order's row for those who handle goods, not money. */
record OrderRowWithoutPrices(
        OrderId id,
        String number,
        String title,
        String vendorName,
        LocalDate orderedOn,
        LocalDate neededBy,
        OrderPhase phase,
        boolean held,
        Duty duty,
        Optional<LocalDate> dutyDueOn,
        int linesToReceive,
        int version)
        implements ListedOrder {

    static OrderRowWithoutPrices of(OrderRow row) {
        return new OrderRowWithoutPrices(
                row.id(),
                row.number(),
                row.title(),
                row.vendorName(),
                row.orderedOn(),
                row.neededBy(),
                row.phase(),
                row.held(),
                row.duty(),
                row.dutyDueOn(),
                row.progress().linesToReceive(),
                row.version());
    }
}
