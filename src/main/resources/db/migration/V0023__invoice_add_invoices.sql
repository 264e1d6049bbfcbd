-- Invoices and credit notes: kept as printed, matched by line, held with a reason or posted, settled by payments.

create schema invoice;
comment on schema invoice is 'What vendors bill: documents as printed, their links to order lines, matches, holds';
grant usage on schema invoice to countersign_app;

create table invoice.draft (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    version int not null,
    body jsonb not null,
    author_id uuid not null,
    author_name text not null,
    changed_at timestamptz not null,
    primary key (organization_id, id)
);
comment on table invoice.draft is 'A document that somebody is still typing in, under the id it will keep; never searched';
call platform.protect('invoice.draft');
grant update (version, body, changed_at), delete on invoice.draft to countersign_app;
create index draft_newest on invoice.draft (organization_id, changed_at desc, id desc);

create table invoice.invoice (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    position bigint not null generated always as identity,
    number text not null,
    kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
    vendor_id uuid not null,
    vendor_name text not null,
    vendor_legal_key text not null collate "C",
    document_number text not null check (length(document_number) between 1 and 100),
    number_key text not null collate "C",
    number_scope text not null default '',
    duplicate_no int not null default 0 check (duplicate_no >= 0),
    duplicate_entered_by uuid,
    issued_on date not null,
    due_on date not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    book_currency text not null check (book_currency ~ '^[A-Z]{3}$'),
    stated_rate numeric(28,12) check (stated_rate > 0),
    net numeric(23,4) not null,
    tax numeric(23,4) not null,
    prepaid numeric(23,4) not null,
    rounding numeric(23,4) not null,
    payable numeric(23,4) not null check (payable >= 0),
    tax_difference numeric(23,4) not null default 0,
    rounding_difference numeric(23,4) not null default 0,
    order_number text not null default '',
    billed_id uuid,
    origin text not null check (origin in ('DOCUMENT', 'JSON', 'BY_HAND')),
    document_id uuid,
    captured_on date not null,
    captured_at timestamptz not null,
    captured_by uuid not null,
    captured_by_name text not null,
    phase text not null check (phase in ('DRAFT', 'OPEN', 'ENDED')) check (phase <> 'DRAFT'),
    end_reason text check (end_reason in ('SETTLED', 'REJECTED', 'REVERSED')),
    end_note text not null default '',
    posted_at timestamptz,
    settled numeric(23,4) not null default 0,
    match_run int not null default 0,
    lines_compared int not null default 0,
    lines_matched int not null default 0,
    holds int not null default 0 check (holds >= 0),
    hold_reasons text not null default '',
    hold_owner text not null default '',
    hold_due_on date,
    version int not null,
    primary key (organization_id, id),
    unique (organization_id, number),
    foreign key (organization_id, vendor_id) references vendor.vendor,
    foreign key (organization_id, billed_id) references invoice.invoice,
    check ((phase = 'ENDED') = (end_reason is not null)),
    check (duplicate_no = 0 or duplicate_entered_by is not null),
    constraint settled_within_payable check (settled between 0 and payable),
    constraint unposted_is_unsettled check (posted_at is not null or settled = 0),
    check ((holds = 0) = (hold_due_on is null))
) with (fillfactor = 80);
comment on table invoice.invoice is
    'An invoice or credit note as printed; the figures of a credit note are positive, what it takes back';
comment on column invoice.invoice.position is
    'The order of capture: a held document''s claims count against later ones, never the other way round';
comment on column invoice.invoice.number_scope is 'Empty = the vendor''s numbers are unique for all time; else the year they begin anew in';
comment on column invoice.invoice.book_currency is 'The organisation''s, in which charges weigh on budgets';
comment on column invoice.invoice.phase is 'Drafts are rows of their own table; captured, a document is open';
comment on column invoice.invoice.tax_difference is 'The document''s tax above ours, signed; for the tax difference account';
comment on column invoice.invoice.rounding_difference is 'What rounding explains, signed; for the rounding account';
comment on column invoice.invoice.document_id is 'The raw document it was read from; null where a person or program entered it';
-- A rejected or reversed document does not block its number: the vendor may send a corrected one under it.
create unique index invoice_once on invoice.invoice
    (organization_id, vendor_legal_key, kind, number_key, number_scope, duplicate_no)
    where end_reason is null or end_reason = 'SETTLED';
create index invoice_newest on invoice.invoice (organization_id, captured_on desc, id desc);
create index invoice_held on invoice.invoice (organization_id, hold_due_on, id) where phase = 'OPEN' and posted_at is null;
create index invoice_ready on invoice.invoice (organization_id, due_on, id) where phase = 'OPEN' and posted_at is not null;
create index invoice_ended on invoice.invoice (organization_id, end_reason, captured_on desc, id desc) where phase = 'ENDED';
create index invoice_of_vendor on invoice.invoice (organization_id, vendor_id, number_key);
create index invoice_credits on invoice.invoice (organization_id, billed_id) where billed_id is not null;
call platform.protect('invoice.invoice');
grant update (tax_difference, rounding_difference, phase, end_reason, end_note, posted_at, settled, match_run,
    lines_compared, lines_matched, holds, hold_reasons, hold_owner, hold_due_on, version)
    on invoice.invoice to countersign_app;

create table invoice.invoice_line (
    organization_id uuid not null,
    invoice_id uuid not null,
    id uuid not null,
    place int not null check (place >= 1),
    kind text not null check (kind in ('LINE', 'ALLOWANCE', 'CHARGE')),
    printed_number text not null,
    description text not null,
    sku text not null,
    quantity numeric(28,12) not null,
    unit text not null,
    price numeric(28,12) not null check (price >= 0),
    price_quantity numeric(28,12) not null check (price_quantity > 0),
    net numeric(23,4) not null,
    tax_category text not null,
    tax_rate numeric(9,4) not null check (tax_rate >= 0),
    order_reference text not null,
    billed_line text not null,
    order_id uuid,
    order_line_id uuid,
    order_line_name text not null default '',
    claimed boolean not null default false,
    primary key (organization_id, invoice_id, id),
    unique (organization_id, invoice_id, place),
    foreign key (organization_id, invoice_id) references invoice.invoice,
    foreign key (organization_id, order_id, order_line_id) references ordering.order_line,
    check ((order_id is null) = (order_line_id is null)),
    check (kind = 'LINE' or order_id is null),
    check (not claimed or order_id is not null)
);
comment on table invoice.invoice_line is 'A line, or a charge or allowance of the whole document, as printed; and the order line it bills';
comment on column invoice.invoice_line.claimed is 'Held: it asks for its quantity and amount on the order line until it is posted or rejected';
create index line_of_order on invoice.invoice_line (organization_id, order_id, order_line_id) where order_id is not null;
call platform.protect('invoice.invoice_line');
grant update (order_id, order_line_id, order_line_name, claimed) on invoice.invoice_line to countersign_app;

create table invoice.invoice_order (
    organization_id uuid not null,
    invoice_id uuid not null,
    order_id uuid not null,
    primary key (organization_id, invoice_id, order_id),
    foreign key (organization_id, invoice_id) references invoice.invoice,
    foreign key (organization_id, order_id) references ordering.purchase_order
);
comment on table invoice.invoice_order is 'The orders that a document names or bills: what re-matching and the pages of orders look up';
create index invoices_of_order on invoice.invoice_order (organization_id, order_id, invoice_id);
call platform.protect('invoice.invoice_order');

create table invoice.invoice_hold (
    organization_id uuid not null,
    invoice_id uuid not null,
    id uuid not null,
    line text not null,
    reason text not null check (reason in ('PRICE', 'QUANTITY', 'TAX', 'FREIGHT', 'CURRENCY', 'LINE', 'NO_RECEIPT',
        'CREDIT_EXPECTED', 'BUDGET', 'DUPLICATE')),
    measure text,
    expected numeric(28,12),
    actual numeric(28,12),
    allowed text,
    rule text not null,
    owner_role text not null,
    owner_id uuid,
    owner_name text not null default '',
    way_out text not null,
    opened_at timestamptz not null,
    due_on date not null,
    lifted_at timestamptz,
    lifted_by uuid,
    lifted_by_name text,
    why text,
    gone_at timestamptz,
    primary key (organization_id, invoice_id, id),
    foreign key (organization_id, invoice_id) references invoice.invoice,
    check ((measure is null) = (expected is null) and (measure is null) = (actual is null)
        and (measure is null) = (allowed is null)),
    check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (why is null)),
    check (lifted_at is null or gone_at is null)
);
comment on table invoice.invoice_hold is 'Why a document is not payable yet, whose move it is and how it ends; gone = a later match found it no more';
comment on column invoice.invoice_hold.line is 'The line as it is numbered on the document; empty for the document as a whole';
create index hold_open on invoice.invoice_hold (organization_id, due_on, invoice_id, id) where lifted_at is null and gone_at is null;
call platform.protect('invoice.invoice_hold');
grant update (lifted_at, lifted_by, lifted_by_name, why, gone_at) on invoice.invoice_hold to countersign_app;

create table invoice.match_run (
    organization_id uuid not null,
    invoice_id uuid not null,
    run int not null,
    run_at timestamptz not null,
    tolerances text not null,
    outcome text not null check (outcome in ('MATCHED', 'WITHIN', 'HELD')),
    lines_compared int not null,
    lines_matched int not null,
    primary key (organization_id, invoice_id, run),
    foreign key (organization_id, invoice_id) references invoice.invoice
);
comment on table invoice.match_run is 'One comparison of a document with its orders and receipts, under one set of tolerances';
call platform.protect('invoice.match_run');

create table invoice.match_result (
    organization_id uuid not null,
    invoice_id uuid not null,
    run int not null,
    place int not null,
    line text not null,
    reason text not null,
    measure text,
    expected numeric(28,12),
    actual numeric(28,12),
    difference numeric(28,12) generated always as (actual - expected) stored,
    allowed text,
    rule text not null,
    outcome text not null check (outcome in ('NOTICE', 'HELD', 'LIFTED')),
    words text not null,
    primary key (organization_id, invoice_id, run, place),
    foreign key (organization_id, invoice_id, run) references invoice.match_run
);
comment on table invoice.match_result is 'A measure that differs; what matched is only counted on the run';
call platform.protect('invoice.match_result');

create table invoice.charge_share (
    organization_id uuid not null,
    invoice_id uuid not null,
    place int not null,
    account_id uuid not null,
    amount numeric(23,4) not null,
    primary key (organization_id, invoice_id, place),
    foreign key (organization_id, invoice_id) references invoice.invoice,
    foreign key (organization_id, account_id) references budget.budget_account
);
comment on table invoice.charge_share is
    'What accepted charges without an order line weigh on each budget, in the organisation''s currency; paid by the same share as the document';
call platform.protect('invoice.charge_share');
