-- The ground every module stands on: who may see which row, the journal, idempotency, files, numbers, consumers.
-- Logins: the owner migrates and never serves; countersign_app acts; countersign_feed reads the journal and moves cursors.

create schema platform;
comment on schema platform is 'Machinery without business: tenancy, journal, idempotency, files, numbers, consumers';
grant usage on schema platform to countersign_app, countersign_feed;

create function platform.current_organization() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('countersign.organization', true), '')::uuid;
comment on function platform.current_organization() is
    'The organisation of this transaction; null outside one, so that no row is seen';
grant execute on function platform.current_organization() to countersign_app, countersign_feed;

-- One call a table: row-level security forced for everybody, the owner too; the app may read and add, no more.
create procedure platform.protect(target regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant on %s using (organization_id = platform.current_organization()) '
        || 'with check (organization_id = platform.current_organization())', target);
    execute format('grant select, insert on %s to countersign_app', target);
end $$;
comment on procedure platform.protect(regclass) is 'Makes a table an organisation''s own';

-- Look-ups that row-level security would slow down or forbid are functions of a role that can do nothing else.
do $$
begin
    if not exists (select from pg_roles where rolname = 'countersign_lookup') then
        create role countersign_lookup nologin nosuperuser nobypassrls;
    end if;
    execute 'grant countersign_lookup to ' || current_user;
end $$;
grant usage on schema platform to countersign_lookup;
grant execute on function platform.current_organization() to countersign_lookup;

-- Journal -------------------------------------------------------------------------------------------------------------

create table platform.journal_era (
    single boolean primary key default true check (single),
    era int not null,
    started_at timestamptz not null
);
comment on table platform.journal_era is
    'The era of the journal; the next one begins when a restored database starts again with low transaction ids';
insert into platform.journal_era (era, started_at) values (1, 'epoch');
grant select on platform.journal_era to countersign_app, countersign_feed;

create function platform.current_era() returns int language sql stable parallel safe
    begin atomic select era from platform.journal_era; end;
comment on function platform.current_era() is 'The era that new journal rows belong to';
grant execute on function platform.current_era() to countersign_app, countersign_feed;

create table platform.journal (
    organization_id uuid not null,
    position bigint not null generated always as identity unique,
    era int not null default platform.current_era(),
    transaction_id xid8 not null default pg_current_xact_id(),
    act_id uuid not null,
    act_row int not null,
    recorded_at timestamptz not null,
    document_kind text not null,
    document_id uuid not null,
    revision int not null,
    act text not null,
    actor_id uuid not null,
    actor_name text not null,
    on_behalf_of uuid,
    rule_version text not null,
    payload jsonb not null,
    payload_hash bytea not null,
    leaf_hash bytea not null,
    primary key (organization_id, position),
    unique (act_id, act_row)
);
comment on table platform.journal is
    'Everything that happened, told once by each door in the transaction of its effect; audit trail and event feed at once';
comment on column platform.journal.transaction_id is
    'Consumers read in (era, transaction_id, position) order below the oldest running transaction: position alone skips rows';
comment on column platform.journal.leaf_hash is
    'cs1 hash of the header and the payload''s hash; the order of leaves is the log''s, not the row''s';
create index journal_feed on platform.journal (era, transaction_id, position);
create index journal_newest on platform.journal (organization_id, recorded_at desc, position desc);
call platform.protect('platform.journal');
create policy feed on platform.journal for select to countersign_feed using (true);
grant select on platform.journal to countersign_feed;

create table platform.journal_subject (
    organization_id uuid not null,
    kind text not null,
    document_id uuid not null,
    position bigint not null,
    primary key (organization_id, kind, document_id, position),
    foreign key (organization_id, position) references platform.journal
);
comment on table platform.journal_subject is 'Every document that a journal row concerns: a document''s life is one indexed query';
call platform.protect('platform.journal_subject');

create table platform.consumer_cursor (
    consumer text primary key,
    era int not null,
    transaction_id xid8 not null,
    position bigint not null,
    moved_at timestamptz not null
);
comment on table platform.consumer_cursor is 'How far each consumer has read the journal; of the installation, not of an organisation';
grant select, insert, update, delete on platform.consumer_cursor to countersign_feed;

create table platform.consumer_failure (
    organization_id uuid not null,
    consumer text not null,
    position bigint not null,
    attempts int not null,
    reason text not null,
    failed_at timestamptz not null,
    resolved_at timestamptz,
    primary key (organization_id, consumer, position)
);
comment on table platform.consumer_failure is 'Journal rows that a consumer could not work off in five attempts, set aside for a person';
call platform.protect('platform.consumer_failure');
grant update (attempts, reason, failed_at, resolved_at) on platform.consumer_failure to countersign_app;

-- Idempotency ---------------------------------------------------------------------------------------------------------

create table platform.idempotency (
    organization_id uuid not null,
    account_id uuid not null,
    method text not null,
    path text not null,
    key text not null check (length(key) between 1 and 200),
    request_hash bytea not null,
    status int,
    location text,
    outcome text,
    created_at timestamptz not null,
    primary key (organization_id, account_id, method, path, key)
);
comment on table platform.idempotency is 'The answer to a request by its key, stored in the transaction of its effect; kept 7 days';
call platform.protect('platform.idempotency');
grant update (status, location, outcome), delete on platform.idempotency to countersign_app;
create index idempotency_age on platform.idempotency (organization_id, created_at);

-- Files ---------------------------------------------------------------------------------------------------------------

create table platform.organization_key (
    organization_id uuid primary key,
    sealed_keyset bytea not null,
    created_at timestamptz not null
);
comment on table platform.organization_key is 'The key that seals an organisation''s files, itself sealed by the installation''s key';
call platform.protect('platform.organization_key');

create table platform.content (
    organization_id uuid not null,
    content_id uuid not null,
    sha256 bytea not null check (length(sha256) = 32),
    media_type text not null,
    size bigint not null check (size between 0 and 20971520),
    sealed bytea not null,
    created_at timestamptz not null,
    primary key (organization_id, content_id)
);
comment on table platform.content is 'Files as they came or were made, at most 20 MB, sealed with AES-256-GCM under the organisation''s key';
alter table platform.content alter column sealed set storage external;
call platform.protect('platform.content');
grant delete on platform.content to countersign_app;

-- Numbers -------------------------------------------------------------------------------------------------------------

create table platform.number_series (
    organization_id uuid not null,
    kind text not null,
    year int not null,
    next bigint not null check (next >= 1),
    primary key (organization_id, kind, year)
) with (fillfactor = 20);
comment on table platform.number_series is 'The next number of a kind of document in a year, gap-free: the last lock that an act takes';
call platform.protect('platform.number_series');
grant update (next) on platform.number_series to countersign_app;
