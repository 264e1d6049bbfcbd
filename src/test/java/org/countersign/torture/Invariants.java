package org.countersign.torture;

import java.util.List;

/** What must hold of orders, their lines, receipts, approvals and numbers, whatever was killed when. */
final class Invariants {

    /** The kept sums of a line are the fold of its facts. */
    private static final Invariant SUMS = new Invariant("a line's sums are not the fold of its facts", """
            with kept as (
                select l.organization_id, l.order_id, l.line_id, k.*
                  from ordering.order_line l
                 cross join lateral (values
                       ('ORDERED', l.ordered_quantity, l.ordered_amount, l.ordered_value, l.ordered_book),
                       ('CANCELLED', l.cancelled_quantity, l.cancelled_amount, l.cancelled_value, l.cancelled_book),
                       ('RECEIVED', l.received_quantity, l.received_amount, l.received_value, l.received_book),
                       ('RETURNED', l.returned_quantity, l.returned_amount, l.returned_value, l.returned_book),
                       ('INVOICED', l.invoiced_quantity, l.invoiced_amount, l.invoiced_value, l.invoiced_book),
                       ('CREDITED', l.credited_quantity, l.credited_amount, l.credited_value, l.credited_book),
                       ('WAIVED', l.waived_quantity, l.waived_amount, l.waived_value, l.waived_book),
                       ('ACKNOWLEDGED', l.acknowledged_quantity, 0, 0, 0),
                       ('SHIPPED', l.shipped_quantity, 0, 0, 0),
                       ('RETURNED_FOR_CREDIT', l.returned_for_credit_quantity, 0, 0, 0),
                       ('CLAIMED', l.claimed_quantity, l.claimed_amount, 0, 0),
                       ('PAID', 0, l.paid_amount, 0, 0)) as k (kind, quantity, amount, value, book)
                 where l.organization_id = any(:organizations)),
            folded as (
                select organization_id, order_id, line_id, kind, sum(quantity) as quantity, sum(amount) as amount,
                       sum(value) as value, sum(book) as book
                  from ordering.line_fact where organization_id = any(:organizations)
                 group by organization_id, order_id, line_id, kind)
            select concat_ws(' ', 'order', order_id, 'line', line_id, kind, 'kept', k.quantity, k.amount, k.value, k.book,
                             'folded', f.quantity, f.amount, f.value, f.book)
              from kept k full join folded f using (organization_id, order_id, line_id, kind)
             where coalesce(k.quantity, 0) <> coalesce(f.quantity, 0) or coalesce(k.amount, 0) <> coalesce(f.amount, 0)
                or coalesce(k.value, 0) <> coalesce(f.value, 0) or coalesce(k.book, 0) <> coalesce(f.book, 0)
            """);

    private static final Invariant WITHIN = new Invariant("a line is beyond its bounds", """
            select concat_ws(' ', 'order', order_id, 'line', line_id)
              from ordering.order_line
             where organization_id = any(:organizations)
               and (cancelled_quantity not between 0 and ordered_quantity
                 or returned_quantity not between 0 and received_quantity
                 or credited_quantity not between 0 and invoiced_quantity
                 or round(received_quantity - returned_quantity, base_scale)
                    > round(ordered_quantity - cancelled_quantity + over_receipt_allowed, base_scale)
                 or paid_amount > invoiced_amount)
            """);

    /** In value too, unless goods of the line were received or billed in between: then its value is kept within what is left. */
    private static final Invariant REVERSED = new Invariant("a fact is not reversed by its like", """
            select concat_ws(' ', 'fact', r.fact_id, 'reverses', r.reverses)
              from ordering.line_fact r
              join ordering.line_fact f on (f.organization_id, f.order_id, f.line_id, f.fact_id)
                                         = (r.organization_id, r.order_id, r.line_id, r.reverses)
             where r.organization_id = any(:organizations)
               and (r.kind <> f.kind or r.quantity <> -f.quantity or r.amount <> -f.amount
                    or (r.value <> -f.value or r.book <> -f.book)
                       and not exists (
                           select from ordering.line_fact b
                            where (b.organization_id, b.order_id, b.line_id) = (r.organization_id, r.order_id, r.line_id)
                              and b.kind in ('INVOICED', 'RECEIVED') and b.recorded_at > f.recorded_at
                              and b.recorded_at < r.recorded_at))
            """);

    /** Completion is derived: closed if and only if everything wanted was received, billed for exactly that, and paid. */
    private static final Invariant CLOSED =
            new Invariant("an order is closed and not complete, or complete and not closed", """
            with figures as (
                select organization_id, order_id, base_scale, ordered_quantity - cancelled_quantity as wanted,
                       received_quantity - returned_quantity as received,
                       invoiced_quantity - credited_quantity - waived_quantity as billed,
                       invoiced_amount - credited_amount as invoiced, paid_amount as paid
                  from ordering.order_line where organization_id = any(:organizations)),
            orders as (
                select organization_id, order_id,
                       bool_and(round(received - wanted, base_scale) >= 0
                                and round(greatest(wanted, received) - billed, base_scale) = 0
                                and paid = invoiced) as complete
                  from figures group by organization_id, order_id)
            select concat_ws(' ', o.number, o.phase, o.end_reason, 'complete', c.complete)
              from ordering.purchase_order o
              join orders c on (c.organization_id, c.order_id) = (o.organization_id, o.id)
             where (o.phase = 'OPEN' and c.complete)
                or (o.phase = 'ENDED' and o.end_reason <> 'CANCELLED' and not c.complete)
            """);

    private static final Invariant COUNTERS = new Invariant("an order's header is not that of its lines", """
            select concat_ws(' ', o.number, 'to receive', o.lines_to_receive, s.to_receive, 'credit expected',
                             o.lines_credit_expected, s.credit_expected, 'paid', o.paid_amount, s.paid)
              from ordering.purchase_order o
              join lateral (
                   select count(*) filter (where round(l.ordered_quantity - l.cancelled_quantity - l.received_quantity
                              + l.returned_quantity, l.base_scale) > 0) as to_receive,
                          count(*) filter (where round(l.invoiced_quantity - l.credited_quantity - l.waived_quantity
                              - greatest(l.ordered_quantity - l.cancelled_quantity,
                                         l.received_quantity - l.returned_quantity), l.base_scale) > 0) as credit_expected,
                          sum(l.paid_amount) as paid
                     from ordering.order_line l
                    where (l.organization_id, l.order_id) = (o.organization_id, o.id)) s on true
             where o.organization_id = any(:organizations)
               and (o.lines_to_receive, o.lines_credit_expected, o.paid_amount)
                   is distinct from (s.to_receive::int, s.credit_expected::int, s.paid)
            """);

    private static final Invariant REVISIONS = new Invariant("an order's revisions do not agree with it", """
            select concat_ws(' ', o.number, 'in force', o.revision_in_force, 'latest', o.latest_revision, r.newest, r.waiting)
              from ordering.purchase_order o
              join lateral (
                   select max(v.revision) as newest,
                          max(v.revision) filter (where v.in_force_at is not null) as in_force,
                          count(*) filter (where v.in_force_at is null and v.withdrawn_at is null) as waiting
                     from ordering.order_revision v
                    where (v.organization_id, v.order_id) = (o.organization_id, o.id)) r on true
             where o.organization_id = any(:organizations)
               and (o.latest_revision <> r.newest or o.revision_in_force <> r.in_force or r.waiting > 1
                    or o.in_preparation <> (r.waiting = 1))
            """);

    private static final Invariant APPROVED = new Invariant("a revision is in force without its approval", """
            select concat_ws(' ', 'order', v.order_id, 'revision', v.revision, p.outcome)
              from ordering.order_revision v
              left join approval.approval_plan p on (p.organization_id, p.id) = (v.organization_id, v.plan_id)
             where v.organization_id = any(:organizations) and v.in_force_at is not null
               and p.outcome is distinct from 'APPROVED'
            """);

    private static final Invariant DECISIONS = new Invariant("an approval is not what was decided", """
            select concat_ws(' ', p.number, 'plan', p.id, p.outcome, 'stage', s.stage, 'needed', s.needed, 'given', s.given,
                             'decisions', d.approving)
              from approval.approval_plan p
              join approval.approval_stage s on (s.organization_id, s.plan_id) = (p.organization_id, p.id)
              join lateral (
                   select count(*) filter (where x.verdict = 'APPROVE') as approving,
                          count(*) filter (where x.approver_id = any(p.barred)) as own
                     from approval.approval_decision x
                    where (x.organization_id, x.plan_id, x.stage) = (s.organization_id, s.plan_id, s.stage)) d on true
             where p.organization_id = any(:organizations)
               and (s.given <> d.approving or s.given > s.needed or d.own > 0
                    or (p.outcome = 'APPROVED' and s.given <> s.needed))
            union all
            select concat_ws(' ', p.number, 'plan', p.id, 'is open though everybody agreed')
              from approval.approval_plan p
             where p.organization_id = any(:organizations) and p.outcome = 'OPEN'
               and not exists (select from approval.approval_stage s
                                where (s.organization_id, s.plan_id) = (p.organization_id, p.id) and s.given < s.needed)
            """);

    /** The last approval, the orders and their lines are one act. */
    private static final Invariant ORDERED = new Invariant("an approved requisition is not ordered exactly once", """
            select concat_ws(' ', r.number, r.phase, r.end_reason, 'line', l.line_id, 'needed', l.quantity, 'ordered',
                             l.ordered_quantity, 'covered', c.covered, 'on lines', c.lines)
              from requisition.requisition r
              join requisition.requisition_line l
                on (l.organization_id, l.requisition_id, l.revision) = (r.organization_id, r.id, r.revision)
              join approval.approval_plan p on (p.organization_id, p.id) = (r.organization_id, r.plan_id)
              join lateral (
                   select coalesce(sum(n.quantity), 0) as covered, count(distinct n.order_line_id) as lines
                     from requisition.need_cover n
                    where (n.organization_id, n.requisition_id, n.revision, n.line_id)
                        = (l.organization_id, l.requisition_id, l.revision, l.line_id)) c on true
             where r.organization_id = any(:organizations)
               and (l.ordered_quantity <> c.covered
                 or (p.outcome = 'APPROVED') <> (c.lines = 1)
                 or (p.outcome = 'APPROVED' and c.covered not in (l.quantity, 0)))
            """);

    private static final Invariant RECEIPTS = new Invariant("a receipt is not what its facts say", """
            select concat_ws(' ', r.number, r.kind, 'line', l.order_line_id, 'quantity', l.quantity, 'facts', f.quantity)
              from fulfilment.receipt r
              join fulfilment.receipt_line l on (l.organization_id, l.receipt_id) = (r.organization_id, r.id)
              join lateral (
                   select coalesce(sum(x.quantity), 0) as quantity
                     from ordering.line_fact x
                    where (x.organization_id, x.order_id, x.line_id) = (l.organization_id, l.order_id, l.order_line_id)
                      and x.source_id = r.id and x.source_line_id = l.line_id
                      and x.kind = case r.kind when 'RECEIPT' then 'RECEIVED' else 'RETURNED' end) f on true
             where r.organization_id = any(:organizations) and r.kind in ('RECEIPT', 'RETURN') and f.quantity <> l.quantity
            """);

    private static final Invariant RETURNS = new Invariant("more went back than had come", """
            select concat_ws(' ', r.number, 'line', l.line_id, 'accepted', l.quantity - l.rejected_quantity, 'returned', b.quantity)
              from fulfilment.receipt r
              join fulfilment.receipt_line l on (l.organization_id, l.receipt_id) = (r.organization_id, r.id)
              join lateral (
                   select coalesce(sum(x.quantity), 0) as quantity
                     from fulfilment.receipt_line x
                    where (x.organization_id, x.against_receipt_id, x.against_line_id)
                        = (l.organization_id, l.receipt_id, l.line_id)
                      and not exists (select from fulfilment.receipt v
                                       where v.organization_id = x.organization_id and v.reverses = x.receipt_id)) b on true
             where r.organization_id = any(:organizations) and r.kind = 'RECEIPT'
               and b.quantity > l.quantity - l.rejected_quantity
            """);

    /** Gap-free: of a series every number from 1 on is there once, and the next one is the next. */
    private static final Invariant NUMBERS = new Invariant("a series of numbers has a gap or a number twice", """
            with numbered as (
                select organization_id, number from requisition.requisition
                union all select organization_id, number from ordering.purchase_order
                union all select organization_id, number from fulfilment.receipt
                union all select organization_id, number from invoice.invoice
                union all select organization_id, number from payment.proposal),
            series as (
                select organization_id, split_part(number, '-', 1) as kind, split_part(number, '-', 2)::int as year,
                       count(*) as documents, count(distinct number) as numbers,
                       min(split_part(number, '-', 3)::bigint) as first, max(split_part(number, '-', 3)::bigint) as last
                  from numbered where organization_id = any(:organizations) group by 1, 2, 3)
            select concat_ws(' ', kind, year, 'documents', documents, 'numbers', numbers, 'from', first, 'to', last, 'next', s.next)
              from series full join platform.number_series s using (organization_id, kind, year)
             where organization_id = any(:organizations)
               and (documents, numbers, first, last, s.next)
                   is distinct from (numbers, numbers, 1::bigint, documents, documents + 1)
            """);

    static final List<Invariant> ALL = List.of(
            SUMS, WITHIN, REVERSED, CLOSED, COUNTERS, REVISIONS, APPROVED, DECISIONS, ORDERED, RECEIPTS, RETURNS,
            NUMBERS);

    private Invariants() {}
}
