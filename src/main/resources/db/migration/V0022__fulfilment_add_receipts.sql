-- Receipts: what came, what went back, and what was recorded by mistake. No row ever changes.

create schema fulfilment;
comment on schema fulfilment is 'Goods received, returned, and the reversals of what was recorded by mistake';
grant usage on schema fulfilment to countersign_app;

create table fulfilment.receipt (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    number text not null,
    kind text not null check (kind in ('RECEIPT', 'RETURN', 'REVERSAL')),
    order_id uuid not null,
    order_number text not null,
    ordered_on date not null,
    revision int not null check (revision >= 1),
    vendor_name text not null,
    received_on date not null,
    recorded_at timestamptz not null,
    by_id uuid not null,
    by_name text not null,
    reference text not null check (length(reference) <= 200),
    note text not null check (length(note) <= 2000),
    reverses uuid,
    lines int not null check (lines >= 1),
    lines_rejected int not null check (lines_rejected between 0 and lines),
    lines_for_credit int not null check (lines_for_credit between 0 and lines),
    primary key (organization_id, id),
    unique (organization_id, number),
    constraint receipt_reversed_once unique (organization_id, reverses),
    foreign key (organization_id, order_id) references ordering.purchase_order,
    foreign key (organization_id, reverses) references fulfilment.receipt,
    check (received_on >= ordered_on),
    check ((kind = 'REVERSAL') = (reverses is not null))
);
comment on table fulfilment.receipt is 'Goods that came, goods that went back, or the reversal of either; never changed';
comment on column fulfilment.receipt.revision is 'The revision of the order that was in force';
comment on column fulfilment.receipt.ordered_on is 'The day of the order; with it the right to see the order is looked up';
comment on column fulfilment.receipt.reference is 'The delivery note, or the reference of the return; empty = none';
comment on column fulfilment.receipt.lines_for_credit is 'Lines of which goods went back for money, not for others';
create index receipt_newest on fulfilment.receipt (organization_id, received_on desc, id desc);
create index receipt_kind on fulfilment.receipt (organization_id, kind, received_on desc, id desc);
create index receipt_order on fulfilment.receipt (organization_id, order_id, received_on desc, id desc);
call platform.protect('fulfilment.receipt');

create table fulfilment.receipt_line (
    organization_id uuid not null,
    receipt_id uuid not null,
    line_id uuid not null,
    order_id uuid not null,
    order_line_id uuid not null,
    order_line_number int not null,
    description text not null,
    unit text not null,
    quantity numeric(28,12) not null check (quantity > 0),
    rejected_quantity numeric(28,12) not null check (rejected_quantity between 0 and quantity),
    why text not null check (length(why) <= 500),
    disposition text check (disposition in ('REPLACE', 'CREDIT')),
    against_receipt_id uuid,
    against_line_id uuid,
    primary key (organization_id, receipt_id, line_id),
    foreign key (organization_id, receipt_id) references fulfilment.receipt,
    foreign key (organization_id, order_id, order_line_id) references ordering.order_line,
    foreign key (organization_id, against_receipt_id, against_line_id) references fulfilment.receipt_line,
    check ((against_receipt_id is null) = (against_line_id is null)),
    check ((disposition is not null) = (rejected_quantity > 0 or against_line_id is not null)),
    check (disposition is null or why <> '')
);
comment on table fulfilment.receipt_line is 'What came or went back of one order line; a return names the received line that it is of';
comment on column fulfilment.receipt_line.quantity is 'All that came, what was rejected at the dock included; of a return what went back';
comment on column fulfilment.receipt_line.why is 'Why goods were rejected or went back';
create index receipt_line_order on fulfilment.receipt_line (organization_id, order_id, order_line_id);
create index receipt_line_against on fulfilment.receipt_line (organization_id, against_receipt_id, against_line_id)
    where against_line_id is not null;
call platform.protect('fulfilment.receipt_line');
