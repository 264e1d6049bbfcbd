package org.countersign.web.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.kernel.CostCentreId;
import org.countersign.vendor.VendorId;
import org.countersign.web.Table;
import org.joda.money.Money;

/**
 * What is known of a document that waits for a decision.
 *
 * @param kind "Requisition", "Revision 2 of an order"
 * @param href its own page
 * @param borne what each cost centre bears of it, in the organisation's currency
 */
record SubjectPage(
        String kind,
        String href,
        String subtitle,
        String why,
        Costs costs,
        Table changes,
        Table lines,
        Set<VendorId> vendors,
        Map<CostCentreId, Money> borne) {

    /** The figure at the head, and what is in it. */
    record Costs(String figure, String note) {}

    static Table nothing(String name) {
        return new Table(name, List.of(Table.Column.main("What")), List.of());
    }
}
