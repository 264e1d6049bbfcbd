package org.countersign.torture;

import java.util.List;

/** What must hold of the journal, its consumers, kept answers, documents and files once everything has been worked off. */
final class JournalInvariants {

    private static final Invariant ACTS = new Invariant("the rows of an act do not belong together", """
            select concat_ws(' ', 'act', act_id, 'rows', count(*), 'to', max(act_row), 'transactions',
                             count(distinct transaction_id))
              from platform.journal where organization_id = any(:organizations)
             group by act_id
            having count(*) <> max(act_row) + 1 or min(act_row) <> 0 or count(distinct transaction_id) <> 1
            """);

    private static final Invariant SUBJECTS =
            new Invariant("a journal row is not in the life of its own document", """
            select concat_ws(' ', 'position', j.position, j.act, j.document_kind, j.document_id)
              from platform.journal j
             where j.organization_id = any(:organizations)
               and not exists (select from platform.journal_subject s
                                where (s.organization_id, s.kind, s.document_id, s.position)
                                    = (j.organization_id, j.document_kind, j.document_id, j.position))
            """);

    /** The answer of an act, and what the journal has of it, are written by one transaction, whose number both rows bear. */
    private static final Invariant TOLD = new Invariant("an answered act has told the journal nothing", """
            select concat_ws(' ', i.method, i.path, i.key)
              from platform.idempotency i
              left join (select distinct organization_id, (transaction_id::text::numeric % 4294967296)::text as transaction
                           from platform.journal where organization_id = any(:organizations)) j
                on j.organization_id = i.organization_id and j.transaction = i.xmin::text
             where i.organization_id = any(:organizations) and j.transaction is null and i.path <> '/api/v1/documents'
            """);

    private static final Invariant ANSWERED = new Invariant("a key was taken and has no answer", """
            select concat_ws(' ', method, path, key)
              from platform.idempotency where organization_id = any(:organizations) and status is null
            """);

    /** A cancellation stays said even if goods that turn out to be here open the order again. */
    private static final Invariant MADE = new Invariant("a revision has not exactly one document", """
            with due as (
                select v.organization_id, v.order_id, v.revision, o.number, o.vendor_id,
                       case when v.revision = 1 then 'ORDER' else 'ORDER_CHANGE' end as kind
                  from ordering.order_revision v
                  join ordering.purchase_order o on (o.organization_id, o.id) = (v.organization_id, v.order_id)
                 where v.organization_id = any(:organizations) and v.in_force_at is not null
                union all
                select o.organization_id, o.id, coalesce((j.payload ->> 'revision')::integer, o.revision_in_force),
                       o.number, o.vendor_id, 'ORDER_CANCELLATION'
                  from ordering.purchase_order o
                  left join platform.journal j
                    on j.organization_id = o.organization_id and j.document_id = o.id and j.act = 'order-cancelled'
                 where o.organization_id = any(:organizations)
                   and (o.end_reason = 'CANCELLED' or j.position is not null)),
            formats as (
                select d.*, f.format
                  from due d
                  join vendor.vendor v on (v.organization_id, v.id) = (d.organization_id, d.vendor_id)
                 cross join lateral (values ('PDF'), ('UBL')) as f (format)
                 where f.format = 'PDF' or v.endpoint_id <> ''),
            made as (
                select m.organization_id, m.order_id, m.revision, m.kind, m.format, m.failure, d.state
                  from exchange.outbound_message m
                  left join exchange.outbound_delivery d
                    on (d.organization_id, d.order_id, d.kind, d.revision, d.format)
                     = (m.organization_id, m.order_id, m.kind, m.revision, m.format)
                 where m.organization_id = any(:organizations))
            select concat_ws(' ', f.number, kind, 'revision', revision, format,
                             case when f.number is null then 'is one too many'
                                  when m.failure is null then 'is missing' else 'got to: ' || coalesce(m.state, 'nowhere') end,
                             m.failure)
              from formats f full join made m using (organization_id, order_id, revision, kind, format)
             where f.number is null or m.failure is null or m.failure <> '' or m.state is null or m.state = 'FAILED'
                or (format = 'UBL' and m.state <> 'DELIVERED')
            """);

    private static final Invariant SENT_ONCE = new Invariant("a document was not sent as exactly one", """
            select concat_ws(' ', m.number, m.kind, 'revision', m.revision, 'arrived', a.times, 'times')
              from exchange.outbound_message m
              join exchange.outbound_delivery d
                on (d.organization_id, d.order_id, d.kind, d.revision, d.format)
                 = (m.organization_id, m.order_id, m.kind, m.revision, m.format)
              join platform.content c on (c.organization_id, c.content_id) = (m.organization_id, m.content_id)
              join lateral (
                   select count(*) as times from exchange.inbound_document i
                    where i.organization_id = any(:organizations) and i.organization_id <> m.organization_id
                      and i.sha256 = c.sha256) a on true
             where m.organization_id = any(:organizations) and m.format = 'UBL' and d.state = 'DELIVERED' and a.times <> 1
            union all
            select concat_ws(' ', 'arrived without having been sent:', i.kind, i.document_number, i.id)
              from exchange.inbound_document i
             where i.organization_id = any(:organizations) and i.kind in ('ORDER', 'ORDER_CHANGE', 'ORDER_CANCELLATION')
               and not exists (
                   select from exchange.outbound_message m
                     join platform.content c on (c.organization_id, c.content_id) = (m.organization_id, m.content_id)
                    where m.organization_id = any(:organizations) and m.format = 'UBL' and c.sha256 = i.sha256)
            """);

    private static final Invariant PLACED = new Invariant("a document that came in has no end, or two", """
            select concat_ws(' ', i.id, i.disposition, i.kind, i.document_number)
              from exchange.inbound_document i
             where i.organization_id = any(:organizations) and i.disposition = 'RECEIVED'
            union all
            select concat_ws(' ', encode(sha256, 'hex'), 'is there', count(*), 'times')
              from exchange.inbound_document
             where organization_id = any(:organizations) and disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED')
             group by organization_id, sha256
            having count(*) > 1
            """);

    /** By whoever handed it in, or by the housekeeping where they were killed on the way. */
    private static final Invariant PLACED_ONCE = new Invariant("a document was not placed exactly once", """
            select concat_ws(' ', i.id, i.kind, i.document_number, count(j.position), 'times')
              from exchange.inbound_document i
              left join platform.journal j
                on j.organization_id = i.organization_id and j.document_id = i.id and j.act = 'document-placed'
             where i.organization_id = any(:organizations)
             group by i.organization_id, i.id, i.kind, i.document_number, i.disposition
            having count(j.position) <> case i.disposition when 'PLACED' then 1 else 0 end
            """);

    private static final Invariant CAUGHT_UP = new Invariant("a consumer has not read the journal to its end", """
            select concat_ws(' ', c.consumer, 'at', c.era, c.transaction_id, c.position, 'has left', count(*))
              from platform.consumer_cursor c
              join platform.journal j
                on (j.era, j.transaction_id, j.position) > (c.era, c.transaction_id, c.position)
             where j.organization_id = any(:organizations) and c.consumer <> 'torture-reader'
             group by c.consumer, c.era, c.transaction_id, c.position
            """);

    private static final Invariant SET_ASIDE = new Invariant("a consumer has set a row aside", """
            select concat_ws(' ', consumer, 'position', position, reason)
              from platform.consumer_failure where organization_id = any(:organizations)
            """);

    private static final Invariant FILES = new Invariant("a file is named by nothing", """
            select concat_ws(' ', c.content_id, c.media_type)
              from platform.content c
             where c.organization_id = any(:organizations)
               and not exists (select from exchange.inbound_document i
                                where i.organization_id = c.organization_id and c.content_id in (i.content_id, i.notice_id))
               and not exists (select from exchange.outbound_message m
                                where (m.organization_id, m.content_id) = (c.organization_id, c.content_id))
               and not exists (select from payment.proposal p
                                where (p.organization_id, p.file_id) = (c.organization_id, c.content_id))
            """);

    static final List<Invariant> ALL =
            List.of(ACTS, SUBJECTS, TOLD, ANSWERED, MADE, SENT_ONCE, PLACED, PLACED_ONCE, CAUGHT_UP, SET_ASIDE, FILES);

    private JournalInvariants() {}
}
