-- Who acts: accounts are of the installation; membership, roles, cost centres and what one may see are of an organisation.

create schema identity;
comment on schema identity is 'Organisations, people, roles, sessions, keys, cost centres, and who may see which document';
grant usage on schema identity to countersign_app;

create table identity.organization (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    buys boolean not null,
    sells boolean not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    zone text not null,
    locale text not null,
    legal_id text not null default '',
    tax_id text not null default '',
    endpoint_scheme text not null default '',
    endpoint_id text not null default '',
    street text not null default '',
    city text not null default '',
    postal_code text not null default '',
    country text not null check (country ~ '^[A-Z]{2}$'),
    iban text not null default '',
    bic text not null default '',
    created_at timestamptz not null,
    check (buys or sells),
    check ((endpoint_scheme = '') = (endpoint_id = ''))
);
comment on table identity.organization is 'An organisation of this installation: it can buy, sell or both';
comment on column identity.organization.endpoint_id is 'Its address on the exchange, with the scheme (ISO 6523 code); empty = none';
create unique index organization_endpoint on identity.organization (endpoint_scheme, endpoint_id) where endpoint_id <> '';
grant select, insert on identity.organization to countersign_app;
grant update (name, currency, zone, locale, legal_id, tax_id, endpoint_scheme, endpoint_id, street, city, postal_code,
    country, iban, bic) on identity.organization to countersign_app;

create table identity.account (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    login text not null unique check (login = lower(login) and length(login) between 1 and 200),
    password_hash text not null default '',
    failures int not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null
);
comment on table identity.account is 'A person or program that can sign in; of the installation';
comment on column identity.account.password_hash is 'Argon2id; empty = cannot sign in by password';
grant select, insert on identity.account to countersign_app;
grant update (name, password_hash, failures, locked_until) on identity.account to countersign_app;

create table identity.membership (
    organization_id uuid not null references identity.organization,
    account_id uuid not null references identity.account,
    manager_id uuid,
    active boolean not null default true,
    primary key (organization_id, account_id),
    foreign key (organization_id, manager_id) references identity.membership
);
comment on table identity.membership is 'A person in an organisation, and who their manager is there';
call platform.protect('identity.membership');
grant update (manager_id, active) on identity.membership to countersign_app;

create table identity.role_grant (
    organization_id uuid not null,
    account_id uuid not null,
    role text not null check (role in ('REQUESTER', 'APPROVER', 'BUYER', 'RECEIVER', 'AP_CLERK', 'PAYER', 'FINANCE', 'SELLER',
        'AUDITOR', 'ADMINISTRATOR')),
    cost_centre_ids uuid[] not null default '{}',
    granted_at timestamptz not null,
    primary key (organization_id, account_id, role),
    foreign key (organization_id, account_id) references identity.membership
);
comment on table identity.role_grant is 'A role a person has in an organisation';
comment on column identity.role_grant.cost_centre_ids is 'The cost centres it is limited to; empty = the whole organisation';
call platform.protect('identity.role_grant');
grant update (cost_centre_ids), delete on identity.role_grant to countersign_app;

create table identity.cost_centre (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    code text not null check (length(code) between 1 and 40),
    name text not null check (length(name) between 1 and 200),
    parent_id uuid,
    owner_id uuid not null,
    active boolean not null default true,
    version int not null default 1,
    primary key (organization_id, id),
    unique (organization_id, code),
    foreign key (organization_id, parent_id) references identity.cost_centre,
    foreign key (organization_id, owner_id) references identity.membership
);
comment on table identity.cost_centre is 'What spending is charged to, with the person who answers for it';
call platform.protect('identity.cost_centre');
grant update (name, parent_id, owner_id, active, version) on identity.cost_centre to countersign_app;

create table identity.approver_group (
    organization_id uuid not null references identity.organization,
    name text not null check (length(name) between 1 and 80),
    account_id uuid not null,
    primary key (organization_id, name, account_id),
    foreign key (organization_id, account_id) references identity.membership
);
comment on table identity.approver_group is 'The people behind a name such as procurement or legal: one row per member';
call platform.protect('identity.approver_group');
grant delete on identity.approver_group to countersign_app;

create table identity.session (
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id uuid not null references identity.account,
    organization_id uuid not null references identity.organization,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    expires_at timestamptz not null
);
comment on table identity.session is 'A signed-in browser, known by the SHA-256 of its random token; acts for one organisation';
create index session_account on identity.session (account_id);
grant select, insert, delete on identity.session to countersign_app;
grant update (organization_id, touched_at) on identity.session to countersign_app;

create table identity.api_key (
    id uuid primary key,
    secret_hash bytea not null check (length(secret_hash) = 32),
    account_id uuid not null references identity.account,
    organization_id uuid not null references identity.organization,
    name text not null check (length(name) between 1 and 200),
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    touched_at timestamptz
);
comment on table identity.api_key is 'A key a program signs in with, known by the SHA-256 of its random secret';
create index api_key_account on identity.api_key (organization_id, account_id);
grant select, insert on identity.api_key to countersign_app;
grant update (revoked_at, touched_at) on identity.api_key to countersign_app;

create table identity.setup_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    created_at timestamptz not null,
    used_at timestamptz
);
comment on table identity.setup_link is 'The one-time link by which the first administrator of an empty installation sets it up';
grant select, insert on identity.setup_link to countersign_app;
grant update (used_at) on identity.setup_link to countersign_app;

create table identity.document_access (
    organization_id uuid not null,
    subject_id uuid not null,
    kind text not null,
    ordered_on date not null,
    document_id uuid not null,
    primary key (organization_id, subject_id, kind, ordered_on, document_id)
);
comment on table identity.document_access is
    'Who may see which document beyond those who see all: subject = an account, or a cost centre that the document charges';
call platform.protect('identity.document_access');

-- At sign-in the organisation is not known yet: the one look-up that crosses organisations, by account.
create function identity.memberships_of(account uuid) returns table (organization_id uuid)
    language sql stable security definer set search_path = ''
    begin atomic
        select m.organization_id from identity.membership m where m.account_id = account and m.active;
    end;
comment on function identity.memberships_of(uuid) is 'The organisations an account may act for';
grant usage, create on schema identity to countersign_lookup;
alter function identity.memberships_of(uuid) owner to countersign_lookup;
revoke create on schema identity from countersign_lookup;
create policy lookup on identity.membership for select to countersign_lookup using (true);
grant select on identity.membership to countersign_lookup;
revoke execute on function identity.memberships_of(uuid) from public;
grant execute on function identity.memberships_of(uuid) to countersign_app;
