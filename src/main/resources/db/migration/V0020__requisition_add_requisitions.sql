-- Requisitions: a draft is one row until it is submitted; each submission is a revision whose lines never change.

create schema requisition;
comment on schema requisition is 'Drafts, requisitions with their revisions and lines, and which order lines cover them';
grant usage on schema requisition to countersign_app;

create table requisition.draft (
    organization_id uuid not null references identity.organization,
    kind text not null check (kind in ('requisition')),
    id uuid not null,
    version int not null check (version >= 1),
    author_id uuid not null,
    number text,
    title text not null,
    body jsonb not null,
    updated_at timestamptz not null,
    primary key (organization_id, kind, id),
    foreign key (organization_id, author_id) references identity.membership
);
comment on table requisition.draft is 'What somebody is still writing, with the id it will keep; gone when it is submitted';
comment on column requisition.draft.number is 'The number of a requisition that was sent back; null = not submitted yet';
create index draft_newest on requisition.draft (organization_id, author_id, updated_at desc, id desc);
call platform.protect('requisition.draft');
grant update (version, title, body, updated_at), delete on requisition.draft to countersign_app;

create table requisition.requisition (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    number text not null,
    title text not null,
    justification text not null,
    deliver_to text not null,
    requester_id uuid not null,
    requester_name text not null,
    vendor_names text not null,
    needed_by date not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    home_currency text not null check (home_currency ~ '^[A-Z]{3}$'),
    rate numeric(28, 12) not null check (rate > 0),
    rate_date date not null,
    rate_source text not null,
    net numeric(23, 4) not null,
    tax numeric(23, 4) not null,
    gross numeric(23, 4) not null,
    home_cost numeric(23, 4) not null,
    phase text not null check (phase in ('DRAFT', 'IN_APPROVAL', 'OPEN', 'ENDED')),
    end_reason text check (end_reason in ('ORDERED', 'REJECTED', 'WITHDRAWN')),
    revision int not null check (revision >= 1),
    content_hash bytea not null check (length(content_hash) = 32),
    plan_id uuid not null,
    submitted_on date not null,
    submitted_at timestamptz not null,
    waiting_for text not null,
    waiting_since timestamptz,
    ended_at timestamptz,
    order_numbers text[] not null default '{}',
    version int not null check (version >= 1),
    primary key (organization_id, id),
    unique (organization_id, number),
    foreign key (organization_id, requester_id) references identity.membership,
    foreign key (organization_id, plan_id) references approval.approval_plan,
    check ((phase = 'ENDED') = (end_reason is not null)),
    check ((phase = 'ENDED') = (ended_at is not null))
) with (fillfactor = 80);
comment on table requisition.requisition is 'A requisition as lists show it, from its first submission on; its row is the lock of its lines';
comment on column requisition.requisition.home_cost is 'What budgets and rules count, in the organisation''s currency';
comment on column requisition.requisition.submitted_on is 'The business date of the first submission: lists are ordered by it, for life';
comment on column requisition.requisition.waiting_for is 'Who has it in hand, in words; empty when nobody has';
create index requisition_newest on requisition.requisition (organization_id, submitted_on desc, id desc);
create index requisition_waiting on requisition.requisition (organization_id, submitted_on desc, id desc)
    where phase = 'IN_APPROVAL';
create index requisition_of_requester on requisition.requisition (organization_id, requester_id, submitted_on desc, id desc);
call platform.protect('requisition.requisition');
grant update (title, justification, deliver_to, vendor_names, needed_by, currency, rate, rate_date, rate_source, net, tax,
    gross, home_cost, phase, end_reason, revision, content_hash, plan_id, submitted_at, waiting_for, waiting_since, ended_at,
    order_numbers, version) on requisition.requisition to countersign_app;

create table requisition.requisition_revision (
    organization_id uuid not null,
    requisition_id uuid not null,
    revision int not null check (revision >= 1),
    content jsonb not null,
    content_hash bytea not null check (length(content_hash) = 32),
    plan_id uuid not null,
    submitted_at timestamptz not null,
    primary key (organization_id, requisition_id, revision),
    foreign key (organization_id, requisition_id) references requisition.requisition,
    foreign key (organization_id, plan_id) references approval.approval_plan
);
comment on table requisition.requisition_revision is 'What was submitted, as it was entered: what a copy copies and a sent-back draft begins with';
call platform.protect('requisition.requisition_revision');

create table requisition.requisition_line (
    organization_id uuid not null,
    requisition_id uuid not null,
    revision int not null,
    line_id uuid not null,
    line_number int not null check (line_number >= 1),
    item_id uuid,
    sku text not null,
    description text not null,
    category text not null,
    unit text not null,
    base_scale int not null check (base_scale between 0 and 12),
    capital boolean not null,
    vendor_id uuid not null,
    vendor_name text not null,
    quantity numeric(28, 12) not null check (quantity > 0),
    price numeric(28, 12) not null check (price >= 0),
    price_quantity numeric(28, 12) not null check (price_quantity > 0),
    tax_category text not null,
    tax_rate numeric(9, 4) not null check (tax_rate >= 0),
    unrecoverable_share numeric(9, 8) not null check (unrecoverable_share between 0 and 1),
    needed_by date not null,
    cost_centre_ids uuid[] not null,
    account_ids uuid[] not null,
    weights numeric(23, 4)[] not null,
    home_cost numeric(23, 4) not null,
    ordered_quantity numeric(28, 12) not null default 0,
    primary key (organization_id, requisition_id, revision, line_id),
    unique (organization_id, requisition_id, revision, line_number),
    foreign key (organization_id, requisition_id, revision) references requisition.requisition_revision,
    constraint ordered_within_needed check (ordered_quantity between 0 and quantity),
    check (cardinality(cost_centre_ids) >= 1 and cardinality(cost_centre_ids) = cardinality(account_ids)
        and cardinality(account_ids) = cardinality(weights))
);
comment on table requisition.requisition_line is 'A need in a revision; the line''s id is the same in all of them';
comment on column requisition.requisition_line.weights is 'How the cost is shared, as entered in percent or amounts';
comment on column requisition.requisition_line.account_ids is 'The budget of each cost centre, chosen on the day of submission and kept for life';
create index line_ordered_of_vendor on requisition.requisition_line (organization_id, vendor_id) where ordered_quantity > 0;
call platform.protect('requisition.requisition_line');
grant update (ordered_quantity) on requisition.requisition_line to countersign_app;

create table requisition.need_cover (
    organization_id uuid not null,
    requisition_id uuid not null,
    revision int not null,
    line_id uuid not null,
    order_line_id uuid not null,
    order_id uuid not null,
    order_number text not null,
    quantity numeric(28, 12) not null,
    covered_at timestamptz not null,
    primary key (organization_id, requisition_id, revision, line_id, order_line_id, covered_at),
    foreign key (organization_id, requisition_id, revision, line_id) references requisition.requisition_line
);
comment on table requisition.need_cover is 'Which order line covers how much of a need; taken back by a negative row, so that the link survives';
create index cover_of_order on requisition.need_cover (organization_id, order_id);
call platform.protect('requisition.need_cover');
