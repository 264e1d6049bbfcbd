-- Documents between buyers and sellers: what came in and what became of it, what was made to go out and where it got to.

create schema exchange;
comment on schema exchange is 'Documents that travel: what came in and what it became, what was made and where it got to';
grant usage on schema exchange to countersign_app;

-- In ------------------------------------------------------------------------------------------------------------------

create table exchange.inbound_document (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    content_id uuid not null,
    sha256 bytea not null check (length(sha256) = 32),
    size bigint not null,
    received_at timestamptz not null,
    received_from text not null,
    takes int not null default 1 check (takes between 1 and 5),
    kind text not null default '',
    format text not null default '',
    rule_set text not null default '',
    sender text not null default '',
    sender_name text not null default '',
    document_number text not null default '',
    number_key text not null default '',
    awaits text not null default '',
    disposition text not null check (disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED', 'REFUSED', 'UNSUPPORTED')),
    reason text not null default '',
    errors jsonb not null default '[]',
    first_id uuid,
    notice_id uuid,
    settled_at timestamptz,
    dismissed_at timestamptz,
    dismissed_by text,
    primary key (organization_id, id),
    foreign key (organization_id, content_id) references platform.content,
    foreign key (organization_id, notice_id) references platform.content,
    foreign key (organization_id, first_id) references exchange.inbound_document,
    check ((disposition = 'RECEIVED') = (settled_at is null)),
    check ((dismissed_at is null) = (dismissed_by is null)),
    check (dismissed_at is null or disposition <> 'PLACED'),
    check ((notice_id is not null) = (disposition = 'RETURNED'))
);
comment on table exchange.inbound_document is 'Whatever was handed in, kept before it was read, and what became of it';
comment on column exchange.inbound_document.takes is
    'How often it was taken up; one that five times came to no end is left for a person';
comment on column exchange.inbound_document.kind is 'What it is: a code of ours, or words for what is not supported; empty = not known';
comment on column exchange.inbound_document.sender is
    'Who wrote it, as it says: endpoint, else tax number, else name; a document number is unique per kind and sender';
comment on column exchange.inbound_document.awaits is 'The number of the order or invoice whose appearance would place it';
comment on column exchange.inbound_document.errors is 'The rules it breaks, as told to the sender; shown as a whole, never searched';
comment on column exchange.inbound_document.first_id is 'The document that this one repeats';
comment on column exchange.inbound_document.notice_id is 'The notice to the sender, why it is returned';
create unique index inbound_bytes_once on exchange.inbound_document (organization_id, sha256)
    where disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED');
create unique index inbound_number_once on exchange.inbound_document (organization_id, kind, sender, number_key)
    where disposition in ('RECEIVED', 'PLACED', 'UNPLACED', 'RETURNED') and sender <> '';
create index inbound_newest on exchange.inbound_document (organization_id, received_at desc, id desc);
create index inbound_returned on exchange.inbound_document (organization_id, received_at desc, id desc)
    where disposition = 'RETURNED';
create index inbound_refused on exchange.inbound_document (organization_id, received_at desc, id desc)
    where disposition in ('REFUSED', 'UNSUPPORTED');
create index inbound_unplaced on exchange.inbound_document (organization_id, received_at desc, id desc)
    where disposition = 'UNPLACED' and dismissed_at is null;
create index inbound_received on exchange.inbound_document (organization_id, received_at) where disposition = 'RECEIVED';
create index inbound_awaits on exchange.inbound_document (organization_id, awaits)
    where disposition = 'UNPLACED' and dismissed_at is null and awaits <> '';
create index inbound_kept_long on exchange.inbound_document (organization_id, received_at, id)
    where disposition in ('REFUSED', 'UNSUPPORTED', 'UNPLACED');
create index inbound_content on exchange.inbound_document (organization_id, content_id);
create index inbound_notice on exchange.inbound_document (organization_id, notice_id) where notice_id is not null;
call platform.protect('exchange.inbound_document');
grant update (takes, kind, format, rule_set, sender, sender_name, document_number, number_key, awaits, disposition, reason,
    errors, first_id, notice_id, settled_at, dismissed_at, dismissed_by) on exchange.inbound_document to countersign_app;

create table exchange.inbound_became (
    organization_id uuid not null,
    document_id uuid not null,
    became_kind text not null,
    became_id uuid not null,
    became_number text not null,
    primary key (organization_id, document_id, became_kind, became_id),
    foreign key (organization_id, document_id) references exchange.inbound_document
);
comment on table exchange.inbound_became is 'What a placed document became, or which order it told of';
call platform.protect('exchange.inbound_became');

-- Out -----------------------------------------------------------------------------------------------------------------

create table exchange.outbound_message (
    organization_id uuid not null,
    order_id uuid not null,
    kind text not null check (kind in ('ORDER', 'ORDER_CHANGE', 'ORDER_CANCELLATION')),
    revision int not null check (revision >= 1),
    format text not null check (format in ('PDF', 'UBL')),
    number text not null,
    content_id uuid not null,
    failure text not null default '',
    rule_set text not null default '',
    made_at timestamptz not null,
    primary key (organization_id, order_id, kind, revision, format),
    foreign key (organization_id, order_id, revision) references ordering.order_revision,
    foreign key (organization_id, content_id) references platform.content
);
comment on table exchange.outbound_message is 'A document of ours in one format, made once per revision; made again by a replay';
comment on column exchange.outbound_message.failure is 'Why it is not fit to leave the house; empty = it is';
create index outbound_content on exchange.outbound_message (organization_id, content_id);
call platform.protect('exchange.outbound_message');
grant delete on exchange.outbound_message to countersign_app;

create table exchange.outbound_delivery (
    organization_id uuid not null,
    order_id uuid not null,
    kind text not null check (kind in ('ORDER', 'ORDER_CHANGE', 'ORDER_CANCELLATION')),
    revision int not null,
    format text not null check (format in ('PDF', 'UBL')),
    state text not null check (state in ('READY', 'DELIVERED', 'FAILED', 'TO_HAND_OVER', 'HANDED_OVER')),
    note text not null,
    settled_at timestamptz not null,
    primary key (organization_id, order_id, kind, revision, format),
    foreign key (organization_id, order_id, revision) references ordering.order_revision
);
comment on table exchange.outbound_delivery is 'Where a document of ours got to; none = it waits to be sent';
call platform.protect('exchange.outbound_delivery');
grant update (state, note, settled_at) on exchange.outbound_delivery to countersign_app;
grant delete on exchange.outbound_delivery to countersign_app;
