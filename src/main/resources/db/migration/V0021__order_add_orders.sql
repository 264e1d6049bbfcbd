-- Orders: the header is the lock of its lines; lines keep a ledger of facts and the sums of it; revisions never change.

create schema ordering;
comment on schema ordering is 'Purchase orders, their revisions, and the ledger of what happened to each line';
grant usage on schema ordering to countersign_app;

create table ordering.purchase_order (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    number text not null,
    kind text not null check (kind in ('STANDARD')),
    title text not null,
    vendor_id uuid not null,
    vendor_name text not null,
    requisition_id uuid not null,
    requisition_number text not null,
    requester_id uuid not null,
    requester_name text not null,
    ordered_on date not null,
    needed_by date not null,
    deliver_to text not null,
    currency text not null,
    book_currency text not null,
    rate numeric(28,12) not null check (rate > 0),
    rate_date date not null,
    rate_source text not null,
    phase text not null check (phase in ('OPEN', 'ENDED')),
    end_reason text check (end_reason in ('CANCELLED', 'SHORT_CLOSED', 'COMPLETED')),
    held_at timestamptz,
    held_by text,
    held_why text,
    revision_in_force int not null check (revision_in_force >= 1),
    latest_revision int not null check (latest_revision >= revision_in_force),
    in_preparation boolean not null,
    net numeric(23,4) not null,
    tax numeric(23,4) not null,
    gross numeric(23,4) not null,
    lines int not null check (lines >= 0),
    lines_to_receive int not null check (lines_to_receive between 0 and lines),
    lines_to_invoice int not null check (lines_to_invoice between 0 and lines),
    lines_credit_expected int not null check (lines_credit_expected between 0 and lines),
    lines_open int not null check (lines_open between 0 and lines),
    wanted_value numeric(23,4) not null,
    received_value numeric(23,4) not null,
    due_value numeric(23,4) not null,
    billed_value numeric(23,4) not null,
    invoiced_amount numeric(23,4) not null,
    paid_amount numeric(23,4) not null,
    answer text not null check (answer in ('NONE', 'ACCEPTED', 'CHANGES_PROPOSED', 'REJECTED')),
    transmission text not null check (transmission in ('PREPARING', 'TO_HAND_OVER', 'SENT', 'HANDED_OVER', 'FAILED')),
    transmission_note text not null default '',
    duty text not null check (duty in ('SEND', 'ANSWER', 'DECIDE_ANSWER', 'DELIVERY', 'INVOICE', 'CREDIT', 'PAYMENT', 'NOTHING')),
    duty_due_on date,
    version int not null,
    primary key (organization_id, id),
    unique (organization_id, number),
    check ((phase = 'ENDED') = (end_reason is not null)),
    check ((held_at is null) = (held_why is null))
) with (fillfactor = 80);
comment on table ordering.purchase_order is 'An order as lists show it; its row is the lock of all its lines';
comment on column ordering.purchase_order.lines_open is 'Lines that are not complete: to receive, to invoice, credit expected, or to pay';
comment on column ordering.purchase_order.received_value is
    'Progress of receipt at the order''s price, per line at most what is wanted; wanted_value is its hundred percent';
comment on column ordering.purchase_order.billed_value is 'The same of billing, against due_value';
comment on column ordering.purchase_order.duty is 'What the order waits for next, derived in the act that changed it';
create index order_newest on ordering.purchase_order (organization_id, ordered_on desc, id desc);
create index order_open on ordering.purchase_order (organization_id, ordered_on desc, id desc) where phase = 'OPEN';
create index order_to_receive on ordering.purchase_order (organization_id, needed_by, id)
    where lines_to_receive > 0 and phase = 'OPEN';
create index order_unanswered on ordering.purchase_order (organization_id, ordered_on desc, id desc)
    where answer in ('NONE', 'CHANGES_PROPOSED', 'REJECTED') and phase = 'OPEN';
create index order_credit_expected on ordering.purchase_order (organization_id, ordered_on desc, id desc)
    where lines_credit_expected > 0;
create index order_vendor on ordering.purchase_order (organization_id, vendor_id, ordered_on desc, id desc);
create index order_requisition on ordering.purchase_order (organization_id, requisition_id);
call platform.protect('ordering.purchase_order');
grant update (phase, end_reason, held_at, held_by, held_why, revision_in_force, latest_revision, in_preparation,
    net, tax, gross, needed_by,
    lines, lines_to_receive, lines_to_invoice, lines_credit_expected, lines_open, wanted_value, received_value, due_value,
    billed_value, invoiced_amount, paid_amount, answer, transmission, transmission_note, duty, duty_due_on, version)
    on ordering.purchase_order to countersign_app;

create table ordering.order_revision (
    organization_id uuid not null,
    order_id uuid not null,
    revision int not null check (revision >= 1),
    kind text not null check (kind in ('ORIGINAL', 'CHANGE', 'SHORT_CLOSE')),
    reason text not null,
    base_revision int check (base_revision < revision),
    content_hash bytea not null check (length(content_hash) = 32),
    author_id uuid not null,
    author_name text not null,
    net numeric(23,4) not null,
    tax numeric(23,4) not null,
    created_at timestamptz not null,
    plan_id uuid,
    in_force_at timestamptz,
    withdrawn_at timestamptz,
    primary key (organization_id, order_id, revision),
    foreign key (organization_id, order_id) references ordering.purchase_order,
    check ((revision = 1) = (kind = 'ORIGINAL')),
    check (in_force_at is null or (plan_id is not null and withdrawn_at is null))
);
comment on table ordering.order_revision is 'Every version of an order, re-readable for ever; the last approved one stays in force';
comment on column ordering.order_revision.plan_id is 'The approval that covers it; a short close only takes away and keeps its base''s';
create unique index one_revision_in_preparation on ordering.order_revision (organization_id, order_id)
    where in_force_at is null and withdrawn_at is null;
call platform.protect('ordering.order_revision');
grant update (plan_id, in_force_at, withdrawn_at) on ordering.order_revision to countersign_app;

create table ordering.order_line (
    organization_id uuid not null,
    order_id uuid not null,
    line_id uuid not null,
    line_number int not null check (line_number >= 1),
    measure text not null check (measure in ('QUANTITY', 'AMOUNT')),
    base_scale int not null check (base_scale between 0 and 12),
    price numeric(28,12) not null check (price >= 0),
    price_quantity numeric(28,12) not null check (price_quantity > 0),
    over_receipt_allowed numeric(28,12) not null default 0 check (over_receipt_allowed >= 0),
    over_invoice_allowed numeric(28,12) not null default 0 check (over_invoice_allowed >= 0),
    ordered_quantity numeric(28,12) not null default 0,
    ordered_amount numeric(23,4) not null default 0,
    ordered_value numeric(23,4) not null default 0,
    ordered_book numeric(23,4) not null default 0,
    cancelled_quantity numeric(28,12) not null default 0,
    cancelled_amount numeric(23,4) not null default 0,
    cancelled_value numeric(23,4) not null default 0,
    cancelled_book numeric(23,4) not null default 0,
    received_quantity numeric(28,12) not null default 0,
    received_amount numeric(23,4) not null default 0,
    received_value numeric(23,4) not null default 0,
    received_book numeric(23,4) not null default 0,
    returned_quantity numeric(28,12) not null default 0,
    returned_amount numeric(23,4) not null default 0,
    returned_value numeric(23,4) not null default 0,
    returned_book numeric(23,4) not null default 0,
    invoiced_quantity numeric(28,12) not null default 0,
    invoiced_amount numeric(23,4) not null default 0,
    invoiced_value numeric(23,4) not null default 0,
    invoiced_book numeric(23,4) not null default 0,
    credited_quantity numeric(28,12) not null default 0,
    credited_amount numeric(23,4) not null default 0,
    credited_value numeric(23,4) not null default 0,
    credited_book numeric(23,4) not null default 0,
    waived_quantity numeric(28,12) not null default 0,
    waived_amount numeric(23,4) not null default 0,
    waived_value numeric(23,4) not null default 0,
    waived_book numeric(23,4) not null default 0,
    acknowledged_quantity numeric(28,12) not null default 0,
    shipped_quantity numeric(28,12) not null default 0,
    returned_for_credit_quantity numeric(28,12) not null default 0,
    claimed_quantity numeric(28,12) not null default 0,
    claimed_amount numeric(23,4) not null default 0,
    paid_amount numeric(23,4) not null default 0,
    primary key (organization_id, order_id, line_id),
    unique (organization_id, line_id),
    unique (organization_id, order_id, line_number),
    foreign key (organization_id, order_id) references ordering.purchase_order,
    constraint cancelled_within_ordered check (cancelled_quantity between 0 and ordered_quantity),
    constraint returned_within_received check (returned_quantity between 0 and received_quantity),
    constraint credited_within_invoiced check (credited_quantity between 0 and invoiced_quantity and credited_amount <= invoiced_amount),
    constraint received_within_order check (round(received_quantity - returned_quantity, base_scale)
        <= round(ordered_quantity - cancelled_quantity + over_receipt_allowed, base_scale)),
    constraint paid_within_invoiced check (paid_amount <= invoiced_amount)
) with (fillfactor = 60);
comment on table ordering.order_line is 'A line for life: how it is counted, its price in force, and the kept sums of its facts, gross';
call platform.protect('ordering.order_line');
grant update (price, price_quantity, over_receipt_allowed, over_invoice_allowed,
    ordered_quantity, ordered_amount, ordered_value, ordered_book, cancelled_quantity, cancelled_amount,
    cancelled_value, cancelled_book, received_quantity, received_amount, received_value, received_book,
    returned_quantity, returned_amount, returned_value, returned_book, invoiced_quantity, invoiced_amount,
    invoiced_value, invoiced_book, credited_quantity, credited_amount, credited_value, credited_book,
    waived_quantity, waived_amount, waived_value, waived_book, acknowledged_quantity, shipped_quantity,
    returned_for_credit_quantity, claimed_quantity, claimed_amount, paid_amount)
    on ordering.order_line to countersign_app;

create table ordering.order_line_revision (
    organization_id uuid not null,
    order_id uuid not null,
    revision int not null,
    line_id uuid not null,
    line_number int not null,
    item_id uuid,
    sku text not null,
    description text not null,
    category text not null,
    unit text not null,
    capital boolean not null,
    quantity numeric(28,12) not null check (quantity >= 0),
    price numeric(28,12) not null check (price >= 0),
    price_quantity numeric(28,12) not null check (price_quantity > 0),
    tax_category text not null,
    tax_rate numeric(9,4) not null check (tax_rate >= 0),
    unrecoverable_share numeric(9,8) not null check (unrecoverable_share between 0 and 1),
    needed_by date not null,
    cost_centre_ids uuid[] not null,
    account_ids uuid[] not null,
    weights numeric(23,4)[] not null,
    primary key (organization_id, order_id, revision, line_id),
    foreign key (organization_id, order_id, revision) references ordering.order_revision,
    foreign key (organization_id, order_id, line_id) references ordering.order_line,
    check (cardinality(cost_centre_ids) >= 1 and cardinality(cost_centre_ids) = cardinality(account_ids)
        and cardinality(account_ids) = cardinality(weights))
);
comment on table ordering.order_line_revision is 'What a line says in a revision; a line that a revision leaves out stands in none of its rows';
call platform.protect('ordering.order_line_revision');

create table ordering.line_fact (
    organization_id uuid not null,
    fact_id uuid not null,
    order_id uuid not null,
    line_id uuid not null,
    kind text not null check (kind in ('ORDERED', 'CANCELLED', 'ACKNOWLEDGED', 'SHIPPED', 'RECEIVED', 'RETURNED',
        'RETURNED_FOR_CREDIT', 'CLAIMED', 'INVOICED', 'CREDITED', 'WAIVED', 'PAID')),
    revision int not null,
    source_kind text not null,
    source_id uuid not null,
    source_line_id uuid,
    quantity numeric(28,12) not null,
    amount numeric(23,4) not null,
    value numeric(23,4) not null,
    book numeric(23,4) not null,
    occurred_on date not null,
    effective_on date not null,
    recorded_at timestamptz not null,
    reverses uuid,
    primary key (organization_id, order_id, line_id, fact_id),
    foreign key (organization_id, order_id, line_id) references ordering.order_line,
    foreign key (organization_id, order_id, line_id, reverses) references ordering.line_fact
);
comment on table ordering.line_fact is 'Everything that happened to a line; never changed, corrected by a reversing fact';
comment on column ordering.line_fact.occurred_on is 'The day it happened; effective_on is the first open day, where that period is closed';
create unique index fact_reversed_once on ordering.line_fact (organization_id, order_id, line_id, reverses) where reverses is not null;
create index fact_source on ordering.line_fact (organization_id, source_id);
call platform.protect('ordering.line_fact');

create table ordering.order_answer (
    organization_id uuid not null,
    order_id uuid not null,
    id uuid not null,
    revision int not null,
    answer text not null check (answer in ('ACCEPTED', 'CHANGES_PROPOSED', 'REJECTED')),
    vendor_reference text not null,
    note text not null,
    document_id uuid,
    answered_on date not null,
    recorded_at timestamptz not null,
    lines jsonb not null,
    decided text check (decided in ('TAKEN_UP', 'DECLINED')),
    decided_at timestamptz,
    primary key (organization_id, order_id, id),
    foreign key (organization_id, order_id) references ordering.purchase_order
);
comment on table ordering.order_answer is 'What the vendor answered, line by line, and what the buyer made of it';
comment on column ordering.order_answer.lines is 'Per line what was proposed, as it came; shown and taken up as a whole, never searched';
call platform.protect('ordering.order_answer');
grant update (decided, decided_at) on ordering.order_answer to countersign_app;

create table ordering.order_words (
    organization_id uuid not null,
    order_id uuid not null,
    words tsvector not null,
    ordered_on date not null,
    primary key (organization_id, order_id),
    foreign key (organization_id, order_id) references ordering.purchase_order
);
comment on table ordering.order_words is 'The words an order is found by; read only through ordering.orders_with, since forced row security switches text indexes off';
create extension if not exists btree_gin;
create index order_words_index on ordering.order_words using gin (organization_id, words);
call platform.protect('ordering.order_words');
grant update (words) on ordering.order_words to countersign_app;
revoke select on ordering.order_words from countersign_app;
grant select (organization_id, order_id, words) on ordering.order_words to countersign_app;
grant usage, create on schema ordering to countersign_lookup;
create policy lookup on ordering.order_words for select to countersign_lookup using (true);
grant select on ordering.order_words to countersign_lookup;
create function ordering.orders_with(query text, size int) returns table (order_id uuid)
    language sql stable security definer set search_path = pg_catalog
    begin atomic
        select w.order_id from ordering.order_words w
         where w.organization_id = platform.current_organization() and w.words @@ to_tsquery('simple', query)
         order by w.ordered_on desc, w.order_id desc
         limit least(size, 200);
    end;
comment on function ordering.orders_with(text, int) is 'The newest orders of this organisation with all the words; at most 200';
alter function ordering.orders_with(text, int) owner to countersign_lookup;
revoke create on schema ordering from countersign_lookup;
revoke execute on function ordering.orders_with(text, int) from public;
grant execute on function ordering.orders_with(text, int) to countersign_app;
