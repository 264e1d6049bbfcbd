-- How far what comes may be from what was agreed: sets of rules, each in force from a day, never changed.

create schema tolerance;
comment on schema tolerance is 'Dated, versioned sets of tolerance rules';
grant usage on schema tolerance to countersign_app;

create table tolerance.tolerance_set (
    organization_id uuid not null references identity.organization,
    version int not null check (version >= 1),
    id uuid not null,
    valid_from date not null,
    recorded_at timestamptz not null,
    primary key (organization_id, version)
);
comment on table tolerance.tolerance_set is
    'A set of rules: of those that begin on or before a day the one that begins last counts, of equals the higher version';
call platform.protect('tolerance.tolerance_set');
create index tolerance_in_force on tolerance.tolerance_set (organization_id, valid_from desc, version desc);

create table tolerance.tolerance_rule (
    organization_id uuid not null,
    version int not null,
    position int not null check (position >= 1),
    id text not null check (length(id) between 1 and 80),
    item text not null default '',
    vendor text not null default '',
    category text not null default '',
    vendor_group text not null default '',
    entity text not null default '',
    order_type text not null default '',
    measure text not null check (measure in ('UNIT_PRICE', 'QUANTITY_ORDERED', 'QUANTITY_RECEIVED', 'LINE_AMOUNT',
        'DOCUMENT_TOTAL', 'TAX', 'FREIGHT', 'FX_RATE', 'PRICE_TOTAL_CUMULATIVE')),
    side text not null check (side in ('OVER', 'UNDER')),
    extent text not null check (extent in ('BOUNDED', 'NO_LIMIT')),
    percent numeric(28, 12) check (percent >= 0),
    absolute numeric(28, 12) check (absolute >= 0),
    combine text not null check (combine in ('BOTH', 'EITHER')),
    per_document numeric(28, 12) check (per_document >= 0),
    per_life numeric(28, 12) check (per_life >= 0),
    currency text not null default '' check (currency = '' or currency ~ '^[A-Z]{3}$'),
    primary key (organization_id, version, position),
    unique (organization_id, version, id),
    foreign key (organization_id, version) references tolerance.tolerance_set,
    check (extent = 'BOUNDED' or (percent is null and absolute is null))
);
comment on table tolerance.tolerance_rule is 'One sentence of a set, in its explicit order; an empty scope applies everywhere';
comment on column tolerance.tolerance_rule.percent is 'Of the expected figure; null = not said, which is not zero';
comment on column tolerance.tolerance_rule.absolute is 'In the currency or the line''s base unit; null = not said, which is not zero';
comment on column tolerance.tolerance_rule.extent is 'NO_LIMIT is written out; a bounded rule that says no figure is exact';
comment on column tolerance.tolerance_rule.per_document is 'Cap on what one document may draw; null = not said';
comment on column tolerance.tolerance_rule.per_life is 'Cap on what an order may draw over its life; null = not said';
call platform.protect('tolerance.tolerance_rule');
