-- What a cost centre may spend in a period, and the ledger of how far that money is on its way.

-- Equality of uuids beside the overlap of date ranges in one exclusion constraint.
create extension if not exists btree_gist;

create schema budget;
comment on schema budget is 'Budgets and their ledger of transfers, exchange rates, closed periods';
grant usage on schema budget to countersign_app;

create table budget.budget_account (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    cost_centre_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    period_from date not null,
    period_to date not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    version int not null default 1,
    primary key (organization_id, id),
    foreign key (organization_id, cost_centre_id) references identity.cost_centre,
    check (period_from <= period_to),
    constraint one_budget_a_day exclude using gist
        (organization_id with =, cost_centre_id with =, daterange(period_from, period_to, '[]') with &&)
);
comment on table budget.budget_account is 'A budget: a cost centre in a period, both days included; one budget a day';
comment on column budget.budget_account.currency is 'The organisation''s, for life';
call platform.protect('budget.budget_account');
grant update (version) on budget.budget_account to countersign_app;
create index budget_newest on budget.budget_account (organization_id, period_from desc, id desc);
create index budget_of_cost_centre on budget.budget_account (organization_id, cost_centre_id, period_from desc);

create table budget.budget_guard (
    organization_id uuid not null,
    account_id uuid not null,
    granted numeric(23, 4) not null check (granted >= 0),
    overrun_granted numeric(23, 4) not null default 0 check (overrun_granted >= 0),
    stop text not null check (stop in ('HARD', 'WARN')),
    used numeric(23, 4) not null default 0,
    primary key (organization_id, account_id),
    foreign key (organization_id, account_id) references budget.budget_account,
    constraint never_overspent check (stop = 'WARN' or used <= granted + overrun_granted)
) with (fillfactor = 20);
comment on table budget.budget_guard is
    'What a budget grants and how much of it is used, in one row that changes only when the use does: the last lock but one';
comment on column budget.budget_guard.stop is 'HARD: never used beyond what is granted; WARN: it may be, and says so';
call platform.protect('budget.budget_guard');
grant update (granted, overrun_granted, stop, used) on budget.budget_guard to countersign_app;

create table budget.budget_breakdown (
    organization_id uuid not null,
    account_id uuid not null,
    slot int not null check (slot between 0 and 15),
    requested numeric(23, 4) not null,
    committed numeric(23, 4) not null,
    accrued numeric(23, 4) not null,
    invoiced numeric(23, 4) not null,
    paid numeric(23, 4) not null,
    primary key (organization_id, account_id, slot),
    foreign key (organization_id, account_id) references budget.budget_account
) with (fillfactor = 20);
comment on table budget.budget_breakdown is
    'How far the used money is, spread over 16 rows so that documents seldom wait for each other; one slot alone may be negative';
call platform.protect('budget.budget_breakdown');
grant update (requested, committed, accrued, invoiced, paid) on budget.budget_breakdown to countersign_app;

create table budget.budget_transfer (
    organization_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    slot int not null check (slot between 0 and 15),
    cause text not null check (cause in ('REQUEST', 'COMMIT', 'ACCRUE', 'INVOICE', 'PAY', 'RELEASE')),
    source_kind text not null,
    source_id uuid not null,
    source_line_id uuid not null,
    requested numeric(23, 4) not null,
    committed numeric(23, 4) not null,
    accrued numeric(23, 4) not null,
    invoiced numeric(23, 4) not null,
    paid numeric(23, 4) not null,
    effective_on date not null,
    recorded_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, account_id) references budget.budget_account
);
comment on table budget.budget_transfer is
    'The ledger: signed differences of the five figures, inserted and never changed; what they lack comes from what is available';
call platform.protect('budget.budget_transfer');
create index transfer_newest on budget.budget_transfer (organization_id, account_id, recorded_at desc, id desc);
create index transfer_source on budget.budget_transfer (organization_id, source_kind, source_id);

create table budget.exchange_rate (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
    to_currency text not null check (to_currency ~ '^[A-Z]{3}$'),
    valid_on date not null,
    rate numeric(28, 12) not null check (rate > 0),
    source text not null check (length(source) between 1 and 200),
    recorded_at timestamptz not null,
    primary key (organization_id, id),
    check (from_currency <> to_currency)
);
comment on table budget.exchange_rate is
    'How much of one currency one unit of another is worth from a day on; a later entry for the same day corrects an earlier one';
call platform.protect('budget.exchange_rate');
create index rate_latest on budget.exchange_rate
    (organization_id, from_currency, to_currency, valid_on desc, recorded_at desc, id desc);
create index rate_newest on budget.exchange_rate (organization_id, valid_on desc, id desc);

create table budget.period (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    period_from date not null,
    period_to date not null,
    state text not null check (state in ('CLOSED', 'OPEN')),
    primary key (organization_id, id),
    check (period_from <= period_to),
    constraint closed_once exclude using gist
        (organization_id with =, daterange(period_from, period_to, '[]') with &&) where (state = 'CLOSED')
);
comment on table budget.period is
    'Days whose books are closed, or were and are open again; a fact for a closed day counts in the first open one after it';
call platform.protect('budget.period');
grant update (state) on budget.period to countersign_app;
create index period_newest on budget.period (organization_id, period_to desc, id desc);

-- What lists and previews show of a budget; read with the rights and the organisation of whoever asks.
create view budget.budget_figures with (security_invoker = true) as
select a.organization_id, a.id, a.cost_centre_id, c.code as cost_centre_code, c.owner_id as cost_centre_owner_id,
       a.name, a.period_from, a.period_to, a.currency, a.version,
       g.granted, g.overrun_granted, g.stop, g.used,
       b.requested, b.committed, b.accrued, b.invoiced, b.paid
  from budget.budget_account a
  join budget.budget_guard g on (g.organization_id, g.account_id) = (a.organization_id, a.id)
  join identity.cost_centre c on (c.organization_id, c.id) = (a.organization_id, a.cost_centre_id)
 cross join lateral (
        select coalesce(sum(s.requested), 0) as requested, coalesce(sum(s.committed), 0) as committed,
               coalesce(sum(s.accrued), 0) as accrued, coalesce(sum(s.invoiced), 0) as invoiced,
               coalesce(sum(s.paid), 0) as paid
          from budget.budget_breakdown s
         where s.organization_id = a.organization_id and s.account_id = a.id) b;
comment on view budget.budget_figures is 'A budget with its figures and the cost centre it is for';
grant select on budget.budget_figures to countersign_app;
