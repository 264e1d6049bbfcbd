package org.countersign.requisition;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.OrganizationId;
import org.countersign.platform.Columns;
import org.countersign.platform.Pipeline;
import org.countersign.vendor.VendorId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The SQL of what requesters asked of vendors, kept day by day; its rows are locked after budgets and numbers, by vendor. */
class AskedStore {

    static final String RECENT = """
            select vendor_id, sum(cost) as cost from requisition.asked
             where organization_id = :organization and requester_id = :requester and vendor_id = any(:vendors::uuid[])
               and asked_on >= :since
             group by vendor_id
            """;
    static final String ADD = """
            insert into requisition.asked as a (organization_id, requester_id, vendor_id, asked_on, cost)
            select :organization, :requester, v.id, :submittedOn, v.cost
              from unnest(:vendorIds::uuid[], :vendorCosts::numeric[]) as v (id, cost)
             order by v.id
                on conflict (organization_id, requester_id, vendor_id, asked_on) do update set cost = a.cost + excluded.cost
            """;
    static final String TAKE_BACK = """
            with back as (
                select a.requester_id, a.vendor_id, a.asked_on, v.cost
                  from requisition.requisition r
                 cross join unnest(r.vendor_ids, r.vendor_costs) as v (id, cost)
                  join requisition.asked a
                    on (a.organization_id, a.requester_id, a.vendor_id, a.asked_on)
                       = (r.organization_id, r.requester_id, v.id, r.submitted_on)
                 where r.organization_id = :organization and r.id = :id
                 order by a.vendor_id
                   for no key update of a)
            update requisition.asked a set cost = a.cost - back.cost
              from back
             where a.organization_id = :organization and a.requester_id = back.requester_id
               and a.vendor_id = back.vendor_id and a.asked_on = back.asked_on
            """;

    private final Pipeline jdbc;

    AskedStore(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** What the requester asked of these vendors since the day, in the organisation's currency; refused ones left out. */
    Map<VendorId, Money> recent(
            OrganizationId organization,
            AccountId requester,
            Collection<VendorId> vendors,
            LocalDate since,
            CurrencyUnit home) {
        var sums = new HashMap<VendorId, Money>();
        jdbc.sql(RECENT)
                .param("organization", organization.value())
                .param("requester", requester.value())
                .param("since", since)
                .param("vendors", vendors.stream().map(VendorId::value).toArray(UUID[]::new))
                .query((ResultSet rows) -> {
                    sums.put(new VendorId(rows.getObject("vendor_id", UUID.class)), Columns.money(rows, "cost", home));
                });
        return sums;
    }

    /** What a requisition asks of its vendors is part of what its requester asks of them, on the day of its submission. */
    void add(OrganizationId organization, Requisition requisition, Map<VendorId, Money> costs) {
        jdbc.later(ADD)
                .param("organization", organization.value())
                .param("requester", requisition.requester().value())
                .param("submittedOn", requisition.submittedOn())
                .param("vendorIds", costs.keySet().stream().map(VendorId::value).toArray(UUID[]::new))
                .param(
                        "vendorCosts",
                        costs.values().stream().map(Money::getAmount).toArray(BigDecimal[]::new))
                .write();
    }

    /** It is not any more. */
    void takeBack(OrganizationId organization, RequisitionId id) {
        jdbc.later(TAKE_BACK)
                .param("organization", organization.value())
                .param("id", id.value())
                .write();
    }
}
