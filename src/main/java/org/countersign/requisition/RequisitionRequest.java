package org.countersign.requisition;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.catalog.ItemId;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** A requisition as the API takes it: whatever is not said yet may be left out, since a draft is saved half finished. */
record RequisitionRequest(
        @Nullable String title,
        @Nullable String justification,
        @Nullable CurrencyUnit currency,
        @Nullable LocalDate neededBy,
        @Nullable String deliverTo,
        @Nullable List<Line> lines) {

    /** One need. */
    record Line(
            @Nullable RequisitionLineId id,
            @Nullable ItemId item,
            @Nullable String sku,
            @Nullable String description,
            @Nullable String category,
            @Nullable String unit,
            @Nullable Boolean capital,
            @Nullable VendorId vendor,
            @Nullable Quantity quantity,
            @Nullable Price price,
            @Nullable TaxOfLine tax,
            @Nullable LocalDate neededBy,
            @Nullable List<RequisitionContent.Charge> allocations) {

        private RequisitionContent.Line entered() {
            return new RequisitionContent.Line(
                    id,
                    item,
                    said(sku),
                    said(description),
                    said(category),
                    said(unit),
                    capital,
                    vendor,
                    quantity,
                    price,
                    tax == null ? null : tax.entered(),
                    neededBy,
                    requireNonNullElse(allocations, List.of()));
        }
    }

    /** The tax of a line; what is not said about recovery is recovered. */
    record TaxOfLine(
            String category,
            BigDecimal ratePercent,
            @Nullable BigDecimal unrecoverableShare) {

        private Tax entered() {
            return new Tax(category, ratePercent, requireNonNullElse(unrecoverableShare, BigDecimal.ZERO));
        }
    }

    RequisitionContent content() {
        return new RequisitionContent(
                said(title),
                said(justification),
                currency,
                neededBy,
                said(deliverTo),
                requireNonNullElse(lines, List.<Line>of()).stream()
                        .map(Line::entered)
                        .toList());
    }

    private static String said(@Nullable String text) {
        return requireNonNullElse(text, "");
    }
}
