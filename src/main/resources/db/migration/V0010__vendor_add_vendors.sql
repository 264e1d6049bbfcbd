-- The sellers an organisation buys from.

create schema vendor;
comment on schema vendor is 'Vendors: who they are, whether they may be ordered from, where they are paid';
grant usage on schema vendor to countersign_app;

create table vendor.vendor (
    organization_id uuid not null references identity.organization,
    id uuid not null,
    name text not null check (length(name) between 1 and 200),
    name_key text not null collate "C",
    legal_id text not null default '',
    tax_id text not null default '',
    legal_key text not null default '' collate "C",
    state text not null check (state in ('ONBOARDING', 'ORDERABLE', 'ON_HOLD', 'RETIRED')),
    state_reason text not null default '',
    endpoint_scheme text not null default '',
    endpoint_id text not null default '',
    partner_organization_id uuid,
    email text not null default '',
    billing_street text not null default '',
    billing_city text not null default '',
    billing_postal_code text not null default '',
    billing_country text not null check (billing_country ~ '^[A-Z]{2}$'),
    ordering_street text not null default '',
    ordering_city text not null default '',
    ordering_postal_code text not null default '',
    ordering_country text not null check (ordering_country ~ '^[A-Z]{2}$'),
    payment_days int not null check (payment_days between 0 and 365),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    iban text not null default '',
    bic text not null default '',
    account_holder text not null default '',
    bank_version int not null default 0,
    version int not null default 1,
    primary key (organization_id, id),
    check ((endpoint_scheme = '') = (endpoint_id = '')),
    check ((iban = '') = (account_holder = '')),
    check ((iban = '') = (bank_version = 0))
);
comment on table vendor.vendor is 'This organisation''s record of a seller; what it was before is in the journal';
comment on column vendor.vendor.name_key is 'The name in lower case without marks: what lists are sorted and searched by';
comment on column vendor.vendor.legal_key is
    'The legal entity, by legal id or else tax id, without marks: one vendor each; empty = not said';
comment on column vendor.vendor.partner_organization_id is
    'The organisation of this installation behind the endpoint; no foreign key, it belongs to another tenant';
comment on column vendor.vendor.bank_version is 'Raised by each change of bank details; a payment keeps the one it was proposed with';
call platform.protect('vendor.vendor');
grant update (name, name_key, legal_id, tax_id, legal_key, state, state_reason, endpoint_scheme, endpoint_id,
    partner_organization_id, email, billing_street, billing_city, billing_postal_code, billing_country, ordering_street,
    ordering_city, ordering_postal_code, ordering_country, payment_days, currency, iban, bic, account_holder,
    bank_version, version) on vendor.vendor to countersign_app;
create unique index vendor_legal_entity on vendor.vendor (organization_id, legal_key) where legal_key <> '';
create unique index vendor_by_name on vendor.vendor (organization_id, name_key, id);
create index vendor_by_state on vendor.vendor (organization_id, state, name_key, id);
create index vendor_by_endpoint on vendor.vendor (organization_id, endpoint_scheme, endpoint_id) where endpoint_id <> '';
create index vendor_by_tax_id on vendor.vendor (organization_id, tax_id) where tax_id <> '';
