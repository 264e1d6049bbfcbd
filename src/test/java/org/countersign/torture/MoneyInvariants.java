package org.countersign.torture;

import java.util.List;

/** What must hold of budgets, invoices and payments. */
final class MoneyInvariants {

    private static final Invariant BALANCES = new Invariant("a budget's balance is not the fold of its transfers", """
            with ledger as (
                select organization_id, account_id, sum(requested) as requested, sum(committed) as committed,
                       sum(accrued) as accrued, sum(invoiced) as invoiced, sum(paid) as paid
                  from budget.budget_transfer where organization_id = any(:organizations) group by 1, 2),
            kept as (
                select organization_id, account_id, sum(requested) as requested, sum(committed) as committed,
                       sum(accrued) as accrued, sum(invoiced) as invoiced, sum(paid) as paid
                  from budget.budget_breakdown where organization_id = any(:organizations) group by 1, 2)
            select concat_ws(' ', 'account', g.account_id, 'used', g.used, 'kept', k.requested, k.committed, k.accrued,
                             k.invoiced, k.paid, 'ledger', l.requested, l.committed, l.accrued, l.invoiced, l.paid)
              from budget.budget_guard g
              left join kept k using (organization_id, account_id)
              left join ledger l using (organization_id, account_id)
             where g.organization_id = any(:organizations)
               and ((k.requested, k.committed, k.accrued, k.invoiced, k.paid)
                    is distinct from (l.requested, l.committed, l.accrued, l.invoiced, l.paid)
                 or g.used <> coalesce(l.requested + l.committed + l.accrued + l.invoiced + l.paid, 0))
            """);

    private static final Invariant NEVER_OVERSPENT = new Invariant("a hard budget is overspent", """
            select concat_ws(' ', 'account', g.account_id, 'granted', g.granted + g.overrun_granted, 'used', g.used,
                             'by the ledger', l.used)
              from budget.budget_guard g
              join lateral (
                   select coalesce(sum(t.requested + t.committed + t.accrued + t.invoiced + t.paid), 0) as used
                     from budget.budget_transfer t
                    where (t.organization_id, t.account_id) = (g.organization_id, g.account_id)) l on true
             where g.organization_id = any(:organizations) and g.stop = 'HARD'
               and greatest(g.used, l.used) > g.granted + g.overrun_granted
            """);

    /**
     * Each unit of money in exactly one bucket: what the ledger has of an order is what its lines weigh by formula, each
     * bucket rounded once and split by running shares. What a revision in approval asks for is its own affair until it is
     * decided; then nothing of it may be left.
     */
    private static final Invariant BUCKETS =
            new Invariant("an order's money is not in the buckets that its lines say", """
            with lines as (
                select l.organization_id, l.order_id, r.account_ids, r.weights,
                       o.rate * (1 + r.tax_rate / 100 * r.unrecoverable_share) as factor,
                       case when round(l.ordered_quantity - l.cancelled_quantity - greatest(n.received, n.billed), l.base_scale) > 0
                            then greatest(0, l.ordered_value - l.cancelled_value
                                 - case when n.received > n.billed then l.received_value - l.returned_value
                                        else l.invoiced_value - l.credited_value - l.waived_value end)
                            else 0 end as committed,
                       greatest(0, l.received_value - l.returned_value
                                   - (l.invoiced_value - l.credited_value - l.waived_value)) as accrued,
                       l.invoiced_amount - l.credited_amount - l.paid_amount as invoiced,
                       l.paid_amount as paid
                  from ordering.order_line l
                  join ordering.purchase_order o on (o.organization_id, o.id) = (l.organization_id, l.order_id)
                  join lateral (select l.received_quantity - l.returned_quantity as received,
                                       l.invoiced_quantity - l.credited_quantity - l.waived_quantity as billed) n on true
                  join lateral (
                       select c.* from ordering.order_line_revision c
                        where (c.organization_id, c.order_id, c.line_id) = (l.organization_id, l.order_id, l.line_id)
                        order by c.revision desc limit 1) r on true
                 where l.organization_id = any(:organizations)),
            shares as (
                select l.*, a.account_id, sum(a.weight) over w as running, sum(a.weight) over (partition by l.ctid_of) as whole,
                       a.weight
                  from (select lines.*, row_number() over () as ctid_of from lines) l
                 cross join lateral unnest(l.account_ids, l.weights) with ordinality as a (account_id, weight, place)
                window w as (partition by l.ctid_of order by a.place)),
            weighed as (
                select organization_id, order_id, account_id, b.bucket,
                       sum(round(round(b.figure * factor, 2) * running / whole, 2)
                           - round(round(b.figure * factor, 2) * (running - weight) / whole, 2)) as figure
                  from shares
                 cross join lateral (values ('committed', committed), ('accrued', accrued), ('invoiced', invoiced),
                                            ('paid', paid)) as b (bucket, figure)
                 group by 1, 2, 3, 4),
            moved as (
                select organization_id, source_id as order_id, account_id, b.bucket, sum(b.figure) as figure
                  from budget.budget_transfer
                 cross join lateral (values ('committed', committed), ('accrued', accrued), ('invoiced', invoiced),
                                            ('paid', paid)) as b (bucket, figure)
                 where organization_id = any(:organizations) and source_kind = 'order'
                 group by 1, 2, 3, 4)
            select concat_ws(' ', o.number, 'account', account_id, bucket, 'by its lines', w.figure, 'by the ledger', m.figure)
              from weighed w
              full join moved m using (organization_id, order_id, account_id, bucket)
              join ordering.purchase_order o on (o.organization_id, o.id)
                 = (coalesce(w.organization_id, m.organization_id), coalesce(w.order_id, m.order_id))
             where coalesce(w.figure, 0) <> coalesce(m.figure, 0)
            """);

    private static final Invariant ASKED = new Invariant("money is asked for that nobody waits for", """
            select concat_ws(' ', t.source_kind, coalesce(o.number, r.number), t.source_id, 'requested', sum(t.requested))
              from budget.budget_transfer t
              left join ordering.purchase_order o
                on t.source_kind = 'order' and (o.organization_id, o.id) = (t.organization_id, t.source_id)
              left join requisition.requisition r
                on t.source_kind = 'requisition' and (r.organization_id, r.id) = (t.organization_id, t.source_id)
             where t.organization_id = any(:organizations)
               and coalesce(not o.in_preparation, r.phase <> 'IN_APPROVAL', true)
             group by t.organization_id, t.source_kind, t.source_id, o.number, r.number
            having sum(t.requested) <> 0
            union all
            select concat_ws(' ', r.number, 'asks for', r.home_cost, 'requested', coalesce(sum(t.requested), 0))
              from requisition.requisition r
              left join budget.budget_transfer t
                on (t.organization_id, t.source_id) = (r.organization_id, r.id) and t.source_kind = 'requisition'
             where r.organization_id = any(:organizations) and r.phase = 'IN_APPROVAL'
             group by r.organization_id, r.id, r.number, r.home_cost
            having coalesce(sum(t.requested), 0) <> r.home_cost
            """);

    private static final Invariant NOT_BELOW_NOTHING = new Invariant("a bucket is below nothing", """
            select concat_ws(' ', 'account', account_id, sum(requested), sum(committed), sum(accrued))
              from budget.budget_transfer where organization_id = any(:organizations)
             group by account_id
            having sum(requested) < 0 or sum(committed) < 0 or sum(accrued) < 0
            """);

    private static final Invariant SETTLED =
            new Invariant("an invoice is settled by other payments than were executed", """
            select concat_ws(' ', i.number, 'settled', i.settled, 'executed', p.executed, 'payable', i.payable)
              from invoice.invoice i
              join lateral (
                   select abs(coalesce(sum(x.amount), 0)) as executed
                     from payment.payment_invoice x
                     join payment.payment y on (y.organization_id, y.id) = (x.organization_id, x.payment_id)
                    where (x.organization_id, x.invoice_id) = (i.organization_id, i.id) and y.outcome = 'EXECUTED') p on true
             where i.organization_id = any(:organizations) and i.settled <> p.executed
            """);

    private static final Invariant PROPOSALS = new Invariant("a payment proposal is not the sum of its payments", """
            select concat_ws(' ', p.number, p.phase, p.end_reason, 'total', p.total, s.total, 'unknown', p.payments_unknown,
                             s.unknown, 'payments', p.payments, s.payments)
              from payment.proposal p
              join lateral (
                   select sum(y.amount) as total, count(*) as payments, count(*) filter (where y.outcome = 'SENT') as unknown
                     from payment.payment y where (y.organization_id, y.proposal_id) = (p.organization_id, p.id)) s on true
             where p.organization_id = any(:organizations)
               and (p.total, p.payments::bigint, p.payments_unknown::bigint) is distinct from (s.total, s.payments, s.unknown)
            union all
            select concat_ws(' ', 'payment', y.id, y.outcome, 'amount', y.amount, 'invoices', sum(x.amount), 'open', bool_or(x.open))
              from payment.payment y
              join payment.proposal p on (p.organization_id, p.id) = (y.organization_id, y.proposal_id)
              join payment.payment_invoice x on (x.organization_id, x.payment_id) = (y.organization_id, y.id)
             where y.organization_id = any(:organizations)
             group by y.organization_id, y.id, y.outcome, y.amount, p.phase
            having y.amount <> sum(x.amount)
                or bool_or(x.open) <> (p.phase <> 'ENDED' and y.outcome in ('PROPOSED', 'SENT'))
                or bool_and(x.open) <> bool_or(x.open)
            """);

    private static final Invariant BANK_FILES = new Invariant("a bank file is not the one that was approved", """
            select concat_ws(' ', p.number, 'file', p.file_id)
              from payment.proposal p
              left join platform.content c on (c.organization_id, c.content_id) = (p.organization_id, p.file_id)
             where p.organization_id = any(:organizations) and p.approved_at is not null
               and not exists (
                   select from platform.journal j
                    where j.organization_id = p.organization_id and j.document_id = p.id and j.act = 'payment-approved'
                      and j.payload ->> 'sha256' = encode(c.sha256, 'hex'))
            """);

    private static final Invariant BILLED_ONCE = new Invariant("an invoice is there twice", """
            select concat_ws(' ', vendor_legal_key, kind, number_key, count(*))
              from invoice.invoice
             where organization_id = any(:organizations) and duplicate_no = 0
               and (end_reason is null or end_reason = 'SETTLED')
             group by organization_id, vendor_legal_key, kind, number_key, number_scope
            having count(*) > 1
            """);

    private static final Invariant PAID_ONCE = new Invariant("an invoice is in two open payments", """
            select concat_ws(' ', 'invoice', invoice_id, count(*))
              from payment.payment_invoice where organization_id = any(:organizations) and open
             group by organization_id, invoice_id
            having count(*) > 1
            """);

    private static final Invariant RECENT =
            new Invariant("what was asked of a vendor on a day is not the sum of it", """
            with told as (
                select r.organization_id, r.requester_id, v.id as vendor_id, r.submitted_on as asked_on, sum(v.cost) as cost
                  from requisition.requisition r
                 cross join unnest(r.vendor_ids, r.vendor_costs) as v (id, cost)
                 where r.organization_id = any(:organizations)
                   and (r.phase in ('IN_APPROVAL', 'OPEN') or r.end_reason = 'ORDERED')
                 group by 1, 2, 3, 4)
            select concat_ws(' ', 'requester', requester_id, 'vendor', vendor_id, asked_on, a.cost, t.cost)
              from (select * from requisition.asked where organization_id = any(:organizations)) a
              full join told t using (organization_id, requester_id, vendor_id, asked_on)
             where coalesce(a.cost, 0) <> coalesce(t.cost, 0)
            """);

    static final List<Invariant> ALL = List.of(
            BALANCES,
            NEVER_OVERSPENT,
            BUCKETS,
            ASKED,
            RECENT,
            NOT_BELOW_NOTHING,
            SETTLED,
            PROPOSALS,
            BANK_FILES,
            BILLED_ONCE,
            PAID_ONCE);

    private MoneyInvariants() {}
}
